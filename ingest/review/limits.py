"""How much a page may change before a person looks at it: `limits.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec


class FieldLimits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one field is compared; shares are of the values of the last good reading."""

    compare: Literal["identity", "number", "rolling", "succession"] = "identity"
    into: str = ""
    """The field that values of a succession may go to; else nothing."""
    lost: float
    moved: float
    grew: float
    grew_least: int


class Parity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which lists pages in several languages share, and by what share one may lag behind."""

    fields: tuple[str, ...]
    hold: float


class RunLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When many pages of one run that lose a field are a new template."""

    emptied_pages: int
    emptied_share: float
    fill_points: float
    """Percentage points by which the share of filled pages may fall."""
    fill_pages: int
    """The least number of pages of a family whose shares are compared."""


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All limits; `of` gives those of a field."""

    defaults: FieldLimits
    field: Mapping[str, FieldLimits]
    parity: Parity
    required: Mapping[str, tuple[str, ...]]
    """Family → fields, of which a whole page has at least one."""
    run: RunLimits

    def of(self, field: str) -> FieldLimits:
        """The limits of the field: its own, else the defaults."""
        return self.field.get(field, self.defaults)


@cache
def load_limits() -> Limits:
    """Read the limits that come with the package, once."""
    tables = tomllib.loads(files("ingest.review").joinpath("limits.toml").read_text("utf-8"))
    fields = {name: tables["defaults"] | own for name, own in tables["field"].items()}
    return msgspec.convert(tables | {"field": fields}, Limits)
