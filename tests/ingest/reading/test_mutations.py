"""Pages that were damaged on the way: nothing raises, and nothing is read that is not there.

The properties hold for the page cases, where their folder is present, and for the transcripts
that come with the project.
"""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.catalogue.keys import key
from ingest.errors import NotText, NotThePage
from ingest.page import Capture
from ingest.reading import reading as read
from ingest.reading.explain import UNACCOUNTED, rows
from ingest.reading.facts import facts
from ingest.reading.outline.lines import Outline
from ingest.reading.outline.read import read_outline
from ingest.reading.read import read_page
from ingest.reading.recognition.recognize import BadAddress

ASKED = os.environ.get("TEST_MUTATIONS", "")
PAGES = int(ASKED or "300")
"""How many damaged pages are read; `make mutations` reads ten thousand, other ones each time."""
ROOT = Path(__file__).parents[3]
BUNDLED = ROOT / "snapshots" / "bundled"
CASES = ROOT.parent / "shared" / "cases"
FAMILIES = (
    "https://www.iom.int/some-process",
    "https://www.iom.int/rcps-region",
    "https://www.un.org/development/desa/pd/events/first-coordination-meeting-international-migration",
    "https://www.un.org/en/ga/68/meetings/migration/about.shtml",
    "https://undocs.org/A/71/296",
    "https://example.org/page",
)
"""An address of each family; a page may well stand at one that is not its own."""
DAMAGED = settings(
    max_examples=PAGES,
    deadline=None,
    derandomize=not ASKED,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
COMPARED = settings(DAMAGED, max_examples=PAGES // 5)


MARKUP = re.compile(
    r"(<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<[^>]*>?|&[#\w]*;?|https?://\S*)", re.S
)
FOREIGN = {175, 171}
"""Numbers of the site's own navigation, which are no process's."""


class Page(NamedTuple):
    """A page as it was saved."""

    name: str
    url: str
    text: str
    markup: bool


Pieces = list[str]
"""Lines of a text, or an HTML page cut before its tags."""
Mutation = Callable[[Pieces, Random], Pieces]


@cache
def _bundled() -> tuple[Page, ...]:
    listed = (BUNDLED / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(
        Page(one["file"], one["url"], (BUNDLED / one["file"]).read_text(encoding="utf-8"), False)
        for one in map(json.loads, listed)
    )


@cache
def _cases() -> tuple[Page, ...]:
    return tuple(
        _case(path) for kind in ("txt", "html") for path in sorted(CASES.rglob(f"*.{kind}"))
    )


def _case(path: Path) -> Page:
    case = json.loads(path.with_name(path.stem + ".expected.json").read_text(encoding="utf-8"))
    url = str(case.get("canonical_url") or case["url"])
    return Page(path.name, url, path.read_text(encoding="utf-8"), path.suffix == ".html")


def drop(pieces: Pieces, chance: Random) -> Pieces:
    return [piece for piece in pieces if chance.random() > 0.1]


def duplicate(pieces: Pieces, chance: Random) -> Pieces:
    return [copy for piece in pieces for copy in [piece] * (1 + (chance.random() < 0.1))]


def swap(pieces: Pieces, chance: Random) -> Pieces:
    moved = list(pieces)
    for _ in range(len(moved) // 10):
        one, other = chance.randrange(len(moved)), chance.randrange(len(moved))
        moved[one], moved[other] = moved[other], moved[one]
    return moved


def cut_off(pieces: Pieces, chance: Random) -> Pieces:
    return pieces[: chance.randrange(len(pieces) + 1)]


def truncate(pieces: Pieces, chance: Random) -> Pieces:
    return [
        piece[: chance.randrange(len(piece) + 1)] if chance.random() < 0.1 else piece
        for piece in pieces
    ]


def join(pieces: Pieces, chance: Random) -> Pieces:
    return [piece.rstrip("\n") if chance.random() < 0.1 else piece for piece in pieces]


def change_case(pieces: Pieces, chance: Random) -> Pieces:
    change = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return [change(piece) if chance.random() < 0.3 else piece for piece in pieces]


def remove_accents(pieces: Pieces, chance: Random) -> Pieces:
    del chance
    return ["".join(c for c in _apart(p) if not unicodedata.combining(c)) for p in pieces]


def take_accents_apart(pieces: Pieces, chance: Random) -> Pieces:
    del chance
    return [_apart(piece) for piece in pieces]


def add_accents(pieces: Pieces, chance: Random) -> Pieces:
    return [
        re.sub(r"[aeiou](?![^<]*>)", lambda c: _accented(c[0], chance), piece) for piece in pieces
    ]


def remove_colons(pieces: Pieces, chance: Random) -> Pieces:
    return [piece.replace(":", "") if chance.random() < 0.3 else piece for piece in pieces]


def add_colons(pieces: Pieces, chance: Random) -> Pieces:
    return [
        re.sub(r"(?<=\w)(?=\n|$| )", lambda _: ":" * (chance.random() < 0.1), piece)
        for piece in pieces
    ]


def add_invisible(pieces: Pieces, chance: Random) -> Pieces:
    return [_outside_tags(piece, lambda text: _with_invisible(text, chance)) for piece in pieces]


def interleave_navigation(pieces: Pieces, chance: Random) -> Pieces:
    extra = (
        "Who we are\n",
        "WHO WE AREIOM, part of the UN System, has 175 member states in 171 countries.\n",
        "composée de 175 Etats membres et présente dans 171 pays depuis 1951\n",
        "- Données et recherche\n",
        "- 2030 AGENDA\n",
    )
    return [
        part
        for piece in pieces
        for part in ([chance.choice(extra)] * (chance.random() < 0.1) + [piece])
    ]


MUTATIONS: tuple[Mutation, ...] = (
    *(drop, duplicate, swap, cut_off, truncate, join, change_case),
    *(remove_accents, take_accents_apart, add_accents, remove_colons, add_colons),
    *(add_invisible, interleave_navigation),
)
ENCODINGS = (
    ("utf-8", ""),
    ("utf-8", "text/html"),
    ("utf-8", "text/plain; charset=iso-8859-1"),
    ("utf-8-sig", "text/html; charset=windows-1252"),
    ("windows-1252", ""),
    ("windows-1252", "text/html; charset=utf-8"),
    ("utf-16", "text/html; charset=utf-8"),
)
WRONG_HEADERS = ("iso-8859-1", "windows-1252", "utf-16", "utf-7", "idna", "no-such-charset", "")


def _apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _accented(letter: str, chance: Random) -> str:
    return letter + chance.choice("\u0301\u0300\u0302") if chance.random() < 0.05 else letter


def _outside_tags(piece: str, change: Callable[[str], str]) -> str:
    """The piece with its text changed; tags, comments and references stay as they are.

    So do blanks between tags: a sign there would be text, and the head of a page would end.
    """
    parts = MARKUP.split(piece)
    return "".join(
        part if n % 2 or not part.strip() else change(part) for n, part in enumerate(parts)
    )


def _with_invisible(text: str, chance: Random) -> str:
    """Signs of no width anywhere, and non-breaking spaces where there is a space."""
    signs = ("\u200b", "\u200c", "\u00ad", "\ufeff", "\u2060", "\u200e", "\u202c")
    made = []
    for sign in text:
        if sign == " " and chance.random() < 0.3:
            sign = chance.choice(("\u00a0", "\u00a0 ", " \u00a0"))
        made.append(sign + chance.choice(signs) if chance.random() < 0.05 else sign)
    return "".join(made)


def _pieces(page: Page) -> Pieces:
    if not page.markup:
        return page.text.splitlines(keepends=True)
    return [piece for piece in re.split(r"(?=<)|(?<=\n)", page.text) if piece]


@st.composite
def damaged(draw: st.DrawFn, pages: tuple[Page, ...]) -> Capture:
    """A page with one to three mutations, in some encoding, under some header and address."""
    page = draw(st.sampled_from(pages))
    pieces = _pieces(page)
    for mutate in draw(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3)):
        pieces = mutate(pieces, Random(draw(st.integers(0, 2**32 - 1))))
    charset, header = draw(st.sampled_from(ENCODINGS))
    body = "".join(pieces).encode(charset, errors="replace")
    url = draw(st.one_of(st.just(page.url), st.sampled_from(FAMILIES)))
    return Capture(url=url, body=body, media_type=header)


@given(st.data())
@DAMAGED
def test_a_damaged_case_never_says_what_it_does_not(cases: Path, data: st.DataObject) -> None:
    del cases
    _check(data.draw(damaged(_cases())))


@given(damaged(_bundled()))
@settings(DAMAGED, max_examples=PAGES // 5 if CASES.is_dir() else PAGES)
def test_a_damaged_transcript_never_says_what_it_does_not(capture: Capture) -> None:
    _check(capture)


def _check(capture: Capture) -> None:
    """Every property of a page that could be read at all."""
    try:
        reading = read_page(capture)
    except (NotText, NotThePage, BadAddress):  # a page that lost its words is none
        return
    assert read_page(capture) == reading
    outline = read_outline(capture.body, capture.media_type)
    _check_values(reading, outline)
    _check_quotes(reading, outline)
    left = [row for row in rows(outline, reading) if UNACCOUNTED in row.made]
    assert not left, left


def _check_values(reading: read.Reading, outline: Outline) -> None:
    text = " ".join((outline.title, *(line.text for line in outline.lines)))
    # Words of several lines run on over the site furniture between them, and over remarks.
    content = " ".join(line.text for line in outline.content())
    said = " ".join(map(key, (text, content, re.sub(r"\[\w{1,6}\]", "", content))))
    digits = " ".join(re.findall(r"\d+", unicodedata.normalize("NFKC", text)))
    for value in reading.values:
        for words in _words(value):
            assert key(words) in said, value
        for word in re.findall(r"\w+", " ".join(_loose_words(value))):
            assert key(word) in said, (word, value)
        for span in _dates(value):
            _check_date(span, digits, reading.url, value)
        for number in _symbol_numbers(value):
            assert number in digits or number in reading.url, (number, value)
        if isinstance(value, read.CountValue):
            assert str(value.number) in digits or _is_in_words(value), value


def _is_in_words(value: read.CountValue) -> bool:
    """Whether the number may be written out: "its eleven members", "every two years"."""
    return re.search(r"[^\W\d_]{3,}", value.quote.words) is not None


def _check_date(span: str, digits: str, url: str, value: read.Value) -> None:
    year, _, rest = span.partition("-")
    assert year in digits or year in url, value
    day = rest.partition("-")[2]
    assert not day or day in digits or str(int(day)) in digits, value


def _check_quotes(reading: read.Reading, outline: Outline) -> None:
    """Quotes stand on lines of the page; line 0 is the title element."""
    numbered = {line.number for line in outline.lines} | ({0} if outline.title else set())
    quotes = [value.quote for value in reading.values]
    quotes += [doubt.quote for doubt in reading.doubts if doubt.quote]
    for quote in quotes:
        assert quote.line in numbered, quote
        assert not quote.last or quote.last in numbered, quote
    assert {one.line for one in reading.ignored} <= numbered


def _words(value: read.Value) -> Iterator[str]:
    """The words of the page that a value claims to repeat, as they stand."""
    match value:
        case read.StateValue() | read.OrganizationValue() | read.ChairValue():
            yield value.listed_as
        case read.ThemeValue() | read.SeriesValue():
            yield value.words
        case read.TextValue() if value.field not in ("regions", "name"):
            yield value.text
        case read.ContactValue():
            yield value.text
        case read.MeetingValue():
            yield from (words for words in (value.city, value.venue) if words)
        case read.AgendaValue():
            yield from (words for words in (value.item, value.session) if words)
        case read.IndexedValue():
            yield value.acronym or ""
        case _:
            pass


def _loose_words(value: read.Value) -> Iterator[str]:
    """Words between which something may have been taken out: a symbol, a date, a shared noun."""
    yield from value.quote.words.split()
    match value:
        case read.TextValue():
            yield value.text
        case read.MeetingValue():
            yield value.title
        case read.IndexedValue():
            yield value.name
        case read.DocumentValue():
            yield from (words for words in (value.title, value.as_written) if words)
        case _:
            pass


def _dates(value: read.Value) -> Iterator[str]:
    match value:
        case read.DateValue() | read.MeetingValue():
            span = value.span if isinstance(value, read.DateValue) else value.date
            days = (span.start, span.end, *span.days) if span else ()
            yield from (day for day in days if day)
        case read.ChairValue():
            yield from (year for year in (value.start, value.end) if year)
        case read.DocumentValue() | read.AgendaValue():
            yield from (value.date,) if value.date else ()
        case _:
            pass


def _symbol_numbers(value: read.Value) -> Iterator[str]:
    """The numbers of symbols; between the ends of a range they need not be written out."""
    if isinstance(value, read.DocumentValue):
        for symbol in value.symbols[:1] + value.symbols[-1:]:
            yield from re.findall(r"\d+", symbol.text)


@given(page=st.sampled_from(_bundled() + _cases()), chance=st.integers(0, 2**32 - 1))
@COMPARED
def test_invisible_signs_alone_change_no_fact(page: Page, chance: int) -> None:
    (changed,) = add_invisible([page.text], Random(chance))
    assert _facts(page, changed.encode()) == _facts(page, page.text.encode())


@given(page=st.sampled_from(_bundled() + _cases()), chance=st.integers(0, 2**32 - 1))
@COMPARED
def test_no_number_is_taken_from_navigation_between_the_lines(page: Page, chance: int) -> None:
    body = "".join(interleave_navigation(_pieces(page), Random(chance))).encode()
    values = read_page(Capture(url=page.url, body=body)).values
    assert not FOREIGN & {value.number for value in values if isinstance(value, read.CountValue)}


@given(page=st.sampled_from(_bundled() + _cases()), charset=st.sampled_from(WRONG_HEADERS))
@COMPARED
def test_a_wrong_charset_header_alone_changes_no_fact(page: Page, charset: str) -> None:
    header = f"text/plain; charset={charset}"
    assert _facts(page, page.text.encode(), header) == _facts(page, page.text.encode())


def _facts(page: Page, body: bytes, header: str = "") -> object:
    return facts(read_page(Capture(url=page.url, body=body, media_type=header)))
