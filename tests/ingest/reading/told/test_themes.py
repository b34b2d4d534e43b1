from collections.abc import Callable

from ingest.reading.outline.text import read_text
from ingest.reading.told.sentence import Sentence
from ingest.reading.told.themes import listed_themes, told_themes

NAMES = ("Dialogue sur la paix", "Peace Dialogue")
MakeSentences = Callable[[str], tuple[Sentence, ...]]


def test_the_items_below_words_that_announce_themes_are_themes() -> None:
    page = read_text(
        "Le Dialogue sur la paix porte sur deux domaines clefs:\n"
        "1) la paix;\n2) le travail\nde tous; et\n3) la santé."
    )
    found = list(listed_themes(page.lines, NAMES))
    assert [fact.words for fact in found] == ["la paix", "le travail de tous", "la santé"]
    assert (found[1].quote.line, found[1].quote.last) == (3, 4)


def test_one_item_alone_is_no_list() -> None:
    assert (
        list(listed_themes(read_text("Peace Dialogue topics:\n- data\nOther").lines, NAMES)) == []
    )


def test_a_sentence_may_list_them_itself(sentences: MakeSentences) -> None:
    (one,) = sentences("The Peace Dialogue has three pillars: trade, visas and return.")
    assert [fact.words for fact in told_themes(one, NAMES)] == ["trade", "visas", "return"]
    (other,) = sentences("The pillars stand alone.")
    assert list(told_themes(other, NAMES)) == []


def test_themes_of_something_else_are_none(sentences: MakeSentences) -> None:
    (one,) = sentences("The hotel is in one of these areas: Old Town, New Town, Castle District.")
    assert list(told_themes(one, NAMES)) == []
    quiz = read_text("Themes of the quiz night:\n- Sports\n- Movies\n- Music")
    assert list(listed_themes(quiz.lines, NAMES)) == []


def test_a_known_theme_vouches_for_its_list(sentences: MakeSentences) -> None:
    (one,) = sentences("Its pillars: labour migration, dams and bridges.")
    assert [fact.words for fact in told_themes(one, ())] == ["labour migration", "dams", "bridges"]
