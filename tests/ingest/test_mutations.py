"""Pages that were damaged on the way: nothing raises, and nothing is read that is not there."""

import json
import os
import random
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ingest.errors import NotText
from ingest.outline.read import decode, read_outline
from ingest.page import Capture
from ingest.read import read_page
from ingest.reading import (
    CountValue,
    DocumentValue,
    MeetingValue,
    OrganizationValue,
    StateValue,
    TextValue,
    ThemeValue,
    Value,
)
from ingest.vocabulary.keys import key

PAGES = int(os.environ.get("ISCM_MUTATIONS", "300"))
"""How many damaged pages are read; `make mutations` reads ten thousand."""

Lines = list[str]
Mutation = Callable[[Lines, random.Random], Lines]


def drop(lines: Lines, chance: random.Random) -> Lines:
    return [line for line in lines if chance.random() > 0.1]


def duplicate(lines: Lines, chance: random.Random) -> Lines:
    return [copy for line in lines for copy in [line] * (1 + (chance.random() < 0.1))]


def swap(lines: Lines, chance: random.Random) -> Lines:
    moved = list(lines)
    for _ in range(len(moved) // 10):
        one, other = chance.randrange(len(moved)), chance.randrange(len(moved))
        moved[one], moved[other] = moved[other], moved[one]
    return moved


def truncate(lines: Lines, chance: random.Random) -> Lines:
    text = "\n".join(lines)
    return text[: chance.randrange(len(text) + 1)].split("\n")


def shout(lines: Lines, chance: random.Random) -> Lines:
    return [line.upper() if chance.random() < 0.3 else line for line in lines]


def strip_accents(lines: Lines, chance: random.Random) -> Lines:
    del chance
    plain = unicodedata.normalize("NFD", "\n".join(lines))
    return "".join(c for c in plain if not unicodedata.combining(c)).split("\n")


def lose_colons(lines: Lines, chance: random.Random) -> Lines:
    return [line.replace(":", "") if chance.random() < 0.3 else line for line in lines]


def invisible(lines: Lines, chance: random.Random) -> Lines:
    signs = ["\u200b", "\u00a0", "\u00ad", "\ufeff", " "]
    return [
        "".join(
            c + (chance.choice(signs) if c == " " and chance.random() < 0.3 else "") for c in line
        )
        for line in lines
    ]


def navigation(lines: Lines, chance: random.Random) -> Lines:
    extra = [
        "Who we are",
        "WHO WE AREIOM, part of the UN System, has 175 member states and offices in 171 countries.",
        "composée de 175 Etats membres et présente dans 171 pays depuis 1951",
        "- Données et recherche",
        "- 2030 AGENDA",
    ]
    made: Lines = []
    for line in lines:
        if chance.random() < 0.1:
            made.append(chance.choice(extra))
        made.append(line)
    return made


MUTATIONS: tuple[Mutation, ...] = (
    drop,
    duplicate,
    swap,
    truncate,
    shout,
    strip_accents,
    lose_colons,
    invisible,
    navigation,
)
ENCODINGS = (("utf-8", ""), ("windows-1252", ""), ("utf-8", "text/plain; charset=iso-8859-1"))


def test_a_damaged_page_never_says_what_it_does_not(cases: Path) -> None:
    chance = random.Random(20)
    pages = sorted(path for path in cases.rglob("*.txt"))
    for number in range(PAGES):
        page = pages[number % len(pages)]
        lines = page.read_text(encoding="utf-8").split("\n")
        for mutate in chance.sample(MUTATIONS, 2):
            lines = mutate(lines, chance)
        charset, header = chance.choice(ENCODINGS)
        body = "\n".join(lines).encode(charset, errors="replace")
        _check(Capture(url=_url(page), body=body, media_type=header), page)


def _url(page: Path) -> str:
    case = json.loads(page.with_name(page.stem + ".expected.json").read_text(encoding="utf-8"))
    return str(case.get("canonical_url") or case["url"])


def _check(capture: Capture, page: Path) -> None:
    reading = read_page(capture)
    outline = read_outline(capture.body, capture.media_type)
    said = key(" ".join(line.text for line in outline.lines))
    for value in reading.values:
        for words in _words(value):
            assert key(words) in said, (page.name, value)
    counts = [value.number for value in reading.values if isinstance(value, CountValue)]
    assert not {175, 171} & set(counts), page.name
    numbered = {line.number for line in outline.lines}
    assert {value.quote.line for value in reading.values} <= numbered, page.name


def _words(value: Value) -> list[str]:
    """The words of the page that a value claims to repeat."""
    if isinstance(value, StateValue | OrganizationValue):
        return [value.listed_as]
    if isinstance(value, TextValue):
        # "North and Central America" are two regions that share a word.
        return value.text.split() if value.field == "regions" else [value.text]
    if isinstance(value, ThemeValue):
        return [value.words]
    if isinstance(value, MeetingValue):
        return [words for words in (value.title, value.city) if words]
    if isinstance(value, DocumentValue):
        return [value.as_written] if value.as_written else []
    return []


@pytest.mark.parametrize("size", [0, 1, 100, 10_000])
def test_noise_is_refused_or_read_as_nothing(size: int) -> None:
    chance = random.Random(size)
    for _ in range(20):
        body = chance.randbytes(size)
        with suppress(NotText):
            reading = read_page(Capture(url="https://www.iom.int/some-process", body=body))
            assert not [v for v in reading.values if isinstance(v, StateValue) and v.state]


def test_a_wrong_charset_header_changes_no_word(cases: Path) -> None:
    body = (cases / "iom" / "hld-fr-whole.txt").read_bytes()
    right = decode(body, "text/html; charset=utf-8")
    assert decode(body, "text/html; charset=iso-8859-1") == right
    assert decode(body, "text/html; charset=no-such-charset") == right


def test_a_million_entries_and_ten_thousand_nested_elements_are_read() -> None:
    nested = "<div>" * 10_000 + "Established: 2006" + "</div>" * 10_000
    reading = read_page(Capture(url="https://www.iom.int/x", body=f"<html>{nested}".encode()))
    assert reading.of("established")
    listed = "Member States (3 States)\n" + "- Ghana\n" * 50_000
    reading = read_page(Capture(url="https://www.iom.int/x", body=listed.encode()))
    assert len(reading.of("participating_states")) == 50_000


@pytest.mark.parametrize(
    "bomb",
    [
        "1-" * 20_000,
        "1 and " * 20_000 + "May 2013",
        "A/" * 20_000,
        "resolution 1/1, " * 5_000,
        "(" * 20_000,
        "Member States " * 5_000,
        "the Republic of " * 5_000,
        "“" * 10_000 + "adopted the “" * 2_000,
    ],
)
def test_a_line_made_to_stop_the_reader_does_not(bomb: str) -> None:
    body = ("Established: 2006\nObjectives\n" + bomb + "\nSecretariat\nIOM\n").encode()
    reading = read_page(Capture(url="https://www.iom.int/x", body=body))
    assert reading.of("established")
