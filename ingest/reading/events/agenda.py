"""The programme of an event page: days, times, sessions and their numbered items."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from ingest.reading.found import Fact, Ignored, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import DateSpan, find_dates
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.worded import worded_pattern

_CLOCK = (
    r"(?P<hour{n}>\d{{1,2}})(?:\s?[.:hH]\s?(?P<minute{n}>\d{{2}}))?\s?(?P<half{n}>[ap]\.?\s?m\.?)?"
)
_TIME = worded_pattern(
    r"(?:{from_hour}\s)?" + rf"{_CLOCK.format(n=1)}\s?(?:[-–—]|{{to_hour}})\s?{_CLOCK.format(n=2)}",
    re.I,
)
_NUMBERED = lazy_pattern(r"(?:(?P<roman>[IVX]{1,6})|(?P<figure>\d{1,2}))[.)]\s+\S")
_LABELLED = lazy_pattern(r"[A-ZÀ-Ý][\w’' -]{2,40}:\s")
"""A line that begins with a label of its own goes on with nothing."""
_EDGES = " \t,;:.–—-|()"
_SOON = 3
"""So many lines below its label a programme begins."""


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a programme, label included."""

    lines: tuple[Line, ...] = ()
    days: tuple[str, ...] = ()
    """The words of its days, in order, each once."""


class _State(msgspec.Struct):
    """Where in the programme we are."""

    date: str = ""
    start: str = ""
    end: str = ""
    session: str = ""
    roman: bool | None = None
    """How items are numbered; what is numbered otherwise is part of an item."""


def find_programme(lines: Sequence[Line], year: int | None) -> Programme:
    """The programme of a page: from its label to the next section, or nothing."""
    labels = load_event_labels()
    for at, line in enumerate(lines):
        kind, _ = labels.read(line.text) or ("", "")
        if kind == "programme" and any(
            _is_slot(one, year) for one in lines[at + 1 : at + 1 + _SOON]
        ):
            found = lines[at:]
            end = next((n for n, one in enumerate(found[1:], 1) if _is_section(one)), len(found))
            return Programme(lines=tuple(found[:end]), days=_days(found[:end], year))
    return Programme()


def read_programme(
    programme: Programme, year: int | None, markup: bool
) -> Iterator[Fact | Ignored]:
    """One fact an item; what is no item is accounted for."""
    state = _State()
    label, *rest = programme.lines
    yield Ignored(label.number, "label: programme")
    item: list[Line] = []
    for line in rest:
        text = line.text.strip(" |")
        if item and _continues(item[-1], line, markup) and not _is_slot(line, year):
            item.append(line)
            continue
        yield from _item(item, state)
        item = []
        if _is_item(text, state):
            item = [line]
        else:
            yield _step(line, text, state, year)
    yield from _item(item, state)


def _is_section(line: Line) -> bool:
    kind, _ = load_event_labels().read(line.text) or ("", "")
    return kind in ("documents", "other") and not line.item


def _is_slot(line: Line, year: int | None) -> bool:
    """Whether the line tells when: a day, times, a part of the day; or an item."""
    text = line.text.strip(" |")
    if load_event_labels().is_session(text) or _TIME.match(text) or _NUMBERED.match(text):
        return True
    return _day(text, year) is not None


def _day(text: str, year: int | None) -> tuple[str, str] | None:
    """The words of the day that opens a line, and what follows it."""
    spans = [span for span in find_dates(text, year) if span.precise and not span.end]
    if len(spans) != 1 or text[: spans[0].at].strip(_EDGES):
        return None
    rest = text[spans[0].to :].strip(_EDGES)
    if rest and not _TIME.match(rest) and not load_event_labels().is_session(rest):
        return None
    return _written(text, spans[0]), rest


def _written(text: str, span: DateSpan) -> str:
    """The day in the page's words, or as ISO date where the page leaves out the year."""
    words = text[span.at : span.to]
    return words if span.start[:4] in words else span.start


def _days(lines: Sequence[Line], year: int | None) -> tuple[str, ...]:
    found = [day[0] for line in lines if (day := _day(line.text.strip(" |"), year))]
    return tuple(dict.fromkeys(found))


def _is_item(text: str, state: _State) -> bool:
    found = _NUMBERED.match(text)
    if found is None or _TIME.match(text):
        return False
    roman = found["roman"] is not None
    if state.roman is None:
        state.roman = roman
    return state.roman is roman


def _continues(last: Line, line: Line, markup: bool) -> bool:
    """Whether a line goes on with the item above: torn by <br>, or by the width of a page."""
    if line.item or _NUMBERED.match(line.text) or _LABELLED.match(line.text):
        return False
    return line.block == last.block if markup else not line.gap


def _item(lines: list[Line], state: _State) -> Iterator[Fact | Ignored]:
    if not lines:
        return
    words = " ".join(line.text.strip(" |") for line in lines)
    slots = {"date": state.date, "start": state.start, "end": state.end, "session": state.session}
    yield Fact(
        field="agenda",
        words=words,
        quote=Quote(words=words, line=lines[0].number, rule="numbered item of the programme"),
        parts={key: value for key, value in slots.items() if value},
    )
    for line in lines[1:]:
        yield Ignored(line.number, "continues the line above")


def _step(line: Line, text: str, state: _State, year: int | None) -> Ignored:
    """Move to another day, time or session; anything else is a remark or a speaker."""
    day = _day(text, year)
    if day is not None:
        state.date, state.start, state.end, state.session = day[0], "", "", ""
        text = day[1] or text
    time = _TIME.match(text)
    if time is not None:
        state.start, state.end = _clock(time, "1"), _clock(time, "2")
        state.session = ""
        text = text[time.end() :].strip(_EDGES)
    if load_event_labels().is_session(text):
        state.session = re.sub(r"\s*\([^)]*\)\s*$", "", text)
        return Ignored(line.number, "session of the programme")
    reason = "day or time of the programme" if day or time else "speaker or remark"
    return Ignored(line.number, reason)


def _clock(time: re.Match[str], n: str) -> str:
    """HH:MM; a half of the day that only the end of a range names counts for the start, too."""
    hour, minute = int(time[f"hour{n}"]), time[f"minute{n}"] or "00"
    half = (time[f"half{n}"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute}"
