"""`iscm runs`: what ingest did."""

import sys
from typing import Annotated

import msgspec
import typer

from server.errors import UsageError
from server.reports import table
from server.settings import load_settings
from snapshots.runs import Report
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import Decision


def runs(
    run: Annotated[
        str | None, typer.Argument(help="A run: its whole report.", show_default=False)
    ] = None,
    store: Annotated[str | None, typer.Option(help="The store's address (ISCM_STORE).")] = None,
    first: Annotated[int, typer.Option(min=1, help="So many runs, the newest first.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the runs of ingest, the newest first, or print the report of one.

    Example: iscm runs --first 5
    """
    kept = open_store(load_settings(store=store).store)
    found = _one(kept, run) if run else _newest(kept, first)
    if as_json:
        content = msgspec.json.encode(found[0] if run else found)
        sys.stdout.buffer.write(msgspec.json.format(content) + b"\n")
        return
    decisions = kept.decisions()
    if run:
        sys.stdout.write(table(found[0]))
        sys.stdout.write("".join(_decided(one) for one in decisions if one.run == run))
        return
    for report in found:
        sys.stdout.write(_line(report, decisions))
    if not found:
        sys.stdout.write("there were no runs yet: run iscm ingest\n")


def _one(store: Store, run: str) -> tuple[Report, ...]:
    found = store.run(run)
    if found is None:
        raise UsageError(f"store {store.address} has no run {run!r}; see iscm runs")
    return (msgspec.json.decode(found.report, type=Report),)


def _newest(store: Store, first: int) -> tuple[Report, ...]:
    return tuple(msgspec.json.decode(one.report, type=Report) for one in store.runs(first))


def _line(report: Report, decisions: tuple[Decision, ...]) -> str:
    decided = {one.accepted for one in decisions if one.run == report.run}
    waits = "  waits for a decision" if report.holds and not decided else ""
    words = {True: "  accepted", False: "  rejected"}
    said = "".join(words[one] for one in sorted(decided))
    return (
        f"{report.run}  {report.outcome.value:<9}  {report.pages} pages, "
        f"{report.unchanged} unchanged, {len(report.failures)} failed{said or waits}\n"
    )


def _decided(decision: Decision) -> str:
    word = "accepted" if decision.accepted else "rejected"
    pages = "".join(f"  {page}\n" for page in decision.pages)
    return f"{word} at {decision.at}: {decision.reason}\n{pages}"
