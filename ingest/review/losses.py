"""Which values of a page have gone, and how many may before a person looks at it."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from ingest.review.profile import NOBODY, Profile
from ingest.review.spelling import alike


class FieldLimits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one field is compared; shares are of the values of the last good reading."""

    compare: Literal["identity", "number", "rolling", "succession"] = "identity"
    into: str = ""
    """The field that values of a succession may go to; else nothing."""
    lost: float
    moved: float
    grew: float
    grew_least: int
    swallowed_least: int
    """So many new entries of a list that more than doubles are another list's."""
    alike: float
    """The share of letters by which words are the same but for a slip; 1: only the very same."""
    single: bool = False
    """Whether a page says it once."""


class Parity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which lists pages in several languages share, and by what share one may lag behind."""

    fields: tuple[str, ...]
    hold: float


class MemoryLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For how long what a page said before is remembered: the longer of the two."""

    days: int
    versions: int


class DateLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By how much dates may differ."""

    moved: int
    """Days by which a past meeting may move."""
    ahead: int
    """Days by which a meeting may lie ahead that a page lists among those that were held."""


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
    memory: MemoryLimits
    dates: DateLimits

    def of(self, field: str) -> FieldLimits:
        """The limits of the field: its own, else the defaults."""
        return self.field.get(field, self.defaults)


@cache
def load_limits() -> Limits:
    """Read the limits that come with the package, once."""
    tables = tomllib.loads(files("ingest.review").joinpath("limits.toml").read_text("utf-8"))
    fields = {name: tables["defaults"] | own for name, own in tables["field"].items()}
    return msgspec.convert(tables | {"field": fields}, Limits)


def lost_values(field: str, good: Profile, fresh: Profile) -> tuple[str, ...]:
    """The identities of a field that the good reading has and the fresh one lacks.

    What a later meeting or chair took the place of is not lost, and of words that are rewritten
    only as many are as the page has fewer.
    """
    limits, before, now = load_limits().of(field), good.of(field), fresh.of(field)
    new = set(fresh.words.get(field, ())) - set(good.words.get(field, ()))
    gone = tuple(
        one
        for one in before
        if not _is_kept(one, field, fresh) and not _is_mended(one, new, limits.alike)
    )
    match limits.compare:
        case "number":
            fewer = max(0, len(before) - len(now))
            return (gone if len(gone) >= fewer else before)[:fewer]
        case "rolling":  # as many of the oldest may go as later ones have come than any before
            last = max((one for one in before if one.startswith("date:")), default="date:")
            return gone[sum(one.startswith("date:") and one > last for one in now) :]
        case "succession":
            # Who has come among the past ones has left in order; as many others may as have come.
            past = set(fresh.of(limits.into)) - set(good.of(limits.into))
            left = tuple(one for one in gone if not any(_is_same(one, other) for other in past))
            return left[len(set(now) - {*before, NOBODY}) :]
    return gone


def emptied(field: str, good: Profile, fresh: Profile) -> bool:
    """Whether the field had values and has none now, and they did not leave in normal life."""
    if not good.of(field) or fresh.of(field):
        return False
    return not load_limits().of(field).into or bool(lost_values(field, good, fresh))


def _is_kept(identity: str, field: str, fresh: Profile) -> bool:
    """Whether it is there, more precisely dated, or known by now under the same words."""
    if identity in fresh.of(field):
        return True
    kind, _, words = identity.partition(":")
    if kind == "date":
        return any(one.startswith(f"{identity}-") for one in fresh.of(field))
    return kind == "words" and words in fresh.words.get(field, ())


def _is_mended(identity: str, new: Iterable[str], share: float) -> bool:
    """Whether words are there that are the same but for a slip, and that were not there before."""
    kind, _, words = identity.partition(":")
    return kind == "words" and any(alike(words, one, share) for one in new)


def _is_same(current: str, past: str) -> bool:
    """`state:KEN` and `state:KEN:2014`."""
    return past == current or past.startswith(f"{current}:")
