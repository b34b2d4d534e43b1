"""Words are one word whatever case and accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapshots.folding import folded


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Côte d’Ivoire", "cote d ivoire"),
        ("MÉXICO", "mexico"),
        ("Türkiye", "turkiye"),
        ("İstanbul ılık", "istanbul ilik"),
        ("Straße", "strasse"),
        ("Main-d’œuvre", "main d oeuvre"),
        ("Łódź, Tromsø & Ærø", "lodz tromso aero"),
        ("Þór Ðe", "thor de"),
        ("A/RES/58/208", "a res 58 208"),
        ("snake_case", "snake case"),
        ("U.S.A. and D.R. Congo", "usa and dr congo"),
        ("the end.A rest, A/C.2/1, a.bc", "the end a rest a c 2 1 a bc"),
        ("ﬁnance™ ½", "financetm 1 2"),
        ("e\u0301te\u0301", "ete"),
        ("  ", ""),
        ("–—…\x00\n", ""),
        ("日本 Миграция", "日本 миграция"),
        ("\ud800x", "x"),
    ],
)
def test_words_are_folded(words: str, expected: str) -> None:
    assert folded(words) == expected


@given(st.text())
def test_folding_again_changes_nothing(words: str) -> None:
    assert folded(folded(words)) == folded(words)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_makes_no_difference(words: str) -> None:
    assert folded(words.upper().lower()) == folded(words.lower())


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_words_are_parted_by_single_blanks(words: str) -> None:
    made = folded(words)
    assert made == " ".join(made.split())
    assert all(word.isalnum() for word in made.split())


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_short_way_of_ascii_is_the_long_one(words: str) -> None:
    assert f"{folded(words)} e".strip() == folded(f"{words} é")
