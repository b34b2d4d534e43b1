"""What a person decides about what a run held: put it in, or leave it out."""

import msgspec

from ingest.candidate import assemble_read
from ingest.catalogue import Catalogue
from ingest.readings import Readings
from snapshots.errors import NothingHeld
from snapshots.gate import accept as approve
from snapshots.model import Snapshot, Version
from snapshots.stores.base import Store
from snapshots.stores.records import Decision, PageState
from snapshots.waiting import Waiting, captures_of

_FRESH = {"stale_since": None, "stale_code": None, "stale_reason": None, "refused": None}


def accept(
    store: Store,
    found: Waiting,
    *,
    pages: tuple[str, ...],
    reason: str,
    at: str,
    catalogue: Catalogue,
    readings: Readings,
) -> Version:
    """Publish what the run held: all of it, or what it held of these pages alone."""
    chosen = _chosen(found, pages)
    candidate = found.candidate
    if set(chosen) != set(found.pages):
        candidate = _partly(found, chosen, catalogue, readings)
    with store.together():
        version = store.publish(approve(candidate), run=found.run, at=at)
        store.keep_states(
            tuple(
                msgspec.structs.replace(state, changed_at=at, **_FRESH)
                for state in store.states()
                if state.url in chosen
            )
        )
        store.decide(_decision(found, chosen, accepted=True, reason=reason, at=at))
    return version


def reject(
    store: Store, found: Waiting, *, pages: tuple[str, ...], reason: str, at: str
) -> tuple[str, ...]:
    """Leave what is served as it is, and ask no more until the pages change again.

    Gives the addresses of the pages.
    """
    chosen = _chosen(found, pages)
    captures = captures_of(found.candidate)
    with store.together():
        store.keep_states(
            tuple(
                _refused(state, captures.get(state.url), reason, at)
                for state in store.states()
                if state.url in chosen
            )
        )
        store.decide(_decision(found, chosen, accepted=False, reason=reason, at=at))
    return chosen


def _chosen(found: Waiting, pages: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [page for page in pages if page not in found.pages]
    if unknown:
        raise NothingHeld(found.run, f"it holds nothing of {', '.join(unknown)}")
    return pages or found.pages


def _partly(
    found: Waiting, chosen: tuple[str, ...], catalogue: Catalogue, readings: Readings
) -> Snapshot:
    captures = captures_of(found.served)
    fresh = captures_of(found.candidate)
    for url in chosen:
        captures.pop(url, None)
        if url in fresh:
            captures[url] = fresh[url]
    return assemble_read((readings.of(*pair) for pair in captures.items()), catalogue)


def _refused(state: PageState, capture: str | None, reason: str, at: str) -> PageState:
    """A page that is no more has no capture: what was held of it is where it moved to."""
    return msgspec.structs.replace(
        state,
        refused=capture or state.stale_reason,
        stale_since=state.stale_since or at,
        stale_code="rejected",
        stale_reason=reason,
    )


def _decision(
    found: Waiting, chosen: tuple[str, ...], *, accepted: bool, reason: str, at: str
) -> Decision:
    return Decision(run=found.run, accepted=accepted, pages=chosen, reason=reason, at=at)
