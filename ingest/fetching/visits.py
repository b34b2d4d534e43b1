"""A round over the pages of the catalogue: each asked once, politely, what comes is settled."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.fetching.addresses import Resolver, resolve_by_system
from ingest.fetching.answers import Answer, Asked, Purpose
from ingest.fetching.fetch import fetch
from ingest.fetching.intake import Intake
from ingest.fetching.rules import FetchRules
from ingest.moment import stamp
from snapshots.stores.base import Store
from snapshots.stores.records import PageState


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """How a round is made."""

    rules: FetchRules
    only: frozenset[str] | None = None
    """The pages that are asked for; None for all that the catalogue follows."""
    now: Callable[[], datetime]
    progress: Callable[[int, int], None] = lambda _done, _of: None
    """Told how many pages have answered and how many there are."""
    counted: Callable[[Purpose], None] = lambda _: None
    """Told of each request as it is sent."""
    resolve: Resolver = resolve_by_system


async def visit(catalogue: Catalogue, store: Store, intake: Intake, way: Round) -> None:
    """Ask for the pages of the catalogue; the intake has all answers in the end.

    Raises UnreadableFile where the file of authorities cannot be read.
    """
    wanted = [url for url in catalogue.pages if way.only is None or url in way.only]
    asked = _asked(wanted, store, stamp(way.now()))
    answered = count(1)

    def take(answer: Answer) -> None:
        intake.take(answer)
        way.progress(next(answered), len(asked))

    await fetch(asked, way.rules, store, way.now, take, resolve=way.resolve, counted=way.counted)


def _asked(wanted: Sequence[str], store: Store, now: str) -> tuple[Asked, ...]:
    """The pages, with the validators of those whose newest capture is there to be kept.

    Who has waited longest goes first: where a run has no time for all pages of a host, or for all
    hosts, the others have theirs in the next runs. Times of the future are no times.
    """

    def waiting_since(page: PageState) -> str:
        return page.asked_at if page.asked_at and page.asked_at <= now else ""

    states = {one.url: one for one in store.states()}
    pages = tuple(states.get(url, PageState(url=url)) for url in wanted)
    there = store.known_captures((page.url, page.latest) for page in pages if page.latest)
    return tuple(
        msgspec.convert(page, Asked, from_attributes=True)
        if (page.url, page.latest) in there
        else Asked(url=page.url)
        for page in sorted(pages, key=waiting_since)
    )
