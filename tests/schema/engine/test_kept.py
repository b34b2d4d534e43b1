"""Bytes of subtrees: the same while the version is served, and never more than there is room."""

import gc

from schema.engine.kept import Shelves
from schema.meter import Meter
from snapshots.bundle import load_bundled
from snapshots.model import Language, Snapshot
from snapshots.view import View

VIEW = load_bundled()


class Operation:
    """Whatever is answered."""


class Record:
    """Whatever is asked."""


def test_what_was_made_of_a_record_is_not_made_again_and_costs_the_same() -> None:
    shelf = Shelves().shelf(VIEW, Operation(), Language.EN)
    record, made, meter = Record(), [], Meter(100)

    def make(one: Record) -> dict[str, int]:
        made.append(one)
        meter.spend(7)
        return {"a": 1}

    answers = [bytes(shelf.bytes_of("o1", record, make, meter)) for _ in range(3)]
    assert answers == [b'{"a":1}'] * 3
    assert made == [record]
    assert meter.left == 100 - 3 * 7


def test_another_language_operation_or_version_has_a_shelf_of_its_own() -> None:
    shelves, one, other = Shelves(), Operation(), Operation()
    first = shelves.shelf(VIEW, one, Language.EN)
    assert shelves.shelf(VIEW, one, Language.EN) is first
    assert shelves.shelf(VIEW, one, Language.FR) is not first
    assert shelves.shelf(VIEW, other, Language.EN) is not first
    other_version = View(Snapshot(), "sha256:1", None)
    assert shelves.shelf(other_version, one, Language.EN) is not first
    assert shelves.shelf(VIEW, one, Language.EN) is first


def test_all_shelves_go_when_there_is_no_room() -> None:
    shelves = Shelves(room=10_000)
    operations = [Operation() for _ in range(50)]
    for one in operations:
        shelf = shelves.shelf(VIEW, one, Language.EN)
        for _ in range(3):
            shelf.bytes_of("o1", Record(), lambda _: {"a": "x" * 500}, Meter(100))
    del shelf
    gc.collect()
    assert len(shelves._shelves[VIEW]) <= 10_000 / 500


def test_a_shelf_goes_with_its_operation() -> None:
    shelves = Shelves()
    shelves.shelf(VIEW, Operation(), Language.EN)
    gc.collect()
    assert not shelves._shelves[VIEW]


def test_a_shelf_goes_with_its_version() -> None:
    shelves = Shelves()
    shelves.shelf(View(Snapshot(), "sha256:1", None), Operation(), Language.EN)
    gc.collect()
    assert not shelves._shelves
