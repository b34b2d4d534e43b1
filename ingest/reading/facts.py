"""A reading as plain JSON, in the keys that people compare readers with.

A key is left out where the page says nothing; `null` and `[]` mean that it says "none".
"""

from collections.abc import Callable
from typing import Any

from ingest.reading.found import Doubt
from ingest.reading.reading import (
    AgendaValue,
    ChairValue,
    ContactValue,
    CountValue,
    DateValue,
    DocumentValue,
    IndexedValue,
    MeetingValue,
    NoChairValue,
    OrganizationValue,
    Reading,
    SeriesValue,
    StateValue,
    TextValue,
    ThemeValue,
    TypeValue,
)
from ingest.reading.vocabulary.dates import DateSpan
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


def _type(reading: Reading) -> Any:
    return next((v.type for v in reading.of("type") if isinstance(v, TypeValue)), _ABSENT)


def _association(reading: Reading) -> Any:
    texts = [v.text for v in reading.of("association") if isinstance(v, TextValue)]
    return (texts[0] or None) if texts else _ABSENT


def _established(reading: Reading) -> Any:
    return next(
        (v.span.start for v in reading.of("established") if isinstance(v, DateValue)), _ABSENT
    )


def _status(reading: Reading) -> Any:
    """DORMANT where the page says so in whatever words."""
    return "DORMANT" if reading.of("status") else _ABSENT


def _declared(reading: Reading) -> Any:
    found = reading.of("participating_states_declared")
    counts = [v.number for v in found if isinstance(v, CountValue)]
    return sum(counts) if counts else _ABSENT


def _count(field: str) -> Callable[[Reading], Any]:
    return lambda reading: next(
        (v.number for v in reading.of(field) if isinstance(v, CountValue)), _ABSENT
    )


def _first_text(field: str) -> Callable[[Reading], Any]:
    return lambda reading: next(
        (v.text for v in reading.of(field) if isinstance(v, TextValue)), _ABSENT
    )


def _series(field: str) -> Callable[[Reading], Any]:
    """The full name of the series in the language of the page."""

    def name(reading: Reading) -> Any:
        ids = [v.series for v in reading.of(field) if isinstance(v, SeriesValue)]
        return series_named(ids[0]).name(reading.language.value) if ids else _ABSENT

    return name


def _chair_current(reading: Reading) -> Any:
    """Codes, an empty list where the page says that no State is in the chair."""
    found = reading.of("chairs")
    current = [v for v in found if isinstance(v, ChairValue) and v.current]
    if current:
        return list(dict.fromkeys(v.state for v in current if v.state))
    return _NONE if any(isinstance(v, NoChairValue) for v in found) else _ABSENT


def _chairs_past(reading: Reading) -> list[Json]:
    made = []
    for value in reading.of("chairs"):
        if isinstance(value, ChairValue) and not value.current and value.state:
            made.append({"state": value.state, **_term(value)})
    return made


def _term(value: ChairValue) -> Json:
    """Years, or days where the page has them."""
    if value.start and len(value.start) == len("2013-01-01"):
        return {"from": value.start, "to": value.end or value.start}
    years = {"year": value.start, "year_end": value.end}
    return {key: int(one[:4]) for key, one in years.items() if one}


def _agenda(reading: Reading) -> list[Json]:
    """Items under the day, times and session that they share."""
    made: dict[tuple[str | None, ...], Json] = {}
    for value in reading.of("agenda"):
        if isinstance(value, AgendaValue):
            head = {
                "date": value.date,
                "start": value.start,
                "end": value.end,
                "session": value.session,
            }
            block = {key: one for key, one in head.items() if one is not None}
            made.setdefault(tuple(head.values()), {**block, "items": []})["items"].append(
                value.item
            )
    return list(made.values())


def _processes(reading: Reading) -> list[Json]:
    return [
        {
            key: one
            for key, one in (("name", v.name), ("acronym", v.acronym), ("status", v.status))
            if one is not None
        }
        for v in reading.of("processes")
        if isinstance(v, IndexedValue)
    ]


def _texts(field: str) -> Callable[[Reading], list[str]]:
    return lambda reading: [v.text for v in reading.of(field) if isinstance(v, TextValue)]


def _codes(field: str) -> Callable[[Reading], list[str]]:
    def codes(reading: Reading) -> list[str]:
        found = [v.state for v in reading.of(field) if isinstance(v, StateValue) and v.state]
        return list(dict.fromkeys(found))

    return codes


def _organizations(field: str) -> Callable[[Reading], list[str]]:
    return lambda reading: [
        v.listed_as for v in reading.of(field) if isinstance(v, OrganizationValue)
    ]


def _themes(reading: Reading) -> list[str]:
    return [v.words for v in reading.of("themes") if isinstance(v, ThemeValue)]


def _meetings(reading: Reading) -> list[Json]:
    return [_meeting(v) for v in reading.of("meetings") if isinstance(v, MeetingValue)]


def _meeting(value: MeetingValue) -> Json:
    made: Json = {"kind": value.kind, "title": value.title, **_span(value.date)}
    extra = {
        "city": value.city,
        "country": value.state,
        "venue": value.venue,
        "ordinal": value.ordinal,
        "role": "subject" if value.subject else None,
        "announced": value.announced or None,
    }
    return made | {key: one for key, one in extra.items() if one is not None}


def _span(date: DateSpan | None) -> Json:
    if date is None:
        return {}
    made: Json = {"start": date.start}
    if date.end:
        made["end"] = date.end
    if date.days:
        made["segments"] = [{"start": day, "end": day} for day in date.days]
    return made


def _documents(reading: Reading) -> list[Json]:
    """One entry a document, the listed ones first: prose that cites one adds its date to it."""
    values = [value for value in reading.of("documents") if isinstance(value, DocumentValue)]
    made: dict[str, Json] = {}
    for value in sorted(values, key=lambda value: value.where == "prose"):
        for key, document in _entries(value):
            made[key] = document | made.get(key, {})
    return list(made.values())


def _entries(value: DocumentValue) -> list[tuple[str, Json]]:
    common = {
        "title": value.title,
        "date": value.date,
        "date_kind": value.date_kind,
        "as_written": value.as_written,
        "where": value.where,
        "role": "subject" if value.subject else None,
        **value.details,
    }
    document = {key: one for key, one in common.items() if one is not None}
    if not value.symbols:
        return [(value.title or value.quote.words, document)]
    if value.double:
        names = [symbol.text for symbol in value.symbols]
        return [(names[0], {"symbol": "-".join(names), "symbols": names, **document})]
    return [(symbol.text, {"symbol": symbol.text, **document}) for symbol in value.symbols]


def _contact(reading: Reading) -> Json:
    made: dict[str, list[str]] = {}
    for value in reading.of("contact"):
        if isinstance(value, ContactValue) and value.kind not in ("email", "website"):
            made.setdefault(value.kind, []).append(value.text)
    return made


def _contacts(kind: str) -> Callable[[Reading], list[str]]:
    def texts(reading: Reading) -> list[str]:
        found = reading.of("contact")
        return list(
            dict.fromkeys(v.text for v in found if isinstance(v, ContactValue) and v.kind == kind)
        )

    return texts


_KEYS: dict[str, Callable[[Reading], Any]] = {
    "name": _first_text("name"),
    "acronym": _first_text("acronym"),
    "series": _series("series"),
    "ordinal": _count("ordinal"),
    "theme": _first_text("theme"),
    "replaces": _series("replaces"),
    "periodicity_years": _count("periodicity_years"),
    "organizers": _organizations("organizers"),
    "type": _type,
    "regions": _texts("regions"),
    "association": _association,
    "established": _established,
    "status": _status,
    "themes": _themes,
    "chair_current": _chair_current,
    "chairs_past": _chairs_past,
    "secretariat": _organizations("secretariat"),
    "participating_states": _codes("participating_states"),
    "participating_states_declared": _declared,
    "observer_states": _codes("observer_states"),
    "observer_organizations": _organizations("observer_organizations"),
    "partners": _organizations("partners"),
    "meetings": _meetings,
    "documents": _documents,
    "agenda": _agenda,
    "processes": _processes,
    "contact": _contact,
    "websites": _contacts("website"),
    "emails": _contacts("email"),
}
