"""`iscm diff`: what changed between two versions, or what a held run would change."""

import sys
from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer

from server.commands.options import Json, StoreAddress
from server.errors import UsageError
from server.opening import reading
from server.output import put_json
from server.settings import load_settings
from server.wording import counted
from snapshots.diff import diff as diff_snapshots
from snapshots.model import Change, Snapshot
from snapshots.stores.base import StoreReader
from snapshots.waiting import waiting

_SHOWN = 100
"""Characters of a value that are shown to people; `--json` has all of it."""


def diff(
    before: Annotated[
        str, typer.Argument(help="A version's number; or `held`: what waits for a decision.")
    ],
    after: Annotated[
        str | None,
        typer.Argument(
            help="A later version's number; after `held`, the run (by default the newest).",
            show_default=False,
        ),
    ] = None,
    store: StoreAddress = None,
    as_json: Json = False,
) -> None:
    """Show what changed between two versions, or what a held run would change, field by field.

    Example: iscm diff 1 2

    Example: iscm diff held
    """
    with reading(load_settings(store=store)) as kept:
        changes = _changes(kept, before, after)
        if as_json:
            put_json(changes)
            return
        for change in changes:
            sys.stdout.writelines(_lines(change))
        sys.stdout.write(f"{counted(len(changes), 'change')}\n")
        for page in _rejected(kept, after) if before == "held" else ():
            sys.stdout.write(f"rejected already, and among these: {page}\n")


def _changes(store: StoreReader, before: str, after: str | None) -> tuple[Change, ...]:
    if before == "held":
        found = waiting(store, after)
        return diff_snapshots(found.served, found.candidate)
    if after is None:
        raise UsageError("two versions expected (iscm diff 1 2), or held; one found")
    return diff_snapshots(_snapshot(store, before), _snapshot(store, after))


def _rejected(store: StoreReader, run: str | None) -> tuple[str, ...]:
    return waiting(store, run).rejected


def _snapshot(store: StoreReader, words: str) -> Snapshot:
    if not words.isascii() or not words.isdigit() or len(words) > 9:
        raise UsageError(f"the number of a version expected, {words!r} found; see iscm versions")
    published = store.load(int(words))
    if published is None:
        raise UsageError(f"store {store.address} has no version {words}; see iscm versions")
    return published.snapshot


def _lines(change: Change) -> Iterator[str]:
    """One line; for lists one line for each entry that came or went."""
    name = f"{change.kind} {change.id}" + (f" {change.field}" if change.field else "")
    before, after = _entries(change.before), _entries(change.after)
    if before is None or after is None:
        yield f"{name}: {_short(change.before)} → {_short(change.after)}\n"
        return
    gone = [one for one in before if one not in after]
    come = [one for one in after if one not in before]
    order = ": other order" if not gone and not come else f": {len(gone)} gone, {len(come)} new"
    yield f"{name}{order}\n"
    yield from (f"  - {_short(one)}\n" for one in gone)
    yield from (f"  + {_short(one)}\n" for one in come)


def _entries(value: str | None) -> list[str] | None:
    """The entries of a list, each as JSON text; None where the value is no list."""
    if value is None or not value.startswith("["):
        return None
    entries = msgspec.json.decode(value, type=list[msgspec.Raw])
    return [bytes(one).decode() for one in entries]


def _short(value: str | None) -> str:
    if value is None:
        return "nothing"
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
