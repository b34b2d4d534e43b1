"""`iscm store`: how large the store is, giving room back, and bringing it up to date."""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Final

import msgspec
import typer

from ingest.clock import timestamp
from server.commands.options import Json, StoreAddress
from server.durations import parse_duration
from server.errors import UsageError
from server.jobs.lease import leased
from server.jobs.progress import progress
from server.jobs.running import CLOCK, new_run
from server.opening import reading
from server.output import put_json
from server.settings import load_settings
from server.wording import counted
from snapshots.pruning import prunable
from snapshots.stores.address import open_store, read_store
from snapshots.stores.migrating import migrate_store
from snapshots.stores.records import Amount, CaptureKey, Usage


class Pruned(msgspec.Struct, frozen=True, kw_only=True):
    """What pruning came to."""

    before: str
    """Captures that were fetched before this moment were looked at; RFC 3339, UTC."""
    captures: int
    """How many of them nothing names."""
    dropped: bool
    """False where that was only asked."""
    bytes_before: int
    bytes_after: int


def status(store: StoreAddress = None, as_json: Json = False) -> None:
    """Show how large the store is and what fills it.

    Example: iscm store status
    """
    with reading(load_settings(store=store)) as kept:
        usage, address = kept.usage(), kept.address
    if as_json:
        put_json(usage)
    else:
        sys.stdout.writelines(_lines(address, usage))


def prune(
    older_than: Annotated[
        str,
        typer.Option("--captures-older-than", help="Captures fetched so long ago: 90d, 12h."),
    ],
    keep_served: Annotated[  # noqa: ARG001 - it says what holds in any case
        bool,
        typer.Option(
            "--keep-served",
            help="Says what holds in any case: captures that any version cites are kept.",
        ),
    ] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be dropped.")
    ] = False,
    store: StoreAddress = None,
    as_json: Json = False,
) -> None:
    """Drop old captures that nothing names, and give their room back to the disk.

    Published versions are never dropped, nor captures that any of them cites, that wait for a
    decision, that were rejected, or that are the newest of their page.

    Example: iscm store prune --captures-older-than 90d --keep-served --dry-run

    Exit codes: 0 done, 2 the store cannot be read or written, 5 a run goes on.
    """
    settings = load_settings(store=store)
    before = _moment_before(older_than)
    if dry_run:
        with reading(settings) as kept:
            found, size = prunable(kept, before), kept.usage().bytes
        pruned = _pruned(before, found, (size, size), dropped=False)
    else:
        pruned = _prune(settings.store, before)
    if as_json:
        put_json(pruned)
    else:
        sys.stdout.write(_told(pruned))


def upgrade(store: StoreAddress = None) -> None:
    """Bring a store that an older iscm made up to date; back it up before.

    Example: iscm store upgrade

    Exit codes: 0 it is up to date, 2 the store cannot be read or written.
    """
    kept = open_store(load_settings(store=store).store, existing=True)
    sys.stdout.write(f"{kept.address} is up to date\n")


def migrate(
    source: Annotated[str, typer.Argument(help="The address of the store that is copied.")],
    target: Annotated[str, typer.Argument(help="The address of one that holds nothing.")],
) -> None:
    """Copy a store whole into another one that holds nothing, of the same or another database.

    All happens or nothing; then every version has been read from the copy and has its digest.

    Example: iscm store migrate sqlite:///iscm.db postgresql://iscm@db.example.org/iscm

    Exit codes: 0 done, 2 a store cannot be read or written, or the target holds something.
    """
    before, after = read_store(source), open_store(target)
    with progress() as show:
        versions = migrate_store(before, after, show)
    told = f"{counted(versions, 'version')}, each with its digest"
    sys.stdout.write(f"{before.address} → {after.address}: {told}\n")


store: Final[Mapping[str, Callable[..., None]]] = {
    "status": status,
    "prune": prune,
    "upgrade": upgrade,
    "migrate": migrate,
}
"""The commands of the group."""


def _prune(address: str, before: str) -> Pruned:
    """Within the lease, so that no run publishes what cites a capture that is being dropped."""
    kept = open_store(address, existing=True)
    with leased(kept, new_run(CLOCK.timestamp())):
        size = kept.usage().bytes
        found = prunable(kept, before)
        kept.drop_captures(found)
        kept.compact()
    return _pruned(before, found, (size, kept.usage().bytes), dropped=True)


def _pruned(
    before: str, found: tuple[CaptureKey, ...], sizes: tuple[int, int], *, dropped: bool
) -> Pruned:
    return Pruned(
        before=before,
        captures=len(found),
        dropped=dropped,
        bytes_before=sizes[0],
        bytes_after=sizes[1],
    )


def _moment_before(words: str) -> str:
    try:
        return timestamp(datetime.now(UTC) - parse_duration(words))
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--captures-older-than: {error}") from error


def _told(pruned: Pruned) -> str:
    what = f"{counted(pruned.captures, 'capture')} from before {pruned.before} that nothing names"
    if not pruned.dropped:
        return f"would drop {what}\n"
    return f"dropped {what}: {_size(pruned.bytes_before)} → {_size(pruned.bytes_after)}\n"


def _lines(address: str, usage: Usage) -> Iterator[str]:
    yield f"{address}: {_size(usage.bytes)}, {_size(usage.free)} of them free\n"
    yield f"{'':<11} {'count':>9} {'size':>10}  {'oldest':<20}  newest\n"
    for kind, amount in usage.holds.items():
        yield _line(kind, amount).rstrip() + "\n"


def _line(kind: str, one: Amount) -> str:
    size = _size(one.bytes) if one.bytes else ""
    return f"{kind:<11} {one.count:>9} {size:>10}  {one.oldest or '':<20}  {one.newest or ''}"


def _size(count: int) -> str:
    """In the binary units that people compare disks by (IEC 80000-13)."""
    for unit, one in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= one:
            return f"{count / one:.1f} {unit}"
    return f"{count} B"
