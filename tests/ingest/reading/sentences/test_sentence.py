import pytest

from ingest.reading.outline.html import read_html
from ingest.reading.outline.text import read_text
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.sentence import Page, Said, Sentence, sentences_of

PAGE = Page(names=("Lima Process",), grammar=load_grammar())


def sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(sentences_of(read_text(text).lines))


def test_a_sentence_goes_over_lines_and_leads_back_to_them() -> None:
    first, second = sentences("One goes\non here. Two is\nlast.")
    assert (first.text, second.text) == ("One goes on here.", "Two is last.")
    at = first.text.index("here")
    fact = first.fact("f", at, at + len("here"), "rule")
    assert (fact.quote.line, fact.quote.last, fact.quote.words) == (2, 0, "One goes on here.")
    at = second.text.index("is")
    over = second.fact("f", at, at + len("is last"), "rule")
    assert (over.quote.line, over.quote.last) == (2, 3)
    assert second.line_of("last").number == 3


def test_a_colon_goes_on_in_the_next_passage_but_not_in_a_list() -> None:
    assert [one.text for one in sentences("Members are:\n\nPeru and Chile.")] == [
        "Members are: Peru and Chile."
    ]
    assert next(one.text for one in sentences("Members are:\n- Peru\n- Chile")) == "Members are:"


def test_the_sentences_before_are_known() -> None:
    first, second, third = sentences("One. Two. Three.")
    assert (first.before, second.before, third.before) == ((), ("One.",), ("One.", "Two."))


def test_a_break_ends_no_sentence() -> None:
    page = tuple(read_html("<p>It was<br>founded in 1996.</p>").content())
    assert [one.text for one in sentences_of(page)] == ["It was founded in 1996."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "History of the Lima Process\nBorn in 1996, it brings together many countries of it.",
            2,
        ),
        ("The secretariat of the\nLima Process was established there in the year of 2003.", 1),
        ("This week the ministers meet in\nLima and speak of what moves\nthem all.", 1),
        ("Short\nLines", 1),
    ],
)
def test_a_title_over_a_paragraph_is_no_part_of_its_first_sentence(text: str, found: int) -> None:
    assert len(sentences(text)) == found


def spoken_of(text: str, *, own: bool = True) -> bool:
    page = Page(names=("Lima Process",), grammar=load_grammar(), own=own)
    return Said(sentences(text)[-1], page).is_spoken_of()


def test_a_pronoun_stands_for_what_was_spoken_of() -> None:
    assert spoken_of("The Lima Process helps IOM. It is old.", own=False)
    assert not spoken_of("IOM helps the Lima Process. It is old.")
    assert not spoken_of("The secretariat of the Lima Process helps. It is old.")
    assert spoken_of("Born at the summit of 1996, the Lima Process helps. It is old.", own=False)


def test_a_pronoun_goes_on_with_the_one_before() -> None:
    text = "The Lima Process helps. In 20 years it has grown with the European Union. It is old."
    assert spoken_of(text, own=False)
    assert not spoken_of("IOM helps. In 20 years it has grown with the Lima Process. It is old.")


def test_where_nothing_was_spoken_of_the_page_decides() -> None:
    assert spoken_of("It is old.")
    assert not spoken_of("It is old.", own=False)


def test_words_of_a_marked_place_are_the_pages() -> None:
    (one,) = sentences("The Lima Process (LIP) was founded in May 1996 by Peru.")
    said = Said(one, PAGE)
    at = said.text.index("founded")
    assert said.words((at, at + len("founded"))) == "founded"
    assert said.words((0, len(said.text))) == one.text
