"""`iscm diff`: what changed between two versions."""

import sys
from typing import Annotated

import msgspec
import typer

from server.errors import UsageError
from server.settings import load_settings
from snapshots.diff import diff as diff_snapshots
from snapshots.model import Change, Snapshot
from snapshots.stores.address import open_store
from snapshots.stores.base import Store

_SHOWN = 100
"""Characters of a value that a line shows; --json has all of it."""


def diff(
    before: Annotated[int, typer.Argument(help="The number of the earlier version.")],
    after: Annotated[int, typer.Argument(help="The number of the later version.")],
    store: Annotated[str | None, typer.Option(help="The store's address (ISCM_STORE).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what changed between two versions, field by field.

    Example: iscm diff 1 2
    """
    kept = open_store(load_settings(store=store).store)
    changes = diff_snapshots(_snapshot(kept, before), _snapshot(kept, after))
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(changes)) + b"\n")
        return
    for change in changes:
        sys.stdout.write(_line(change))
    sys.stdout.write(f"{len(changes)} changes\n")


def _snapshot(store: Store, number: int) -> Snapshot:
    published = store.load(number)
    if published is None:
        raise UsageError(f"store {store.address} has no version {number}; see iscm versions")
    return published.snapshot


def _line(change: Change) -> str:
    name = f"{change.kind} {change.id}" + (f" {change.field}" if change.field else "")
    before, after = (_short(value) for value in (change.before, change.after))
    return f"{name}: {before} → {after}\n"


def _short(value: str | None) -> str:
    if value is None:
        return "nothing"
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
