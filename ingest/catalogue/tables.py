"""The tables of a catalogue file: what each key must hold, and all that is wrong at once."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from snapshots.model import ProcessStatus, ProcessType

LANGUAGES: Final = ("en", "fr", "es")

TWICE: Final = "two processes of the catalogue share an id"

Check = Callable[[Any], Iterator[str]]
"""Gives `… expected, … found` for each thing that is wrong with a value."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says, and what is wrong with it."""

    processes: tuple[Mapping[str, Any], ...] = ()
    """The tables in which nothing is wrong."""
    index_pages: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """Each names the process and the key, what was expected and what was found."""


def checked(table: Mapping[str, Any]) -> Checked:
    """Check the tables of a file, each by itself."""
    processes = _tables(table.get("process"))
    problems = [] if processes else ["process: [[process]] tables expected, none found"]
    problems += _unknown(table, ("process", "index_pages"), "")
    problems += (f"index_pages: {one}" for one in _many(_address)(table.get("index_pages", [])))
    twice = _twice(processes)
    problems += (f"process {one}: {TWICE}" for one in twice)
    sound = []
    for number, process in enumerate(processes, start=1):
        known = process.get("id")
        name = f"{known} (table {number})" if known in twice else known or f"in table {number}"
        wrong = [f"process {name}{one}" for one in _wrong(process)]
        problems += wrong
        sound += [] if wrong else [process]
    pages = table.get("index_pages", [])
    return Checked(
        processes=tuple(sound),
        index_pages=tuple(pages) if isinstance(pages, list) else (),
        problems=tuple(problems),
    )


def _tables(value: Any) -> list[Mapping[str, Any]]:
    tables = value if isinstance(value, list) else []
    return tables if all(isinstance(one, dict) for one in tables) else []


def _twice(processes: list[Mapping[str, Any]]) -> list[Any]:
    """The ids that more than one table has."""
    ids = [process["id"] for process in processes if "id" in process]
    return [one for at, one in enumerate(ids) if one in ids[:at] and one not in ids[at + 1 :]]


def _wrong(process: Mapping[str, Any]) -> Iterator[str]:
    yield from _unknown(process, _CHECKS, ", ")
    for key in ("id", "pages"):
        if key not in process:
            yield f", {key}: a value expected, none found"
    if not any(f"name_{code}" in process for code in LANGUAGES):
        yield ", name_en: a name in one language expected, none found"
    for key, check in _CHECKS.items():
        if key in process:
            yield from (f", {key}: {one}" for one in check(process[key]))
    yield from _gone_elsewhere(process.get("gone"), process.get("pages"))


def _gone_elsewhere(gone: Any, pages: Any) -> Iterator[str]:
    if isinstance(gone, dict) and isinstance(pages, list):
        for page in gone:
            if page not in pages:
                yield f", gone: an address of its pages expected, {page!r} found"


def _unknown(table: Mapping[str, Any], known: Any, prefix: str) -> Iterator[str]:
    for key in table:
        if key not in known:
            near = sorted(get_close_matches(key, known, cutoff=0.7))
            meant = ", ".join(near) if near else "one of " + ", ".join(known)
            yield f"{prefix}{key}: no such key; {meant} expected"


def _words(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        yield f"words on one line expected, {value!r} found"


def _slug(value: Any) -> Iterator[str]:
    parts = value.split("-") if isinstance(value, str) else ()
    if not parts or not all(p.isascii() and p.isalnum() and p == p.lower() for p in parts):
        yield f"small letters, digits and hyphens expected, {value!r} found"


def _address(value: Any) -> Iterator[str]:
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        sound = (
            parts is not None
            and parts.scheme in ("http", "https")
            and parts.hostname
            and parts.username is None
            and not parts.fragment
            and parts.port != 0  # reading it raises ValueError where it is none
            and not any(sign.isspace() or not sign.isprintable() for sign in value)
        )
    except ValueError:
        sound = False
    if not sound:
        yield f"an http or https address without fragment expected, {value!r} found"


def _many(check: Check) -> Check:
    def each(value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"a list expected, {value!r} found"
            return
        for one in value:
            yield from check(one)

    return each


def _one_of(kinds: type[StrEnum]) -> Check:
    def among(value: Any) -> Iterator[str]:
        if value not in list(kinds):
            yield f"{', '.join(kinds)} expected, {value!r} found"

    return among


def _dates(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"a table of addresses with dates expected, {value!r} found"
        return
    for page, day in value.items():
        if not isinstance(day, date) or isinstance(day, datetime):
            yield f"a date such as 2026-05-03 (without quotes) expected for {page}, {day!r} found"


def _series(value: Any) -> Iterator[str]:
    if value not in _known_series():
        yield f"the id of a series in ingest/catalogue/series.toml expected, {value!r} found"


@cache
def _known_series() -> frozenset[str]:
    source = files("ingest.catalogue").joinpath("series.toml").read_text(encoding="utf-8")
    return frozenset(one["id"] for one in tomllib.loads(source)["series"])


_CHECKS: Final[Mapping[str, Check]] = {
    "id": _slug,
    "type": _one_of(ProcessType),
    "status": _one_of(ProcessStatus),
    **{f"name_{code}": _words for code in LANGUAGES},
    **{f"acronym_{code}": _words for code in LANGUAGES},
    "aliases": _many(_words),
    "replaces": _many(_slug),
    "series": _series,
    "pages": _many(_address),
    "gone": _dates,
}
