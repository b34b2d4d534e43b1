"""A round over the pages of the catalogue: each asked once, politely, what comes is settled."""

from collections.abc import Callable
from contextlib import aclosing
from datetime import datetime

from ingest.catalogue import Catalogue
from ingest.fetch import fetch
from ingest.fetching.addresses import Resolver, resolve_by_system
from ingest.fetching.answers import Answer, Asked, Fetched, Purpose
from ingest.fetching.rules import FetchRules
from ingest.intake import Arrival, Intake
from ingest.page import Capture
from snapshots.stores.base import Store


async def visit(
    catalogue: Catalogue,
    store: Store,
    intake: Intake,
    rules: FetchRules,
    *,
    now: Callable[[], datetime],
    progress: Callable[[int, int], None],
    counted: Callable[[Purpose], None],
    resolve: Resolver = resolve_by_system,
) -> None:
    """Ask for every page of the catalogue; the intake has all answers in the end.

    `progress` is told how many pages have answered and how many there are, `counted` of each
    request as it is sent. Raises UnreadableFile
    where the file of authorities cannot be read.
    """
    asked = _asked(catalogue, store)
    done = 0
    async with aclosing(fetch(asked, rules, store, now, resolve, counted=counted)) as answers:
        async for answer in answers:
            intake.take(_arrival(answer))
            done += 1
            progress(done, len(asked))


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
