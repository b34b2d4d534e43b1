from collections.abc import Callable

from ingest.reading.outline.text import read_text
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.themes import focus_of, listed_below

NAMES = ("Dialogue sur la paix", "Peace Dialogue")
Said = Callable[..., list[str]]


def test_the_items_below_words_that_announce_themes_are_themes() -> None:
    page = read_text(
        "Le Dialogue sur la paix porte sur deux domaines clefs:\n"
        "1) la paix;\n2) le travail\nde tous; et\n3) la santé."
    )
    found = list(listed_below(page.lines, NAMES, load_grammar()))
    assert [fact.words for fact in found] == ["la paix", "le travail de tous", "la santé"]
    assert (found[1].quote.line, found[1].quote.last) == (3, 4)


def test_one_item_alone_is_no_list() -> None:
    page = read_text("Peace Dialogue topics:\n- data\nOther")
    assert list(listed_below(page.lines, NAMES, load_grammar())) == []


def test_a_sentence_may_list_them_itself(said: Said) -> None:
    text = "The Peace Dialogue has three pillars: trade, visas and return."
    assert said(text, "themes", names=NAMES) == ["trade", "visas", "return"]
    assert said("The pillars stand alone.", "themes", names=NAMES) == []


def test_themes_of_something_else_are_none(said: Said) -> None:
    text = "The hotel is in one of these areas: Old Town, New Town, Castle District."
    assert said(text, "themes", names=NAMES) == []
    quiz = read_text("Themes of the quiz night:\n- Sports\n- Movies\n- Music")
    assert list(listed_below(quiz.lines, NAMES, load_grammar())) == []


def test_a_known_theme_vouches_for_its_list(said: Said) -> None:
    text = "Its pillars: labour migration, dams and bridges."
    assert said(text, "themes") == ["labour migration", "dams", "bridges"]


def test_what_a_process_focuses_on_is_behind_the_verb() -> None:
    assert focus_of("It focuses on asylum and return. More.") == "asylum and return"
    assert focus_of("It sleeps.") == ""
