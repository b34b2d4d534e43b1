"""A fault set up: a world that plays it; the rules, resolver and clock under which it shows."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.fault import Fault
from benchmarks.misbehaviour import MOST_BYTES
from benchmarks.world import ADDRESS, Authority, World
from ingest.fetching.rules import FetchRules
from snapshots.stores.records import StoredRobots

ATTEMPTS = 2


class RobotsInMemory:
    """The robots.txt of one run, for who has no store."""

    def __init__(self) -> None:
        self.kept: dict[str, StoredRobots] = {}

    def robots(self, origin: str) -> StoredRobots | None:
        """The one that was kept last."""
        return self.kept.get(origin)

    def keep_robots(self, robots: StoredRobots) -> None:
        """Keep it."""
        self.kept[robots.origin] = robots


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A fault set up: where it plays, and under which rules, resolver and clock it shows."""

    fault: Fault
    world: World
    host: str
    path: str
    connect_to: dict[str, str]
    ca_file: str
    port: int
    """The port that the address must name where the resolver is part of the fault; else 0."""

    @property
    def url(self) -> str:
        """The faulty page."""
        port = f":{self.port}" if self.port else ""
        return f"{self.fault.scheme}://{self.host}{port}{self.path}"

    def rules(self, **changes: Any) -> FetchRules:
        """Rules that reach every host of the stage, with limits that suit a test."""
        values: dict[str, Any] = {
            "user_agent": "iscm/0 (+https://iscm.test/contact)",
            "hosts": frozenset(name.partition(":")[0] for name in self.connect_to) | {self.host},
            "delay": 0.0,
            "attempts": ATTEMPTS,
            "wait_initial": 0.01,
            "wait_max": 0.02,
            "read_timeout": 0.6,
            "total_timeout": 1.2,
            "most_bytes": MOST_BYTES,
            "networks": (f"{ADDRESS}/32",),
            "connect_to": self.connect_to,
            "ca_file": self.ca_file,
        }
        return FetchRules(**(values | changes))

    def now(self) -> datetime:
        """The clock of the stage."""
        return datetime.now(UTC) + self.fault.clock

    def resolver(self) -> Callable[[str, int], Any]:
        """A resolver that says of the host what the fault says; it knows no other name."""
        answers = iter(self.fault.resolved)

        async def resolve(name: str, _: int) -> Sequence[str]:
            if name != self.host:
                raise OSError(f"{name} is not on this stage")
            return next(answers, self.fault.resolved[-1] if self.fault.resolved else ())

        return resolve


@contextmanager
def staged(
    fault: Fault,
    folder: Path,
    *,
    host: str = "faulty.test",
    path: str = "/page",
    others: Sequence[str] = ("healthy.test",),
) -> Iterator[Stage]:
    """Play the fault at the host and path; the other hosts are played well, and script-less yet."""
    with World(Authority()) as world, _nobody() as nowhere:
        fault.script(world, host, path)
        if fault.certificate is not None:
            world.certificate(host, fault.certificate)
        played = world.connect_to(*others, *(() if fault.resolved else (host,)))
        if fault.refused:
            played |= {f"{host}:80": nowhere, f"{host}:443": nowhere}
        assert world.authority is not None
        yield Stage(
            fault=fault,
            world=world,
            host=host,
            path=path,
            connect_to=played,
            ca_file=world.authority.file(folder),
            port=world.port if fault.resolved else 0,
        )


@contextmanager
def _nobody() -> Iterator[str]:
    """An address where nobody listens: bound, so that nobody else gets it."""
    with closing(socket.socket()) as bound:
        bound.bind((ADDRESS, 0))
        yield f"{ADDRESS}:{bound.getsockname()[1]}"
