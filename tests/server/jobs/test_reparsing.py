"""A run without the network: what the last run could not get does not become fresh by reading."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.fetching.intake import Settled, settle_unasked
from ingest.fetching.results import Code
from snapshots.gate import accept
from snapshots.model import Language, Page, Snapshot
from snapshots.stores.records import PageState
from snapshots.stores.sqlite.store import SqliteStore

PAGE = "https://www.iom.int/first"
OTHER = "https://www.iom.int/second"
INDEX = "https://www.iom.int/rcps-region"
CATALOGUE = Catalogue(
    (CatalogueProcess(id="first", names={"en": "First"}, pages=(PAGE, OTHER)),), (INDEX,)
)
AT = "2026-01-31T04:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "iscm.db")


def snapshot(*urls: str) -> Snapshot:
    pages = tuple(
        Page(id=url, url=url, language=Language.EN, family="iom-iscm", capture="sha256:1")
        for url in urls
    )
    return Snapshot(pages=pages)


def serve(store: SqliteStore, *urls: str) -> None:
    store.publish(accept(snapshot(*urls)), run="run", at=AT)


def state(url: str = PAGE, **fields: Any) -> PageState:
    return PageState(url=url, latest="sha256:1", checked_at=AT, **fields)


def settled(store: SqliteStore, *states: PageState) -> tuple[Settled, ...]:
    store.keep_states(states)
    return settle_unasked(store, CATALOGUE)


def test_a_served_page_is_judged_by_its_newest_capture(store: SqliteStore) -> None:
    serve(store, PAGE)
    assert settled(store, state()) == (
        Settled(asked=False, url=PAGE, state=state(), before=state()),
    )


@pytest.mark.parametrize("code", [*map(str, Code), "unreadable-file"])
def test_a_page_that_could_not_be_had_stays_stale(store: SqliteStore, code: str) -> None:
    serve(store, PAGE)
    stale = state(stale_since=AT, stale_code=code, stale_reason="no answer")
    (one,) = settled(store, stale)
    assert one.failure is not None
    assert (one.failure.code, one.failure.message) == (code, "no answer")
    assert one.state == stale


@pytest.mark.parametrize("code", ["not-text", "parse", "run-held", "members-lost", "capture-lost"])
def test_a_page_that_could_not_be_read_is_read_anew(store: SqliteStore, code: str) -> None:
    stale = state(stale_since=AT, stale_code=code, stale_reason="so many are gone")
    assert settled(store, stale) == (Settled(asked=False, url=PAGE, state=stale, before=stale),)


def test_a_page_that_moved_is_left_to_the_judge_as_moved(store: SqliteStore) -> None:
    moved = state(moved_to=OTHER, stale_code="moved", stale_reason=f"moved to {OTHER}")
    assert settled(store, moved) == (Settled(asked=False, url=PAGE, state=moved, before=moved),)


def test_a_rejected_capture_is_left_to_the_judge(store: SqliteStore) -> None:
    serve(store, PAGE)
    rejected = state(stale_code="rejected", stale_reason="half empty", refused="sha256:1")
    assert settled(store, rejected) == (
        Settled(asked=False, url=PAGE, state=rejected, before=rejected),
    )


def test_an_index_page_goes_on_making_proposals(store: SqliteStore) -> None:
    serve(store, PAGE)
    urls = [one.url for one in settled(store, state(INDEX), state(PAGE))]
    assert urls == [PAGE, INDEX]


def test_a_page_that_the_catalogue_dropped_is_dropped(store: SqliteStore) -> None:
    gone = "https://www.iom.int/gone"
    serve(store, gone)
    assert settled(store, state(gone)) == ()


def test_an_index_page_that_was_never_had_is_left_out(store: SqliteStore) -> None:
    never = msgspec.structs.replace(state(INDEX), latest=None)
    assert settled(store, never) == ()
