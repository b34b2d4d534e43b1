"""A store in which a run goes through, and nothing is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, cast

from snapshots.change import Origin
from snapshots.gate import Approved, Held
from snapshots.model import Version
from snapshots.stores.base import UNKNOWN, Store, StoreReader
from snapshots.stores.records import (
    Decision,
    Holder,
    PageState,
    Run,
    StoredCapture,
    StoredReading,
    StoredRobots,
)

_READ: Final = frozenset(
    {"address", "served", "load", "versions", "states", "served_readings", "runs", "run", "held"}
    | {
        "decisions",
        "changes",
        "recorded_changes",
        "count_changes",
        "renamed",
        "origin",
        "captures",
        "count_captures",
        "left_out",
    }
)
"""What is read as the store has it; whatever is neither here nor below cannot be done."""


def rehearsed(store: StoreReader) -> Store:
    """The store, with all that is written to it kept in memory or let go."""
    return cast("Store", _Rehearsal(store))


class _Rehearsal:
    """See `Store`."""

    def __init__(self, store: StoreReader) -> None:
        self._store = store
        self._captures: dict[tuple[str, str], StoredCapture] = {}
        self._readings: dict[str, bytes] = {}
        self._robots: dict[str, StoredRobots] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in _READ:
            raise AttributeError(name)
        return getattr(self._store, name)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Nothing is written, so nothing can be left half done."""
        yield

    def publish(
        self,
        approved: Approved,
        *,
        run: str,
        at: str,
        origin: Origin = UNKNOWN,  # noqa: ARG002
    ) -> Version:
        """The version that it would be."""
        served = self._store.served()
        if served is not None and served.digest == approved.digest:
            return served
        number = max((one.number for one in self._store.versions()), default=0) + 1
        return Version(number=number, digest=approved.digest, published_at=at, run=run)

    def keep_captures(self, captures: tuple[StoredCapture, ...]) -> None:
        """In memory."""
        self._captures |= {(one.url, one.digest): one for one in captures}

    def capture(self, digest: str, url: str | None = None) -> StoredCapture | None:
        """As fetched in this run, else as kept."""
        fresh = self._captures.get((url, digest)) if url else None
        return fresh or self._store.capture(digest, url)

    def known_captures(
        self, pairs: Iterable[tuple[str, str]]
    ) -> Mapping[tuple[str, str], tuple[str, bool]]:
        """Those of this run and those that are kept."""
        wanted = tuple(pairs)
        fresh = {pair: self._captures[pair] for pair in wanted if pair in self._captures}
        kept = self._store.known_captures(wanted)
        return {**kept, **{pair: (one.media_type, one.whole) for pair, one in fresh.items()}}

    def readings(self, reader: str, captures: Sequence[str]) -> Mapping[str, bytes]:
        """Those of this run, and those that are kept of captures that did not come anew."""
        fresh = {key: self._readings[key] for key in captures if key in self._readings}
        came = {f"{digest} {url}" for url, digest in self._captures}
        kept = self._store.readings(reader, [key for key in captures if key not in came])
        return {**kept, **fresh}

    def keep_readings(self, reader: str, readings: Mapping[str, bytes]) -> None:  # noqa: ARG002
        """In memory."""
        self._readings |= readings

    def robots(self, origin: str) -> StoredRobots | None:
        """As fetched in this run, else as kept."""
        return self._robots.get(origin) or self._store.robots(origin)

    def keep_robots(self, robots: StoredRobots) -> None:
        """In memory."""
        self._robots[robots.origin] = robots

    def take_lease(self, mine: Holder, is_dead: Callable[[Holder], bool]) -> Holder | None:  # noqa: ARG002
        """Free at all times: whoever writes nothing disturbs nobody."""
        return None

    def renew_lease(self, at: str) -> bool:  # noqa: ARG002
        """Still free."""
        return True

    def drop_lease(self) -> None:
        """There is none."""

    def keep_served_readings(
        self, readings: Sequence[StoredReading], gone: Sequence[str] = ()
    ) -> None:
        """Let go."""

    def keep_states(self, states: tuple[PageState, ...]) -> None:
        """Let go."""

    def record(
        self, run: Run, held: Held | None = None, states: tuple[PageState, ...] = ()
    ) -> None:
        """Let go."""

    def decide(self, decision: Decision) -> None:
        """Let go."""
