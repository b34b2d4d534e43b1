"""One line of prose → whatever its sentences say; all facts here carry "in prose" in their rule."""

import re
from collections.abc import Callable, Iterator

import msgspec

from ingest.reading.found import Fact, Ignored, Quote
from ingest.reading.normalize.states import find_state
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.prose.chairs import current_chairs, past_chairs, says_no_chair
from ingest.reading.prose.documents import symbols_in, titles_in
from ingest.reading.prose.observers import observing
from ingest.reading.prose.secretariat import bare_secretariat, secretariats
from ingest.reading.prose.states import declared_number, state_lists
from ingest.reading.prose.type import told_type

_DORMANT = lazy_pattern(
    r"\b(?:has been|have been|is|now|became|remains)\s(?:now\s)?(?:dormant|inactive)\b"
    r"(?:\s(?:and\s)?(?:dormant|inactive))?(?:\s(?:since|as of)\s(?:19|20)\d\d)?",
    re.I,
)
IN_PROSE = "in prose"
"""What the rules of these facts end with; labelled facts of the same field replace them."""
_LONGEST = 20_000
"""Characters of one line that are looked at; no sentence of a page is that long."""


class Said(msgspec.Struct, frozen=True):
    """What a sentence says."""

    field: str
    words: str
    rule: str
    kind: str = ""


def read_line(path: tuple[str, ...], line: Line) -> Iterator[Fact | Ignored]:
    """The facts of a line; the line itself is prose."""
    text = line.text[:_LONGEST]
    yield Ignored(line.number, "prose")
    for listen in _LISTENERS:
        for said in listen(text):
            rule = f"{said.rule} {IN_PROSE}"
            quote = Quote(words=said.words, line=line.number, path=path, rule=rule)
            yield Fact(field=said.field, words=said.words, quote=quote, kind=said.kind)


def _type(text: str) -> Iterator[Said]:
    kind = told_type(text)
    if kind is not None:
        yield Said("type", kind, "type")


def _status(text: str) -> Iterator[Said]:
    dormant = _DORMANT.search(text)
    if dormant:
        yield Said("status", dormant[0], "dormant")


def _documents(text: str) -> Iterator[Said]:
    yield from (Said("documents", clause, "symbol", "prose") for clause in symbols_in(text))
    yield from (Said("documents", title, "adopted title", "title") for title in titles_in(text))


def _chairs(text: str) -> Iterator[Said]:
    named = [name for name in current_chairs(text) if find_state(name)]
    yield from (Said("chairs", name, "chair", "current") for name in named)
    yield from (Said("chairs", names, "past chairs", "past") for names in past_chairs(text))
    if says_no_chair(text):
        yield Said("chairs", text, "no chair", "none")


def _states(text: str) -> Iterator[Said]:
    for found in state_lists(text):
        yield from (Said(found.field, name, "name in a list") for name in found.names)
    for field, name in observing(text):
        yield Said(field, name, "observer")
    number = declared_number(text)
    if number is not None:
        yield Said("participating_states_declared", number, "number of members")


def _secretariat(text: str) -> Iterator[Said]:
    bare = bare_secretariat(text)
    if bare is not None:
        yield Said("secretariat", bare, "name on a line of its own", "bare")
    else:
        yield from (Said("secretariat", name, "secretariat") for name in secretariats(text))


_LISTENERS: tuple[Callable[[str], Iterator[Said]], ...] = (
    _type,
    _status,
    _documents,
    _chairs,
    _states,
    _secretariat,
)
