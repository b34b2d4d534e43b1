"""What changed between two snapshots, value by value, and the pages that tell of it.

Where a fact was read is no change, nor are the order of records and of lists and white space.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from snapshots.change import Change
from snapshots.model import Citation, Page, Process, Snapshot
from snapshots.successors import Side, citations_within, successors

KINDS: Final = {
    "process": "processes",
    "state": "states",
    "organization": "organizations",
    "theme": "themes",
    "series": "series",
    "region": "regions",
    "place": "places",
    "meeting": "meetings",
    "document": "documents",
    "page": "pages",
}
"""Kind of record → the field of the snapshot that holds them. Issues have no identity."""

RENAMED: Final = "id"
"""The field that changes where a record goes on under another id."""
_UNTOLD: Final = frozenset({"id", "citations", "capture"})
_encoder = msgspec.json.Encoder(order="deterministic")


class Traced(msgspec.Struct, frozen=True, kw_only=True):
    """A change, and what it is traced to."""

    change: Change
    pages: frozenset[str]
    """The ids of the pages that it was or is read from; all of a process where the value cites
    none, and none where the vocabulary alone says it."""


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a field on both sides."""

    element: str | None = None
    before: str | None = None
    after: str | None = None
    cited_before: tuple[Citation, ...] = ()
    cited_after: tuple[Citation, ...] = ()


def diff(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """All changes in the order of kinds, ids, fields and elements."""
    return tuple(one.change for one in traced(before, after))


def traced(before: Snapshot, after: Snapshot) -> Iterator[Traced]:
    """The same with the pages of each.

    The id of a record that goes on under another one changes, too, from the gone to that one.
    """
    urls = [{page.id: page.url for page in one.pages} for one in (before, after)]
    for kind, records in KINDS.items():
        old = {record.id: record for record in getattr(before, records)}
        new = {record.id: record for record in getattr(after, records)}
        heirs = successors(Side(old, urls[0]), Side(new, urls[1]))
        for one in sorted({*old, *new}):
            ours, theirs = old.get(one), new.get(one)
            if ours != theirs:
                yield from _record(kind, ours, theirs)
            if one in heirs:
                yield _renamed(kind, ours, new[heirs[one]])


def plain(value: Any) -> Any:
    """A value of a record as JSON knows it, without what is no change."""
    return _plain(msgspec.to_builtins(value))


def processes_of(snapshot: Snapshot) -> Mapping[tuple[str, str], frozenset[str]]:
    """Kind and id of each record that is a process or belongs to any → the ids of these."""
    found = {
        (kind, record.id): _processes(record)
        for kind, records in KINDS.items()
        for record in getattr(snapshot, records)
    }
    return {record: processes for record, processes in found.items() if processes}


def _processes(record: Any) -> frozenset[str]:
    if isinstance(record, Process):
        return frozenset({record.id})
    own = getattr(record, "process", None)
    return frozenset(getattr(record, "processes", () if own is None else (own,)))


def _record(kind: str, old: Any, new: Any) -> Iterator[Traced]:
    some = new if new is not None else old
    if old is None or new is None:
        cited = tuple(citations_within(some))
        part = _Part(before=_whole(old), after=_whole(new), cited_after=cited)
        yield _traced(kind, "", part, old, new)
        return
    for field in some.__struct_fields__:
        if field not in _UNTOLD and getattr(old, field) != getattr(new, field):
            for part in _parts(getattr(old, field), getattr(new, field)):
                yield _traced(kind, field, part, old, new)


def _renamed(kind: str, old: Any, new: Any) -> Traced:
    part = _Part(
        before=_encoder.encode(old.id).decode(),
        after=_encoder.encode(new.id).decode(),
        cited_after=tuple(citations_within(new)),
    )
    return _traced(kind, RENAMED, part, old, new)


def _whole(record: Any) -> str | None:
    """The id stays as it is, letter by letter: it is compared as such."""
    if record is None:
        return None
    values = {key: one for key, one in plain(record).items() if key not in _UNTOLD}
    return _encoder.encode({"id": record.id, **values}).decode()


def _parts(old: Any, new: Any) -> Iterator[_Part]:
    if isinstance(old, Mapping):
        for key in sorted({*old, *new}):
            yield from _single(key, old.get(key), new.get(key))
    elif isinstance(old, tuple):
        yield from _of_lists(old, new)
    else:
        yield from _single(None, old, new)


def _single(element: str | None, old: Any, new: Any) -> Iterator[_Part]:
    before, after = _text(old), _text(new)
    if before != after:
        yield _Part(
            element=element,
            before=before,
            after=after,
            cited_before=tuple(citations_within(old)),
            cited_after=tuple(citations_within(new)),
        )


def _of_lists(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[_Part]:
    """Entries of one name that only one side has are one entry that changed, as far as they go."""
    gone, come = _lacking(old, new), _lacking(new, old)
    for name in sorted({*gone, *come}):
        ours, theirs = gone.get(name, []), come.get(name, [])
        for at in range(max(len(ours), len(theirs))):
            yield from _single(name, _at(ours, at), _at(theirs, at))


def _lacking(one: tuple[Any, ...], other: tuple[Any, ...]) -> dict[str, list[Any]]:
    """The entries that the other list has not, or not so often, by their names."""
    there = Counter(map(_text, other))
    lacking: dict[str, list[Any]] = {}
    for text, entry in sorted(((_text(entry) or "", entry) for entry in one), key=lambda it: it[0]):
        there[text] -= 1
        if there[text] < 0:
            lacking.setdefault(_name(entry), []).append(entry)
    return lacking


def _name(entry: Any) -> str:
    """By what people know an entry: itself, or the first of its fields that has words."""
    if isinstance(entry, str):
        return str(plain(entry))
    values = (getattr(entry, field) for field in entry.__struct_fields__)
    return next((str(plain(one)) for one in values if isinstance(one, str)), "")


def _at(entries: list[Any], at: int) -> Any:
    return entries[at] if at < len(entries) else None


def _traced(kind: str, field: str, part: _Part, old: Any, new: Any) -> Traced:
    before = part.cited_before or _for_field(old, field)
    after = part.cited_after or _for_field(new, field)
    there = after if part.after is not None else before
    change = Change(
        kind=kind,
        id=(old if old is not None else new).id,
        field=field,
        element=part.element,
        before=part.before,
        after=part.after,
        citation=_fitting(there, part.element),
    )
    pages = frozenset(one.page for one in (*before, *after))
    return Traced(change=change, pages=pages or _pages_of(old) | _pages_of(new))


def _fitting(citations: tuple[Citation, ...], element: str | None) -> Citation | None:
    """The one with the element's own words where there is such a one, else the first."""
    own = (one for one in citations if plain(one.words) == element)
    return next(own, citations[0] if citations else None)


def _for_field(record: Any, field: str) -> tuple[Citation, ...]:
    """Those of the field, else those of the record as a whole."""
    citations: tuple[Citation, ...] = getattr(record, "citations", ())
    exact = tuple(one for one in citations if one.field == field)
    return exact or tuple(one for one in citations if not one.field)


def _pages_of(record: Any) -> frozenset[str]:
    if isinstance(record, Page):
        return frozenset({record.id})
    return frozenset(record.pages if isinstance(record, Process) else ())


def _text(value: Any) -> str | None:
    """JSON; None where there is no value."""
    return None if value is None else _encoder.encode(plain(value)).decode()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _plain(one) for key, one in value.items() if key not in ("citations", "capture")
        }
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value
