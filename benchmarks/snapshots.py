"""Random but plausible snapshots of any size: every field of the model, filled and empty.

A process depends on the seed and its own place only. The first 52 are the same at every scale, and
what is more stands behind them, so that a question about them has the same answer at any scale.
"""

from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from typing import Final

import msgspec

from benchmarks.draws import Draws
from benchmarks.records import Around, Part, Place, Size, part_of
from snapshots.bundle import load_bundled
from snapshots.checks import inspect
from snapshots.model import (
    Language,
    Organization,
    OrganizationKind,
    Page,
    Series,
    Snapshot,
    State,
    Theme,
    UnStatus,
)
from snapshots.model import Place as City

PROCESSES: Final = 52
"""Processes at scale 1; fifty of them have States."""
LARGE: Final = "hld"
"""The process with the most States."""
EVERYWHERE: Final = "KEN"
"""The State that takes part in every process that has States."""
_MORE: Final = 30
"""Further processes for each step of scale: 3,022 at scale 100."""
_LARGE_AT: Final = 12
_WITHOUT_STATES: Final = 26
"""Every so many processes no State is listed."""
_ORGANIZATIONS: Final = 60
_THEMES: Final = 60
_SERIES: Final = 8
_CITIES: Final = (
    *("abuja", "almaty", "bali", "budapest", "colombo", "dakar", "dhaka", "gaborone", "hanoi"),
    *("jakarta", "kigali", "lima", "lusaka", "manila", "nairobi", "prague", "puebla", "quito"),
)
_FORMS: Final = ("process", "dialogue", "forum", "conference", "platform")
_OF_LARGE: Final = Size(states=(194, 194), meetings=(20, 20), documents=(20, 20))
_OF_FIRST: Final = Size(states=(7, 44), meetings=(2, 5), documents=(2, 5))
_OF_FURTHER: Final = Size(states=(7, 44), meetings=(15, 25), documents=(25, 41))
"""60,000 meetings and 100,000 documents at scale 100."""
# Codes that ISO 3166-1 leaves to its users: these stand for no State at all.
_NO_STATES: Final = (
    State(id="QMA", alpha2="QM", names={"fr": "Pays d’ailleurs"}, un_status=UnStatus.OTHER),
    State(id="QNA", alpha2="QN", names={"es": 'País "sin" código'}, un_status=UnStatus.OTHER),
    State(id="QOA", alpha2="QO", names={"en": "Back\\slash,\ttab"}, un_status=UnStatus.OTHER),
    State(id="QPA", alpha2="QP", names={}, un_status=UnStatus.OTHER),
)
_INDEX: Final = Page(
    id="index-en",
    url="https://www.example.org/processes",
    language=Language.EN,
    family="iom-index",
    capture="sha256:" + sha256(b"index").hexdigest(),
)


def snapshot_of(seed: int, scale: int) -> Snapshot:
    """The snapshot of the seed: 52 processes at scale 1, and 30 for each step above it.

    At scale 100 that is 3,022 processes, 60,000 meetings and 100,000 documents. The States, the
    organizations and the size of `hld` are the same at every scale.
    """
    around = _around(Draws(f"{seed}"))
    numbers = range(PROCESSES + _MORE * (scale - 1))
    parts = [_part(Draws(f"{seed} {number}"), number, around) for number in numbers]
    made = Snapshot(
        processes=tuple(part.process for part in parts),
        states=(around.everywhere, *around.states),
        organizations=around.organizations,
        themes=around.themes,
        series=around.series,
        regions=load_bundled().snapshot.regions,
        places=around.cities,
        meetings=tuple(chain.from_iterable(part.meetings for part in parts)),
        documents=tuple(chain.from_iterable(part.documents for part in parts)),
        pages=(_INDEX, *chain.from_iterable(part.pages for part in parts)),
    )
    told = chain.from_iterable(part.issues for part in parts)
    return msgspec.structs.replace(made, issues=(*inspect(made), *told))


def slug_of(number: int) -> str:
    """The slug of the process at that place."""
    if number == _LARGE_AT:
        return LARGE
    turn, city = divmod(number, len(_CITIES))
    turn, form = divmod(turn, len(_FORMS))
    name = f"{_CITIES[city]}-{_FORMS[form]}"
    return f"{name}-{turn + 1}" if turn else name


def _part(draws: Draws, number: int, around: Around) -> Part:
    slug = slug_of(number)
    size = _OF_LARGE if slug == LARGE else _OF_FIRST if number < PROCESSES else _OF_FURTHER
    if number % _WITHOUT_STATES == 0:
        size = size._replace(states=(0, 0))
    # Neighbours share: but nothing that stands further behind tells of the first ones.
    before = None if number in (0, PROCESSES) else slug_of(number - 1)
    return part_of(draws, Place(number, slug, before), size, around)


def _around(draws: Draws) -> Around:
    states = (*load_bundled().snapshot.states, *_NO_STATES)
    everywhere = next(one for one in states if one.id == EVERYWHERE)
    return Around(
        everywhere=everywhere,
        states=tuple(one for one in states if one is not everywhere),
        organizations=tuple(_organizations(draws)),
        themes=tuple(_theme(draws, n) for n in range(_THEMES)),
        series=tuple(_series(draws)),
        cities=tuple(_cities()),
    )


def _theme(draws: Draws, number: int) -> Theme:
    return Theme(
        id=f"theme-{number}",
        names=draws.texts("On "),
        other_names=(f"Subject {number}",)[: number % 2],
        broader=(f"theme-{number // 2}",) if number % 3 == 1 else (),
    )


def _cities() -> Iterator[City]:
    states = load_bundled().snapshot.states
    for number, name in enumerate(_CITIES):
        yield City(
            id=name,
            names={"en": name.capitalize()} if number else {},
            other_names=(f"{name} city",)[: number % 2],
            state=states[number].id,
        )


def _organizations(draws: Draws) -> Iterator[Organization]:
    for number in range(_ORGANIZATIONS):
        yield Organization(
            id=f"organization-{number}",
            names=draws.texts("Organization for "),
            other_names=(f"Body number {number}",)[: number % 2],
            acronyms=draws.texts("O", share=0.5),
            kind=tuple(OrganizationKind)[number % len(OrganizationKind)],
            parent=f"organization-{number // 2}" if number % 3 == 1 else None,
        )


def _series(draws: Draws) -> Iterator[Series]:
    for number in range(_SERIES):
        yield Series(
            id=f"series-{number}",
            names=draws.texts("Meetings on "),
            other_names=(f"Round {number}",)[: number % 2],
            process=slug_of(number * 5) if number % 2 else None,
        )
