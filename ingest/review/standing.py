"""Pages that nobody asks in a run: they stand as the last run left them."""

from typing import Final

from ingest.catalogue.catalogue import Catalogue
from ingest.fetching.answers import Code, Failed
from ingest.fetching.intake import Settled
from snapshots.stores.base import Store
from snapshots.stores.records import PageState

_NOT_HAD: Final = frozenset({*map(str, Code), "unreadable-file"})
"""Codes of pages that the last run could not get: no reader makes them fresh."""


def settled_again(store: Store, catalogue: Catalogue) -> tuple[Settled, ...]:
    """The pages as the last run left them.

    A page that could not be had stays so, and one that moved stays moved: only what a reader can
    change is judged anew.
    """
    pages = frozenset(catalogue.pages)
    return tuple(
        _settled(one)
        for one in store.states()
        if one.url in pages and (one.latest is not None or one.stale_code is not None)
    )


def _settled(state: PageState) -> Settled:
    if state.moved_to is not None or state.stale_code not in _NOT_HAD:
        return Settled(url=state.url, state=state, before=state, asked=False)
    failure = Failed(
        url=state.url,
        code=str(state.stale_code),
        message=state.stale_reason or "",
        at=state.stale_since or "",
        status=None,
    )
    return Settled(url=state.url, state=state, before=state, failure=failure, asked=False)
