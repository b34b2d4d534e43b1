"""A round over the pages of the catalogue: each asked once, politely, what comes is settled."""

from collections.abc import Callable, Sequence
from contextlib import aclosing
from datetime import datetime

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.fetching.addresses import Resolver, resolve_by_system
from ingest.fetching.answers import Answer, Asked, Fetched, Purpose
from ingest.fetching.fetch import fetch
from ingest.fetching.intake import Arrival, Intake
from ingest.fetching.rules import FetchRules
from ingest.fetching.times import stamp
from ingest.page import Capture
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
    answers = fetch(asked, way.rules, store, way.now, way.resolve, counted=way.counted)
    done = 0
    async with aclosing(answers):
        async for answer in answers:
            intake.take(_arrival(answer))
            done += 1
            way.progress(done, len(asked))


def _asked(wanted: Sequence[str], store: Store, now: str) -> tuple[Asked, ...]:
    """The pages, with the validators of those whose newest capture is there to be kept.

    Who has waited longest goes first: where a run has no time for all pages of a host, or for all
    hosts, the others have theirs in the next runs. Times of the future are no times.
    """
    states = {one.url: one for one in store.states()}
    pages = tuple(states.get(url, PageState(url=url)) for url in wanted)
    there = store.known_captures((page.url, page.latest) for page in pages if page.latest)
    return tuple(
        _with_validators(page) if (page.url, page.latest) in there else Asked(url=page.url)
        for page in sorted(pages, key=lambda page: _waiting_since(page, now))
    )


def _waiting_since(page: PageState, now: str) -> str:
    return page.asked_at if page.asked_at and page.asked_at <= now else ""


def _with_validators(page: PageState) -> Asked:
    return Asked(
        url=page.url,
        etag=page.etag,
        last_modified=page.last_modified,
        validators_of=page.validators_of,
    )


def _arrival(answer: Answer) -> Arrival:
    if not isinstance(answer, Fetched):
        return answer
    return Capture(
        url=answer.url,
        body=answer.body,
        media_type=answer.media_type,
        retrieved_at=answer.retrieved_at,
        status=answer.status,
        headers=answer.headers,
        final_url=answer.final_url if answer.final_url != answer.url else None,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )
