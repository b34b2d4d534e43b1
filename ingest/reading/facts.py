"""A reading as plain JSON, in the keys that people compare readers with.

A key is left out where the page says nothing; `null` and `[]` mean that it says "none".
"""

from collections.abc import Callable, Iterable
from typing import Any

from ingest.reading.found import Doubt
from ingest.reading.reading import (
    AgendaValue,
    ChairValue,
    ContactValue,
    DocumentValue,
    IndexedValue,
    MeetingValue,
    NoChairValue,
    Reading,
)
from ingest.reading.vocabulary.series import series_named

Json = dict[str, Any]


def facts(reading: Reading) -> Json:
    """The facts of one page."""
    made = {key: make(reading) for key, make in _KEYS.items()}
    said = {key: value for key, value in made.items() if value not in (_ABSENT, [], {})}
    return {key: [] if value is _NONE else value for key, value in said.items()}


def answer(file: str, reading: Reading) -> Json:
    """What `iscm extract` prints for one page."""
    return {
        "file": file,
        "url": reading.url,
        "language": reading.language.value,
        "family": reading.family,
        "facts": facts(reading),
        "issues": [_issue(doubt) for doubt in reading.doubts],
    }


class _Absent:
    """A key that the page says nothing about; None would mean that it says "none"."""


_ABSENT = _Absent()
_NONE = _Absent()
"""A list that the page says is empty."""


def _issue(doubt: Doubt) -> Json:
    made: Json = {"code": doubt.code, "message": doubt.message}
    if doubt.field:
        made["field"] = doubt.field
    if doubt.quote:
        made |= {"line": doubt.quote.line, "words": doubt.quote.words}
    return made


def _given(**values: Any) -> Json:
    """What is there of these."""
    return {key: value for key, value in values.items() if value is not None}


def _texts(field: str, attribute: str) -> Callable[[Reading], list[Any]]:
    """What each value of a field has under a name."""
    return lambda reading: [getattr(value, attribute) for value in reading.of(field)]


def _first(field: str, attribute: str) -> Callable[[Reading], Any]:
    """The same of the first value only."""
    return lambda reading: next(iter(_texts(field, attribute)(reading)), _ABSENT)


def _codes(field: str) -> Callable[[Reading], list[str]]:
    """The codes of States, each once."""
    return lambda reading: list(dict.fromkeys(filter(None, _texts(field, "state")(reading))))


def _series(field: str) -> Callable[[Reading], Any]:
    """The full name of the series in the language of the page."""

    def name(reading: Reading) -> Any:
        ident = _first(field, "series")(reading)
        return ident if ident is _ABSENT else series_named(ident).name(reading.language.value)

    return name


def _association(reading: Reading) -> Any:
    text = _first("association", "text")(reading)
    return text if text is _ABSENT else text or None


def _established(reading: Reading) -> Any:
    span = _first("established", "span")(reading)
    return span if span is _ABSENT else span.start


def _status(reading: Reading) -> Any:
    """DORMANT where the page says so in whatever words."""
    return "DORMANT" if reading.of("status") else _ABSENT


def _declared(reading: Reading) -> Any:
    return sum(_texts("participating_states_declared", "number")(reading)) or _ABSENT


def _chair_current(reading: Reading) -> Any:
    """Codes, an empty list where the page says that no State is in the chair."""
    found = reading.of("chairs")
    current = [v for v in found if isinstance(v, ChairValue) and v.current]
    if current:
        return list(dict.fromkeys(v.state for v in current if v.state))
    return _NONE if any(isinstance(v, NoChairValue) for v in found) else _ABSENT


def _chairs_past(reading: Reading) -> list[Json]:
    return [
        {"state": value.state, **_term(value)}
        for value in reading.of("chairs")
        if isinstance(value, ChairValue) and not value.current and value.state
    ]


def _term(value: ChairValue) -> Json:
    """Years, or days where the page has them."""
    if value.start and len(value.start) == len("2013-01-01"):
        return {"from": value.start, "to": value.end or value.start}
    years = _given(year=value.start, year_end=value.end)
    return {key: int(one[:4]) for key, one in years.items()}


def _agenda(reading: Reading) -> list[Json]:
    """Items under the day, times and session that they share."""
    made: dict[tuple[tuple[str, str], ...], Json] = {}
    for one in reading.of("agenda"):
        if isinstance(one, AgendaValue):
            head = _given(date=one.date, start=one.start, end=one.end, session=one.session)
            block = made.setdefault(tuple(head.items()), {**head, "items": []})
            block["items"].append(one.item)
    return list(made.values())


def _processes(reading: Reading) -> list[Json]:
    return [
        _given(name=value.name, acronym=value.acronym, status=value.status)
        for value in reading.of("processes")
        if isinstance(value, IndexedValue)
    ]


def _meetings(reading: Reading) -> list[Json]:
    return [_meeting(one) for one in reading.of("meetings") if isinstance(one, MeetingValue)]


def _meeting(value: MeetingValue) -> Json:
    date = value.date
    return {"kind": value.kind, "title": value.title} | _given(
        start=date.start if date else None,
        end=date.end if date else None,
        segments=[{"start": day, "end": day} for day in date.days] or None if date else None,
        city=value.city,
        country=value.state,
        venue=value.venue,
        ordinal=value.ordinal,
        role="subject" if value.subject else None,
        announced=value.announced or None,
    )


def _documents(reading: Reading) -> list[Json]:
    """One entry a document, the listed ones first: prose that cites one adds its date to it."""
    values = [value for value in reading.of("documents") if isinstance(value, DocumentValue)]
    made: dict[str, Json] = {}
    for value in sorted(values, key=lambda value: value.where == "prose"):
        for key, document in _entries(value):
            made[key] = document | made.get(key, {})
    return list(made.values())


def _entries(value: DocumentValue) -> Iterable[tuple[str, Json]]:
    document = _given(
        title=value.title,
        date=value.date,
        date_kind=value.date_kind,
        as_written=value.as_written,
        where=value.where,
        role="subject" if value.subject else None,
    )
    document |= value.details
    names = [symbol.text for symbol in value.symbols]
    if not names:
        return [(value.title or value.quote.words, document)]
    if value.double:
        return [(names[0], {"symbol": "-".join(names), "symbols": names, **document})]
    return [(name, {"symbol": name, **document}) for name in names]


def _contact(reading: Reading) -> Json:
    made: dict[str, list[str]] = {}
    for value in reading.of("contact"):
        if isinstance(value, ContactValue) and value.kind not in ("email", "website"):
            made.setdefault(value.kind, []).append(value.text)
    return made


def _contacts(kind: str) -> Callable[[Reading], list[str]]:
    def texts(reading: Reading) -> list[str]:
        found = (v for v in reading.of("contact") if isinstance(v, ContactValue) and v.kind == kind)
        return list(dict.fromkeys(value.text for value in found))

    return texts


_KEYS: dict[str, Callable[[Reading], Any]] = {
    "name": _first("name", "text"),
    "acronym": _first("acronym", "text"),
    "series": _series("series"),
    "ordinal": _first("ordinal", "number"),
    "theme": _first("theme", "text"),
    "replaces": _series("replaces"),
    "periodicity_years": _first("periodicity_years", "number"),
    "organizers": _texts("organizers", "listed_as"),
    "type": _first("type", "type"),
    "regions": _texts("regions", "text"),
    "association": _association,
    "established": _established,
    "status": _status,
    "themes": _texts("themes", "words"),
    "chair_current": _chair_current,
    "chairs_past": _chairs_past,
    "secretariat": _texts("secretariat", "listed_as"),
    "participating_states": _codes("participating_states"),
    "participating_states_declared": _declared,
    "observer_states": _codes("observer_states"),
    "observer_organizations": _texts("observer_organizations", "listed_as"),
    "partners": _texts("partners", "listed_as"),
    "meetings": _meetings,
    "documents": _documents,
    "agenda": _agenda,
    "processes": _processes,
    "contact": _contact,
    "websites": _contacts("website"),
    "emails": _contacts("email"),
}
