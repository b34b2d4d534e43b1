"""Footnote marks are no part of a word; what only looks like one stays."""

import pytest

from ingest.reading.outline.lines import clean
from ingest.reading.outline.marks import without_footnotes
from ingest.reading.outline.read import read_outline


def line(html: str) -> str:
    return read_outline(f"<html><body><p>{html}</p></body></html>".encode()).lines[0].text


@pytest.mark.parametrize(
    "html",
    [
        *("Kosovo<sup>1</sup>", "Kosovo <sup>12</sup>", "Kosovo<sup>1,2</sup>"),
        *("Kosovo<sup>a</sup>", "Kosovo<sup>a, b</sup>", "Kosovo<sup>(a)</sup>"),
        *(
            "Kosovo<sup>[1]</sup>",
            "Kosovo<sup>*</sup>",
            "Kosovo<sup>†</sup>",
            "Kosovo<sup>1/</sup>",
        ),
        *("Kosovo<sup><a href='#n1'>1</a></sup>", "Kosovo<sup>[<a href='#n1'>1</a>]</sup>"),
        *("Kosovo<a href='#n1'><sup>1</sup></a>", "Kosovo<a href='#_ftn1'>[1]</a>"),
        *("Kosovo<a href='#n1'>1</a>", "<b>Kosovo</b><sup><b>1</b></sup>", "<sup></sup>Kosovo"),
        *(
            "Kosovo<span style='vertical-align: super'>1</span>",
            "Kosovo¹",
            "Kosovo ¹ ²",
            "Kosovo¹,²",
        ),
        *("Kosovo†", "Kosovo‡‡", "Kosovoᵃ", "Kosovo&sup1;", "Kosovo<sup>1</sup><sup>2</sup>"),
    ],
)
def test_a_mark_behind_a_name_is_no_part_of_it(html: str) -> None:
    assert line(html) == "Kosovo"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("21<sup>st</sup> meeting", "21st meeting"),
        ("XXI<sup>e</sup> réunion", "XXIe réunion"),
        ("9<sup>a</sup> Conferencia", "9a Conferencia"),
        ("V<sup>a</sup> Conferencia", "Va Conferencia"),
        ("n<sup>o</sup> 5", "no 5"),
        ("M<sup>me</sup> Ba", "Mme Ba"),
        ("5 km<sup>2</sup>, 3 m<sup>2</sup>", "5 km2, 3 m2"),
        ("<sup>1</sup> Under resolution 1244", "1 Under resolution 1244"),
        ("Resolution <a href='#r'>58</a>", "Resolution 58"),
        ("(<a href='#r'>58/208</a>)", "(58/208)"),
        ("Meeting<a href='/m'>1</a>", "Meeting1"),
        ("XXᵉ siècle, 1ᵉʳ, 10⁶, 5 km², 3 m²", "XXᵉ siècle, 1ᵉʳ, 10⁶, 5 km², 3 m²"),
        ("Established 2013<sup>1</sup>", "Established 2013"),
        ("Established 2013¹", "Established 2013"),
        ("H<sub>2</sub>O", "H2O"),
        ("a<sup>b<br>1</sup>c", "ab"),
    ],
)
def test_what_is_raised_and_no_mark_stays(html: str, expected: str) -> None:
    assert line(html) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("Kosovo[1]", "Kosovo [KG1]", "Kosovo(1)", "Kosovo (12)", "Kosovo (a)", "Kosovo [a]"),
        *("Kosovo*", "Kosovo **", "*Kosovo", "Kosovo (*)", "Kosovo§", "Kosovo[1][2]"),
    ],
)
def test_a_name_is_bare_without_its_typed_marks(name: str) -> None:
    assert without_footnotes(name) == "Kosovo"


@pytest.mark.parametrize(
    "name", ["Congo (RDC)", "Group of 77 (G77)", "5+5", "Iran (I.R.)", "IOM (UN)"]
)
def test_a_bracket_that_is_a_word_stays_with_its_name(name: str) -> None:
    assert without_footnotes(name) == name


@pytest.mark.parametrize("piece", ["¹", "x¹", "¹,", "x†", "[", "(1", "*", " *", "[1] "])
def test_lines_of_marks_alone_are_read(piece: str) -> None:
    assert without_footnotes(clean(piece * 10_000)) is not None
