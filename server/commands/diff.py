"""`iscm diff`: what changed between two versions, or what a held run would change."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from server.commands.options import Json, StoreAddress
from server.errors import UsageError
from server.jobs.changes import as_object, in_words
from server.opening import reading
from server.output import put_json
from server.settings import load_settings
from server.wording import counted
from snapshots.change import Change
from snapshots.diff import diff as diff_snapshots
from snapshots.freshness import moment
from snapshots.model import Snapshot
from snapshots.stores.base import StoreReader
from snapshots.timeline import between, version_at
from snapshots.waiting import waiting

_HELD = "held"
_WANTED = "two versions (iscm diff 1 2), held, or --since with a date expected"


def diff(
    before: Annotated[
        str | None,
        typer.Argument(
            help="A version's number; or `held`: what waits for a decision.", show_default=False
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Argument(
            help="Another version's number; after `held`, the run (by default the newest).",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            help="From what was served on this day (or moment, RFC 3339; UTC) to what is served.",
            show_default=False,
        ),
    ] = None,
    store: StoreAddress = None,
    as_json: Json = False,
) -> None:
    """Show what changed between two versions, or what a held run would change, value by value.

    With --json, each change is an object on a line of its own.

    Example: iscm diff 1 2

    Example: iscm diff --since 2026-01-01 --json

    Example: iscm diff held
    """
    asked = _since(before, since)
    with reading(load_settings(store=store)) as kept:
        changes = _served_since(kept, asked) if asked else _changes(kept, before or "", after)
        if as_json:
            for change in changes:
                put_json(as_object(change), indent=0)
            return
        sys.stdout.writelines(f"{in_words(change)}\n" for change in changes)
        sys.stdout.write(f"{counted(len(changes), 'change')}\n")
        for page in waiting(kept, after).rejected if before == _HELD else ():
            sys.stdout.write(f"rejected already, and among these: {page}\n")


def _since(before: str | None, since: str | None) -> datetime | None:
    if (before is None) == (since is None):
        raise UsageError(f"{_WANTED}; {'none' if since is None else 'both'} found")
    if since is None:
        return None
    try:
        return moment(since)
    except ValueError as error:
        raise UsageError(f"--since: a day such as 2026-01-01 expected, {since!r} found") from error


def _served_since(store: StoreReader, at: datetime) -> tuple[Change, ...]:
    published, then = store.load(), version_at(store.versions(), at)
    if published is None:
        return ()
    last = (published.version.number, published.snapshot)
    return between(store, _numbered(store, then.number) if then else (0, Snapshot()), last)


def _changes(store: StoreReader, before: str, after: str | None) -> tuple[Change, ...]:
    if before == _HELD:
        found = waiting(store, after)
        return diff_snapshots(found.served, found.candidate)
    if after is None:
        raise UsageError(f"{_WANTED}; one version found")
    return between(store, _numbered(store, _number(before)), _numbered(store, _number(after)))


def _number(words: str) -> int:
    if not words.isascii() or not words.isdigit() or len(words) > 9:
        raise UsageError(f"the number of a version expected, {words!r} found; see iscm versions")
    return int(words)


def _numbered(store: StoreReader, number: int) -> tuple[int, Snapshot]:
    published = store.load(number)
    if published is None:
        raise UsageError(f"store {store.address} has no version {number}; see iscm versions")
    return number, published.snapshot
