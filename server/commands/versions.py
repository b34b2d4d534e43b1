"""`iscm versions`: what was published."""

import sys

from server.commands.options import Json, StoreAddress
from server.opening import reading
from server.output import put_json
from server.settings import load_settings
from server.wording import columns
from snapshots.errors import UnreadableRow
from snapshots.stores.base import StoreReader


def versions(
    store: StoreAddress = None,
    as_json: Json = False,
) -> None:
    """List the published versions, the newest first; `*` marks the served one.

    Example: iscm versions --json
    """
    with reading(load_settings(store=store)) as kept:
        _print(kept, as_json=as_json)


def _print(store: StoreReader, *, as_json: bool) -> None:
    found, lost = store.versions(), None
    try:
        served = store.served()
    except UnreadableRow as error:
        served, lost = None, error
    if as_json:
        put_json(found)
    elif found:
        rows = (
            (f"{'*' if one == served else ' '} {one.number}", one.published_at, one.digest, one.run)
            for one in found
        )
        headings = ("VERSION", "PUBLISHED", "DIGEST", "RUN")
        sys.stdout.writelines(f"{line}\n" for line in columns(headings, rows))
    elif lost is None:
        sys.stdout.write("nothing is published yet: run iscm ingest\n")
    if lost is not None:
        raise lost
