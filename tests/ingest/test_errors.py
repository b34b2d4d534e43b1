"""What nobody foresaw in the work on one page is that page's failure, and stops no other page."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from benchmarks.days import DAY, FIRST, SECOND, STATES, page, run, served_members, state, unchanged
from ingest.errors import NotText, Unforeseen, work_on
from ingest.fetching.intake import Intake
from snapshots.errors import LeaseLost, StoreError
from snapshots.runs import Outcome, PageOutcome
from snapshots.stores.records import StoredCapture
from snapshots.stores.sqlite.store import SqliteStore

THIRD = "https://www.iom.int/third"


@pytest.mark.parametrize(
    "error",
    [ValueError("a" * 10_000), RecursionError(), MemoryError(), AssertionError(), KeyError(1)],
)
def test_what_has_no_code_gets_one_and_a_line_in_the_log(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Unforeseen) as raised, work_on("https://a.test/"):
        raise error
    assert raised.value.code == "unforeseen"
    assert raised.value.__cause__ is error
    assert str(raised.value).startswith("https://a.test/: the work on this page broke off at ")
    (record,) = caplog.records
    assert type(error).__name__ in record.getMessage()
    assert len(record.getMessage()) < 1_000


@pytest.mark.parametrize(
    "error",
    [
        NotText("a PDF"),
        StoreError("sqlite:///a", "the disk is full"),
        LeaseLost("sqlite:///a", None),
        KeyboardInterrupt(),
        SystemExit(1),
    ],
)
def test_what_has_a_code_and_what_is_no_pages_passes(error: BaseException) -> None:
    with pytest.raises(type(error)) as raised, work_on("https://a.test/"):
        raise error
    assert raised.value is error


class Breaking(SqliteStore):
    """A store whose captures of one page nobody can work on."""

    def capture(self, digest: str, url: str | None = None) -> StoredCapture | None:
        if url == SECOND:
            raise RecursionError("deeper than anybody thought")
        return super().capture(digest, url)

    def known_captures(
        self, pairs: Iterable[tuple[str, str]]
    ) -> Mapping[tuple[str, str], tuple[str, bool]]:
        made = tuple(pairs)
        if any(url == THIRD for url, _ in made):
            raise RecursionError("deeper than anybody thought")
        return super().known_captures(made)


def test_a_page_that_breaks_what_judges_it_keeps_its_facts_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    path = tmp_path / "iscm.db"
    run(SqliteStore(path), 1, page(), page(url=SECOND))
    report = run(Breaking(path), 2, page((*STATES, "Japan")), page(STATES[:9], url=SECOND))
    assert report.outcome is Outcome.PUBLISHED
    assert {one.url: (one.outcome, one.code) for one in report.changes} == {
        FIRST: (PageOutcome.CHANGED, None),
        SECOND: (PageOutcome.KEPT, "unforeseen"),
    }
    store = SqliteStore(path)
    assert served_members(store) == len(STATES) + 1
    assert state(store, SECOND) == (DAY.format(1), DAY.format(2), "unforeseen")
    assert run(store, 3, unchanged(FIRST, 3), page(url=SECOND)).failures == ()


def test_a_page_that_breaks_what_takes_it_in_has_failed(tmp_path: Path) -> None:
    intake = Intake(Breaking(tmp_path / "iscm.db"), DAY.format(1))
    for url in (FIRST, THIRD, SECOND):
        intake.take(page(url=url))
    codes = {one.url: one.failure.code if one.failure else None for one in intake.settled()}
    assert codes == {FIRST: None, SECOND: None, THIRD: "unforeseen"}
