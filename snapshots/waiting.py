"""What a run left for a person to decide about."""

import msgspec

from snapshots.errors import NothingHeld
from snapshots.model import Snapshot
from snapshots.runs import Report
from snapshots.stores.base import Store


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What a run left for a person."""

    run: str
    candidate: Snapshot
    """What accepting all of it would publish."""
    served: Snapshot
    pages: tuple[str, ...]
    """The addresses of the pages that it would change, sorted."""


def waiting(store: Store, run: str | None = None) -> Waiting:
    """What the run left, by default the newest run.

    Raises NothingHeld where there is no such run, where it held nothing, or where a version was
    published since: accepting it would undo that one.
    """
    found = store.run(run) if run else next(iter(store.runs(1)), None)
    if found is None:
        raise NothingHeld(run or "(none)", "there is no such run; see iscm runs")
    candidate = store.held(found.id)
    if candidate is None:
        raise NothingHeld(found.id, "it holds nothing back")
    published = store.load()
    version = msgspec.json.decode(found.report, type=Report).version
    served = published.version if published else None
    if served != version:
        number = served.number if served else 0
        raise NothingHeld(found.id, f"version {number} was published since; run iscm ingest anew")
    before = published.snapshot if published else Snapshot()
    return Waiting(
        run=found.id, candidate=candidate, served=before, pages=_changed(before, candidate)
    )


def _changed(served: Snapshot, candidate: Snapshot) -> tuple[str, ...]:
    before, after = captures_of(served), captures_of(candidate)
    return tuple(sorted(u for u in {*before, *after} if before.get(u) != after.get(u)))


def captures_of(snapshot: Snapshot) -> dict[str, str]:
    """The address of each page → the digest of the capture that its facts were read from."""
    return {page.url: page.capture for page in snapshot.pages}
