"""The catalogue: which processes there are and which pages tell of them."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import msgspec

from ingest.errors import CatalogueError, UnknownPage
from ingest.hosts import ascii_host
from ingest.vocabulary.keys import key
from snapshots.model import ProcessStatus, ProcessType

# Further hosts on which a publisher keeps the very pages of its first one. Copies that others keep
# are not of this kind: they are refused.
_SECOND_HOSTS: Final = {
    "static.un.org": "un.org",
    "unpopulation.org": "un.org",
    "preview.gfmd.org": "gfmd.org",
}


class CatalogueProcess(msgspec.Struct, frozen=True, kw_only=True):
    """One process as the catalogue knows it, whatever its pages say."""

    id: str
    type: ProcessType | None = None
    status: ProcessStatus = ProcessStatus.ACTIVE
    names: dict[str, str]
    acronyms: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    """Other and former names, nicknames, further acronyms, of any language."""
    replaces: tuple[str, ...] = ()
    series: str | None = None
    """The series of meetings that are this process's own, by its id in the vocabulary."""
    pages: tuple[str, ...]
    """Addresses in the order of precedence: the newest address of a page before the older ones."""

    def rank(self, url: str) -> int:
        """The place of a page in the order of precedence; unknown pages come last."""
        known = [address_key(page) for page in self.pages]
        wanted = address_key(url)
        return known.index(wanted) if wanted in known else len(known)


class Catalogue:
    """Look-ups over the processes and their pages."""

    def __init__(
        self, processes: tuple[CatalogueProcess, ...], index_pages: tuple[str, ...] = ()
    ) -> None:
        self.processes = processes
        self.index_pages = index_pages
        """The addresses of pages that list processes."""
        self._by_id = {process.id: process for process in processes}
        if len(self._by_id) < len(processes):
            raise CatalogueError("two processes of the catalogue share an id")
        self._by_page = _claims(processes, lambda process: process.pages, address_key)
        self._by_name = _claims(processes, _names, key)
        self._by_acronym = _claims(processes, _acronyms, str)
        self._by_series = _claims(processes, _series, str)

    @property
    def pages(self) -> tuple[str, ...]:
        """The addresses of all pages, each once, sorted."""
        own = (page for process in self.processes for page in process.pages)
        return tuple(sorted({*own, *self.index_pages}))

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of all pages, and the further hosts on which publishers keep the same ones."""
        own = {ascii_host(urlsplit(page).hostname or "") for page in self.pages}
        bare = {host.removeprefix("www.") for host in own}
        second = {host for host, first in _SECOND_HOSTS.items() if first in bare}
        return frozenset({*own, *bare, *second, *(f"www.{host}" for host in bare)} - {"", "www."})

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
        try:
            return self._by_page[address_key(url)]
        except (KeyError, ValueError):  # no page of ours, or no URL at all
            raise UnknownPage(url) from None

    def holds(self, url: str) -> bool:
        """Whether the page belongs to a process."""
        try:
            return bool(self.process_of(url))
        except UnknownPage:
            return False

    def process_of_series(self, series: str | None) -> CatalogueProcess | None:
        """The process whose meetings the series is; None for a series of none."""
        return self._by_series.get(series) if series else None

    def named(self, words: str) -> CatalogueProcess | None:
        """The process of which the words are a name or an acronym, as a whole; never a guess.

        Names are found without regard to case, accents and punctuation, acronyms only as written:
        "ADD" is the Abu Dhabi Dialogue, "add" is a word.
        """
        return self._by_acronym.get(words.strip()) or self._by_name.get(key(words))


def _claims(
    processes: Iterable[CatalogueProcess],
    words_of: Callable[[CatalogueProcess], Iterable[str]],
    key_of: Callable[[str], str],
) -> dict[str, CatalogueProcess]:
    """The process of each key; raises CatalogueError where two processes claim one."""
    made: dict[str, CatalogueProcess] = {}
    for process in processes:
        for words in words_of(process):
            other = made.setdefault(key_of(words), process)
            if other is not process:
                raise CatalogueError(f"{words} stands under {other.id} and {process.id}")
    return made


def _names(process: CatalogueProcess) -> Iterator[str]:
    """Every name, alone and with every other name or acronym in brackets behind it."""
    other_names = (alias for alias in process.aliases if not _is_acronym(alias))
    names = (*process.names.values(), *other_names)
    yield from names
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


def address_key(url: str) -> str:
    """One key for the addresses of one page: scheme, `www.`, query and last slash do not count.

    Nor does it matter on which of its hosts the publisher keeps the page.
    """
    parts = urlsplit(url)
    host = ascii_host(parts.hostname or "").removeprefix("www.").replace("iom.ch", "iom.int")
    host = _SECOND_HOSTS.get(host, host)
    return host + unquote(parts.path).rstrip("/").lower()


@cache
def load_catalogue() -> Catalogue:
    """The catalogue of `catalogue.toml`; raises CatalogueError where it contradicts itself."""
    return parse_catalogue(files("ingest").joinpath("catalogue.toml").read_text(encoding="utf-8"))


def read_catalogue(file: Path) -> Catalogue:
    """The catalogue of another file; raises CatalogueError where it is none."""
    try:
        return parse_catalogue(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"catalogue {file}: {error}") from error


def parse_catalogue(source: str) -> Catalogue:
    """The catalogue that TOML text writes down; raises CatalogueError."""
    try:
        table = tomllib.loads(source)
        processes = tuple(map(_process, table["process"]))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"the catalogue is no TOML: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogueError(
            f"the catalogue needs [[process]] tables with id, a name and pages: {error!r}"
        ) from error
    return Catalogue(processes, tuple(table.get("index_pages", ())))


def _process(table: dict[str, Any]) -> CatalogueProcess:
    by_language = {
        kind: {
            code: table[f"{kind}_{code}"]
            for code in ("en", "fr", "es")
            if f"{kind}_{code}" in table
        }
        for kind in ("name", "acronym")
    }
    return CatalogueProcess(
        id=table["id"],
        type=ProcessType(table["type"]) if "type" in table else None,
        status=ProcessStatus(table.get("status", ProcessStatus.ACTIVE)),
        names=by_language["name"],
        acronyms=by_language["acronym"],
        aliases=tuple(table.get("aliases", ())),
        replaces=tuple(table.get("replaces", ())),
        series=table.get("series"),
        pages=tuple(table["pages"]),
    )
