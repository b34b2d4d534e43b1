"""Assembling again after some pages changed gives what assembling all of them anew would."""

import random
from collections.abc import Iterator

import msgspec
import pytest

from benchmarks.assembly import bundled_readings
from ingest.assembly.assemble import Assembler, assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.reading import Reading
from snapshots.codec import encode


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    return bundled_readings()


def nights(readings: tuple[Reading, ...], seed: int) -> Iterator[list[Reading]]:
    """Pages that lose values, get those of others, vanish and come back, read anew each time."""
    draws = random.Random(seed)
    for _ in range(6):
        pages = draws.sample(readings, draws.randint(len(readings) - 3, len(readings)))
        for at in draws.sample(range(len(pages)), 3):
            other = draws.choice(readings)
            values = (*draws.sample(pages[at].values, len(pages[at].values) // 2), *other.values)
            pages[at] = msgspec.structs.replace(pages[at], values=values)
        yield msgspec.json.decode(msgspec.json.encode(pages), type=list[Reading])


@pytest.mark.parametrize("seed", range(5))
def test_what_is_assembled_again_is_what_is_assembled_anew(
    readings: tuple[Reading, ...], seed: int
) -> None:
    assembler = Assembler(load_catalogue())
    for pages in nights(readings, seed):
        assert encode(assembler.assemble(pages)) == encode(assemble(pages, load_catalogue()))


def test_only_the_process_of_a_changed_page_is_assembled_again(
    readings: tuple[Reading, ...],
) -> None:
    assembler = Assembler(load_catalogue())
    before = assembler.assemble(readings)
    changed = msgspec.structs.replace(readings[0], values=readings[0].values[1:])
    after = assembler.assemble((changed, *readings[1:]))
    owner = load_catalogue().process_of(readings[0].url).id
    kept = {id(one.names) for one in before.processes}
    assert [one.id for one in after.processes if id(one.names) not in kept] == [owner]
