"""How much a page may change before a person looks at it: `limits.toml`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec


class _Defaults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lost: float
    moved: float
    grew: float
    grew_least: int


class _Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    compare: Literal["identity", "number", "rolling", "succession"] = "identity"
    into: str = ""
    lost: float | None = None
    moved: float | None = None
    grew: float | None = None


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


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    defaults: _Defaults
    field: Mapping[str, _Field]
    parity: Parity
    required: Mapping[str, tuple[str, ...]]
    run: RunLimits


class FieldLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How one field is compared; shares are of the values of the last good reading."""

    compare: Literal["identity", "number", "rolling", "succession"]
    into: str
    """The field that values of a succession may go to; else nothing."""
    lost: float
    moved: float
    grew: float
    grew_least: int


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """All limits; `of` gives those of a field."""

    defaults: FieldLimits
    fields: Mapping[str, FieldLimits]
    parity: Parity
    required: Mapping[str, tuple[str, ...]]
    """Family → fields, of which a whole page has at least one."""
    run: RunLimits

    def of(self, field: str) -> FieldLimits:
        """The limits of the field: its own, else the defaults."""
        return self.fields.get(field, self.defaults)


@cache
def load_limits() -> Limits:
    """Read the limits that come with the package, once."""
    toml = files("ingest.review").joinpath("limits.toml").read_bytes()
    file = msgspec.toml.decode(toml, type=_File)
    return Limits(
        defaults=_filled(_Field(), file.defaults),
        fields={name: _filled(one, file.defaults) for name, one in file.field.items()},
        parity=file.parity,
        required=file.required,
        run=file.run,
    )


def _filled(own: _Field, defaults: _Defaults) -> FieldLimits:
    return FieldLimits(
        compare=own.compare,
        into=own.into,
        lost=defaults.lost if own.lost is None else own.lost,
        moved=defaults.moved if own.moved is None else own.moved,
        grew=defaults.grew if own.grew is None else own.grew,
        grew_least=defaults.grew_least,
    )
