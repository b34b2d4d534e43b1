"""What is being served: taken up when the store moves on, kept when it is in trouble."""

import sqlite3
import weakref
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import anyio
import pytest

from server.current import Current
from server.starting import nothing_collected
from snapshots.bundle import load_bundled
from snapshots.codec import encode
from snapshots.errors import StoreError
from snapshots.gate import Approved, review
from snapshots.model import Process, Snapshot, Version
from snapshots.runs import Outcome, PageOutcome, PageReport
from snapshots.stores.records import Decision, PageState, Run
from snapshots.stores.sql.rows import packed
from snapshots.stores.sqlite.store import SqliteReader, SqliteStore

Publish = Callable[..., Version]
Record = Callable[..., object]
PAGE = "https://www.iom.int/a"
AT = "2026-02-01T04:00:00Z"
CHECKED = PageState(url=PAGE, checked_at=AT)


class Moving(SqliteStore):
    """A store in which a run ends, so many times, while somebody reads it."""

    def __init__(self, path: Path, run_ends: Callable[[], None], times: int = 1) -> None:
        super().__init__(path)
        self._run_ends = run_ends
        self._left = times

    def states(self) -> tuple[PageState, ...]:
        found = super().states()
        if self._left:
            self._left -= 1
            self._run_ends()
        return found


def break_store(folder: Path) -> None:
    for path in folder.glob("iscm.db*"):
        path.write_bytes(b"this is no database any more" * 200)


def tamper(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / "iscm.db")) as connection, connection:
        connection.execute(statement, values)


def test_an_empty_store_serves_the_bundled_snapshot(store: SqliteStore) -> None:
    current = Current(store)
    assert current.view.version is None
    assert current.view.digest == load_bundled().digest
    assert current.problem is None


def test_a_published_version_is_served_from_the_start(store: SqliteStore, publish: Publish) -> None:
    version = publish("hld")
    current = Current(store)
    assert current.view.version == version
    assert current.view.digest == version.digest
    assert set(current.view.processes) == {"hld"}


def test_a_version_published_later_is_taken_up(store: SqliteStore, publish: Publish) -> None:
    current = Current(store)
    version = publish("hld", "midsa")
    assert current.view.version is None
    current.refresh()
    assert current.view.version == version
    assert set(current.view.processes) == {"hld", "midsa"}


def test_a_version_goes_as_another_is_served(store: SqliteStore, publish: Publish) -> None:
    publish("hld")
    current = Current(store)
    before = weakref.ref(current.view)
    publish("hld", "mtm")
    with nothing_collected():
        current.refresh()
        assert before() is None


def test_whoever_took_the_view_keeps_it_to_the_end(store: SqliteStore, publish: Publish) -> None:
    publish("hld")
    current = Current(store)
    taken = current.view
    publish("midsa")
    current.refresh()
    assert set(taken.processes) == {"hld"}
    assert set(current.view.processes) == {"midsa"}


def test_nothing_new_leaves_the_very_same_view(store: SqliteStore, publish: Publish) -> None:
    publish("hld")
    current = Current(store)
    before = current.view
    current.refresh()
    assert current.view is before


def test_an_empty_store_leaves_the_bundled_view(store: SqliteStore) -> None:
    current = Current(store)
    before = current.view
    current.refresh()
    assert current.view is before
    assert current.problem is None


def test_a_store_that_breaks_keeps_the_served_version_and_is_reported(
    store: SqliteStore, publish: Publish, tmp_path: Path
) -> None:
    publish("hld")
    current = Current(store)
    before = current.view
    break_store(tmp_path)
    current.refresh()
    assert current.view is before
    assert current.problem is not None
    assert store.address in current.problem


def test_a_store_that_is_well_again_is_no_problem_any_more(
    store: SqliteStore, publish: Publish, tmp_path: Path
) -> None:
    publish("hld")
    current = Current(store)
    kept = tmp_path / "kept.db"
    (tmp_path / "iscm.db").rename(kept)
    break_store(tmp_path)
    (tmp_path / "iscm.db").mkdir()
    current.refresh()
    assert current.problem is not None
    (tmp_path / "iscm.db").rmdir()
    kept.rename(tmp_path / "iscm.db")
    current.refresh()
    assert current.problem is None


def test_a_store_that_is_broken_from_the_start_is_not_hidden(
    store: SqliteStore, tmp_path: Path
) -> None:
    break_store(tmp_path)
    with pytest.raises(StoreError, match="not a database"):
        Current(store)


def test_freshness_is_there_from_the_start(
    store: SqliteStore, publish_pages: Publish, record: Record
) -> None:
    publish_pages("a")
    record(run="first", states=(CHECKED,))
    freshness = Current(store).served.freshness
    assert freshness.states == {PAGE: CHECKED}
    assert [one.report.run for one in freshness.runs] == ["first"]


def test_a_run_that_published_nothing_is_taken_up_with_the_very_same_view(
    store: SqliteStore, publish_pages: Publish, record: Record
) -> None:
    publish_pages("a")
    current = Current(store)
    before = current.served
    record(run="first", states=(CHECKED,))
    current.refresh()
    assert current.view is before.view
    assert current.served.freshness.states == {PAGE: CHECKED}
    assert before.freshness.states == {}


def test_a_decision_is_taken_up(store: SqliteStore, publish_pages: Publish, record: Record) -> None:
    publish_pages("a")
    record(PageReport(url=PAGE, outcome=PageOutcome.HELD), run="first", outcome=Outcome.UNCHANGED)
    current = Current(store)
    assert current.served.freshness.runs[0].waiting
    decision = Decision(run="first", accepted=False, pages=(PAGE,), reason="no", at=AT)
    store.decide(decision)
    current.refresh()
    (run,) = current.served.freshness.runs
    assert run.decisions == (decision,)
    assert not run.waiting


def test_nothing_new_is_not_read_again(
    store: SqliteStore, publish_pages: Publish, record: Record
) -> None:
    publish_pages("a")
    record(states=(CHECKED,))
    current = Current(store)
    before = current.served
    current.refresh()
    assert current.served is before


def test_a_hundred_runs_are_told_of(store: SqliteStore, record: Record) -> None:
    for number in range(103):
        record(run=f"run {number}")
    runs = Current(store).served.freshness.runs
    assert len(runs) == 100
    assert (runs[0].report.run, runs[-1].report.run) == ("run 102", "run 3")


def test_a_run_that_ends_while_the_store_is_read_is_taken_up_whole(
    tmp_path: Path, publish_pages: Publish, record: Record
) -> None:
    publish_pages("a")

    def run_ends() -> None:
        publish_pages("a", "b")
        record(states=(CHECKED,))

    served = Current(Moving(tmp_path / "iscm.db", run_ends)).served
    assert served.view.version is not None
    assert served.view.version.number == 2
    assert set(served.freshness.by_url) == {PAGE, PAGE[:-1] + "b"}
    assert served.freshness.states == {PAGE: CHECKED}
    assert len(served.freshness.runs) == 1


def test_a_store_that_never_rests_is_taken_up_by_the_next_poll(
    tmp_path: Path, publish_pages: Publish, record: Record
) -> None:
    publish_pages("a")
    ended: list[str] = []

    def run_ends() -> None:
        ended.append(f"run {len(ended)}")
        record(run=ended[-1], states=(CHECKED,))

    current = Current(Moving(tmp_path / "iscm.db", run_ends, times=5))
    assert len(ended) == 5
    current.refresh()
    assert [one.report.run for one in current.served.freshness.runs] == ended[::-1]
    assert len(ended) == 5


def test_a_store_that_breaks_keeps_the_freshness(
    store: SqliteStore, publish_pages: Publish, record: Record, tmp_path: Path
) -> None:
    publish_pages("a")
    record(states=(CHECKED,))
    current = Current(store)
    before = current.served
    break_store(tmp_path)
    current.refresh()
    assert current.served is before
    assert current.problem is not None


def test_a_record_that_makes_no_sense_is_left_out_told_and_looked_at_again(
    store: SqliteStore, publish_pages: Publish, record: Record, tmp_path: Path
) -> None:
    publish_pages("a")
    record(run="first", states=(CHECKED,))
    current = Current(SqliteReader(tmp_path / "iscm.db"))
    store.record(Run(id="odd", started_at=AT, finished_at="soon", outcome="held", report=b"{}"))
    version = publish_pages("a", "b")
    for _ in range(2):
        current.refresh()
        assert current.view.version == version
        assert [one.report.run for one in current.served.freshness.runs] == ["first"]
        assert current.problem == (
            f"store {store.address}: run odd cannot be read: "
            "finished_at: a moment (RFC 3339) expected, 'soon' found"
        )
    tamper(tmp_path, f"UPDATE runs SET finished_at = '{AT}' WHERE id = 'odd'")
    current.refresh()
    assert current.problem is None
    assert len(current.served.freshness.runs) == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE versions SET content = x'' WHERE number = 2",
        "UPDATE versions SET published_at = 'soon' WHERE number = 2",
        "UPDATE versions SET run = CAST(x'ff' AS TEXT) WHERE number = 2",
        "UPDATE versions SET digest = 'sha256:0' WHERE number = 2",
        "DELETE FROM versions WHERE number = 2",
    ],
)
def test_the_last_good_version_is_served_until_the_newest_is_whole_again(
    store: SqliteStore, publish: Publish, tmp_path: Path, damage: str
) -> None:
    first, second = publish("hld"), publish("hld", "midsa")
    whole = (tmp_path / "iscm.db").read_bytes()
    tamper(tmp_path, damage)
    current = Current(SqliteReader(tmp_path / "iscm.db"))
    assert current.view.version == first
    assert current.problem is not None
    assert "version 2 cannot be read" in current.problem
    current.refresh()
    assert current.view.version == first
    (tmp_path / "iscm.db").write_bytes(whole)
    current.refresh()
    assert (current.view.version, current.problem) == (second, None)


def test_a_version_in_which_one_letter_changed_is_not_served(
    store: SqliteStore, publish: Publish, tmp_path: Path
) -> None:
    first, second = publish("hld"), publish("hld", "midsa")
    published = store.load(2)
    assert published is not None
    forged = packed(encode(published.snapshot).replace(b"midsa", b"midsb"))
    tamper(tmp_path, "UPDATE versions SET content = ? WHERE number = 2", forged)
    current = Current(SqliteReader(tmp_path / "iscm.db"))
    assert current.view.version == first
    assert current.problem is not None
    assert f"content with the digest {second.digest} expected" in current.problem


def test_freshness_that_cannot_be_read_keeps_no_version_back(
    store: SqliteStore, publish_pages: Publish, record: Record, tmp_path: Path
) -> None:
    publish_pages("a")
    record(run="first", states=(CHECKED,))
    tamper(tmp_path, "UPDATE pages SET etag = CAST(x'ff' AS TEXT)")
    current = Current(SqliteReader(tmp_path / "iscm.db"))
    assert current.view.version == store.served()
    assert current.served.freshness.states == {}
    assert current.problem is not None
    assert f"the state of page {PAGE} cannot be read: etag is no UTF-8" in current.problem


def test_a_store_that_is_awaited_is_taken_up_as_it_comes(tmp_path: Path) -> None:
    current = Current(SqliteReader(tmp_path / "iscm.db", awaited=True))
    current.refresh()
    assert (current.view.version, current.problem) == (None, None)
    assert list(tmp_path.iterdir()) == []
    made = SqliteStore(tmp_path / "iscm.db")
    current.refresh()
    assert (current.view.version, current.problem) == (None, None)
    verdict = review(Snapshot(processes=(Process(id="hld", names={"en": "hld"}),)), None)
    assert isinstance(verdict, Approved)
    version = made.publish(verdict, run="test", at=AT)
    current.refresh()
    assert current.view.version == version
    for path in tmp_path.iterdir():
        path.unlink()
    current.refresh()
    assert current.view.version == version
    assert current.problem is not None
    assert "does not exist" in current.problem


@pytest.mark.anyio
async def test_a_bug_does_not_end_the_polling(tmp_path: Path, record: Record) -> None:
    bugs: list[Exception] = []

    def meet() -> None:
        if bugs:
            raise bugs.pop()

    store = Moving(tmp_path / "iscm.db", meet, times=100)
    current = Current(store)
    bugs.append(ZeroDivisionError("a bug"))
    record()
    problems: list[str] = []
    async with current.polling(0.01):
        with anyio.fail_after(10):
            while not problems or current.problem is not None:
                if current.problem is not None:
                    problems.append(current.problem)
                await anyio.sleep(0.001)
    assert set(problems) == {"polling the store failed: ZeroDivisionError('a bug')"}
    assert len(current.served.freshness.runs) == 1
