"""`iscm ingest`: pages in, one checked snapshot published or held."""

import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from ingest.catalogue import load_catalogue
from ingest.errors import UnreadableFile
from ingest.page import Capture
from ingest.pipeline import Failure, Moment, Outcome, Report
from ingest.pipeline import ingest as run_ingest
from ingest.proposals import Proposal
from server.commands.manifest import content, located, read_manifest
from server.settings import load_settings
from snapshots.stores.address import open_store

HELD = 3
"""Exit code: the candidate waits for a person; the served version is untouched."""
SOME_FAILED = 4
"""Exit code: published, but some pages could not be read."""


def ingest(
    manifest: Annotated[
        Path, typer.Option(help='JSON Lines of {"file", "url"}: the saved pages to read.')
    ],
    store: Annotated[str | None, typer.Option(help="The store's address (ISCM_STORE).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Read pages and publish a new version if they changed and the gate approves.

    Example: iscm ingest --manifest pages.jsonl --store sqlite:///iscm.db

    Exit codes: 0 published or unchanged, 3 held for review, 4 published though some pages failed,
    2 usage, 1 a bug.
    """
    settings = load_settings(store=store)
    captures, unreadable = _captures(manifest)
    report = run_ingest(
        captures, open_store(settings.store), load_catalogue(), _moment(), unreadable
    )
    _show(report, as_json)
    if report.outcome is Outcome.HELD:
        raise typer.Exit(HELD)
    if report.failures:
        raise typer.Exit(SOME_FAILED)


def _captures(manifest: Path) -> tuple[list[Capture], tuple[Failure, ...]]:
    """The saved pages, and those whose file cannot be read."""
    captures: list[Capture] = []
    failures: list[Failure] = []
    for asked in read_manifest(manifest):
        try:
            body = content(located(manifest, asked.file))
        except UnreadableFile as error:
            failures.append(Failure(asked.url, error.code, str(error)))
            continue
        captures.append(
            Capture(url=asked.url, body=body, media_type=asked.media_type, whole=asked.whole)
        )
    return captures, tuple(failures)


def _moment() -> Moment:
    at = datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return Moment(run=f"{at}-{secrets.token_hex(3)}", at=at)


def _show(report: Report, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
        return
    version = f"version {report.version.number}" if report.version else "no version yet"
    sys.stdout.write(
        f"run {report.run}: {report.outcome.value}; {version} is served\n"
        f"{report.pages} pages, {len(report.failures)} failed, {report.issues} issues in the data\n"
    )
    for failure in report.failures:
        sys.stdout.write(f"failed: {failure.message}\n")
    for finding in report.findings:
        sys.stdout.write(f"{finding.severity.value}: {finding.message} ({finding.rule})\n")
    for proposal in report.proposals:
        sys.stdout.write(f"proposed: {_proposed(proposal)}\n")


def _proposed(proposal: Proposal) -> str:
    """`Name (ACRONYM), address, listed on page`; what the page does not give is left out."""
    acronym = f" ({proposal.acronym})" if proposal.acronym else ""
    address = f", {proposal.url}" if proposal.url else ""
    return f"{proposal.name}{acronym}{address}, listed on {proposal.page}"
