"""Answers in, captures kept, and for each page how it now stands."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.errors import Unforeseen, work_on
from ingest.fetching.results import Code, Failed, FetchResult, Moved, NotModified
from ingest.page import Capture
from snapshots.stores.base import Store
from snapshots.stores.records import PageState, StoredCapture

_AT_ONCE: Final = 50
"""Captures that are kept in one transaction: what a crash can cost is fetching them again."""
_NOT_ASKED: Final = frozenset({Code.HOST_LEFT_ALONE, Code.RUN_OVER, Code.NOT_ANSWERED})
"""Why a page was not asked for at all: it goes on waiting for its turn."""
_NOT_HAD: Final = frozenset({*map(str, Code), "unreadable-file"})
"""Codes of pages that the last run could not get: no reader makes them fresh."""


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

    def take(self, answer: FetchResult) -> None:
        """Settle one page; of two captures of one page the later one counts."""
        try:
            with work_on(answer.url):
                self._settle(answer)
        except Unforeseen as error:
            self._settle(Failed.by(error, answer.url, self._at))

    def _settle(self, answer: FetchResult) -> None:
        before = self._before.get(answer.url)
        self._settled[answer.url] = Settled(
            url=answer.url,
            state=msgspec.structs.replace(
                before or PageState(url=answer.url), **self._changes(answer)
            ),
            before=before,
            failure=answer if isinstance(answer, Failed) else None,
        )

    def _changes(self, answer: FetchResult) -> Mapping[str, Any]:
        """What the answer changes of how the page stands."""
        match answer:
            case Failed():
                return {} if answer.code in _NOT_ASKED else {"asked_at": answer.at}
            case Moved():
                return {"asked_at": answer.at, "moved_to": answer.to}
            case NotModified():
                at, further = answer.at, {}
            case Capture():
                at = answer.retrieved_at or self._at
                self._add(msgspec.convert(answer, StoredCapture, from_attributes=True))
                further = {"latest": answer.digest, "validators_of": answer.final_url}
        validators = {"etag": answer.etag, "last_modified": answer.last_modified}
        return {"asked_at": at, "checked_at": at, "moved_to": None, **validators, **further}

    def settled(self) -> tuple[Settled, ...]:
        """All pages that were asked, sorted by address; captures and states are kept by now."""
        self._keep()
        return tuple(self._settled[url] for url in sorted(self._settled))

    def _add(self, stored: StoredCapture) -> None:
        """Keep it, unless the store has it, body and all, as what it came as now."""
        pair = (stored.url, stored.digest)
        if self._store.known_captures([pair]).get(pair) != (stored.media_type, stored.whole):
            self._captures.append(stored)
        if len(self._captures) >= _AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        if self._captures:
            self._store.keep_captures(tuple(self._captures))
            self._captures = []


def settle_unasked(store: Store, catalogue: Catalogue) -> tuple[Settled, ...]:
    """The pages as the last run left them, for a run in which nobody asks for them.

    A page that could not be had stays so, and one that moved stays moved: only what a reader can
    change is judged anew.
    """
    pages = frozenset(catalogue.pages)
    return tuple(
        Settled(url=one.url, state=one, before=one, failure=_last_failure(one), asked=False)
        for one in store.states()
        if one.url in pages and (one.latest is not None or one.stale_code is not None)
    )


def _last_failure(state: PageState) -> Failed | None:
    if state.moved_to is not None or state.stale_code not in _NOT_HAD:
        return None
    return Failed(
        url=state.url,
        code=state.stale_code or "",
        message=state.stale_reason or "",
        at=state.stale_since or "",
    )
