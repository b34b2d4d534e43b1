"""What is cited stands on its page, letter by letter: in the bundled snapshot and in all cases."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.page import Capture
from ingest.reading.outline.lines import clean
from ingest.reading.read import read_page
from snapshots.bundle import load_bundled
from snapshots.codec import digest
from snapshots.model import Citation, Snapshot

_BULLET = re.compile(r"^\s*[-•*·▪◦‣–—o](?:\s+|$)", re.M)


class Made(NamedTuple):
    """A snapshot and the captures that it was made of, by digest."""

    snapshot: Snapshot
    captures: dict[str, str]


def of_bundled() -> Made:
    folder = Path(str(files("snapshots").joinpath("bundled", "pages")))
    bodies = [path.read_bytes() for path in folder.iterdir()]
    return Made(load_bundled().snapshot, {digest(one): one.decode() for one in bodies})


def of_cases(cases: Path) -> Made:
    catalogue, readings, captures = load_catalogue(), {}, {}
    for expected in sorted(cases.glob("*/*.expected.json")):
        said = json.loads(expected.read_text(encoding="utf-8"))
        url = said.get("canonical_url") or said["url"]
        if catalogue.holds(url):
            body = expected.with_name(expected.name.replace(".expected.json", ".txt")).read_bytes()
            readings[catalogue.canonical(url)] = read_page(Capture(url=url, body=body))
            captures[digest(body)] = body.decode()
    return Made(assemble(readings.values(), catalogue), captures)


@pytest.fixture(scope="module", params=["bundled", "cases"])
def made(request: pytest.FixtureRequest) -> Made:
    if request.param == "bundled":
        return of_bundled()
    return of_cases(request.getfixturevalue("cases"))


def citations(value: Any) -> Iterator[Citation]:
    """All citations in a value, however deep."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from citations(getattr(value, field))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from citations(one)


def printed(text: str) -> str:
    """The text on one line, without bullets and marks of omission."""
    lines = (_BULLET.sub("", clean(line)) for line in text.replace("[…]", " ").splitlines())
    return " ".join(" ".join(lines).split())


def test_the_words_of_every_citation_stand_in_its_capture(made: Made) -> None:
    pages = {one: printed(text) for one, text in made.captures.items()}
    cited = set(citations(made.snapshot))
    assert cited
    strange = [one for one in cited if printed(one.words) not in pages[one.capture]]
    assert [(one.page, one.words) for one in strange] == []
