"""What a peer is: how it is installed, started, and named in the table."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

PROGRAMS = Path(__file__).parent / "programs"
"""The servers' own sources, by language."""


class Place(NamedTuple):
    """Where a server finds what it serves."""

    peers: Path
    """The folder that peers are installed in."""
    store: str
    """The address of iscm's store."""
    data: Path
    """Plain JSON, as `benchmarks.serving.data` exports it."""
    schema: Path
    """iscm's schema as SDL."""
    answers: Path
    """JSON of request bodies and iscm's answers to them."""
    kept: bool
    """Whether iscm may keep answers."""

    @property
    def environment(self) -> Mapping[str, str]:
        """What programs read of it."""
        return {
            "DATA": str(self.data),
            "SCHEMA": str(self.schema),
            "ANSWERS": str(self.answers),
            "NODE_ENV": "production",
        }


class Peer(NamedTuple):
    """A server that is compared."""

    name: str
    """As the command takes it: `mercurius`."""
    title: str
    install: Callable[[Path], None]
    """Put what it needs into the folder of peers, unless it is there."""
    command: Callable[[Place, int], list[str]]
    """What starts it on that port of 127.0.0.1."""
    versions: Callable[[Path], str]
    """The versions of what it is made of."""
    path: str = "/graphql"
    whole_schema: bool = True
    """Whether it has all of iscm's schema, and not only what Q1 to Q4 ask for."""
    only_known: bool = False
    """Whether it answers nothing but what it was given answers to."""
    extra: Callable[[Place], Mapping[str, str]] = lambda _: {}
    """Environment of its own."""


class Missing(Exception):
    """What a peer needs cannot be had; the message says what."""
