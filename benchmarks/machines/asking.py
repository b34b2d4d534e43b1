"""Clients that ask all the time, and whether each answer is one that its version gives."""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, Final

import httpx
import msgspec

from schema.context import Context
from schema.schema import load_schema
from snapshots.stores.base import StoreReader
from snapshots.view import View

_ASKED: Final = (
    "processes(first: 50) { nodes { slug participations { totalCount } "
    "meetings(last: 3) { totalCount nodes { start title city } } } } "
    'state(code: "bj") { participations(first: 50) { totalCount nodes { process { slug } } } }'
)
_PATIENCE: Final = 20.0
"""Seconds for which a client waits for an answer."""


class Answers(msgspec.Struct, frozen=True):
    """What all clients were told."""

    failures: tuple[str, ...]
    number: int
    first: Mapping[tuple[int, int], float]
    """(server, version) → when it was answered of first, as `time.monotonic` counts."""
    told: Mapping[int, frozenset[bytes]]
    """Version → all that was said of it, each once."""


class Client(threading.Thread):
    """Asks one server until told to stop: what is kept, what is new, and what was served before."""

    def __init__(self, place: int, address: str, stop: threading.Event) -> None:
        super().__init__(name=f"client of server {place}")
        self._place = place
        self._address = address
        self._stop_asked = stop
        self.failures: list[str] = []
        self.number = 0
        self.first: dict[int, float] = {}
        self.told: defaultdict[int, set[bytes]] = defaultdict(set)

    def run(self) -> None:
        """Ask."""
        with httpx.Client(base_url=self._address, timeout=_PATIENCE) as http:
            for number in count():
                if self._stop_asked.is_set():
                    return
                try:
                    self._ask(http, number)
                except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
                    self.failures.append(f"server {self._place}: {error!r}")

    def _ask(self, http: httpx.Client, number: int) -> None:
        newest = max(self.first, default=1)
        past = 1 + number % newest
        query = (
            f"{{ snapshot {{ version }} {_ASKED} }}",
            f"query Q{self._place}N{number} {{ snapshot {{ version }} {_ASKED} }}",
            f"{{ past: snapshot(version: {past}) {{ version {_ASKED} }} snapshot {{ version }} }}",
        )[number % 3]
        answer = http.post("/graphql", json={"query": query})
        self.number += 1
        body = answer.json()
        if answer.status_code != httpx.codes.OK or "errors" in body:
            raise ValueError(f"{answer.status_code} {answer.text[:300]}")
        data = body["data"]
        version = data.pop("snapshot")["version"]
        self.first.setdefault(version, time.monotonic())
        if "past" in data:
            data = data["past"]
            version = data.pop("version")
            if version != past:
                raise ValueError(f"version {past} expected, {version} found")
        elif answer.headers["x-iscm-version"] != str(version):
            raise ValueError(f"version {version} in a response of {answer.headers}")
        self.told[version].add(json.dumps(data).encode())


def gathered(clients: Iterable[Client]) -> Answers:
    """What they were told together."""
    first: dict[tuple[int, int], float] = {}
    told: defaultdict[int, set[bytes]] = defaultdict(set)
    failures: list[str] = []
    number = 0
    for client in clients:
        failures += client.failures
        number += client.number
        for version, moment in client.first.items():
            key = (client._place, version)
            first[key] = min(moment, first.get(key, moment))
        for version, bodies in client.told.items():
            told[version] |= bodies
    return Answers(
        failures=tuple(failures),
        number=number,
        first=first,
        told={version: frozenset(bodies) for version, bodies in told.items()},
    )


def mixed(answers: Answers, store: StoreReader) -> tuple[str, ...]:
    """Each answer that is not what the reference executor makes of the version that it names."""
    return tuple(
        f"version {version}: {body.decode()[:300]}"
        for version, bodies in sorted(answers.told.items())
        for body in bodies - {json.dumps(_expected(store, version)).encode()}
    )


def _expected(store: StoreReader, version: int) -> Any:
    published = store.load(version)
    if published is None:
        raise ValueError(f"version {version} was answered of and is not in the store")
    view = View(published.snapshot, published.version.digest, published.version)
    result = load_schema().execute_sync(f"{{ {_ASKED} }}", context_value=Context(view))
    if result.errors:
        raise ValueError(f"an answer expected, {result.errors} found")
    return result.data
