"""`iscm ingest`: pages in, one checked snapshot published or held."""

import sys

import typer

from server.commands.options import (
    Catalogue,
    Contact,
    DryRun,
    Json,
    Manifest,
    Pages,
    StoreAddress,
    Verbose,
)
from server.jobs.progress import progress
from server.jobs.reports import exit_code, table
from server.jobs.running import Order, run_once
from server.output import put_json
from server.settings import load_settings


def ingest(  # noqa: PLR0913 - each is an option, by its name
    *,
    manifest: Manifest = None,
    catalogue: Catalogue = None,
    store: StoreAddress = None,
    contact: Contact = None,
    page: Pages = None,
    dry_run: DryRun = False,
    verbose: Verbose = False,
    as_json: Json = False,
) -> None:
    """Fetch the pages of the catalogue, and publish a new version if they changed and all is well.

    Example: iscm ingest --contact https://example.org/iscm --store sqlite:///iscm.db

    Example: iscm ingest --page midsa-en --dry-run

    Where pages are named by --page, the report and the exit code are about those alone.

    Exit codes: 0 published or unchanged, 3 held for review, 4 published or unchanged though some
    pages failed or are held (they keep their last good facts), 5 another run is going on, 2 usage,
    1 a bug.
    """
    settings = load_settings(
        store=store, contact=contact, catalogue=str(catalogue) if catalogue else None
    )
    order = Order(manifest=manifest, pages=tuple(page or ()), dry=dry_run)
    with progress(quiet=as_json) as show:
        report = run_once(settings, order, show)
    if as_json:
        put_json(report)
    else:
        sys.stdout.write("dry run: nothing was written; it would have been\n" if dry_run else "")
        sys.stdout.write(table(report, verbose=verbose))
    code = exit_code(report)
    if code:
        raise typer.Exit(code)
