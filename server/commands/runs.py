"""`iscm runs`: what ingest did."""

import sys
from typing import Annotated

import typer

from server.errors import UsageError
from server.output import put_json
from server.reports import table
from server.settings import load_settings
from snapshots.errors import NothingHeld
from snapshots.reports import read_report
from snapshots.runs import Report
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import Decision
from snapshots.waiting import waiting


def runs(
    run: Annotated[
        str | None, typer.Argument(help="A run: its whole report.", show_default=False)
    ] = None,
    store: Annotated[str | None, typer.Option(help="The store's address (ISCM_STORE).")] = None,
    first: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="So many runs, the newest first.")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the runs of ingest, the newest first, or print the report of one.

    Example: iscm runs --first 5
    """
    kept = open_store(load_settings(store=store).store)
    found = _one(kept, run) if run else _newest(kept, first)
    if as_json:
        put_json(found[0] if run else found)
        return
    decisions, waits = kept.decisions(), _waiting(kept)
    if run:
        sys.stdout.write(table(found[0]))
        sys.stdout.write("".join(_decided(one) for one in decisions if one.run == run))
        return
    for report in found:
        sys.stdout.write(_line(report, decisions, waits=report.run == waits))
    if not found:
        sys.stdout.write("there were no runs yet: run iscm ingest\n")


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


def _line(report: Report, decisions: tuple[Decision, ...], *, waits: bool) -> str:
    decided = {one.accepted for one in decisions if one.run == report.run}
    words = {True: "  accepted", False: "  rejected"}
    said = "".join(words[one] for one in sorted(decided))
    said += "  waits for a decision" if waits else ""
    return (
        f"{report.run}  {report.outcome.value:<9}  {report.pages} pages, "
        f"{report.unchanged} unchanged, {len(report.failures)} failed{said}\n"
    )


def _decided(decision: Decision) -> str:
    word = "accepted" if decision.accepted else "rejected"
    pages = "".join(f"  {page}\n" for page in decision.pages)
    return f"{word} at {decision.at}: {decision.reason}\n{pages}"
