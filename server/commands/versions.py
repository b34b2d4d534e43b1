"""`iscm versions`: what was published."""

import sys
from typing import Annotated

import typer

from server.output import put_json
from server.settings import load_settings
from server.wording import columns
from snapshots.stores.address import open_store


def versions(
    store: Annotated[str | None, typer.Option(help="The store's address (ISCM_STORE).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the published versions, the newest first; `*` marks the served one.

    Example: iscm versions --json
    """
    kept = open_store(load_settings(store=store).store)
    served, found = kept.served(), kept.versions()
    if as_json:
        put_json(found)
        return
    if not found:
        sys.stdout.write("nothing is published yet: run iscm ingest\n")
        return
    rows = (
        (f"{'*' if one == served else ' '} {one.number}", one.published_at, one.digest, one.run)
        for one in found
    )
    headings = ("VERSION", "PUBLISHED", "DIGEST", "RUN")
    sys.stdout.writelines(f"{line}\n" for line in columns(headings, rows))
