"""Which version was served when, and what changed from one to any other."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from snapshots.change import Change, Reason
from snapshots.diff import diff
from snapshots.freshness import moment
from snapshots.model import Snapshot, Version
from snapshots.stores.base import Published, StoreReader
from snapshots.stores.records import ChangesWanted
from snapshots.view import View


def viewed(store: StoreReader, published: Published) -> View:
    """The version ready to be asked, by former ids as well. Raises StoreError."""
    version = published.version
    return View(published.snapshot, version.digest, version, store.renamed(version.number))


def version_at(versions: Iterable[Version], at: datetime) -> Version | None:
    """The version that was served at the moment; None before the first one was published."""
    published = (one for one in versions if moment(one.published_at) <= at)
    return max(published, key=lambda one: one.number, default=None)


def between(
    store: StoreReader, first: tuple[int, Snapshot], last: tuple[int, Snapshot]
) -> tuple[Change, ...]:
    """What changed from one version to another, older or newer, with the reasons recorded since.

    Version 0 is the empty snapshot before the first one. Where a value changed several times, the
    reason is that of the last time. Raises StoreError.
    """
    earlier, later = sorted((first[0], last[0]))
    reasons: dict[tuple[str, str, str, str | None], Reason | None] = {}
    for one in store.recorded_changes(ChangesWanted(after=earlier, until=later)):
        change = one.change
        reasons[change.kind, change.id, change.field, change.element] = change.reason
    return tuple(
        msgspec.structs.replace(
            one,
            reason=reasons.get(
                (one.kind, one.id, one.field, one.element),
                reasons.get((one.kind, one.id, "", None)),
            ),
        )
        for one in diff(first[1], last[1])
    )
