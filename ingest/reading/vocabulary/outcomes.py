"""Which meeting adopted which document, as sources say."""

from datetime import date
from functools import cache
from importlib.resources import files

import msgspec


class OutcomeEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document, a day of the meeting that adopted it, and where that can be seen."""

    symbol: str
    series: str
    day: date
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    outcome: tuple[OutcomeEntry, ...]


@cache
def load_outcomes() -> tuple[OutcomeEntry, ...]:
    """Read the documents that come with the package, once."""
    toml = files("ingest.reading.vocabulary").joinpath("outcomes.toml").read_bytes()
    return msgspec.toml.decode(toml, type=_File).outcome
