"""What today's reader makes otherwise of what is served, and of which pages it reads that."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import Reading
from ingest.review.candidate import assemble_read
from snapshots.diff import KINDS, diff
from snapshots.model import Change, Snapshot


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One field that would be served otherwise."""

    change: Change
    pages: tuple[str, ...]
    """The addresses of the pages that it was or would be read from, sorted; all of a process where
    its field cites none, and none where the vocabulary alone says it."""


def differences(
    served: Snapshot, readings: Iterable[Reading], catalogue: Catalogue
) -> tuple[Difference, ...]:
    """What would be served otherwise if the served captures were read as in these readings."""
    fresh = assemble_read(readings, catalogue)
    addresses = {page.id: page.url for page in (*served.pages, *fresh.pages)}
    return tuple(
        Difference(
            change=change,
            pages=tuple(sorted({addresses.get(one, one) for one in _pages(change, served, fresh)})),
        )
        for change in diff(served, fresh)
    )


def _pages(change: Change, before: Snapshot, after: Snapshot) -> set[str]:
    """The ids of the pages that are cited for what changed, else for the record as a whole."""
    if change.kind == "page":
        return {change.id}
    old, new = _record(before, change), _record(after, change)
    if not change.field:
        return {*_within(old), *_within(new)}
    exact = {*_for_field(old, change.field), *_for_field(new, change.field)}
    ours, theirs = _entries(old, change.field), _entries(new, change.field)
    for one, other in ((ours, theirs), (theirs, ours)):
        known = [_uncited(entry) for entry in other]
        exact |= {page for entry in one if _uncited(entry) not in known for page in _within(entry)}
    return exact or {page for one in (old, new) for page in _for_all(one)}


def _record(snapshot: Snapshot, change: Change) -> dict[str, Any]:
    found = (one for one in getattr(snapshot, KINDS[change.kind]) if one.id == change.id)
    record = next(found, None)
    return msgspec.to_builtins(record) if record is not None else {}


def _for_field(record: dict[str, Any], field: str) -> Iterator[str]:
    for citation in record.get("citations", ()):
        if citation["field"] == field:
            yield citation["page"]


def _for_all(record: dict[str, Any]) -> Iterator[str]:
    """The pages cited for the record as a whole; a process has a list of its pages."""
    yield from _for_field(record, "")
    yield from record.get("pages", ())


def _entries(record: dict[str, Any], field: str) -> tuple[Any, ...]:
    value = record.get(field, ())
    return value if isinstance(value, tuple) else (value,)


def _within(value: Any) -> Iterator[str]:
    """The pages cited anywhere within."""
    if isinstance(value, dict):
        yield from (citation["page"] for citation in value.get("citations", ()))
        value = tuple(one for key, one in value.items() if key != "citations")
    if isinstance(value, tuple):
        for one in value:
            yield from _within(one)


def _uncited(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _uncited(one) for key, one in value.items() if key != "citations"}
    return tuple(_uncited(one) for one in value) if isinstance(value, tuple) else value
