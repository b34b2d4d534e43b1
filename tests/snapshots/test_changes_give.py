"""Whatever two snapshots are: what changed between them makes the one of the other."""

import json
import typing
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.snapshots import snapshot_of
from snapshots.change import Change
from snapshots.codec import decode, encode
from snapshots.diff import KINDS, RENAMED, diff, plain
from snapshots.model import Snapshot, Theme

Facts = dict[tuple[str, str], dict[str, Any]]
WORDS = st.text(st.sampled_from("ab é\u00a0\n\t"), max_size=4)
IDS = st.sampled_from(("a", "b", "c", "a b"))
TEXTS = ("en", "fr", "es")
UNTOLD = ("id", "citations", "capture")


def facts(snapshot: Snapshot) -> Facts:
    """All that is compared, by kind and id."""
    return {
        (kind, record.id): facts_of(record)
        for kind, records in KINDS.items()
        for record in getattr(snapshot, records)
    }


def facts_of(record: Any) -> dict[str, Any]:
    """Lists and texts entry by entry, in no order."""
    fields = (one for one in record.__struct_fields__ if one not in UNTOLD)
    return {field: bare(getattr(record, field)) for field in fields}


def bare(value: Any) -> Any:
    if isinstance(value, tuple):
        return Counter(text(plain(one)) for one in value)
    if isinstance(value, Mapping):
        return {key: text(plain(one)) for key, one in value.items()}
    return None if value is None else text(plain(value))


def text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def applied(before: Facts, changes: tuple[Change, ...]) -> Facts:
    """The facts with all changes made to them."""
    made = {key: dict(fields) for key, fields in before.items()}
    heirs: set[tuple[str, str]] = set()
    for one in changes:
        key = (one.kind, one.id)
        if one.field == RENAMED:
            heirs.add((one.kind, json.loads(one.after or "")))
        elif one.field:
            made[key][one.field] = changed(made[key][one.field], one)
        elif one.after is None:
            assert told(one.kind, one.before) == made.pop(key)
        else:
            made[key] = told(one.kind, one.after)
    assert heirs <= made.keys()
    return made


def changed(value: Any, one: Change) -> Any:
    before, after = (part and text(json.loads(part)) for part in (one.before, one.after))
    if isinstance(value, Counter):
        gone, new = Counter(filter(None, [before])), Counter(filter(None, [after]))
        assert gone <= value
        return value - gone + new
    if isinstance(value, dict):
        assert value.get(one.element) == before
        left = {key: entry for key, entry in value.items() if key != one.element}
        return left if after is None else {**left, one.element: after}
    assert (value, one.element) == (before, None)
    return after


def told(kind: str, record: str | None) -> dict[str, Any]:
    """The facts of a record that a change tells of as a whole."""
    (form, *_) = typing.get_args(typing.get_type_hints(Snapshot)[KINDS[kind]])
    return facts_of(msgspec.convert({"capture": "", **json.loads(record or "")}, form))


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that a field of this type may have."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(values(parts[0]), max_size=3).map(tuple)
    if origin is Mapping:
        return st.dictionaries(st.sampled_from(TEXTS), values(parts[1]), max_size=2)
    if origin in (typing.Union, UnionType):
        return st.one_of(*map(values, parts))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return records(hint)
    return {str: WORDS, int: st.integers(0, 2), bool: st.booleans(), type(None): st.none()}[hint]


@cache
def records(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(kind)
    fields = {
        one.name: IDS if one.name == "id" else values(hints[one.name])
        for one in msgspec.structs.fields(kind)
    }
    return st.builds(kind, **fields)


def lists(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    return st.lists(
        records(kind), max_size=2, unique_by=lambda one: getattr(one, "id", id(one))
    ).map(tuple)


SNAPSHOTS = st.builds(
    Snapshot,
    **{
        field: lists(typing.get_args(hint)[0])
        for field, hint in typing.get_type_hints(Snapshot).items()
    },
)


def theme(name: str) -> Snapshot:
    return Snapshot(themes=(Theme(id=name, names={}),))


@settings(max_examples=60, deadline=None)
@given(SNAPSHOTS, SNAPSHOTS)
@example(theme("a"), theme("b"))  # goes on under an id that comes later in the order
@example(theme("b"), theme("a"))
def test_the_changes_from_one_snapshot_to_another_make_the_other(
    before: Snapshot, after: Snapshot
) -> None:
    assert applied(facts(before), diff(before, after)) == facts(after)


@settings(max_examples=30, deadline=None)
@given(SNAPSHOTS, st.randoms(use_true_random=False))
def test_order_and_white_space_are_no_change(snapshot: Snapshot, chance: Any) -> None:
    assert diff(snapshot, shaken(snapshot, chance)) == ()


def shaken(value: Any, chance: Any, depth: int = 0) -> Any:
    """The same in another order of records and of lists, and with other white space around."""
    if isinstance(value, tuple):
        made = [shaken(one, chance, depth + 1) for one in value]
        chance.shuffle(made)
        return tuple(made)
    if isinstance(value, msgspec.Struct) and depth < 3:
        changed = {
            field: shaken(getattr(value, field), chance, depth + 1)
            for field in value.__struct_fields__
            if isinstance(getattr(value, field), tuple) and field != "citations"
        }
        return msgspec.structs.replace(value, **changed)
    return value


@settings(max_examples=30, deadline=None)
@given(SNAPSHOTS)
def test_any_snapshot_goes_through_the_codec(snapshot: Snapshot) -> None:
    assert decode(encode(snapshot)) == snapshot


def test_the_changes_between_two_large_snapshots_make_the_other() -> None:
    before, after = snapshot_of(1, 1), snapshot_of(2, 1)
    changes = diff(before, after)
    assert len(changes) > 1000
    assert applied(facts(before), changes) == facts(after)
