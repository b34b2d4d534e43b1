"""A round over the pages of the catalogue: each asked once, politely, what comes is settled."""

from collections.abc import Callable
from contextlib import aclosing
from datetime import datetime

import msgspec

from ingest.catalogue import Catalogue
from ingest.fetch import fetch
from ingest.fetching.addresses import Resolver, resolve_by_system
from ingest.fetching.answers import Answer, Asked, Fetched, Purpose
from ingest.fetching.rules import FetchRules
from ingest.intake import Arrival, Intake
from ingest.page import Capture
from snapshots.stores.base import Store


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """How a round is made."""

    rules: FetchRules
    now: Callable[[], datetime]
    progress: Callable[[int, int], None] = lambda _done, _of: None
    """Told how many pages have answered and how many there are."""
    counted: Callable[[Purpose], None] = lambda _: None
    """Told of each request as it is sent."""
    resolve: Resolver = resolve_by_system


async def visit(catalogue: Catalogue, store: Store, intake: Intake, way: Round) -> None:
    """Ask for every page of the catalogue; the intake has all answers in the end.

    Raises UnreadableFile where the file of authorities cannot be read.
    """
    asked = _asked(catalogue, store)
    answers = fetch(asked, way.rules, store, way.now, way.resolve, counted=way.counted)
    done = 0
    async with aclosing(answers):
        async for answer in answers:
            intake.take(_arrival(answer))
            done += 1
            way.progress(done, len(asked))


def _asked(catalogue: Catalogue, store: Store) -> tuple[Asked, ...]:
    """The pages, with the validators of those whose newest capture is there to be kept."""
    states = {one.url: one for one in store.states()}
    pages = catalogue.pages
    there = store.known_captures((url, states[url].latest or "") for url in pages if url in states)
    made = []
    for url in pages:
        state = states.get(url)
        if state and state.latest and (url, state.latest) in there:
            made.append(Asked(url=url, etag=state.etag, last_modified=state.last_modified))
        else:
            made.append(Asked(url=url))
    return tuple(made)


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
