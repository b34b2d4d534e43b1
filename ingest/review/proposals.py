"""Processes that an index page lists and the catalogue lacks: for a person to look at.

Nothing is ever added to the catalogue by itself.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urljoin

from ingest.catalogue.addresses import exact_key
from ingest.catalogue.catalogue import Catalogue
from ingest.catalogue.keys import key
from ingest.reading.normalize.contact import web_address
from ingest.reading.outline.lines import Outline
from ingest.reading.reading import IndexedValue, Reading
from ingest.reading.recognition.recognize import INDEX, BadAddress, family_of
from snapshots.runs import Proposal

_NOTHING: Final = Outline(lines=())
"""The address alone tells an index page, before any of it is read."""


def is_index(url: str) -> bool:
    """Whether the address by itself is that of a page that lists processes."""
    try:
        return family_of(url, _NOTHING) == INDEX
    except BadAddress:
        return False


def lists_processes(url: str, catalogue: Catalogue) -> bool:
    """Whether the page is read as a list: its address says so, or the operator does."""
    return catalogue.is_index(url) or is_index(url)


def propose(readings: Iterable[Reading], catalogue: Catalogue) -> tuple[Proposal, ...]:
    """What the index pages list and the catalogue knows by no name and no address, each once."""
    made: list[Proposal] = []
    seen: set[str] = set()
    for reading in readings:
        for proposal in _listed(reading):
            marks = _identities(proposal)
            if not marks & seen and not _is_known(proposal, catalogue):
                made.append(proposal)
            seen |= marks
    return tuple(made)


def _listed(reading: Reading) -> Iterator[Proposal]:
    for value in reading.of("processes"):
        if isinstance(value, IndexedValue):
            url = _absolute(reading.url, value.url)
            yield Proposal(name=value.name, acronym=value.acronym, url=url, page=reading.url)


def _absolute(page: str, target: str | None) -> str | None:
    """The address of another page; a jump within the page or an e-mail address is none."""
    if not target:
        return None
    try:
        url = web_address(urljoin(page, target))
        return url if url and exact_key(url) != exact_key(page) else None
    except ValueError:  # brackets that are no IPv6 address
        return None


def _is_known(proposal: Proposal, catalogue: Catalogue) -> bool:
    named = any(catalogue.named(words) for words in (proposal.name, proposal.acronym) if words)
    return named or (proposal.url is not None and catalogue.holds(proposal.url))


def _identities(proposal: Proposal) -> set[str]:
    """What makes two entries one: the name or the address."""
    address = {exact_key(proposal.url)} if proposal.url else set()
    return {key(proposal.name)} | address
