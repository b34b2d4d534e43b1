"""What a line of an event page is by its form: a date, a place, a title, a sentence…"""

import re

import msgspec

from ingest.reading.events.titles import names_event
from ingest.reading.normalize.places import is_place, place_in
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import DateSpan, find_dates
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.organizations import load_organizations
from ingest.reading.vocabulary.worded import worded_pattern

_EDGES = " \t,;:.–—-|()/•·"
_LEADING = lazy_pattern(r"^(?:(?:from|on|du|le|les|del|el|los)(?:\s(?:the|días?))?\s)", re.I)
_TRAILING = lazy_pattern(r"(?:^|[\s,(])(?:from|on|du|le|les|del|el|los(?:\sdías)?)$", re.I)
_FOREIGN = lazy_pattern(r"\s(?:EN|FR|ES)$")
_TIMES = lazy_pattern(r"\d{1,2}[:.h]\d{2}|timezone|\b[ap]\.?m\b", re.I)
_OPENS = worded_pattern(r"{to_date}\s", re.I)
_WHERE = worded_pattern(r",?\s{located}\s", re.I)
_NEAR = 120
"""Characters behind a date within which the place stands."""
_LONGEST_TITLE = 250
_FEWEST_LETTERS = 6


class DateLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that gives one date and little else."""

    line: Line
    date: str
    """The words of the date."""
    span: DateSpan
    place: str = ""
    title: str = ""
    """The words beside the date that are neither place nor body: the event itself."""


def is_sentence(text: str) -> bool:
    """Whether the words tell something instead of naming it."""
    return text.rstrip(" ”»\"'").endswith((".", ";", "?", ",")) or len(text) > _LONGEST_TITLE


def is_title(line: Line) -> bool:
    """Whether the line may be a title: no sentence, no label, no item, no place."""
    text = line.text
    letters = sum(letter.isalpha() for letter in text)
    if line.item or is_sentence(text) or letters < _FEWEST_LETTERS:
        return False
    return load_event_labels().read(text) is None and not is_place(text)


def without_mark(text: str) -> str:
    """The words without the mark of a link to another language: "Dialogue EN"."""
    return _FOREIGN.sub("", text.strip())


def read_date_line(line: Line, text: str, year: int | None) -> DateLine | None:
    """The date of a line that consists of it, of it and a place, or of it and a title."""
    if is_sentence(text) and not text.endswith(","):
        return None
    spans = [span for span in find_dates(text, year) if span.precise]
    if len(spans) != 1 or _TIMES.search(text):
        return None
    span = spans[0]
    before = _TRAILING.sub("", text[: span.at].strip(_EDGES)).strip(_EDGES)
    title, bracket, inside = before.rpartition("(")
    if bracket and ")" not in inside:
        if not is_place(inside):
            return None  # "Symposium (posted 4 May 2004)"
        before = f"{title.strip(_EDGES)}, {inside}"
    after = text[span.to :].strip(_EDGES)
    if before and after and not text[span.to :].lstrip().startswith((")", ",", "-", "–")):
        return None
    rest = ", ".join(part for part in (_LEADING.sub("", before), after) if part)
    return _with_rest(line, text, span, rest)


def read_opening(line: Line, year: int | None) -> DateLine | None:
    """The date that a sentence below a title begins with: "On 3-4 May 2016, in Lima, …"."""
    span = next((one for one in find_dates(line.text, year) if one.precise), None)
    if span is None or not _OPENS.fullmatch(line.text[: span.at]):
        return None
    behind = line.text[span.to : span.to + _NEAR]
    if not _WHERE.match(behind):
        return None
    place = place_in(behind)
    return DateLine(line=line, date=line.text[span.at : span.to], span=span, place=place)


def _with_rest(line: Line, text: str, span: DateSpan, rest: str) -> DateLine | None:
    place, title = _told_apart(rest)
    if title and not names_event(title):
        return None
    return DateLine(
        line=line,
        date=text[span.at : span.to],
        span=span,
        place=place,
        title=without_mark(title),
    )


def _told_apart(rest: str) -> tuple[str, str]:
    """Place and title of the words beside a date; a body that meets is neither."""
    if not rest or load_organizations().find(rest) or load_event_labels().organized(rest):
        return "", ""
    if is_place(rest):
        return rest, ""
    head, _, tail = rest.rpartition(",")
    if head and (load_organizations().find(tail.strip()) or is_place(tail.strip())):
        place, title = _told_apart(head.strip(_EDGES))
        found = tail.strip() if is_place(tail.strip()) else ""
        return ", ".join(one for one in (place, found) if one), title
    return "", rest
