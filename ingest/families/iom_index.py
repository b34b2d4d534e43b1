"""IOM's index pages: lists of processes by type and region, and the series of global meetings."""

import re
from collections.abc import Iterator

from ingest.catalogue import load_catalogue
from ingest.dates import find_dates
from ingest.errors import UnknownPage
from ingest.events.ordinals import read_ordinal
from ingest.found import Doubt, Fact, Found, Ignored, Quote
from ingest.names import names_of_page
from ingest.outline.lines import Line, Outline
from ingest.prose.secretariat import secretariats

_FORMER = re.compile(r"\s*(?:\[[^\]]*\]|\(form(?:er|erly)\b[^)]*\))")
_LAST_BRACKET = re.compile(r"\s*\((?P<acronym>[^()]{2,60})\)\s*$")
_PROCESS = re.compile(
    r"\b(?:Process|Dialogue|Consultations?|Forum|Conference|Initiative|RCP|Panel|Community|"
    r"Processus|Dialogue|Conférence|Proceso|Diálogo|Foro|Conferencia)\b"
)
_SINCE = re.compile(
    r"\b(?:held|exist(?:s|ing)?)\s(?:regularly\s)?since\s(?P<year>(?:19|20)\d\d)\b", re.I
)
_LONGEST = 200
_MEETING = re.compile(r"\b(?:Meeting|Réunion|Reunión|Consultation)s?\b", re.I)


def read(outline: Outline, url: str) -> Found:
    """The processes that the page lists, and what it says of the series that it is about."""
    made: list[Fact | Ignored | Doubt] = []
    lines = outline.lines
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        made += _line(line, following)
    title = [line for line in lines if not line.navigation][:1]
    # A list of processes names many; only the page of a series is about one.
    made += names_of_page(title, lines if _is_of_series(url) else (), url)
    return Found(
        facts=tuple(one for one in made if isinstance(one, Fact)),
        ignored=tuple(one for one in made if isinstance(one, Ignored)),
        doubts=tuple(one for one in made if isinstance(one, Doubt)),
    )


def _is_of_series(url: str) -> bool:
    try:
        load_catalogue().process_of(url)
    except UnknownPage:
        return False
    return True


def _line(line: Line, following: Line | None) -> Iterator[Fact | Ignored | Doubt]:
    if line.navigation:
        yield Ignored(line.number, "navigation")
    elif _is_meeting_heading(line):
        yield _meeting(line, following)
    elif _is_process(line):
        yield _process(line)
    else:
        yield Ignored(line.number, "prose")
        yield from _told(line)


def _is_process(line: Line) -> bool:
    """A name that the catalogue knows, or a short line of capitals with the noun of a process."""
    bare = _FORMER.sub("", line.text)
    if load_catalogue().named(_LAST_BRACKET.sub("", bare)) or load_catalogue().named(bare):
        return True
    words = re.findall(r"[^\W\d_]{4,}", bare)
    capitals = sum(word[0].isupper() for word in words)
    closed = line.text.rstrip().endswith((".", ":", ";"))
    named = _PROCESS.search(bare) is not None and len(words) > 2 and not closed
    return (
        named and len(line.text) <= _LONGEST and capitals * 2 > len(words) and "Role" not in words
    )


def _process(line: Line) -> Fact:
    bare = _FORMER.sub("", line.text).strip()
    bracket = _LAST_BRACKET.search(bare)
    parts = {"acronym": bracket["acronym"]} if bracket else {}
    if line.links:
        parts["url"] = line.links[0].target
    name = bare[: bracket.start()] if bracket else bare
    rule = "name in the index"
    return Fact(
        field="processes",
        words=name.strip(),
        quote=Quote(words=line.text, line=line.number, rule=rule),
        parts=parts,
    )


def _is_meeting_heading(line: Line) -> bool:
    short = len(line.text) <= 80 and not line.text.endswith(".")
    return short and _number(line) is not None and _MEETING.search(line.text) is not None


def _number(line: Line) -> int | None:
    """The ordinal that a heading begins with: "Second Global RCP Meeting"."""
    return read_ordinal(line.text.split()[0])


def _meeting(line: Line, following: Line | None) -> Fact:
    """A heading such as "Second Global RCP Meeting", dated by the paragraph below it."""
    dates = find_dates(following.text) if following else ()
    parts = {"title": line.text, "ordinal": str(_number(line))}
    if following and dates:
        parts["date"] = following.text[dates[0].at : dates[0].to]
    rule = "heading with the number of the meeting"
    return Fact(
        field="meetings",
        words=line.text,
        quote=Quote(words=line.text, line=line.number, rule=rule),
        kind="PAST",
        parts=parts,
    )


def _told(line: Line) -> Iterator[Fact]:
    since = _SINCE.search(line.text)
    if since:
        said = Quote(words=since[0], line=line.number, rule="year since when it is held")
        yield Fact(field="established", words=since["year"], quote=said)
    for name in secretariats(line.text):
        said = Quote(words=line.text[:200], line=line.number, rule="secretariat in prose")
        yield Fact(field="secretariat", words=name, quote=said)
