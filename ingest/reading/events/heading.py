"""The heading of an event page: title, date and place, in whatever order a template has them."""

from collections.abc import Iterator, Sequence

import msgspec

from ingest.reading.events.lines import (
    DateLine,
    is_title,
    names_event,
    read_date_line,
    read_opening,
    without_mark,
)
from ingest.reading.normalize.places import is_place
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.series import Naming, namings
from ingest.reading.vocabulary.worded import worded_pattern

_QUOTED = lazy_pattern(r"[\"“«]\s?(?P<theme>[^\"”»]{4,200}?)\s?[\"”»]")
_SUBTITLE = lazy_pattern(rf"\s?[:–—-]\s?{_QUOTED.pattern}\s*$")
_OPEN = worded_pattern(r"(?:\b(?:{unfinished}|{article})|[,(–—-])$")
"""The end of a line of a title that goes on in the next one."""
_HIGHEST = 4
"""So many lines above its date a title stands at most."""
_LOWEST = 2
"""So many lines below the date stand place and theme at most."""


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What the head of a page says about its event."""

    title: str
    line: Line
    date: DateLine | None = None
    place: str = ""
    theme: str = ""
    theme_line: Line | None = None
    lines: tuple[int, ...] = ()
    """The numbers of all lines that belong to it."""

    @property
    def name(self) -> str:
        """The title without theme."""
        return _SUBTITLE.sub("", self.title).strip(" ,:")

    @property
    def naming(self) -> Naming | None:
        """The series that the title names."""
        return next(namings(self.title), None)


def headings(lines: Sequence[Line], year: int | None, released: bool) -> Iterator[Heading]:
    """Titles with their dates; under a press release a bare date is the day of the release."""
    for at, line in enumerate(lines):
        if line.item:
            continue
        date = _date_line(line, year)
        if date is None and at and names_event(lines[at - 1].text):
            date = read_opening(line, year)
        if date is None or (released and not date.title):
            continue
        heading = _titled(lines, at, date) if date.title else _above(lines, at, date)
        if heading is not None:
            yield heading


def title_only(lines: Sequence[Line]) -> Heading | None:
    """The first line that is the name of an event, where none has a date.

    Lines that name several meetings of a series are a listing: the page is about none of them.
    """
    found = [one for at in range(len(lines)) if (one := _undated(lines, at))]
    numbers = {one.naming.ordinal for one in found if one.naming} - {None}
    return found[0] if found and len(numbers) <= 1 else None


def _undated(lines: Sequence[Line], first: int) -> Heading | None:
    line = lines[first]
    if not (is_title(line) and any(namings(line.text)) and names_event(line.text)):
        return None
    last = first
    while last + 1 < len(lines) and _OPEN.search(lines[last].text):
        last += 1
    # A title that ends open is cut.
    if not line.text[:1].isupper() or _OPEN.search(lines[last].text):
        return None
    title = " ".join(one.text for one in lines[first : last + 1])
    used = tuple(one.number for one in lines[first : last + 1])
    bare = Heading(title=without_mark(title), line=line, lines=used)
    return _with_theme(bare, lines[last + 1 : last + 1 + _LOWEST])


def _date_line(line: Line, year: int | None) -> DateLine | None:
    label = load_event_labels().read(line.text)
    if label is not None:
        kind, value = label
        return read_date_line(line, value, year) if kind == "date" and value else None
    return read_date_line(line, line.text, year)


def _titled(lines: Sequence[Line], at: int, date: DateLine) -> Heading:
    used = (date.line.number,)
    bare = Heading(title=date.title, line=date.line, date=date, place=date.place, lines=used)
    return _with_theme(bare, lines[at + 1 : at + 1 + _LOWEST])


def _above(lines: Sequence[Line], at: int, date: DateLine) -> Heading | None:
    """The title above a date; a place and the label of the date may stand between."""
    used, place = [date.line.number], date.place
    for higher in range(at - 1, max(-1, at - 1 - _HIGHEST), -1):
        line = lines[higher]
        kind, value = load_event_labels().read(line.text) or ("", "")
        if kind in ("date", "place") or (not line.item and is_place(line.text)):
            place = place or (value if kind == "place" else "" if kind else line.text)
            used.append(line.number)
            continue
        if not is_title(line):
            return None
        title, first = _unwrapped(lines, higher)
        numbers = (*used, line.number, first.number)
        bare = Heading(title=without_mark(title), line=first, date=date, place=place, lines=numbers)
        return _with_theme(bare, lines[at + 1 : at + 1 + _LOWEST])
    return None


def _unwrapped(lines: Sequence[Line], at: int) -> tuple[str, Line]:
    """A title that is wrapped over lines, joined from its last one up."""
    words, first = lines[at].text, at
    while first and _goes_on(lines[first - 1], lines[first], words):
        first -= 1
        words = f"{lines[first].text} {words}"
    return words, lines[first]


def _goes_on(above: Line, line: Line, words: str) -> bool:
    """Whether a title goes on: it ends open, begins small, or has a name only when joined."""
    if above.cell or line.heading != above.heading or not is_title(above):
        return False
    if _OPEN.search(above.text):
        return True
    if line.gap or any(namings(words)):
        return False
    wrapped = any(namings(f"{above.text} {words}")) and not any(namings(above.text))
    return wrapped or words[:1].islower()


def _with_theme(heading: Heading, below: Sequence[Line]) -> Heading:
    """The heading with the place and the theme that stand below it, or in its title."""
    quoted = _QUOTED.search(heading.title)
    place, numbers = heading.place, list(heading.lines)
    theme, theme_line = (quoted["theme"], heading.line) if quoted else ("", None)
    for one in below:
        value, quoted = _place_of(one), _QUOTED.fullmatch(one.text)
        if value and not place:
            place = value
        elif quoted and not theme:
            theme, theme_line = quoted["theme"], one
        else:
            break
        numbers.append(one.number)
    return msgspec.structs.replace(
        heading, place=place, theme=theme, theme_line=theme_line, lines=tuple(numbers)
    )


def _place_of(line: Line) -> str:
    kind, value = load_event_labels().read(line.text) or ("", "")
    if kind == "place":
        return value
    return line.text if not kind and not line.item and is_place(line.text) else ""


def is_event(heading: Heading) -> bool:
    """Whether the title has the noun or the series of an event, and is no paper about one."""
    return names_event(heading.title) and not load_event_labels().papers.match(heading.title)
