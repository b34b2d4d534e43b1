"""The tables of a catalogue file: what each key must hold, and all that is wrong at once."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from snapshots.model import ProcessStatus, ProcessType

LANGUAGES: Final = ("en", "fr", "es")

TWICE: Final = "two processes of the catalogue share an id"


class Expected(msgspec.Struct, frozen=True):
    """What a key must hold."""

    what: str
    holds: Callable[[Any], bool]
    many: bool = False
    """Whether it is a list of such values."""

    def wrong(self, value: Any) -> Iterator[str]:
        """`… expected, … found` for each thing that is wrong with a value."""
        if self.many and not isinstance(value, list):
            yield f"a list expected, {value!r} found"
            return
        for one in value if self.many else (value,):
            if not self.holds(one):
                yield f"{self.what} expected, {one!r} found"


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
    problems += (f"index_pages: {one}" for one in _INDEX_PAGES.wrong(table.get("index_pages", [])))
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
    yield from _unknown(process, _KEYS, ", ")
    for key in ("id", "pages"):
        if key not in process:
            yield f", {key}: a value expected, none found"
    if not any(f"name_{code}" in process for code in LANGUAGES):
        yield ", name_en: a name in one language expected, none found"
    for key, expected in _KEYS.items():
        if key in process:
            yield from (f", {key}: {one}" for one in expected.wrong(process[key]))
    yield from _gone(process.get("gone", {}), process.get("pages"))


def _gone(gone: Any, pages: Any) -> Iterator[str]:
    if not isinstance(gone, dict):
        return
    for page, day in gone.items():
        if not isinstance(day, date) or isinstance(day, datetime):
            expected = "a date such as 2026-05-03 (without quotes)"
            yield f", gone: {expected} expected for {page}, {day!r} found"
        if isinstance(pages, list) and page not in pages:
            yield f", gone: an address of its pages expected, {page!r} found"


def _unknown(table: Mapping[str, Any], known: Any, prefix: str) -> Iterator[str]:
    for key in table:
        if key not in known:
            near = sorted(get_close_matches(key, known, cutoff=0.7))
            meant = ", ".join(near) if near else "one of " + ", ".join(known)
            yield f"{prefix}{key}: no such key; {meant} expected"


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_slug(value: Any) -> bool:
    parts = value.split("-") if isinstance(value, str) else [""]
    return all(p.isascii() and p.isalnum() and p == p.lower() for p in parts)


def _is_address(value: Any) -> bool:
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        return (
            parts is not None
            and parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.username is None
            and not parts.fragment
            and parts.port != 0  # reading it raises ValueError where it is none
            and not any(sign.isspace() or not sign.isprintable() for sign in value)
        )
    except ValueError:
        return False


@cache
def _known_series() -> frozenset[str]:
    source = files("ingest.catalogue").joinpath("series.toml").read_text(encoding="utf-8")
    return frozenset(one["id"] for one in tomllib.loads(source)["series"])


_LINE: Final = Expected("words on one line", _is_line)
_SLUG: Final = "small letters, digits and hyphens"
_ADDRESS: Final = "an http or https address without fragment"
_INDEX_PAGES: Final = Expected(_ADDRESS, _is_address, many=True)
_KEYS: Final[Mapping[str, Expected]] = {
    "id": Expected(_SLUG, _is_slug),
    "type": Expected(", ".join(ProcessType), lambda value: value in list(ProcessType)),
    "status": Expected(", ".join(ProcessStatus), lambda value: value in list(ProcessStatus)),
    **{f"name_{code}": _LINE for code in LANGUAGES},
    **{f"usual_{code}": _LINE for code in LANGUAGES},
    **{f"acronym_{code}": _LINE for code in LANGUAGES},
    "aliases": Expected(_LINE.what, _is_line, many=True),
    "headings": Expected(_LINE.what, _is_line, many=True),
    "replaces": Expected(_SLUG, _is_slug, many=True),
    "series": Expected(
        "the id of a series in ingest/catalogue/series.toml",
        lambda value: isinstance(value, str) and value in _known_series(),
    ),
    "pages": Expected(_ADDRESS, _is_address, many=True),
    "gone": Expected("a table of addresses with dates", lambda value: isinstance(value, dict)),
}
