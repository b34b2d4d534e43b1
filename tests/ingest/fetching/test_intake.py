from pathlib import Path

import msgspec
import pytest

from ingest.fetching.intake import Intake, Settled
from ingest.fetching.results import Failed, Moved, NotModified
from ingest.page import Capture
from snapshots.stores.records import PageState
from snapshots.stores.sqlite.store import SqliteStore

URL = "https://www.iom.int/midsa"
YESTERDAY, TODAY = "2026-01-30T04:00:00Z", "2026-01-31T04:00:00Z"
KNOWN = PageState(url=URL, latest="sha256:1", etag='"1"', checked_at=YESTERDAY)
PAGE = Capture(
    url=URL,
    body=b"words",
    retrieved_at=TODAY,
    etag='"2"',
    last_modified="Sat, 31 Jan 2026 04:00:00 GMT",
    status=200,
    headers=(("Server", "nginx"),),
    final_url="https://www.iom.int/new",
)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path / "iscm.db")
    store.keep_states((KNOWN,))
    return store


@pytest.fixture
def intake(store: SqliteStore) -> Intake:
    return Intake(store, TODAY)


def only(intake: Intake) -> Settled:
    (settled,) = intake.settled()
    return settled


def test_a_capture_is_kept_with_all_that_came_with_it(store: SqliteStore, intake: Intake) -> None:
    intake.take(PAGE)
    settled = only(intake)
    assert settled.before == KNOWN
    assert settled.state == PageState(
        url=URL,
        latest=PAGE.digest,
        etag=PAGE.etag,
        last_modified=PAGE.last_modified,
        validators_of="https://www.iom.int/new",
        asked_at=TODAY,
        checked_at=TODAY,
    )
    kept = store.capture(PAGE.digest)
    assert kept is not None
    assert (kept.body, kept.status, kept.headers) == (b"words", 200, (("Server", "nginx"),))
    assert (kept.final_url, kept.retrieved_at) == ("https://www.iom.int/new", TODAY)


def test_the_same_bytes_again_are_no_other_capture(store: SqliteStore, intake: Intake) -> None:
    intake.take(msgspec.structs.replace(PAGE, retrieved_at=YESTERDAY))
    only(intake)
    again = Intake(store, TODAY)
    again.take(PAGE)
    assert (only(again).state.etag, only(again).state.checked_at) == ('"2"', TODAY)
    assert [one.retrieved_at for one in store.captures()] == [YESTERDAY]


def test_a_body_that_was_lost_is_kept_again(store: SqliteStore) -> None:
    store.keep_states((msgspec.structs.replace(KNOWN, latest=PAGE.digest),))
    intake = Intake(store, TODAY)
    intake.take(PAGE)
    only(intake)
    assert store.capture(PAGE.digest) is not None


def test_the_same_bytes_of_another_type_are_read_as_that(
    store: SqliteStore, intake: Intake
) -> None:
    intake.take(PAGE)
    only(intake)
    again = Intake(store, TODAY)
    again.take(msgspec.structs.replace(PAGE, media_type="text/html; charset=koi8-r"))
    only(again)
    kept = store.capture(PAGE.digest)
    assert kept is not None
    assert kept.media_type == "text/html; charset=koi8-r"


def test_a_page_that_did_not_change_was_checked(intake: Intake) -> None:
    intake.take(NotModified(url=URL, at=TODAY, etag='"1b"', last_modified=None))
    settled = only(intake)
    assert settled.state == msgspec.structs.replace(
        KNOWN, etag='"1b"', asked_at=TODAY, checked_at=TODAY
    )


@pytest.mark.parametrize(
    ("code", "asked_at"), [("timeout", TODAY), ("run-over", None), ("host-left-alone", None)]
)
def test_a_page_that_failed_was_not_checked_though_it_may_have_been_asked_for(
    intake: Intake, code: str, asked_at: str | None
) -> None:
    failure = Failed(url=URL, code=code, message="slow", at=TODAY, status=None)
    intake.take(failure)
    state = msgspec.structs.replace(KNOWN, asked_at=asked_at)
    assert only(intake) == Settled(url=URL, state=state, before=KNOWN, failure=failure)


def test_a_page_that_moved_says_where(intake: Intake) -> None:
    intake.take(Moved(url=URL, to="https://www.iom.int/new", at=TODAY))
    assert only(intake).state.moved_to == "https://www.iom.int/new"


def test_of_two_captures_of_one_page_the_later_one_counts(intake: Intake) -> None:
    intake.take(PAGE)
    later = msgspec.structs.replace(PAGE, body=b"other words")
    intake.take(later)
    assert only(intake).state.latest == later.digest


def test_a_saved_page_was_checked_when_it_was_taken_in(intake: Intake) -> None:
    intake.take(Capture(url=URL, body=b"words"))
    assert only(intake).state.checked_at == TODAY


def test_captures_are_kept_while_a_long_run_goes_on(store: SqliteStore, intake: Intake) -> None:
    for number in range(60):
        intake.take(Capture(url=f"https://www.iom.int/{number}", body=b"%d" % number))
    assert len(tuple(store.captures())) >= 50
    assert [one.url for one in intake.settled()] == sorted(
        f"https://www.iom.int/{number}" for number in range(60)
    )
    assert len(tuple(store.captures())) == 60
