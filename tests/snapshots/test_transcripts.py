"""The bundled transcripts: labels, lists, names, dates and titles as printed, and no prose."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest

from ingest.catalogue.addresses import address_key
from ingest.reading.vocabulary.tables import read_table

BUNDLED: Final = Path(str(files("snapshots").joinpath("bundled")))
OMITTED: Final = "[…]"
_BULLET: Final = re.compile(r"^\s*[-•*·▪◦‣–—]\s+")
_REMARK: Final = re.compile(r"\([^()]*\)|“[^“”]*”")
_FINITE: Final = (
    *("is", "are", "has", "been", "have_done", "goes_on", "would", "acts_as", "has_acted_as"),
    *("brings_together", "exists", "works_with", "focuses", "takes_place", "runs", "rests_with"),
)
"""Classes of the grammar that have finite verbs; others mix them with participles and nouns."""


def transcripts() -> list[tuple[str, Path]]:
    """Address and file."""
    lines = (BUNDLED / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [(one["url"], BUNDLED / one["file"]) for one in map(json.loads, lines)]


def lines_of(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


@cache
def verb(language: str) -> re.Pattern[str]:
    classes = read_table(f"sentences/{language}.toml").values()
    words = {word for table in classes for kind in _FINITE for word in table.get(kind, ())}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w)")


def tells(path: Path, line: str) -> bool:
    """Whether a finite verb stands in a line, but in a remark or in what announces a list."""
    (language,) = re.findall(r"-(en|fr|es)(?:-\d+)?\.txt$", path.name)
    return verb(language).search(_REMARK.sub("", line).rpartition(":")[2]) is not None


def printed(text: str) -> str:
    """The text on one line, without bullets: what must be the same letter by letter."""
    return " ".join(" ".join(_BULLET.sub("", line) for line in text.splitlines()).split())


@pytest.fixture(scope="module")
def pages(cases: Path) -> dict[str, str]:
    """Address → the words of all cases of the page."""
    found: dict[str, list[str]] = {}
    for expected in sorted(cases.glob("*/*.expected.json")):
        said = json.loads(expected.read_text(encoding="utf-8"))
        page = expected.with_name(expected.name.replace(".expected.json", ".txt"))
        for url in {said["url"], said.get("canonical_url") or said["url"]}:
            found.setdefault(address_key(url), []).append(page.read_text(encoding="utf-8"))
    return {url: "\n".join(texts) for url, texts in found.items()}


@pytest.mark.parametrize(("url", "path"), transcripts(), ids=lambda one: getattr(one, "name", ""))
def test_a_finite_verb_stands_only_in_entries_in_remarks_and_before_lists(
    url: str, path: Path
) -> None:
    told = [line for line in lines_of(path) if not _BULLET.match(line) and tells(path, line)]
    assert told == []


def test_a_sentence_is_told_from_labels_entries_and_remarks() -> None:
    page = Path("some-en.txt")
    assert tells(page, "Hungary is the current chair.")
    assert tells(page, "Note: the Secretariat has moved.")
    assert not tells(page, "RCM Member States are: Belize, Canada")
    assert not tells(page, "Established: 1996 (PIDC has been renamed several times: in 1997)")
    assert tells(Path("some-fr-2.txt"), "Le Forum est mondial.")


@pytest.mark.parametrize(("url", "path"), transcripts(), ids=lambda one: getattr(one, "name", ""))
def test_all_that_a_transcript_has_stands_on_its_page(
    url: str, path: Path, pages: dict[str, str]
) -> None:
    page = printed(pages[address_key(url)])
    pieces = (piece for line in lines_of(path) for piece in line.split(OMITTED))
    assert [piece for piece in pieces if printed(piece) not in page] == []


@pytest.mark.parametrize(("url", "path"), transcripts(), ids=lambda one: getattr(one, "name", ""))
def test_what_is_no_excerpt_is_a_line_of_its_page_or_announces_a_list(
    url: str, path: Path, pages: dict[str, str]
) -> None:
    lines = {printed(line) for line in pages[address_key(url)].splitlines()}
    own = (line for line in lines_of(path) if OMITTED not in line)
    assert [line for line in own if printed(line) not in lines and ": " not in line] == []
