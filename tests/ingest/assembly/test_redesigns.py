"""Captures of one page before and after a redesign: things keep their ids.

What counts as the same thing in two captures:

- a State: the same listed name in the same role, whatever stands around it
- an organization that the vocabulary knows: the same listed name in the same role
- a theme: the same wording but for case, accents and punctuation
- a meeting: the same first and last day
- a document: the same symbol; without one, the same title
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.catalogue.keys import key
from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.reading.vocabulary.organizations import load_organizations
from snapshots.model import Snapshot

KINDS = ("state", "organization", "theme", "meeting", "document")
Things = Mapping[tuple[str, ...], frozenset[str]]
"""Kind and what makes it the same thing → the ids of the records that are it."""
Versions = list[tuple[Reading, ...]]


@pytest.fixture(scope="module")
def pages(
    cases: Path, hld: Reading, renderings: Mapping[str, Capture]
) -> dict[str, tuple[Reading, ...]]:
    """The captures of each page that was captured more than once and that a process owns.

    One whole page is there in several markups, too: it shares documents with itself.
    """
    captures = {"hld-fr": [hld, *map(read_page, renderings.values())]}
    for path in sorted(cases.glob("*/*.txt")):
        name = re.fullmatch(r"(?P<page>.+)-v\d+", path.stem)
        read = reading(path) if name else None
        if name and read:
            captures.setdefault(name["page"], []).append(read)
    made = {name: tuple(found) for name, found in captures.items() if len(found) > 1}
    assert len(made) > 10
    return made


@pytest.fixture(scope="module")
def pairs(pages: dict[str, tuple[Reading, ...]]) -> list[tuple[str, Snapshot, Snapshot, Snapshot]]:
    """For every two captures of a page: its name, either capture alone, and both together."""
    return [
        (name, snapshot(one), snapshot(other), snapshot(one, other))
        for name, captures in pages.items()
        for one, other in combinations(captures, 2)
    ]


def reading(path: Path) -> Reading | None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    url = expected.get("canonical_url") or expected["url"]
    whole = not expected.get("truncated")
    if not load_catalogue().holds(url):
        return None
    return read_page(Capture(url=url, body=path.read_bytes(), whole=whole))


def snapshot(*readings: Reading) -> Snapshot:
    return assemble(readings, load_catalogue())


def entries(made: Snapshot) -> Iterator[tuple[tuple[str, ...], str]]:
    """What makes each record the thing that it is, and its id."""
    (process,) = made.processes
    for part in process.participations:
        yield ("state", part.role, key(part.listed_as)), str(part.state)
    for role in process.organizations:
        if load_organizations().find(role.listed_as):
            yield ("organization", role.role, key(role.listed_as)), role.organization
    for theme in process.themes:
        yield from ((("theme", key(words)), str(theme.theme)) for words in theme.words.values())
    for meeting in made.meetings:
        yield ("meeting", str(meeting.start), str(meeting.end)), meeting.id
    for document in made.documents:
        titles = "|".join(key(title) for title in document.titles.values())
        yield ("document", document.symbol or titles), document.id


def things(made: Snapshot) -> Things:
    found: dict[tuple[str, ...], set[str]] = {}
    for thing, one in entries(made):
        found.setdefault(thing, set()).add(one)
    return {thing: frozenset(ids) for thing, ids in found.items()}


def test_the_process_keeps_its_id(pages: dict[str, tuple[Reading, ...]]) -> None:
    ids = {
        name: {process.id for one in captures for process in snapshot(one).processes}
        for name, captures in pages.items()
    }
    assert {name: found for name, found in ids.items() if len(found) != 1} == {}


def test_the_same_things_keep_their_ids(
    pairs: list[tuple[str, Snapshot, Snapshot, Snapshot]],
) -> None:
    compared: Counter[str] = Counter()
    moved = []
    for name, *snapshots in pairs:
        one, other, both = map(things, snapshots)
        for thing in one.keys() & other.keys():
            compared[thing[0]] += 1
            ids = one[thing] | other[thing]
            # Two meetings on one day are numbered; a capture may lack one of them.
            agree = one[thing] <= other[thing] or other[thing] <= one[thing]
            if not agree or both.get(thing) != ids:
                moved.append((name, thing, one[thing], other[thing], both.get(thing)))
    assert moved == []
    assert set(compared) == set(KINDS)
    assert compared["state"] > 100


def test_captures_together_have_each_thing_once(
    pairs: list[tuple[str, Snapshot, Snapshot, Snapshot]],
) -> None:
    doubled = []
    for name, one, other, both in pairs:
        alone = Counter(thing for thing, _ in entries(one))
        alone |= Counter(thing for thing, _ in entries(other))  # the larger number of either
        together = Counter(thing for thing, _ in entries(both))
        doubled += [(name, thing) for thing in together if together[thing] > alone[thing]]
        records = (both.processes, both.organizations, both.themes, both.meetings, both.documents)
        ids = [[record.id for record in kind] for kind in records]
        assert all(len(set(found)) == len(found) for found in ids)
        assert len(both.processes) == 1
    assert doubled == []
