"""What a run left for a person to decide about."""

from typing import Final

import msgspec

from snapshots.errors import NothingHeld
from snapshots.model import Snapshot, Version
from snapshots.reports import is_readable, read_report
from snapshots.runs import Report
from snapshots.stores.base import StoreReader
from snapshots.stores.records import Run

_NIGHTS: Final = 100
"""Runs in a row that an outage may take before nothing waits any more."""


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


def waiting(store: StoreReader, run: str | None = None) -> Waiting:
    """What the newest run left; `run` names it, so that nobody decides about another one.

    Runs in which no host could be reached do not count. Raises NothingHeld where there is no such
    run, where a newer one has looked at the pages since, where it held nothing, or where a version
    was published since that did not come of it: accepting would undo that one.
    """
    found, candidate = _held(store, run)
    published, report = store.load(), read_report(found)
    served = published.version if published else None
    _check_report(store, found, report, served)
    before = published.snapshot if published else Snapshot()
    changed = tuple(sorted({*_changed(before, candidate), *_undecided(store, report)}))
    rejected = _rejected(store, candidate)
    if not changed and served != report.version:
        raise NothingHeld(found.id, "all that it held was accepted")
    return Waiting(
        run=found.id,
        candidate=candidate,
        served=before,
        pages=tuple(url for url in changed if url not in rejected),
        rejected=tuple(url for url in changed if url in rejected),
        report=report,
    )


def _held(store: StoreReader, run: str | None) -> tuple[Run, Snapshot]:
    newest = newest_look(store)
    found = store.run(run) if run else newest
    if found is None or newest is None:
        raise NothingHeld(run or "(none)", "there is no such run; see iscm runs")
    if found.id != newest.id:
        raise NothingHeld(found.id, f"run {newest.id} looked at the pages since: see that one")
    candidate = store.held(found.id)
    if candidate is None:
        raise NothingHeld(found.id, "it holds nothing back")
    return found, candidate


def _check_report(store: StoreReader, found: Run, report: Report, served: Version | None) -> None:
    if not is_readable(report):
        raise NothingHeld(
            found.id, "its report cannot be read; run iscm reparse --publish, or the next ingest"
        )
    if served != report.version and not _came_of(store, served, found.id):
        number = served.number if served else 0
        raise NothingHeld(
            found.id,
            f"version {number} was published since; run iscm reparse --publish, or the next ingest",
        )


def newest_look(store: StoreReader) -> Run | None:
    """The newest run that looked at pages: what it held may still wait."""
    return next((one for one in store.runs(_NIGHTS) if read_report(one).looked), None)


def _came_of(store: StoreReader, version: Version | None, run: str) -> bool:
    """Whether the version is what accepting some pages of the run made: the others still wait."""
    accepted = any(one.accepted and one.run == run for one in store.decisions())
    return version is not None and version.run == run and accepted


def _undecided(store: StoreReader, report: Report) -> set[str]:
    """The pages that were held and not accepted since, also where another reader is the cause."""
    accepted = {
        page
        for one in store.decisions()
        if one.accepted and one.run == report.run
        for page in one.pages
    }
    return {one.url for one in report.held} - accepted


def _rejected(store: StoreReader, candidate: Snapshot) -> frozenset[str]:
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
