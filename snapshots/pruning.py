"""Which captures may be forgotten: those that nothing names any more."""

from collections.abc import Iterator
from typing import Any

import msgspec

from snapshots.model import Snapshot
from snapshots.stores.base import StoreReader
from snapshots.stores.records import CaptureKey
from snapshots.waiting import newest_look


def prunable(store: StoreReader, before: str) -> tuple[CaptureKey, ...]:
    """The captures that were fetched before the moment and are named by nothing.

    Kept is what any published version cites, so that each of its facts can be traced as long as
    the version can be read, which is for ever; what waits for a decision cites; the newest capture
    of each page, with which the next one is compared; and what a person rejected, so that it is not
    asked about again. Raises UnreadableRow where a version cannot tell what it cites.
    """
    old = store.captures_before(before)
    if not old:
        return ()
    named = frozenset(_named(store))
    return tuple(one for one in old if one.digest not in named)


def _named(store: StoreReader) -> Iterator[str]:
    """The digests of all captures that something names."""
    for version in store.versions():
        published = store.load(version.number)
        if published is not None:
            yield from _cited(published.snapshot)
    run = newest_look(store)
    held = store.held(run.id) if run else None
    yield from _cited(held or Snapshot())
    for state in store.states():
        yield from (one for one in (state.latest, state.refused) if one is not None)
    yield from (one.capture for one in store.served_readings())


def _cited(snapshot: Snapshot) -> Iterator[str]:
    """The captures of the pages, and those of all citations, however deep they lie."""
    return _captures(msgspec.to_builtins(snapshot))


def _captures(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "capture":
                yield one
            else:
                yield from _captures(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _captures(one)
