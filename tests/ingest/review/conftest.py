"""Readings made of values, without a page around them."""

from collections.abc import Callable

import pytest

from ingest.reading.found import Quote
from ingest.reading.reading import (
    AnyValue,
    ChairValue,
    CountValue,
    DateValue,
    MeetingValue,
    Reading,
    StateValue,
    TextValue,
)
from ingest.reading.vocabulary.dates import DateSpan
from snapshots.model import Language

Make = Callable[..., Reading]


def _quote(words: str) -> Quote:
    return Quote(words=words, line=1, rule="made for a test")


def states(field: str, names: str) -> tuple[AnyValue, ...]:
    return tuple(
        StateValue(field=field, quote=_quote(name), state=name, listed_as=name)
        for name in names.split()
    )


def chairs(names: str, *, current: bool) -> tuple[AnyValue, ...]:
    return tuple(
        ChairValue(
            field="chairs",
            quote=_quote(name),
            state=name.partition(":")[0],
            listed_as=name.partition(":")[0],
            current=current,
            start=name.partition(":")[2] or None,
        )
        for name in names.split()
    )


def meetings(**kinds: str) -> tuple[AnyValue, ...]:
    return tuple(
        MeetingValue(
            field="meetings",
            quote=_quote(day),
            kind=kind.upper(),
            title=f"Meeting {day}",
            date=DateSpan(start=day, at=0, to=len(day)),
        )
        for kind, days in kinds.items()
        for day in days.split()
    )


def counts(field: str, *numbers: int) -> tuple[AnyValue, ...]:
    return tuple(CountValue(field=field, quote=_quote(str(n)), number=n) for n in numbers)


def texts(field: str, *words: str) -> tuple[AnyValue, ...]:
    return tuple(TextValue(field=field, quote=_quote(one), text=one) for one in words)


def date(field: str, day: str) -> AnyValue:
    return DateValue(field=field, quote=_quote(day), span=DateSpan(start=day, at=0, to=len(day)))


@pytest.fixture
def make() -> Make:
    """A reading of a process page: fields by name, States as codes in one string."""

    def reading(url: str = "https://www.iom.int/some-process", **said: object) -> Reading:
        options = {name: said.pop(name) for name in ("language", "family", "whole") if name in said}
        values: list[AnyValue] = [date("established", "1996")] if said.pop("dated", True) else []
        for field, one in said.items():
            values += _values(field, one)
        defaults = {"language": Language.EN, "family": "iom-iscm"}
        return Reading(url=url, capture="sha256:0", values=tuple(values), **(defaults | options))

    return reading


def _values(field: str, said: object) -> tuple[AnyValue, ...]:
    match field, said:
        case (("chair" | "chairs_past"), str()):
            return chairs(said, current=field == "chair")
        case (("latest" | "past" | "upcoming" | "related"), str()):
            return meetings(**{field: said})
        case "declared", int():
            return counts("participating_states_declared", said)
        case "established", str():
            return (date(field, said),)
        case _, str():
            return states(field, said)
        case _, tuple():
            return texts(field, *said)
    raise TypeError(field)
