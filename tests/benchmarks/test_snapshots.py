import typing
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from typing import Any

import msgspec
import pytest

from benchmarks.draws import AWKWARD, Draws
from benchmarks.snapshots import EVERYWHERE, LARGE, snapshot_of
from snapshots import model
from snapshots.codec import decode, encode
from snapshots.gate import Approved, review

SEEDS = (1, 2, 3)


def records(value: Any) -> Iterator[msgspec.Struct]:
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from records(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from records(one)


def seen(seed: int) -> dict[tuple[type, str], set[Any]]:
    found: dict[tuple[type, str], set[Any]] = defaultdict(set)
    for record in records(snapshot_of(seed, 1)):
        for name in record.__struct_fields__:
            value = getattr(record, name)
            found[type(record), name].add(value if isinstance(value, Enum | bool) else bool(value))
    return found


def kinds() -> list[type[msgspec.Struct]]:
    return [
        one
        for one in (*model.Record.__subclasses__(), *model.Named.__subclasses__())
        if one not in (model.Named, model.Snapshot, model.Version)
    ]


def members(hint: Any) -> set[Any]:
    """The values of the enum that a field may have; none where it has no enum."""
    return {one for part in typing.get_args(hint) or (hint,) for one in enum_of(part)}


def enum_of(part: Any) -> tuple[Any, ...]:
    return tuple(part) if isinstance(part, type) and issubclass(part, Enum) else ()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_field_is_filled_somewhere_and_empty_where_it_may_be(seed: int) -> None:
    found = seen(seed)
    for kind in kinds():
        hints = typing.get_type_hints(kind)
        for field in msgspec.structs.fields(kind):
            values = found[kind, field.name]
            place = (kind.__name__, field.name)
            options = members(hints[field.name])
            assert (options or {True}) <= values, place
            assert field.required or options or False in values, place


def test_texts_are_in_all_languages_in_one_and_in_none() -> None:
    names = [set(one.names) for one in snapshot_of(1, 1).processes]
    assert {"en", "fr", "es"} in names
    assert {"en"} in names
    assert {"fr"} in names
    assert {"es"} in names


def test_what_json_escapes_is_there() -> None:
    draws = Draws("1")
    written = "".join(draws.words() for _ in range(5_000))
    assert [sign for sign in AWKWARD if sign not in written] == []


def test_the_same_seed_gives_the_same_snapshot_and_another_one_another() -> None:
    assert snapshot_of(1, 1) == snapshot_of(1, 1)
    assert snapshot_of(1, 1) != snapshot_of(2, 1)


def test_a_larger_snapshot_begins_with_the_smaller_one() -> None:
    small, large = snapshot_of(1, 1), snapshot_of(1, 3)
    assert len(large.processes) > 2 * len(small.processes)
    for kind in ("processes", "meetings", "documents", "pages"):
        less = getattr(small, kind)
        assert getattr(large, kind)[: len(less)] == less
    assert large.states == small.states
    first = {one.id for one in small.processes}
    behind = large.meetings[len(small.meetings) :] + large.documents[len(small.documents) :]
    assert not [one.id for one in behind if first & set(one.processes)]


def test_ids_are_unique_and_references_lead_somewhere() -> None:
    made = snapshot_of(1, 2)
    ids = {}
    for kind in made.__struct_fields__[:-1]:
        names = [one.id for one in getattr(made, kind)]
        ids[kind] = set(names)
        assert len(names) == len(ids[kind]), kind
    for record in records(made):
        match record:
            case model.Citation():
                assert record.page in ids["pages"]
            case model.Meeting():
                assert set(record.documents) <= ids["documents"]
                assert set(record.processes) <= ids["processes"]
            case model.Participation():
                assert record.state is None or record.state in ids["states"]


def test_one_process_has_195_states_and_one_state_takes_part_in_all_that_have_any() -> None:
    made = snapshot_of(1, 1)
    (large,) = (one for one in made.processes if one.id == LARGE)
    assert len(large.participations) == 195
    for process in made.processes:
        states = [one.state for one in process.participations]
        assert not states or EVERYWHERE in states


def test_it_is_written_read_and_approved_as_any_other() -> None:
    made = snapshot_of(1, 1)
    assert decode(encode(made)) == made
    assert isinstance(review(made, None), Approved)
    assert isinstance(review(snapshot_of(1, 2), made), Approved)
