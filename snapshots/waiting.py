"""What a run left for a person to decide about."""

import msgspec

from snapshots.errors import NothingHeld
from snapshots.model import Snapshot
from snapshots.reports import read_report
from snapshots.runs import Report
from snapshots.stores.base import Store


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What a run left for a person."""

    run: str
    candidate: Snapshot
    """What accepting all of it would publish."""
    served: Snapshot
    pages: tuple[str, ...]
    """The addresses of the pages that it would change, sorted; without those already rejected."""
    rejected: tuple[str, ...] = ()
    """Pages of the candidate that a person rejected: they are left out unless they are named."""
    report: Report


def waiting(store: Store, run: str | None = None) -> Waiting:
    """What the newest run left; `run` names it, so that nobody decides about another one.

    Raises NothingHeld where there is no such run, where a newer one has looked at the pages since,
    where it held nothing, or where a version was published since: accepting would undo that one.
    """
    newest = next(iter(store.runs(1)), None)
    found = store.run(run) if run else newest
    if found is None or newest is None:
        raise NothingHeld(run or "(none)", "there is no such run; see iscm runs")
    if found.id != newest.id:
        raise NothingHeld(found.id, f"run {newest.id} looked at the pages since: see that one")
    candidate = store.held(found.id)
    if candidate is None:
        raise NothingHeld(found.id, "it holds nothing back")
    published, report = store.load(), read_report(found)
    served = published.version if published else None
    if served != report.version:
        number = served.number if served else 0
        raise NothingHeld(
            found.id,
            f"version {number} was published since; run iscm reparse --publish, or the next ingest",
        )
    before = published.snapshot if published else Snapshot()
    changed, rejected = _changed(before, candidate), _rejected(store, candidate)
    return Waiting(
        run=found.id,
        candidate=candidate,
        served=before,
        pages=tuple(url for url in changed if url not in rejected),
        rejected=tuple(url for url in changed if url in rejected),
        report=report,
    )


def _rejected(store: Store, candidate: Snapshot) -> frozenset[str]:
    captures = captures_of(candidate)
    return frozenset(
        one.url
        for one in store.states()
        if one.refused is not None
        and one.refused == captures.get(one.url, f"moved to {one.moved_to}")
    )


def _changed(served: Snapshot, candidate: Snapshot) -> tuple[str, ...]:
    before, after = captures_of(served), captures_of(candidate)
    return tuple(sorted(u for u in {*before, *after} if before.get(u) != after.get(u)))


def captures_of(snapshot: Snapshot) -> dict[str, str]:
    """The address of each page → the digest of the capture that its facts were read from."""
    return {page.url: page.capture for page in snapshot.pages}
