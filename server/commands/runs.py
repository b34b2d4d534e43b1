"""`iscm runs`: what ingest did."""

import sys
from typing import Annotated

import typer

from server.errors import UsageError
from server.output import put_json
from server.reports import table, waiting_table
from server.settings import load_settings
from server.wording import columns
from snapshots.checks import Severity
from snapshots.errors import NothingHeld
from snapshots.page_names import slugs_of
from snapshots.reports import read_report
from snapshots.runs import PageOutcome, PageReport, Report
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
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
    store: Annotated[str | None, typer.Option(help="The store's address (ISCM_STORE).")] = None,
    first: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="So many runs, the newest first.")
    ] = 20,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Of a report: name every page and issue.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the runs of ingest, the newest first, print the report of one, or what waits.

    Example: iscm runs --first 5

    Example: iscm runs held
    """
    kept = open_store(load_settings(store=store).store)
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
        decisions, waits = kept.decisions(), _waiting(kept)
        rows = (_row(report, decisions, waits=report.run == waits) for report in found)
        sys.stdout.writelines(f"{line}\n" for line in columns(_HEADINGS, rows))
    else:
        sys.stdout.write("there were no runs yet: run iscm ingest\n")


def _held(store: Store, as_json: bool) -> None:
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


def _one(store: Store, run: str) -> tuple[Report, ...]:
    found = store.run(run)
    if found is None:
        raise UsageError(f"store {store.address} has no run {run!r}; see iscm runs")
    return (read_report(found),)


def _newest(store: Store, first: int) -> tuple[Report, ...]:
    return tuple(map(read_report, store.runs(first)))


def _waiting(store: Store) -> str | None:
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
    numbers = (report.pages, report.unchanged, len(report.held), len(report.failures))
    return (report.run, report.outcome.value, *map(str, numbers), ", ".join(said))


def _decided(decision: Decision) -> str:
    word = "accepted" if decision.accepted else "rejected"
    pages = "".join(f"  {page}\n" for page in decision.pages)
    return f"{word} at {decision.at}: {decision.reason}\n{pages}"
