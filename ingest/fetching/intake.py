"""Answers in, captures kept, and for each page how it now stands."""

from collections.abc import Mapping
from typing import Final

import msgspec

from ingest.errors import IngestError, Unforeseen, work_on
from ingest.fetching.answers import Code, Failed, Moved, NotModified
from ingest.page import Capture
from snapshots.stores.base import Store
from snapshots.stores.records import PageState, StoredCapture

_AT_ONCE: Final = 50
"""Captures that are kept in one transaction: what a crash can cost is fetching them again."""

_NOT_ASKED: Final = frozenset({Code.HOST_LEFT_ALONE, Code.RUN_OVER})
"""Why a page was not asked for at all: it goes on waiting for its turn."""

Arrival = Capture | NotModified | Moved | Failed


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """One page after its address was asked."""

    url: str
    state: PageState
    """With the newest capture as `latest`; staleness is not decided yet."""
    before: PageState | None = None
    """As it stood before; None for a page that was never asked."""
    failure: Failed | None = None
    asked: bool = True
    """False where the page stands as an earlier run left it."""


class Intake:
    """Takes what comes, from the network or from files, in any order."""

    def __init__(self, store: Store, at: str) -> None:
        """`at` is the moment of arrival for captures that carry none."""
        self._store = store
        self._at = at
        self._before: Mapping[str, PageState] = {one.url: one for one in store.states()}
        self._settled: dict[str, Settled] = {}
        self._captures: list[StoredCapture] = []

    def take(self, arrival: Arrival) -> None:
        """Settle one page; of two captures of one page the later one counts."""
        try:
            with work_on(arrival.url):
                self._settle(arrival)
        except Unforeseen as error:
            self._settle(failed(arrival.url, error, self._at))

    def _settle(self, arrival: Arrival) -> None:
        before = self._before.get(arrival.url)
        state = before or PageState(url=arrival.url)
        match arrival:
            case Capture():
                settled = Settled(url=arrival.url, state=self._arrived(arrival, state))
            case NotModified():
                fresh = msgspec.structs.replace(
                    state,
                    etag=arrival.etag,
                    last_modified=arrival.last_modified,
                    asked_at=arrival.at,
                    checked_at=arrival.at,
                    moved_to=None,
                )
                settled = Settled(url=arrival.url, state=fresh)
            case Moved():
                moved = msgspec.structs.replace(state, moved_to=arrival.to, asked_at=arrival.at)
                settled = Settled(url=arrival.url, state=moved)
            case Failed():
                if arrival.code not in _NOT_ASKED:
                    state = msgspec.structs.replace(state, asked_at=arrival.at)
                settled = Settled(url=arrival.url, state=state, failure=arrival)
        self._settled[arrival.url] = msgspec.structs.replace(settled, before=before)

    def settled(self) -> tuple[Settled, ...]:
        """All pages that were asked, sorted by address; captures and states are kept by now."""
        self._keep()
        return tuple(self._settled[url] for url in sorted(self._settled))

    def _arrived(self, capture: Capture, state: PageState) -> PageState:
        stored = _stored(capture)
        at = capture.retrieved_at or self._at
        fresh = msgspec.structs.replace(
            state,
            latest=stored.digest,
            etag=capture.etag,
            last_modified=capture.last_modified,
            validators_of=capture.final_url,
            asked_at=at,
            checked_at=at,
            moved_to=None,
        )
        if not self._is_known(stored):
            self._captures.append(stored)
        if len(self._captures) >= _AT_ONCE:
            self._keep()
        return fresh

    def _is_known(self, stored: StoredCapture) -> bool:
        """Whether the store has it, body and all, as what it came as now."""
        pair = (stored.url, stored.digest)
        known = self._store.known_captures([pair])
        return known.get(pair) == (stored.media_type, stored.whole)

    def _keep(self) -> None:
        if self._captures:
            self._store.keep_captures(tuple(self._captures))
            self._captures = []


def failed(url: str, error: IngestError, at: str) -> Failed:
    """A page that never became a capture: of a file that cannot be read, say."""
    return Failed(url=url, code=error.code, message=str(error), at=at, status=None)


def _stored(capture: Capture) -> StoredCapture:
    return StoredCapture(
        digest=capture.digest,
        url=capture.url,
        media_type=capture.media_type,
        retrieved_at=capture.retrieved_at,
        body=capture.body,
        whole=capture.whole,
        status=capture.status,
        headers=capture.headers,
        final_url=capture.final_url,
    )
