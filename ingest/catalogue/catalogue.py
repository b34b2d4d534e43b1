"""The catalogue: which processes there are and which pages tell of them."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from ingest.catalogue.addresses import PageAddresses, exact_key, same_hosts
from ingest.catalogue.keys import key
from ingest.catalogue.tables import LANGUAGES, TWICE, Checked, checked
from ingest.errors import CatalogueError, UnknownPage
from snapshots.model import ProcessStatus, ProcessType


class CatalogueProcess(msgspec.Struct, frozen=True, kw_only=True):
    """One process as the catalogue knows it, whatever its pages say."""

    id: str
    type: ProcessType | None = None
    status: ProcessStatus = ProcessStatus.ACTIVE
    names: dict[str, str]
    """The official ones."""
    usual: dict[str, str] = {}
    """What people call it, where that is another name."""
    acronyms: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    """Other and former names, nicknames, further acronyms, of any language."""
    headings: tuple[str, ...] = ()
    """Headings of pages with several names in one: "RCM or Puebla Process"."""
    replaces: tuple[str, ...] = ()
    series: str | None = None
    """The series of meetings that are this process's own, by its id in the vocabulary."""
    pages: tuple[str, ...]
    """Addresses in the order of precedence: the newest address of a page before the older ones."""
    gone: dict[str, str] = {}
    """Those of the pages that are gone for good → since when, a date (ISO 8601)."""


class Catalogue:
    """Look-ups over the processes and their pages."""

    def __init__(
        self, processes: tuple[CatalogueProcess, ...], index_pages: tuple[str, ...] = ()
    ) -> None:
        self.processes = processes
        self.index_pages = index_pages
        """The addresses of pages that list processes, on any host."""
        claims = _Claims()
        self._by_id = claims.of(processes, lambda process: (process.id,), str)
        claims.of(processes, lambda process: process.pages, exact_key)
        self._by_name = claims.of(processes, _names, key)
        self._by_acronym = claims.of(processes, _acronyms, str)
        self._by_series = claims.of(processes, _series, str)
        if claims.problems:
            raise CatalogueError(*claims.problems)
        self._addresses = PageAddresses(_listed(processes, index_pages))
        self._ranked = {
            self._addresses.canonical(page): (process, at)
            for process in processes
            for at, page in reversed(list(enumerate(process.pages)))
        }
        self.gone: Mapping[str, str] = {
            self._addresses.canonical(page) or page: since
            for process in processes
            for page, since in process.gone.items()
        }
        """Pages that are gone for good → since when: nobody asks for them any more."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The canonical addresses of the pages to ask for, each page once, sorted."""
        return tuple(sorted(page for page in self._addresses.all() if page not in self.gone))

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of all pages, and the further hosts on which publishers keep the same ones."""
        return same_hosts(urlsplit(page).hostname or "" for page in self.pages)

    def canonical(self, url: str) -> str:
        """The one address under which the page is kept; that of an unknown page is its own."""
        return self._addresses.canonical(url) or url

    def is_index(self, url: str) -> bool:
        """Whether the page is of no process, and named as one that lists processes."""
        listed = self._addresses.canonical(url)
        return listed is not None and not self.holds(listed)

    @property
    def digest(self) -> str:
        """The identity of its content: `sha256:` and hexadecimal."""
        content = msgspec.json.encode((self.processes, self.index_pages))
        return "sha256:" + hashlib.sha256(content).hexdigest()

    def process(self, slug: str) -> CatalogueProcess:
        """The process with the id; raises KeyError."""
        return self._by_id[slug]

    def process_of(self, url: str) -> CatalogueProcess:
        """The process that the page belongs to; raises UnknownPage."""
        found = self._process_at(url)
        if found is None:  # no page of ours, an index page, or no URL at all
            raise UnknownPage(url)
        return found

    def id_of(self, url: str) -> str | None:
        """The id of the process that the page belongs to, if it belongs to any."""
        found = self._process_at(url)
        return found.id if found else None

    def rank(self, url: str) -> int:
        """The place of a page in its process's order of precedence, from 0; raises UnknownPage."""
        ranked = self._ranked.get(self._addresses.canonical(url))
        if ranked is None:
            raise UnknownPage(url)
        return ranked[1]

    def holds(self, url: str) -> bool:
        """Whether the page belongs to a process."""
        return self._process_at(url) is not None

    def _process_at(self, url: str) -> CatalogueProcess | None:
        ranked = self._ranked.get(self._addresses.canonical(url))
        return ranked[0] if ranked else None

    def process_of_series(self, series: str | None) -> CatalogueProcess | None:
        """The process whose meetings the series is; None for a series of none."""
        return self._by_series.get(series) if series else None

    def named(self, words: str) -> CatalogueProcess | None:
        """The process of which the words are a name or an acronym, as a whole; never a guess.

        Names are found without regard to case, accents and punctuation, acronyms only as written:
        "ADD" is the Abu Dhabi Dialogue, "add" is a word.
        """
        return self._by_acronym.get(words.strip()) or self._by_name.get(key(words))


class _Claims:
    """Look-ups from what processes claim for themselves; what two claim is a problem."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def of(
        self,
        processes: Iterable[CatalogueProcess],
        words_of: Callable[[CatalogueProcess], Iterable[str]],
        key_of: Callable[[str], str],
    ) -> dict[str, CatalogueProcess]:
        """The process of each key; of two that claim one the first."""
        made: dict[str, CatalogueProcess] = {}
        for process in processes:
            for words in words_of(process):
                other = made.setdefault(key_of(words), process)
                if other is not process:
                    self._refuse(words, other.id, process.id)
        return made

    def _refuse(self, words: str, one: str, other: str) -> None:
        if words == one == other:
            problem = f"process {one}: {TWICE}"
        elif one == other:
            return  # of two processes with one id, said already
        else:
            problem = f"process {other}: {words} stands under {one} and {other}"
        if problem not in self.problems:
            self.problems.append(problem)


def _listed(processes: Iterable[CatalogueProcess], index_pages: Iterable[str]) -> Iterator[str]:
    """All addresses: those of processes in their order of precedence, then those of lists."""
    for process in processes:
        yield from process.pages
    yield from index_pages


def _names(process: CatalogueProcess) -> Iterator[str]:
    """Every heading and name, the names also with every other name or acronym in brackets."""
    other_names = (alias for alias in process.aliases if not _is_acronym(alias))
    names = (*process.names.values(), *process.usual.values(), *other_names)
    yield from (*names, *process.headings)
    for name in names:
        for other in (*names, *_acronyms(process)):
            yield f"{name} ({other})"


def _acronyms(process: CatalogueProcess) -> Iterator[str]:
    yield from process.acronyms.values()
    yield from filter(_is_acronym, process.aliases)


def _series(process: CatalogueProcess) -> Iterator[str]:
    if process.series:
        yield process.series


def _is_acronym(words: str) -> bool:
    """Whether every word has two capitals or more: HLD, MiD-IGAD, AU HoAI."""
    return all(sum(letter.isupper() for letter in word) > 1 for word in words.split())


@cache
def load_catalogue() -> Catalogue:
    """The catalogue of `catalogue.toml`; raises CatalogueError where it contradicts itself."""
    return parse_catalogue(
        files("ingest.catalogue").joinpath("catalogue.toml").read_text(encoding="utf-8")
    )


def read_catalogue(file: Path) -> Catalogue:
    """The catalogue of another file; raises CatalogueError where it is none."""
    try:
        return parse_catalogue(file.read_text(encoding="utf-8"), str(file))
    except OSError as error:
        raise CatalogueError(f"catalogue {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"catalogue {file}: UTF-8 expected: {error.reason}") from error


def parse_catalogue(source: str, name: str = "of iscm") -> Catalogue:
    """The catalogue that TOML text writes down; raises CatalogueError with all that is wrong."""
    try:
        found = checked(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"catalogue {name}: is no TOML: {error}") from error
    processes = tuple(map(_process, found.processes))
    problems = [*found.problems, *_unknown_replaced(found)]
    try:
        made = Catalogue(processes, found.index_pages)
    except CatalogueError as error:
        problems += (one for one in error.problems if one not in problems)
    if problems:
        raise CatalogueError(*(f"catalogue {name}: {one}" for one in problems))
    return made


def _process(table: Mapping[str, Any]) -> CatalogueProcess:
    by_language = {
        kind: {code: table[f"{kind}_{code}"] for code in LANGUAGES if f"{kind}_{code}" in table}
        for kind in ("name", "usual", "acronym")
    }
    return CatalogueProcess(
        id=table["id"],
        type=ProcessType(table["type"]) if "type" in table else None,
        status=ProcessStatus(table.get("status", ProcessStatus.ACTIVE)),
        names=by_language["name"],
        usual=by_language["usual"],
        acronyms=by_language["acronym"],
        aliases=tuple(table.get("aliases", ())),
        headings=tuple(table.get("headings", ())),
        replaces=tuple(table.get("replaces", ())),
        series=table.get("series"),
        pages=tuple(table["pages"]),
        gone={page: day.isoformat() for page, day in table.get("gone", {}).items()},
    )


def _unknown_replaced(found: Checked) -> Iterator[str]:
    if found.problems:  # then it may be one in whose table something is wrong
        return
    ids = {table["id"] for table in found.processes}
    for table in found.processes:
        for one in table.get("replaces", ()):
            if one not in ids:
                what = f"the id of a process expected, {one!r} found"
                yield f"process {table['id']}, replaces: {what}"
