"""The regions of the world, under one identity across languages."""

from functools import cache
from importlib.resources import files

import msgspec


class RegionEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A region; `within` has the regions that it is a part of."""

    id: str
    name_en: str
    name_fr: str
    name_es: str
    within: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    region: tuple[RegionEntry, ...]


@cache
def load_regions() -> tuple[RegionEntry, ...]:
    """Read the regions that come with the package, once."""
    toml = files("ingest.reading.vocabulary").joinpath("regions.toml").read_bytes()
    return msgspec.toml.decode(toml, type=_File).region
