"""`iscm runs`: what ingest did."""

import sys
from typing import Annotated

import typer

from server.commands.options import Json, StoreAddress
from server.errors import UsageError
from server.jobs.reports import table, waiting_table
from server.opening import reading
from server.output import put_json
from server.settings import load_settings
from server.wording import columns
from snapshots.checks import Severity
from snapshots.errors import NothingHeld, UnreadableRow
from snapshots.page_names import slugs_of
from snapshots.reports import is_readable, read_report
from snapshots.runs import PageOutcome, PageReport, Report
from snapshots.stores.base import StoreReader
from snapshots.stores.records import Decision
from snapshots.waiting import waiting

_HEADINGS = ("RUN", "OUTCOME", "PAGES", "UNCHANGED", "HELD", "FAILED", "DECISION")


def runs(
    run: Annotated[
        str | None,
        typer.Argument(
            help="A run: its whole report; or `held`: what waits for a decision.",
            show_default=False,
        ),
    ] = None,
    store: StoreAddress = None,
    first: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="So many runs, the newest first.")
    ] = 20,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Of a report: name every page and issue.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the runs of ingest, the newest first, print the report of one, or what waits.

    Example: iscm runs --first 5

    Example: iscm runs held
    """
    with reading(load_settings(store=store)) as kept:
        if run == "held":
            _held(kept, as_json)
            return
        found = _one(kept, run) if run else _newest(kept, first)
        if as_json:
            put_json(found[0] if run else found)
        elif run:
            sys.stdout.write(table(found[0], verbose=verbose))
            decided = (one for one in kept.decisions() if one.run == run)
            sys.stdout.writelines(map(_decided, decided))
        elif found:
            _list(kept, found)
        else:
            sys.stdout.write("there were no runs yet: run iscm ingest\n")


def _list(store: StoreReader, found: tuple[Report, ...]) -> None:
    waits, lost = None, None
    try:
        waits = _waiting(store)
    except UnreadableRow as error:
        lost = error
    decisions = store.decisions()
    rows = (_row(report, decisions, waits=report.run == waits) for report in found)
    sys.stdout.writelines(f"{line}\n" for line in columns(_HEADINGS, rows))
    if lost is not None:
        raise lost


def _held(store: StoreReader, as_json: bool) -> None:
    try:
        found = waiting(store)
    except NothingHeld as error:
        if as_json:
            put_json([])
        else:
            sys.stdout.write(f"nothing waits for a decision ({error})\n")
        return
    if not found.pages and not as_json:
        sys.stdout.write(f"nothing waits for a decision (what run {found.run} held is rejected)\n")
        return
    told = {one.url: one for one in found.report.changes}
    slugs = slugs_of(found.served, found.candidate)
    pages = [told.get(url) or _otherwise(url, slugs.get(url)) for url in found.pages]
    if as_json:
        put_json(pages)
        return
    findings = [one for one in found.report.findings if one.severity is Severity.HOLD]
    sys.stdout.write(waiting_table(pages, findings, found.run))


def _otherwise(url: str, slug: str | None) -> PageReport:
    """A page that the run did not name, and that would be served from another capture."""
    return PageReport(url=url, slug=slug, outcome=PageOutcome.CHANGED)


def _one(store: StoreReader, run: str) -> tuple[Report, ...]:
    found = store.run(run)
    if found is None:
        raise UsageError(f"store {store.address} has no run {run!r}; see iscm runs")
    return (read_report(found),)


def _newest(store: StoreReader, first: int) -> tuple[Report, ...]:
    return tuple(map(read_report, store.runs(first)))


def _waiting(store: StoreReader) -> str | None:
    """The run that waits for a decision: the newest, or none."""
    try:
        found = waiting(store)
    except NothingHeld:
        return None
    return found.run if found.pages else None


def _row(report: Report, decisions: tuple[Decision, ...], *, waits: bool) -> tuple[str, ...]:
    decided = {one.accepted for one in decisions if one.run == report.run}
    words = {True: "accepted", False: "rejected"}
    said = [words[one] for one in sorted(decided)] + (["waits for a decision"] if waits else [])
    if not is_readable(report):
        unknown = ("?",) * 4
        return (report.run, report.outcome.value, *unknown, "its report cannot be read")
    numbers = (report.pages, report.unchanged, len(report.held), len(report.failures))
    return (report.run, report.outcome.value, *map(str, numbers), ", ".join(said))


def _decided(decision: Decision) -> str:
    word = "accepted" if decision.accepted else "rejected"
    pages = "".join(f"  {page}\n" for page in decision.pages)
    return f"{word} at {decision.at}: {decision.reason}\n{pages}"
