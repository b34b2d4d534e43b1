from collections.abc import Callable

from ingest.outline.text import read_text
from ingest.told.sentence import Sentence
from ingest.told.themes import listed_themes, told_themes

MakeSentences = Callable[[str], tuple[Sentence, ...]]


def test_the_items_below_words_that_announce_themes_are_themes() -> None:
    page = read_text(
        "Il porte sur deux domaines clefs:\n1) la paix;\n2) le travail\nde tous; et\n3) la santé."
    )
    found = list(listed_themes(page.lines))
    assert [fact.words for fact in found] == ["la paix", "le travail de tous", "la santé"]
    assert (found[1].quote.line, found[1].quote.last) == (3, 4)


def test_one_item_alone_is_no_list() -> None:
    assert list(listed_themes(read_text("Main topics:\n- data\nOther text").lines)) == []


def test_a_sentence_may_list_them_itself(sentences: MakeSentences) -> None:
    (one,) = sentences("The work has three pillars: trade, visas and return.")
    assert [fact.words for fact in told_themes(one)] == ["trade", "visas", "return"]
    (other,) = sentences("The pillars stand alone.")
    assert list(told_themes(other)) == []
