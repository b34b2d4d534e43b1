"""What a store keeps besides versions: captures, pages, runs, robots.txt, the lease."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec


class StoredCapture(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a page as fetched at one moment."""

    digest: str
    url: str
    """The address that was asked, as the catalogue names it."""
    media_type: str = ""
    retrieved_at: str | None = None
    """RFC 3339, UTC; None for a file whose time is not known."""
    body: bytes
    """Without content and transfer encodings."""
    whole: bool = True
    """False where only a part of the page could be had."""
    status: int | None = None
    """The status code that came with it; None for a file."""
    headers: tuple[tuple[str, str], ...] = ()
    """The header fields as sent, in their order."""
    final_url: str | None = None
    """The address that answered, where redirects led to another one."""


GONE: Final = "gone"
"""The code of a page that the catalogue says is gone for good."""


class CaptureKey(msgspec.Struct, frozen=True, kw_only=True):
    """By what a capture is known, without its bytes."""

    url: str
    digest: str


class PageState(msgspec.Struct, frozen=True, kw_only=True):
    """How one address of the catalogue stands.

    Which capture its served facts were read from is said by the served version itself.
    """

    url: str
    latest: str | None = None
    """The digest of the newest capture."""
    etag: str | None = None
    """The validators that came with the newest capture (RFC 9110, 8.8)."""
    last_modified: str | None = None
    validators_of: str | None = None
    """The address that they came from, where redirects led to another one than `url`."""
    asked_at: str | None = None
    """When the address was last asked for, whatever came of it."""
    checked_at: str | None = None
    """When the address last answered with the page, changed or not."""
    changed_at: str | None = None
    """When the page was last seen to say something new."""
    moved_to: str | None = None
    """The other page of the catalogue that the address redirects to."""
    stale_since: str | None = None
    """Since when the served facts are older than the page might be; None while they are fresh."""
    stale_code: str | None = None
    stale_reason: str | None = None
    """What keeps them from being renewed, for people."""
    refused: str | None = None
    """What a person rejected and is not asked about again: a digest, or `moved to …`."""
    refused_reason: str | None = None
    """Why, in the person's words."""


class OfRecords(msgspec.Struct, frozen=True, kw_only=True):
    """The changes of some records."""

    ids: tuple[str, ...]
    """Of the kinds that are wanted."""
    field: str | None = None
    """Of this field alone, and of records that came or went as a whole."""


class OfProcesses(msgspec.Struct, frozen=True, kw_only=True):
    """The changes of processes, and of what was a process's own before the change or after it."""

    slugs: tuple[str, ...]


class ChangesWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which changes are asked for."""

    after: int = 0
    """Of versions with a greater number than this."""
    until: int | None = None
    """Of versions up to this one; None: up to the newest."""
    kinds: tuple[str, ...] = ()
    """Of records of these kinds; none: of all."""
    of: OfRecords | OfProcesses | None = None
    """None: of all."""
    newest_first: bool = False
    skip: int = 0
    """So many of the first are left out."""
    first: int | None = None
    """So many at most."""


class StoredReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from a capture, in the reader's own form."""

    url: str
    capture: str
    """The digest."""
    content: bytes


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run of ingest, as the store remembers it."""

    id: str
    started_at: str
    finished_at: str
    outcome: str
    """`published`, `unchanged` or `held`."""
    report: bytes
    """JSON of a `snapshots.runs.Report`."""
    inputs: str | None = None
    """The digest of all that the candidate was made of: captures, catalogue and reader."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person made of a run that was held, or of single pages that were."""

    run: str
    accepted: bool
    pages: tuple[str, ...]
    """The addresses of the pages that it is about."""
    reason: str
    at: str


class StoredRobots(msgspec.Struct, frozen=True, kw_only=True):
    """A robots.txt as fetched (RFC 9309)."""

    origin: str
    """Scheme, host and port: `https://www.iom.int`."""
    fetched_at: str
    """RFC 3339, UTC."""
    status: int
    body: bytes


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds the lease on ingest."""

    id: str
    """The run."""
    host: str
    process: int
    born_at: float
    """When the process started, seconds from the machine's start: tells a reused process id."""
    renewed_at: str
    """RFC 3339, UTC."""


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """Some rows on their way from one store to another."""

    table: str
    rows: tuple[tuple[Any, ...], ...]
    of: int
    """How many rows the table has."""


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one thing a store holds."""

    count: int = 0
    bytes: int = 0
    """As they are kept, compressed."""
    oldest: str | None = None
    """RFC 3339, UTC; None where there is none, or where its time is not kept."""
    newest: str | None = None


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """How large a store is, and what fills it."""

    bytes: int
    """What the store takes on its disk."""
    free: int
    """How many of them hold nothing: pruning gives them back, new content takes them."""
    holds: Mapping[str, Amount]
    """By kind: versions, captures, bodies, candidates, readings, runs, decisions, pages."""
