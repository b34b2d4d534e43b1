"""Other versions, and what each changed: as far as the version that is asked knows of them.

What was published later is not told of, so that a version says the same for ever.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, overload

import msgspec

from schema.context import Context
from schema.cursors import number_of
from schema.errors import bad_input
from snapshots.change import RecordedChange
from snapshots.errors import SnapshotError
from snapshots.freshness import moment
from snapshots.model import Version
from snapshots.stores.records import ChangesWanted, OfProcesses, OfRecords
from snapshots.timeline import version_at

_NOTHING = "Ask for `versions { number publishedAt }`."


def dated(context: Context, at: str | None, version: int | None) -> Context:
    """The context of the version that is meant; the same one where none is.

    Raises GraphQLError where there is none such.
    """
    if at is None and version is None:
        return context
    if at is not None and version is not None:
        raise bad_input(
            "`at` or `version` expected, both found", "Ask for one: `snapshot(version: 3)`."
        )
    context.check()
    with readable():
        number = version if at is None else _served_at(context, at)
        if number == number_of(context.view) and number != 0:
            return context
        view = context.past.view(number) if number else None
        if view is None:
            raise _unknown(number or 0, context.past.versions())
    return msgspec.structs.replace(context, view=view, freshness=context.freshness.beside(view))


def _served_at(context: Context, at: str) -> int:
    versions = context.past.versions()
    found = version_at(versions, moment(at))
    if found is None:
        first = (
            f"the first one was published {versions[-1].published_at}" if versions else "none is"
        )
        raise bad_input(
            f"a moment at which a version was served expected, {at} found: {first}",
            _NOTHING,
            "BEFORE_FIRST_VERSION",
        )
    return found.number


def _unknown(number: int, versions: Sequence[Version]) -> Exception:
    newest = max((one.number for one in versions), default=0)
    known = f"from 1 to {newest:,}" if newest else "that is published"
    return bad_input(
        f"the number of a version {known} expected, {number} found",
        _NOTHING if newest else "None is yet: the bundled snapshot is served.",
        "UNKNOWN_VERSION",
    )


@contextmanager
def readable() -> Iterator[None]:
    """Raises GraphQLError where the store cannot be read."""
    try:
        yield
    except SnapshotError as error:
        raise bad_input(
            "what the store keeps of the past cannot be read now",
            "Ask again later; what is served now needs no store.",
            "PAST_UNREADABLE",
        ) from error


def published(context: Context, first: int | None) -> Sequence[Version]:
    """The versions up to the one that is asked, the newest first."""
    if first is not None and first < 0:
        raise bad_input(f"versions: `first` of 0 or more expected, {first} found")
    with readable():
        number = number_of(context.view)
        return [one for one in context.past.versions() if one.number <= number][:first]


class Changes(Sequence[RecordedChange]):
    """The changes that are asked for, read where they are looked at."""

    def __init__(self, context: Context, wanted: ChangesWanted | None) -> None:
        """None: there is none."""
        self._context = context
        self._wanted = wanted
        self._length: int | None = None

    def __len__(self) -> int:
        """Counted once."""
        if self._length is None:
            with readable():
                self._length = self._context.past.count(self._wanted) if self._wanted else 0
        return self._length

    @overload
    def __getitem__(self, place: int) -> RecordedChange: ...
    @overload
    def __getitem__(self, place: slice) -> list[RecordedChange]: ...
    def __getitem__(self, place: int | slice) -> RecordedChange | list[RecordedChange]:
        """Those within the bounds, in order."""
        if isinstance(place, int):
            place = range(len(self))[place]
            return self[place : place + 1][0]
        start, end, _ = place.indices(len(self))
        if self._wanted is None or start >= end:
            return []
        with readable():
            wanted = msgspec.structs.replace(self._wanted, skip=start, first=end - start)
            return list(self._context.past.changes(wanted))


class Asked(msgspec.Struct, frozen=True):
    """Which changes are asked for."""

    since: str | None
    until: str | None
    kinds: Sequence[Any] | None
    """Enum values; None for all kinds."""
    process: str | None
    """A slug."""


def changes(context: Context, asked: Asked) -> Changes:
    """The changes after one moment and up to another, of records of these kinds and process."""
    context.check()
    versions = published(context, None)
    after = version_at(versions, moment(asked.since)) if asked.since else None
    newest = next(iter(versions), None)
    last = version_at(versions, moment(asked.until)) if asked.until else newest
    if last is None or asked.kinds == []:
        return Changes(context, None)
    of = None
    if asked.process is not None:
        own = context.view.present("process", asked.process)
        former = context.view.former_ids.get(("process", own), ())
        of = OfProcesses(slugs=(own, *(one for _, one in former)))
    return Changes(
        context,
        ChangesWanted(
            after=after.number if after else 0,
            until=last.number,
            kinds=tuple(one.value for one in asked.kinds or ()),
            of=of,
        ),
    )


def history(
    context: Context, kind: str, one: str, field: str | None, first: int
) -> list[RecordedChange]:
    """The changes of one record, under its former ids as well, the newest first."""
    context.check()
    former = context.view.former_ids.get((kind, one), ())
    wanted = ChangesWanted(
        until=number_of(context.view),
        kinds=(kind,),
        of=OfRecords(ids=(one, *(id for _, id in former)), field=field),
        newest_first=True,
        first=first,
    )
    with readable():
        return list(context.past.changes(wanted))
