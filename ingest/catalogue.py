"""The catalogue: which processes there are and which pages tell of them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from ingest.errors import CatalogueError, UnknownPage
from snapshots.model import ProcessType


class CatalogueProcess(msgspec.Struct, frozen=True, kw_only=True):
    """One process as the catalogue knows it, whatever its pages say."""

    id: str
    type: ProcessType | None = None
    names: dict[str, str]
    acronyms: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    pages: tuple[str, ...]


class Catalogue:
    """Look-ups over the processes and their pages."""

    def __init__(self, processes: tuple[CatalogueProcess, ...]) -> None:
        self.processes = processes
        self._by_id = {process.id: process for process in processes}
        self._by_page: dict[str, CatalogueProcess] = {}
        if len(self._by_id) < len(processes):
            raise CatalogueError("two processes of the catalogue share an id")
        for process in processes:
            for page in process.pages:
                other = self._by_page.setdefault(address_key(page), process)
                if other is not process:
                    raise CatalogueError(f"{page} stands under {other.id} and {process.id}")

    def process(self, slug: str) -> CatalogueProcess:
        """The process with the id; raises KeyError."""
        return self._by_id[slug]

    def process_of(self, url: str) -> CatalogueProcess:
        """The process that the page belongs to; raises UnknownPage."""
        try:
            return self._by_page[address_key(url)]
        except KeyError:
            raise UnknownPage(url) from None


def address_key(url: str) -> str:
    """One key for the addresses of one page: scheme, `www.`, query and last slash do not count."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").replace("iom.ch", "iom.int")
    return host + unquote(parts.path).rstrip("/").lower()


@cache
def load_catalogue() -> Catalogue:
    """The catalogue of `catalogue.toml`; raises CatalogueError where it contradicts itself."""
    source = files("ingest").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return Catalogue(tuple(map(_process, tomllib.loads(source)["process"])))


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
        names=by_language["name"],
        acronyms=by_language["acronym"],
        replaces=tuple(table.get("replaces", ())),
        pages=tuple(table["pages"]),
    )
