"""What is known of a page before its sentences are read: of which process it tells."""

from collections.abc import Sequence

from ingest.catalogue.catalogue import CatalogueProcess, load_catalogue
from ingest.errors import UnknownPage
from ingest.reading.found import Fact
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.sentence import Page


def page_of(facts: Sequence[Fact], url: str, *, own: bool) -> Page:
    """The page of these facts; `own`: whether an unnamed subject is its process."""
    said = [fact.words for fact in facts if fact.field in ("name", "acronym")]
    process = process_at(url) or next(
        (one for words in said if (one := load_catalogue().named(words))), None
    )
    known = _names(process) if process else ()
    said = [one for one in said if load_catalogue().named(one) in (None, process)]
    return Page(
        names=tuple(dict.fromkeys((*said, *known))),
        process=process.id if process else "",
        own=own,
        grammar=load_grammar(),
    )


def process_at(url: str) -> CatalogueProcess | None:
    """The process that the address belongs to, or None."""
    try:
        return load_catalogue().process_of(url)
    except UnknownPage:
        return None


def _names(process: CatalogueProcess) -> tuple[str, ...]:
    return (*process.names.values(), *process.aliases, *process.acronyms.values())
