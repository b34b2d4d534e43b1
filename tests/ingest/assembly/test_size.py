"""What assembling costs as the catalogue grows, counted in calls."""

import sys
from typing import Final

import pytest

from benchmarks.assembly import bundled_readings, corpus
from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.reading import Reading

FEW: Final = 2
MANY: Final = 12


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    return bundled_readings()


def calls_a_page(readings: tuple[Reading, ...], copies: int) -> float:
    catalogue, pages = corpus(readings, load_catalogue(), copies)
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        assemble(pages, catalogue)
    finally:
        sys.setprofile(None)
    return calls / len(pages)


def test_a_page_costs_no_more_among_many_than_among_few(readings: tuple[Reading, ...]) -> None:
    assert calls_a_page(readings, MANY) < 1.1 * calls_a_page(readings, FEW)


def test_each_copy_of_the_pages_has_records_of_its_own(readings: tuple[Reading, ...]) -> None:
    one = assemble(*reversed(corpus(readings, load_catalogue(), 1)))
    two = assemble(*reversed(corpus(readings, load_catalogue(), 2)))
    assert len(two.processes) == 2 * len(one.processes)
    assert len(two.meetings) >= 1.9 * len(one.meetings)
    assert len(two.documents) >= 1.9 * len(one.documents)
