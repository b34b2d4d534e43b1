"""The questions that every server is asked, and the request bodies that they are asked in."""

import json
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from typing import Any, Final, NamedTuple

from graphql import get_introspection_query

from benchmarks.snapshots import EVERYWHERE, LARGE
from snapshots.model import Snapshot

DISTINCT: Final = "__DISTINCT__"
"""Where it stands in a body, the load has a number there that it never had before."""
ROTATION: Final = 200
"""So many different slugs or codes are asked in rotation, or as many as there are."""
_MIXED: Final = 400
_MIXED_CONNECTIONS: Final = 64


class Question(NamedTuple):
    """What is asked in one measurement."""

    name: str
    title: str
    bodies: tuple[str, ...]
    """JSON of each request; they take turns."""
    connections: int | None = None
    """At the same time; None for as many as the command is told."""

    @property
    def fixed(self) -> tuple[str, ...]:
        """The bodies that are asked just as they stand here."""
        return tuple(one for one in self.bodies if DISTINCT not in one)


_Q1: Final = "process(slug: %s) { slug name acronym established status }"
_Q2: Final = (
    "process(slug: %s) { name type participations(first: 200) "
    "{ totalCount nodes { listedAs role state { alpha3 name } } } }"
)
_Q3: Final = (
    "processes(first: 30) { nodes { slug name participations(first: 200) "
    "{ nodes { role state { alpha3 name } } } } }"
)
_Q4: Final = (
    "state(code: %s) { name participations(first: 50) { nodes { process { name "
    "meetings(first: 20) { nodes { title start documents(first: 10) "
    "{ nodes { symbol title } } } } } } } }"
)
_NEW: Final = (
    f"process(slug: %s) {{ name{DISTINCT}: name type participations(first: 200) "
    "{ totalCount nodes { listedAs role state { alpha3 name } } } }"
)
INTROSPECTION: Final = "Q5"
NAMES: Final = ("Q1", "Q2", "Q3", "Q4", INTROSPECTION, "Q1V", "Q2V", "Q4V", "MIX")


def questions(snapshot: Snapshot) -> tuple[Question, ...]:
    """All questions, about what the snapshot has."""
    slugs = [one.id for one in snapshot.processes][:ROTATION]
    codes = [one.id for one in snapshot.states][:ROTATION]
    return (
        Question("Q1", "one record", (_body("Q1", _Q1 % json.dumps(LARGE)),)),
        Question("Q2", "process page, 195 States", (_body("Q2", _Q2 % json.dumps(LARGE)),)),
        Question("Q3", "30 processes × States", (_body("Q3", _Q3),)),
        Question(
            "Q4",
            "State → processes → meetings → documents",
            (_body("Q4", _Q4 % json.dumps(EVERYWHERE)),),
        ),
        Question(INTROSPECTION, "introspection", (_introspection(),)),
        Question("Q1V", f"Q1 of {len(slugs)} slugs in rotation", tuple(_slugs("Q1V", _Q1, slugs))),
        Question("Q2V", f"Q2 of {len(slugs)} slugs in rotation", tuple(_slugs("Q2V", _Q2, slugs))),
        Question("Q4V", f"Q4 of {len(codes)} codes in rotation", tuple(_codes("Q4V", codes))),
        Question(
            "MIX",
            "all of Q1V, Q2V, Q3, Q4V, and 5 % operations that are new",
            tuple(islice(_mixed(slugs, codes), _MIXED)),
            _MIXED_CONNECTIONS,
        ),
    )


def _body(
    name: str, selection: str, declared: str = "", variables: Mapping[str, Any] | None = None
) -> str:
    document = f"query {name}{declared} {{ {selection} }}"
    return _request(name, document, variables or {})


def _request(name: str, document: str, variables: Mapping[str, Any]) -> str:
    return json.dumps({"operationName": name, "query": document, "variables": variables})


def _introspection() -> str:
    return _request("IntrospectionQuery", get_introspection_query(), {})


def _slugs(name: str, selection: str, slugs: list[str]) -> Iterator[str]:
    for slug in slugs:
        yield _body(name, selection % "$slug", "($slug: String!)", {"slug": slug})


def _codes(name: str, codes: list[str]) -> Iterator[str]:
    for code in codes:
        yield _body(name, _Q4 % "$code", "($code: String!)", {"code": code})


def _mixed(slugs: list[str], codes: list[str]) -> Iterator[str]:
    """Of twenty requests eight are small, eleven are large, and one was never asked before."""
    small, large = cycle(_slugs("Q1V", _Q1, slugs)), cycle(_slugs("Q2V", _Q2, slugs))
    lists, deep = cycle((_body("Q3", _Q3),)), cycle(_codes("Q4V", codes))
    new = cycle(_slugs("New", _NEW, slugs))
    while True:
        for turn in (small, large, deep, small, lists, small, large, deep, small, large):
            yield next(turn)
        for turn in (small, large, deep, small, large, small, large, deep, small, new):
            yield next(turn)
