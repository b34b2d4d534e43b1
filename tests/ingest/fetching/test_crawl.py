"""Every fault that is listed comes to what the list says, and never to the harm of another host."""

import asyncio
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.fault import ETAG, LAST_MODIFIED, Fault, table
from benchmarks.faults import FAULTS
from benchmarks.misbehaviour import BODY
from benchmarks.stage import ATTEMPTS, RobotsInMemory, staged
from benchmarks.world import Reply, World
from ingest.fetching.crawl import CrawlOptions, fetch
from ingest.fetching.results import Code, Failed, FetchResult, NotModified, PageRequest, Purpose
from ingest.fetching.rules import FetchRules
from ingest.page import Capture
from snapshots.errors import StoreError
from snapshots.stores.records import StoredRobots

DOCUMENT = Path(__file__).parents[3] / "docs" / "faults.md"
HEALTHY = "http://healthy.test/page"


@pytest.mark.anyio
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
async def test_a_fault_comes_to_what_is_listed_and_harms_no_other_host(
    fault: Fault, tmp_path: Path
) -> None:
    with staged(fault, tmp_path) as stage:
        stage.world.script("healthy.test", "/page", Reply(body=b"<p>Healthy"))
        known = {"etag": ETAG, "last_modified": LAST_MODIFIED} if fault.known else {}
        asked = [PageRequest(url=stage.url, **known), PageRequest(url=HEALTHY)]
        got: list[FetchResult] = []
        options = CrawlOptions(rules=stage.rules(), now=stage.now, resolve=stage.resolver())
        await fetch(asked, options, RobotsInMemory(), got.append)
        seen = stage.world.paths(stage.host)
    answers = {answer.url: answer for answer in got}
    assert len(answers) == len(got)
    healthy = answers.pop(HEALTHY)
    assert isinstance(healthy, Capture)
    assert healthy.body == b"<p>Healthy"
    _check(fault, answers.pop(stage.url), stage.url)
    assert not answers
    if fault.again and not fault.refused:
        assert seen.count("/page") == ATTEMPTS
    else:
        assert seen.count("/page") <= fault.visits


def _check(fault: Fault, answer: FetchResult, url: str) -> None:
    if fault.code is not None:
        assert isinstance(answer, Failed), answer
        assert answer.code == fault.code, answer
        assert "expected" in answer.message
        assert "found" in answer.message
    elif fault.unchanged:
        assert isinstance(answer, NotModified), answer
        assert (answer.etag, answer.last_modified) == (ETAG, LAST_MODIFIED)
    else:
        assert isinstance(answer, Capture), answer
        assert answer.status == 200
        assert answer.body.endswith(BODY if fault.later is None else b"</html>")
        assert (answer.final_url or url).startswith(url)


def test_the_document_lists_exactly_the_faults_with_their_codes() -> None:
    assert table(FAULTS) in DOCUMENT.read_text(encoding="utf-8")


def test_the_document_lists_exactly_the_codes_with_their_meanings() -> None:
    _, _, rows = DOCUMENT.read_text(encoding="utf-8").partition("| code | meaning |\n| - | - |\n")
    codes = [
        re.fullmatch(r"\| `([a-z0-9-]+)` \| [A-Z].{20,}\. \|", row) for row in rows.splitlines()
    ]
    assert [code and code[1] for code in codes] == list(Code)


def test_the_document_gives_the_limits_of_the_rules() -> None:
    defaults = FetchRules(user_agent="iscm", hosts=frozenset())
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in ("attempts", "longest_wait", "total_timeout", "give_up_after", "most_lost"):
        assert f"| `{name}` | {getattr(defaults, name):g} |" in text
    assert f"| `run_timeout` | {defaults.run_timeout:g} |" in text
    assert f"| `most_bytes` | {defaults.most_bytes} |" in text


def test_every_fault_has_a_name_of_its_own() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.anyio
async def test_a_fetch_that_is_cancelled_closes_all_connections(tmp_path: Path) -> None:
    with staged(next(fault for fault in FAULTS if fault.name == "no-answer"), tmp_path) as stage:
        stage.world.script("healthy.test", "/page", Reply(body=b"<p>Healthy"))
        asked = [PageRequest(url=stage.url), PageRequest(url=HEALTHY)]
        before = asyncio.all_tasks()
        rules = stage.rules(read_timeout=60.0, total_timeout=60.0)
        options = CrawlOptions(rules=rules, now=stage.now)
        got: asyncio.Queue[FetchResult] = asyncio.Queue()
        running = asyncio.create_task(fetch(asked, options, RobotsInMemory(), got.put_nowait))
        assert isinstance(await got.get(), Capture)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert asyncio.all_tasks() == before
        assert await _none_is_open(stage.world)


@pytest.mark.anyio
async def test_a_consumer_that_raises_ends_the_fetch_and_closes_all_connections(
    tmp_path: Path,
) -> None:
    def refuse(_: FetchResult) -> None:
        raise StoreError("sqlite:///iscm.db", "the disk is full")

    with staged(next(fault for fault in FAULTS if fault.name == "no-answer"), tmp_path) as stage:
        stage.world.script("healthy.test", "/page", Reply(body=b"<p>Healthy"))
        asked = [PageRequest(url=stage.url), PageRequest(url=HEALTHY)]
        before = asyncio.all_tasks()
        rules = stage.rules(read_timeout=60.0, total_timeout=60.0)
        options = CrawlOptions(rules=rules, now=stage.now)
        with pytest.raises(StoreError, match="the disk is full"):
            await fetch(asked, options, RobotsInMemory(), refuse)
        assert asyncio.all_tasks() == before
        assert await _none_is_open(stage.world)


async def _none_is_open(world: World) -> bool:
    """Whether the world sees its last connection go: it learns of that a moment later."""
    for _ in range(200):
        if not world.connections:
            return True
        await asyncio.sleep(0.01)
    return False


@pytest.mark.anyio
async def test_nothing_asked_is_nothing_answered(tmp_path: Path) -> None:
    got: list[FetchResult] = []
    with staged(FAULTS[0], tmp_path) as stage:
        options = CrawlOptions(rules=stage.rules(), now=stage.now)
        await fetch([], options, RobotsInMemory(), got.append)
    assert got == []


class Broken(RobotsInMemory):
    """A cache that breaks at the robots.txt of one host."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def robots(self, origin: str) -> StoredRobots | None:
        if origin.endswith("//faulty.test"):
            raise self._error
        return super().robots(origin)


@pytest.mark.anyio
async def test_what_the_store_refuses_is_raised_and_not_waited_for(tmp_path: Path) -> None:
    robots = Broken(StoreError("sqlite:///iscm.db", "the disk is full"))
    full = pytest.raises(StoreError, match="the disk is full")
    with staged(FAULTS[0], tmp_path) as stage, full:
        options = CrawlOptions(rules=stage.rules(), now=stage.now)
        await fetch([PageRequest(url=stage.url)], options, robots, lambda _: None)


@pytest.mark.anyio
async def test_what_nobody_foresaw_at_one_page_is_its_failure_and_no_other_pages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    robots = Broken(RuntimeError("of which nobody thought"))
    with staged(FAULTS[0], tmp_path) as stage:
        stage.world.script("healthy.test", "/page", Reply(body=b"<p>Healthy"))
        asked = [PageRequest(url=stage.url), PageRequest(url=HEALTHY)]
        answers: list[FetchResult] = []
        options = CrawlOptions(rules=stage.rules(), now=stage.now)
        await fetch(asked, options, robots, answers.append)
    got = {answer.url: answer for answer in answers}
    failed = got[stage.url]
    assert isinstance(failed, Failed)
    assert failed.code == Code.UNFORESEEN
    assert "RuntimeError" not in failed.message
    assert "broke off at ingest/fetching/robots.py:" in failed.message
    assert isinstance(got[HEALTHY], Capture)
    (line,) = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert "(unforeseen): RuntimeError('of which nobody thought') by way of ingest/" in line


@pytest.mark.anyio
async def test_requests_are_counted_as_they_are_sent_by_what_they_are_for(tmp_path: Path) -> None:
    refused = next(fault for fault in FAULTS if fault.name == "connection-refused")
    sent: Counter[Purpose] = Counter()
    with staged(refused, tmp_path) as stage:
        world = stage.world
        to = (("Location", "/new"),)
        world.script("healthy.test", "/page", Reply(status=301, headers=to))
        world.script("healthy.test", "/new", [Reply(status=503), Reply(body=b"<p>Healthy")])
        asked = [PageRequest(url=stage.url), PageRequest(url=HEALTHY)]
        answers: list[FetchResult] = []
        options = CrawlOptions(
            rules=stage.rules(),
            now=stage.now,
            on_request=lambda purpose: sent.update((purpose,)),
        )
        await fetch(asked, options, RobotsInMemory(), answers.append)
        log = [seen.path for seen in world.log]
    assert {type(answer) for answer in answers} == {Failed, Capture}
    assert log == ["/robots.txt", "/page", "/new", "/new"]
    assert sent == {Purpose.ROBOTS: 1, Purpose.PAGE: 3}
