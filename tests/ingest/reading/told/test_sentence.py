from collections.abc import Callable

from ingest.reading.outline.html import read_html
from ingest.reading.told.sentence import (
    COMPLEMENT,
    Sentence,
    masked,
    names_in,
    names_one,
    sentences_of,
)

MakeSentences = Callable[[str], tuple[Sentence, ...]]


def test_a_sentence_goes_over_lines_and_leads_back_to_them(sentences: MakeSentences) -> None:
    first, second = sentences("One goes\non here. Two is\nlast.")
    assert (first.text, second.text) == ("One goes on here.", "Two is last.")
    fact = first.fact("f", "here", first.text.index("here"), "rule")
    assert (fact.quote.line, fact.quote.last, fact.quote.words) == (2, 0, "One goes on here.")
    over = second.fact("f", "is last", second.text.index("is"), "rule")
    assert (over.quote.line, over.quote.last) == (2, 3)
    assert second.line_of("last").number == 3


def test_a_colon_goes_on_in_the_next_passage_but_not_in_a_list(sentences: MakeSentences) -> None:
    assert [one.text for one in sentences("Members are:\n\nPeru and Chile.")] == [
        "Members are: Peru and Chile."
    ]
    assert next(one.text for one in sentences("Members are:\n- Peru\n- Chile")) == "Members are:"


def test_the_sentence_before_is_known(sentences: MakeSentences) -> None:
    first, second, third = sentences("One. Two. Three.")
    assert (first.before, second.before, third.before) == ("", "One.", "Two.")


def test_a_break_ends_no_sentence() -> None:
    page = tuple(read_html("<p>It was<br>founded in 1996.</p>").content())
    assert [one.text for one in sentences_of(page)] == ["It was founded in 1996."]


def test_names_are_whole_words_and_acronyms_match_as_written() -> None:
    names = ("Diálogo d'Almaty", "ADD", "x")
    assert names_one("EL DIALOGO D’ALMATY", names)
    assert names_one("the ADD-4", names)
    assert not names_one("in addition, add x", names)
    assert not names_one("anything", ())
    assert names_in("ADD and ADD", names) == ((0, 3), (8, 11))


def test_a_masked_text_keeps_its_length() -> None:
    assert masked("the ADD met", ("ADD",)) == "the §§§ met"


def test_a_name_behind_of_is_a_complement() -> None:
    assert COMPLEMENT.search("the secretariat of the ")
    assert COMPLEMENT.search("le comité de l’")
    assert not COMPLEMENT.search("today the ")
