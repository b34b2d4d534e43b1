import pytest

from ingest.reading.outline.lines import Line
from ingest.reading.outline.text import read_text


def lines(text: str) -> tuple[Line, ...]:
    return read_text(text).lines


@pytest.mark.parametrize("bullet", ["-", "•", "*", "·", "▪", "◦", "‣", "–", "—", "o"])
def test_a_bullet_makes_an_item_and_is_no_text(bullet: str) -> None:
    (line,) = lines(f"{bullet} Peru")
    assert (line.text, line.item) == ("Peru", True)


@pytest.mark.parametrize("text", ["observer", "-5 °C", "1. Peru", "Peru - Chile", "a Peru"])
def test_what_only_looks_like_a_bullet_stays(text: str) -> None:
    (line,) = lines(text)
    assert (line.text, line.item) == (text, False)


def test_a_bullet_of_its_own_is_no_line() -> None:
    assert [(line.number, line.text) for line in lines("-\n- Peru\n•\n")] == [(2, "Peru")]


def test_lines_are_numbered_as_in_the_file() -> None:
    assert [line.number for line in lines("Peru\n\n\nChile\n-\nChad")] == [1, 4, 6]


def test_a_gap_is_a_blank_line_above_and_not_a_lost_bullet() -> None:
    assert [line.gap for line in lines("Peru\n \nChile\n-\nChad")] == [False, True, False]


def test_indentation_gives_the_depth() -> None:
    shallow, middle, deep = (line.depth for line in lines("- a\n  - b\n\t- c"))
    assert shallow < middle < deep


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert [line.text for line in lines(f"Peru{end}Chile{end}")] == ["Peru", "Chile"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Pe\u0301rou", "Pérou"),
        ("Pe\u200bru", "Peru"),
        ("\ufeffPeru", "Peru"),
        ("Pe\u00adru", "Peru"),
        ("Costa\u00a0Rica", "Costa Rica"),
        ("Costa \t  Rica ", "Costa Rica"),
        ("\u200eCosta\u2009Rica\u200f", "Costa Rica"),
    ],
)
def test_text_is_composed_visible_and_single_spaced(raw: str, text: str) -> None:
    assert [line.text for line in lines(raw)] == [text]


def test_a_line_of_invisible_characters_is_none() -> None:
    assert lines("\u200b\u00ad\n\u00a0") == ()


def test_every_line_is_a_block_of_its_own() -> None:
    blocks = [line.block for line in lines("Peru\nChile\nChad")]
    assert len(set(blocks)) == 3


def test_an_address_in_a_line_is_a_link_without_its_full_stop() -> None:
    (line,) = lines("Website: https://example.org/a?b=c.")
    assert [link.target for link in line.links] == ["https://example.org/a?b=c"]


def test_text_has_no_markup_no_zones_and_no_headings() -> None:
    outline = read_text("Menu\nPeru")
    assert not outline.markup
    assert [line for line in outline.lines if line.navigation or line.heading or line.cell] == []


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "-\n-\n"])
def test_text_without_words_has_no_lines(text: str) -> None:
    assert lines(text) == ()


def test_a_mark_of_omission_makes_the_words_beside_it_an_excerpt() -> None:
    lines = read_text("Title\n[…]\n- […] words of it […]\n[…] more\n“Quoted […] words”").lines
    assert [(one.text, one.excerpt, one.gap) for one in lines] == [
        ("Title", False, False),
        ("[…]", True, False),
        ("words of it", True, False),
        ("more", True, False),
        ("“Quoted […] words”", False, False),
    ]
    assert lines[2].item
