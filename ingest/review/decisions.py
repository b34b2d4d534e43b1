"""What a person decides about what a run held: put it in, or leave it out."""

from collections.abc import Iterable, Mapping

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import Reading
from ingest.review.candidate import assemble_read
from ingest.review.judgement import FRESH, REJECTED
from ingest.review.memory import accepted
from ingest.review.readings import Readings, origin_of, served_readings, stored
from snapshots.checks import Severity
from snapshots.errors import NothingHeld
from snapshots.gate import accept as approve
from snapshots.gate import review
from snapshots.model import Snapshot, Version
from snapshots.runs import PageOutcome
from snapshots.stores.base import Store
from snapshots.stores.records import Decision, PageState
from snapshots.waiting import Waiting, captures_of


class DecisionContext(msgspec.Struct, frozen=True, kw_only=True):
    """What decisions are taken with."""

    store: Store
    catalogue: Catalogue
    readings: Readings
    at: str
    """RFC 3339, UTC."""


def accept(
    context: DecisionContext, found: Waiting, *, pages: tuple[str, ...], reason: str
) -> Version:
    """Publish what the run held: all that is not rejected, or what it held of these pages alone.

    Raises NothingHeld where single pages cannot be put in without losing what others say.
    """
    chosen = _named(found, pages) if pages else found.pages
    whole = set(chosen) == {*found.pages, *found.rejected}
    candidate = found.candidate if whole else _partly(context, found, chosen)
    captures, there = captures_of(candidate), _chosen(context, found, chosen)
    with context.store.together():
        version = context.store.publish(
            approve(candidate),
            run=found.run,
            at=context.at,
            origin=origin_of(context.catalogue, decided=True),
        )
        context.store.keep_states(
            tuple(
                _accepted(state, captures.get(state.url), context.at)
                for state in context.store.states()
                if state.url in chosen
            )
        )
        context.store.keep_served_readings(
            tuple(map(stored, there.values())), [url for url in chosen if url not in there]
        )
        decided = (*chosen, *_asked_about(found)) if whole else chosen
        context.store.decide(_decision(context, found, decided, accepted=True, reason=reason))
    return version


def reject(
    context: DecisionContext, found: Waiting, *, pages: tuple[str, ...], reason: str
) -> tuple[str, ...]:
    """Leave what is served as it is, and ask no more until the pages say something else.

    Gives the addresses of the pages. Raises NothingHeld where no page is the cause.
    """
    chosen = _named(found, pages) if pages else _to_blame(context, found)
    captures = captures_of(found.candidate)
    with context.store.together():
        context.store.keep_states(
            tuple(
                _refused(state, captures.get(state.url), reason, context.at)
                for state in context.store.states()
                if state.url in chosen
            )
        )
        context.store.decide(_decision(context, found, chosen, accepted=False, reason=reason))
    return chosen


def reconsider(context: DecisionContext, pages: tuple[str, ...]) -> tuple[str, ...]:
    """Forget that these pages were rejected: the next run asks about them again.

    Gives the addresses. Raises NothingHeld for a page that was not rejected.
    """
    states = {one.url: one for one in context.store.states() if one.refused is not None}
    for page in pages:
        if page not in states:
            raise NothingHeld("(any)", f"{page} was not rejected")
    context.store.keep_states(tuple(_undecided(states[page]) for page in pages))
    return pages


def _named(found: Waiting, pages: tuple[str, ...]) -> tuple[str, ...]:
    held = (*found.pages, *found.rejected)
    unknown = [page for page in pages if page not in held]
    if unknown:
        raise NothingHeld(found.run, f"it holds nothing of {', '.join(unknown)}")
    return tuple(sorted(set(pages)))


def _to_blame(context: DecisionContext, found: Waiting) -> tuple[str, ...]:
    """The pages that were held themselves, and those of the processes that the run was held for."""
    holds = [one for one in found.report.findings if one.severity is Severity.HOLD]
    held = {one.url for one in found.report.changes if one.outcome is PageOutcome.HELD}
    processes = {one.node.removeprefix("process:") for one in holds}
    families = any(one.node.startswith("family:") for one in holds)
    chosen = tuple(
        url
        for url in found.pages
        if url in held or families or context.catalogue.id_of(url) in processes
    )
    if not chosen:
        cause = "the catalogue or the reader is, or the pages are rejected already"
        raise NothingHeld(found.run, f"no page is the cause, so there is none to reject: {cause}")
    return chosen


def _partly(context: DecisionContext, found: Waiting, chosen: tuple[str, ...]) -> Snapshot:
    """What is served, with the chosen pages as the run read them.

    What nobody chose is not lost with what was chosen: raises NothingHeld where it would be.
    """
    good = {**_good(context, found), **_chosen(context, found, chosen)}
    gone = set(chosen) - captures_of(found.candidate).keys()
    good = {url: one for url, one in good.items() if url not in gone}
    candidate = assemble_read(good.values(), context.catalogue)
    processes = {f"process:{context.catalogue.id_of(url)}" for url in chosen}
    for one in review(candidate, found.served).findings:
        if one.severity is Severity.HOLD and one.node not in processes:
            raise NothingHeld(found.run, f"these pages alone would not do: {one.message}")
    return candidate


def _good(context: DecisionContext, found: Waiting) -> Mapping[str, Reading]:
    return served_readings(context.store.served_readings(), context.readings, found.served)


def _chosen(
    context: DecisionContext, found: Waiting, chosen: tuple[str, ...]
) -> Mapping[str, Reading]:
    """The chosen pages as the run read them; what they said before no longer counts."""
    good, captures = _good(context, found), captures_of(found.candidate)
    return {
        url: accepted(fresh, good.get(url), context.at)
        for url in chosen
        if url in captures and (fresh := context.readings.of(url, captures[url]))
    }


def _accepted(state: PageState, capture: str | None, at: str) -> PageState:
    """Fresh, unless other bytes have come since, or none."""
    if capture is not None and state.latest != capture:
        return state
    return msgspec.structs.replace(_undecided(state), changed_at=at, **FRESH)


def _undecided(state: PageState) -> PageState:
    return msgspec.structs.replace(state, refused=None, refused_reason=None)


def _refused(state: PageState, capture: str | None, reason: str, at: str) -> PageState:
    """A page that is no more has no capture: what was held of it is where it moved to."""
    return msgspec.structs.replace(
        state,
        refused=capture or f"moved to {state.moved_to}",
        refused_reason=reason,
        stale_since=state.stale_since or at,
        stale_code=REJECTED,
        stale_reason=reason,
    )


def _decision(
    context: DecisionContext,
    found: Waiting,
    chosen: tuple[str, ...],
    *,
    accepted: bool,
    reason: str,
) -> Decision:
    pages = tuple(sorted(set(chosen)))
    return Decision(run=found.run, accepted=accepted, pages=pages, reason=reason, at=context.at)


def _asked_about(found: Waiting) -> Iterable[str]:
    """The pages that the run named: with all of it accepted, none of them waits any more."""
    outcomes = (PageOutcome.HELD, PageOutcome.CHANGED)
    return (one.url for one in found.report.changes if one.outcome in outcomes)
