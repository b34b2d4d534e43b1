"""What changed between two snapshots, field by field."""

from collections.abc import Iterator

import msgspec

from snapshots.model import Change, Snapshot

KINDS = {
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

_encoder = msgspec.json.Encoder(order="deterministic")


def diff(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """All changes in the order of kinds, ids and fields; where a fact was read is no change."""
    return tuple(change for kind in KINDS for change in _kind(kind, before, after))


def _kind(kind: str, before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old = {record.id: record for record in getattr(before, KINDS[kind])}
    new = {record.id: record for record in getattr(after, KINDS[kind])}
    for one in sorted({*old, *new}):
        if one not in new:
            yield Change(kind=kind, id=one, field="", before=_text(old[one]))
        elif one not in old:
            yield Change(kind=kind, id=one, field="", after=_text(new[one]))
        elif old[one] != new[one]:
            yield from _fields(kind, one, old[one], new[one])


def _fields(kind: str, one: str, old: msgspec.Struct, new: msgspec.Struct) -> Iterator[Change]:
    for field in old.__struct_fields__:
        if field in ("citations", "capture"):
            continue
        before, after = _text(getattr(old, field)), _text(getattr(new, field))
        if before != after:
            yield Change(kind=kind, id=one, field=field, before=before, after=after)


def _text(value: object) -> str:
    """JSON without the citations inside."""
    return _encoder.encode(_uncited(msgspec.to_builtins(value))).decode()


def _uncited(value: object) -> object:
    if isinstance(value, dict):
        return {key: _uncited(one) for key, one in value.items() if key != "citations"}
    if isinstance(value, list | tuple):
        return [_uncited(one) for one in value]
    return value
