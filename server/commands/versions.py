"""`iscm versions`: what was published."""

import sys
from typing import Annotated

import typer

from server.output import put_json
from server.settings import load_settings
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
    for one in found:
        mark = "*" if one == served else " "
        sys.stdout.write(f"{mark} {one.number:>5}  {one.published_at}  {one.digest}  {one.run}\n")
