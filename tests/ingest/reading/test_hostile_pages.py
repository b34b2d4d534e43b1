"""Pages made to stop the reader: none does, and what stands beside the trap is still read.

Nothing here is timed; `python -m benchmarks.hostile` shows how the time grows with the size.
"""

from contextlib import suppress
from random import Random

import pytest

from benchmarks.traps import FAMILIES, TRAPS
from ingest.errors import NotText, TooLarge
from ingest.page import Capture
from ingest.reading.explain import UNACCOUNTED, rows
from ingest.reading.outline.html import MOST_TAGS
from ingest.reading.outline.lines import LONGEST
from ingest.reading.outline.read import LARGEST, read_outline
from ingest.reading.read import read_page
from ingest.reading.reading import Reading, StateValue

PROCESS = FAMILIES["iom-iscm"]


@pytest.mark.parametrize("url", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("bomb", TRAPS.values(), ids=TRAPS)
def test_a_line_made_to_stop_the_reader_does_not(bomb: str, url: str) -> None:
    line = bomb * (3_000 // len(bomb))
    page = f"Established: 2006\nObjectives\n{line}\nMember States\n{line}\n- {line}\nGhana\n"
    _read_whole(page.encode(), url)


@pytest.mark.parametrize("bomb", TRAPS.values(), ids=TRAPS)
def test_what_stands_beside_such_a_line_is_still_read(bomb: str) -> None:
    line = bomb * (LONGEST // len(bomb))
    body = f"Established: 2006\nObjectives\n{line}\nMember States\n- Ghana\n".encode()
    reading = read_page(Capture(url=PROCESS, body=body))
    assert reading.of("established")
    assert "GHA" in _states(reading)


@pytest.mark.parametrize("url", FAMILIES.values(), ids=FAMILIES)
def test_a_page_on_one_line_is_read_in_parts_and_reported(url: str) -> None:
    body = b"Established: 2006\n" + b"The Process is a dialogue. " * 8_000
    reading = _read_whole(body, url)
    (doubt,) = [doubt for doubt in reading.doubts if doubt.code == "long-line"]
    assert "10,000 characters" in doubt.message


@pytest.mark.parametrize("form", ["{}", "<html><p>{}</p></html>"])
def test_no_word_of_a_long_line_is_lost(form: str) -> None:
    words = [f"word{number}" for number in range(5_000)]
    outline = read_outline(form.format(" ".join(words)).encode())
    assert " ".join(line.text for line in outline.lines).split() == words
    assert max(len(line.text) for line in outline.lines) <= LONGEST
    assert [line.number for line in outline.lines] == list(range(1, len(outline.lines) + 1))
    assert outline.parted == 1


def test_a_line_as_long_as_the_bound_is_whole() -> None:
    outline = read_outline(b"a" * LONGEST)
    assert (len(outline.lines), outline.parted) == (1, 0)


def test_lines_behind_a_parted_one_keep_their_order() -> None:
    outline = read_outline(b"Peru\n" + b"a" * (2 * LONGEST + 1) + b"\nChile\n")
    assert [line.number for line in outline.lines] == [1, 2, 3, 4, 5]
    assert outline.lines[-1].text == "Chile"


@pytest.mark.parametrize("url", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("size", [0, 1, 100, 10_000])
def test_noise_is_refused_or_read_as_nothing(size: int, url: str) -> None:
    chance = Random(size)
    for _ in range(5):
        with suppress(NotText):
            reading = read_page(Capture(url=url, body=chance.randbytes(size)))
            assert not _states(reading)


@pytest.mark.parametrize("url", FAMILIES.values(), ids=FAMILIES)
def test_noise_of_letters_is_read(url: str) -> None:
    chance = Random(7)
    signs = "abcXYZ019 .,;:/()[]“”\"'-–\n\n<>&é\u00a0\u200b"
    for _ in range(10):
        _read_whole("".join(chance.choices(signs, k=3_000)).encode(), url)


@pytest.mark.parametrize("url", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("tag", ["div", "ul", "a", "b", "table", "pre", "blockquote"])
def test_ten_thousand_nested_elements_are_read(tag: str, url: str) -> None:
    nested = f"<{tag}>" * 10_000 + "Established: 2006" + f"x</{tag}>" * 10_000
    _read_whole(f"<html><body>{nested}".encode(), url)


@pytest.mark.parametrize("tag", ["div", "ul", "blockquote"])
def test_a_label_within_ten_thousand_elements_is_found(tag: str) -> None:
    nested = f"<{tag}>" * 10_000 + "Established: 2006" + f"</{tag}>" * 10_000
    reading = read_page(Capture(url=PROCESS, body=f"<html>{nested}".encode()))
    assert reading.of("established")


@pytest.mark.parametrize("url", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("form", ["- {}\n", "<li>{}</li>", "{}<br>", "<tr><td>{}<td>2010</tr>"])
def test_thousands_of_entries_are_read(form: str, url: str) -> None:
    start = "<html><p>Member States</p><ul><li>" if "<" in form else "Member States\n"
    _read_whole((start + form.format("Ghana") * 3_000).encode(), url)


def test_every_entry_of_a_long_list_is_counted() -> None:
    body = b"Member States (3 States)\n" + b"- Ghana\n" * 50_000
    reading = read_page(Capture(url=PROCESS, body=body))
    assert len(reading.of("participating_states")) == 50_000


def test_a_page_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(TooLarge, match=r"at most 10,000,000 bytes expected, 50,000,000 found"):
        read_page(Capture(url=PROCESS, body=b"a" * 50_000_000))
    assert LARGEST == 10_000_000


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(TooLarge, match="tags"):
        read_page(Capture(url=PROCESS, body=b"<html>" + b"<b>" * MOST_TAGS))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html><ul>" + b"<li>Ghana" * 1_000_000, "100,000 tags expected, 1,000,002 found"),
        (b"<html><p>" + b"a<br>" * 90_000, "60,000 lines expected, 90,000 found"),
        (b"\n" * 5_000_000, "60,000 lines expected, 5,000,000 found"),
        (b"Chair\n" * 60_001, "60,000 lines expected, 60,001 found"),
        (
            b"<html><h1>" + b"word " * 300_000,
            "1,000,000 characters of text expected, 1,499,",
        ),
        (b"a " * 900_000, "1,000,000 characters of text expected, 1,799,"),
    ],
    ids=["entries", "line breaks", "blank lines", "lines", "heading", "one line"],
)
def test_more_than_any_page_says_is_refused(body: bytes, found: str) -> None:
    with pytest.raises(TooLarge) as caught:
        read_page(Capture(url=PROCESS, body=body))
    assert found in str(caught.value)


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "idna", "punycode", "base64"])
def test_a_charset_that_no_page_is_written_in_is_not_believed(charset: str) -> None:
    body = "Pérou +2AA- \\ud800 \\d".encode("windows-1252")
    outline = read_outline(body, f"text/plain; charset={charset}")
    assert [line.text for line in outline.lines] == ["Pérou +2AA- \\ud800 \\d"]


@pytest.mark.parametrize(
    "start",
    [
        "<?xml version='1.0'?><p>",
        "<!-- a --><?xml version='1.0'?>\n<p>",
        "\n<?XML " + "a" * 300 + "?><p>",
        "<?xml <p>",
        "<![CDATA[<p>",
    ],
)
def test_a_page_that_pretends_to_be_xml_is_read(start: str) -> None:
    outline = read_outline(f"{start}Peru</p><p>Chile</p>".encode(), "text/html")
    assert outline.lines[-1].text == "Chile"


def _read_whole(body: bytes, url: str) -> Reading:
    """The reading, after a look at whether each line is accounted for."""
    reading = read_page(Capture(url=url, body=body))
    left = [row for row in rows(read_outline(body), reading) if UNACCOUNTED in row.made]
    assert not left, left
    return reading


def _states(reading: Reading) -> set[str]:
    return {
        value.state for value in reading.values if isinstance(value, StateValue) and value.state
    }
