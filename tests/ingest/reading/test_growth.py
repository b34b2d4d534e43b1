"""Twice as much of a page is twice the work, whatever its lines are made of."""

from contextlib import suppress
from time import thread_time

import pytest

from benchmarks.traps import FAMILIES, TRAPS, lines, under_labels
from ingest.errors import IngestError
from ingest.page import Capture
from ingest.reading.read import read_page

TIMES = 4
"""So many times longer is the longer page."""
MOST = 9
"""So many times longer may its reading take; the square would be 16."""
SHORT = 0.02
"""Seconds that say nothing."""
PROCESS = FAMILIES["iom-iscm"]


def spent(body: bytes, url: str, media_type: str = "", refresh: str = "") -> float:
    capture = Capture(url=url, body=body, media_type=media_type, headers=(("Refresh", refresh),))
    start = thread_time()
    with suppress(IngestError):
        read_page(capture)
    return thread_time() - start


def growth(once: bytes, more: bytes, url: str) -> float:
    """How many times longer the longer page takes; the best of some tries, as others work, too."""
    long = spent(more, url)
    for _ in range(4):
        if long < SHORT or long < MOST * (short := spent(once, url)):
            return 0.0
        long = min(long, spent(more, url))
    return long / short


@pytest.fixture(scope="module", autouse=True)
def _vocabularies() -> None:
    for url in FAMILIES.values():
        spent(under_labels("Ghana 2013 (", 20), url)


@pytest.mark.parametrize("unit", TRAPS.values(), ids=TRAPS)
def test_what_stands_under_labels_takes_as_long_as_it_is(unit: str) -> None:
    pages = (under_labels(unit, size) for size in (300, 300 * TIMES))
    assert growth(*pages, PROCESS) < MOST


@pytest.mark.parametrize("family", ["iom-index", "un-desa-event", "un-document", "other"])
@pytest.mark.parametrize("unit", TRAPS.values(), ids=TRAPS)
def test_lines_of_each_family_take_as_long_as_they_are(unit: str, family: str) -> None:
    pages = (lines(unit, size).encode() for size in (1_000, 1_000 * TIMES))
    assert growth(*pages, FAMILIES[family]) < MOST


@pytest.mark.parametrize(
    "form",
    [
        *("<li>{}", "<p>{}", "{}<br>", "<tr><td>{}<td>{}", "<h1>{}</h1>", "<h3>Chair</h3>{}"),
        *("<a href=/{}>{}</a>", "{}<sup>1</sup>", "<sup>{}</sup>", "<sup>", "<a href=#1>1</a>"),
        *("<span data-cfemail=5d3c>", "<div class={}>", "<b style=display:none>", "<!--{}-->"),
        *("<script>{}</script>", "<noscript>{}", "<meta http-equiv=refresh content='1;{}'>"),
    ],
)
def test_markup_takes_as_long_as_it_is(form: str) -> None:
    head = b"<html><body><p>Established: 2006<h3>Member States</h3><ul>"
    pages = (head + form.replace("{}", "Ghana").encode() * size for size in (1_000, 1_000 * TIMES))
    assert growth(*pages, PROCESS) < MOST


@pytest.mark.parametrize(
    "unit", ["a", " ", ";", "=", "charset", "charset = ", "0", "url=", "'", ". "]
)
def test_headers_take_as_long_as_they_are(unit: str) -> None:
    def header(size: int) -> float:
        long = unit * (size // len(unit))
        refresh = f"0; url={long}"
        return min(
            spent(b"Peru \xe9", PROCESS, f"text/html; charset={long}!", refresh) for _ in range(3)
        )

    assert header(64_000) < max(SHORT, MOST * header(16_000))
