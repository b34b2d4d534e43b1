"""Words → records: a full-text index over one snapshot, in memory, in all its languages at once.

Texts and questions are folded by one function, so that what is asked for is spelled like what is
kept. Every word that is asked for must begin a word of the record. First come records of that very
code, then those of that very name, whether official or not; then those with a name that begins so,
then those that have the words whole, then the rest. Among equals codes weigh more than names,
names more than places, places more than other names (BM25).
"""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import msgspec

from snapshots.folding import folded, without_article
from snapshots.model import Snapshot, Texts

FIELDS: Final = ("code", "name", "place", "more")
"""What is searched: codes, acronyms and symbols; names and titles; places under all their names;
formal and other names."""
_WEIGHTS: Final = (12.0, 8.0, 3.0, 1.0)
MOST_HIGHLIGHTS: Final = 8
"""Lines that are shown of one record; the others say the same in other languages."""
MOST_PARTS: Final = 15
"""Pieces that a line is parted into; what is behind them stands in the last one."""
_MOST_WORDS: Final = 12
"""Words of a question; more are left out, as a person types fewer."""
_MOST_SIGNS: Final = 500
"""Characters of a question that are looked at."""
_STEP: Final = 200.0
"""More than all words of a question can score: what one way to be named is above the next."""
_CODE: Final = "\x01"
_NAME: Final = "\x02"
_MARKS: Final = {"code": _CODE, "name": _NAME, "place": "", "more": _NAME}
"""Where a line begins, by its field: what is folded has no such signs."""
_BEGINS_NAME: Final = 2
_EXACT: Final = 3
_EXACT_CODE: Final = 4
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|\.(?=[^\W\d_](?![^\W_])))*")
"""A word with its accents, whether they stand alone or not; initials, U.S.A., are one."""


Places = Mapping[Any, Sequence[str]]
"""The names of cities, by id."""


class Part(msgspec.Struct, frozen=True):
    """A piece of a text: matched by the question or not."""

    text: str
    matched: bool


class Highlight(msgspec.Struct, frozen=True):
    """A line of a record in which words were found."""

    field: str
    parts: tuple[Part, ...]


class Row(msgspec.Struct, frozen=True):
    """What is searched of one record; a line each."""

    code: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


class Hit(msgspec.Struct, frozen=True):
    """A record that was found."""

    kind: str
    """The list of the snapshot that holds it: `processes`."""
    record: Any
    score: float
    """Greater is better; only comparable within one question."""
    row: Row
    asked: tuple[str, ...]
    """The words of the question, folded."""

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """The lines in which words were found, in the order of the fields."""
        return tuple(islice(_highlights(self.row, self.asked), MOST_HIGHLIGHTS))


class Index:
    """The index of one snapshot; safe to ask from several threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._lock = threading.Lock()
        self._records: list[tuple[str, Any, Row, str]] = []
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            f"CREATE VIRTUAL TABLE records USING fts5({', '.join(FIELDS)}, "
            "content = '', tokenize = 'unicode61', prefix = '2 3')"
        )
        self._database.executemany(
            "INSERT INTO records (rowid, code, name, place, more) VALUES (?, ?, ?, ?, ?)",
            self._rows(snapshot),
        )

    def find(self, words: str, kinds: Sequence[str] | None = None) -> tuple[Hit, ...]:
        """All records that have every word, the best first; equal ones in the snapshot's order."""
        question = folded(words[:_MOST_SIGNS])
        asked = tuple(without_article(question).split()[:_MOST_WORDS])
        if not asked:
            return ()
        query = (
            f"SELECT rowid, bm25(records, {', '.join(map(str, _WEIGHTS))}) "
            "FROM records WHERE records MATCH ? ORDER BY rowid"
        )
        match = " AND ".join(f'"{word}"*' for word in asked)
        with self._lock:
            rows = self._database.execute(query, (match,)).fetchall()
        names = tuple({question, without_article(question)})
        hits = [
            Hit(kind, record, _score(rank, _nearness(spelled, names, asked)), row, asked)
            for (kind, record, row, spelled), rank in (
                (self._records[one - 1], rank) for one, rank in rows
            )
            if kinds is None or kind in kinds
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score))

    def _rows(self, snapshot: Snapshot) -> Iterator[tuple[Any, ...]]:
        places = {one.id: (*one.names.values(), *one.other_names) for one in snapshot.places}
        for kind, row_of in SEARCHED.items():
            for record in getattr(snapshot, kind):
                row = row_of(record, places)
                lines = {field: [folded(one) for one in getattr(row, field)] for field in FIELDS}
                self._records.append((kind, record, row, _spelled(lines)))
                yield (len(self._records), *map("\n".join, lines.values()))


def _spelled(lines: Mapping[str, Sequence[str]]) -> str:
    """All lines as one text in which words and lines are told by what stands around them."""
    marked = (f"{_MARKS[field]} {line} \n" for field, of in lines.items() for line in of)
    return "".join(marked)


def _score(rank: float, nearness: int) -> float:
    """SQLite ranks the best by the least number; of those named exactly none is better."""
    return nearness * _STEP + (0.0 if nearness >= _EXACT else round(-rank, 6))


def _nearness(spelled: str, names: Iterable[str], asked: Sequence[str]) -> int:
    """How a record is named by the question."""
    for name in names:
        if f"{_CODE} {name} \n" in spelled:
            return _EXACT_CODE
    for name in names:
        if f"{_NAME} {name} \n" in spelled:
            return _EXACT
    if any(f"{mark} {name}" in spelled for name in names for mark in (_CODE, _NAME)):
        return _BEGINS_NAME
    return int(all(f" {word} " in spelled for word in asked))


def _highlights(row: Row, asked: Sequence[str]) -> Iterator[Highlight]:
    for field in FIELDS:
        for line in getattr(row, field):
            parts = tuple(_parts(line, asked))
            if any(part.matched for part in parts):
                yield Highlight(field, _cut(parts))


def _parts(line: str, asked: Sequence[str]) -> Iterator[Part]:
    end = 0
    for found in _WORD.finditer(line):
        if any(word.startswith(one) for word in folded(found[0]).split() for one in asked):
            if found.start() > end:
                yield Part(line[end : found.start()], matched=False)
            yield Part(found[0], matched=True)
            end = found.end()
    if line[end:]:
        yield Part(line[end:], matched=False)


def _cut(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    if len(parts) <= MOST_PARTS:
        return parts
    rest = "".join(part.text for part in parts[MOST_PARTS - 1 :])
    return (*parts[: MOST_PARTS - 1], Part(rest, matched=False))


def _all(*texts: Texts) -> tuple[str, ...]:
    """The words of all languages, each once."""
    return _once(*(words for one in texts for words in one.values()))


def _once(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _known(*words: str | None) -> tuple[str, ...]:
    return tuple(word for word in words if word)


_SORTS: Final = {"RES": ("resolution", "resolución"), "DEC": ("decision", "decisión")}
"""What people call documents by their symbols' kind; without accents, in three languages."""

SEARCHED: Final[dict[str, Callable[[Any, Places], Row]]] = {
    "processes": lambda one, _: Row(
        code=(one.id, *_all(one.acronyms)),
        name=_all(one.names),
        more=(*_all(one.formal_names), *one.other_names),
    ),
    "states": lambda one, _: Row(
        code=_known(one.id, one.alpha2),
        name=_all(one.names),
        more=(*_all(one.formal_names), *one.other_names),
    ),
    "organizations": lambda one, _: Row(
        code=_all(one.acronyms), name=_all(one.names), more=one.other_names
    ),
    "themes": lambda one, _: Row(name=_all(one.names), more=one.other_names),
    "series": lambda one, _: Row(name=_all(one.names), more=one.other_names),
    "regions": lambda one, _: Row(code=(one.id,), name=_all(one.names), more=one.other_names),
    "places": lambda one, _: Row(name=_all(one.names), more=one.other_names),
    "meetings": lambda one, places: Row(
        name=_all(one.titles),
        place=(*_once(*one.cities.values(), *places.get(one.place, ())), *_known(one.venue)),
    ),
    "documents": lambda one, _: Row(
        code=_known(one.symbol, *one.symbols),
        name=_all(one.titles),
        more=_SORTS.get(one.parts.kind, ()) if one.parts else (),
    ),
}
"""List of the snapshot → what is searched of its records."""
