"""Why a version says something else than the one before: judged by what each was made with."""

from collections.abc import Iterator
from typing import Final

import msgspec

from snapshots.change import Change, Origin, Reason
from snapshots.diff import Traced, traced
from snapshots.model import Page, Snapshot

_OF_THE_CATALOGUE: Final = frozenset({"process", "page", "series"})
"""Kinds whose uncited fields are the catalogue's; those of others are the vocabulary's."""


def explained(
    before: Snapshot, after: Snapshot, made_before: Origin | None, made: Origin
) -> tuple[Change, ...]:
    """All changes with their reasons; `made_before` is None where nothing was served before."""
    why = _Why(before, after, made_before, made)
    return tuple(
        msgspec.structs.replace(one.change, reason=why.of(one)) for one in traced(before, after)
    )


class _Why:
    """What two versions were made of, side by side."""

    def __init__(
        self, before: Snapshot, after: Snapshot, made_before: Origin | None, made: Origin
    ) -> None:
        self._decided = made.decided
        self._first = made_before is None
        last = made_before or Origin()
        self._other_reader = _differ(last.reader, made.reader)
        self._other_catalogue = _differ(last.catalogue, made.catalogue)
        self._moved = frozenset(_moved(before, after))
        """Pages that the catalogue had not, or gave to another process."""
        self._other_bytes = frozenset(_other_bytes(before, after, made.reread))

    def of(self, one: Traced) -> Reason | None:
        if self._decided:
            return Reason.DECISION
        if self._first:
            return Reason.PAGE
        if self._other_catalogue and one.pages & self._moved:
            return Reason.CATALOGUE
        if one.pages & (self._other_bytes | self._moved):
            return Reason.PAGE
        return self._without_pages(one.change)

    def _without_pages(self, change: Change) -> Reason | None:
        """The pages of it say what they said."""
        uncited = change.citation is None
        if self._other_catalogue and uncited and change.kind in _OF_THE_CATALOGUE:
            return Reason.CATALOGUE
        if self._other_reader:
            return Reason.READER
        if self._other_catalogue:
            return Reason.CATALOGUE
        # What several pages say together changes with any of them.
        return Reason.PAGE if self._other_bytes | self._moved else None


def _differ(one: str | None, other: str | None) -> bool:
    """Whether both are known, and not the same."""
    return None not in (one, other) and one != other


def _moved(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Pages that came, went, or belong to another process now."""
    old, new = _pages(before), _pages(after)
    for one in {*old, *new}:
        if one not in old or one not in new or old[one].process != new[one].process:
            yield one


def _other_bytes(before: Snapshot, after: Snapshot, reread: frozenset[str]) -> Iterator[str]:
    old = _pages(before)
    for one, page in _pages(after).items():
        if one in old and old[one].capture != page.capture and page.url not in reread:
            yield one


def _pages(snapshot: Snapshot) -> dict[str, Page]:
    return {page.id: page for page in snapshot.pages}
