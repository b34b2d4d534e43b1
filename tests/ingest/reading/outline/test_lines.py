import pytest

from ingest.reading.outline.lines import LONGEST, clean, part
from ingest.reading.outline.text import read_text

INVISIBLE = [0xAD, 0x61C, 0x200B, 0x200D, 0x200F, 0x202C, 0x2060, 0x2066, 0x2069, 0xFEFF]


@pytest.mark.parametrize("point", INVISIBLE)
def test_nothing_invisible_is_left(point: int) -> None:
    assert clean(f"Pe{chr(point)}ru {chr(point)} and\u00a0 Chile") == "Peru and Chile"


def test_an_accent_finds_its_letter_across_something_invisible() -> None:
    assert clean("Pe\u200b\u0301rou") == "Pérou"


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u202c"])
def test_a_bullet_behind_something_invisible_is_one(sign: str) -> None:
    (line,) = read_text(f"{sign}- {sign}Peru").lines
    assert (line.text, line.item) == ("Peru", True)


def test_a_line_of_something_invisible_is_blank() -> None:
    assert [line.gap for line in read_text("Peru\n\u200b\nChile").lines] == [False, True]


def test_a_long_line_is_cut_behind_a_sentence() -> None:
    sentence = "It is a dialogue. "
    pieces = part((sentence * (LONGEST // len(sentence) + 5)).strip())
    assert [piece.endswith("dialogue.") for piece in pieces] == [True, True]
    assert max(map(len, pieces)) <= LONGEST


def test_a_long_line_without_sentences_is_cut_between_words() -> None:
    words = "Peru " * (LONGEST // 5 + 5)
    assert {word for piece in part(words.strip()) for word in piece.split()} == {"Peru"}


def test_a_long_line_without_blanks_is_cut_anyway() -> None:
    assert list(map(len, part("a" * (2 * LONGEST + 1)))) == [LONGEST, LONGEST, 1]
