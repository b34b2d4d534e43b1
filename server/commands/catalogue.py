"""`iscm catalogue`: what is followed, and whether a file of it can be used."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ingest.catalogue.catalogue import Catalogue, read_catalogue
from server.jobs.fetching import catalogue_of
from server.settings import load_settings
from server.wording import columns, counted


def catalogue(
    check: Annotated[
        Path | None,
        typer.Option(help="Only check this file, and say all that is wrong.", show_default=False),
    ] = None,
) -> None:
    """List the pages that are followed, process by process, or check a file of them.

    Example: iscm catalogue --check mine.toml

    Exit codes: 0 the catalogue can be used, 2 it cannot (a line for each thing that is wrong).
    """
    if check is not None:
        sys.stdout.write(f"{check}: {_numbers(read_catalogue(check))}\n")
        return
    found = catalogue_of(load_settings())
    for line in columns(("PROCESS", "STANDING", "PAGE"), _rows(found)):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{_numbers(found)}\n")


def _rows(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    for process in catalogue.processes:
        for page in process.pages:
            since = catalogue.gone.get(page)
            yield process.id, f"gone since {since}" if since else "followed", page
    for page in catalogue.index_pages:
        yield "", "index", page


def _numbers(catalogue: Catalogue) -> str:
    """`2 processes, 3 pages to ask for, 1 gone`."""
    parts = (
        counted(len(catalogue.processes), "process", "processes"),
        f"{counted(len(catalogue.pages), 'page')} to ask for",
        *([f"{len(catalogue.gone)} gone for good"] if catalogue.gone else ()),
    )
    return ", ".join(parts)
