from collections import defaultdict
from itertools import pairwise
from typing import Any

import pytest

from benchmarks.world import Reply, Seen, World
from ingest.page import Capture

PAGE = Reply(body=b"<p>Page")
DELAY = 0.03


def by_host(log: tuple[Seen, ...]) -> dict[str, list[Seen]]:
    hosts: dict[str, list[Seen]] = defaultdict(list)
    for seen in log:
        hosts[seen.host].append(seen)
    return hosts


def gaps(seen: list[Seen]) -> list[float]:
    return [later.began - (earlier.ended or later.began) for earlier, later in pairwise(seen)]


@pytest.mark.anyio
async def test_a_host_is_asked_one_thing_at_a_time_with_a_pause_after_each(
    world: World, answers: Any
) -> None:
    urls = [f"http://{host}.test/{number}" for number in range(4) for host in "abc"]
    for host in "abc":
        for number in range(4):
            world.script(f"{host}.test", f"/{number}", Reply(body=b"<p>Page", wait=0.01))
    assert len(await answers(urls, delay=DELAY)) == 12
    for seen in by_host(world.log).values():
        assert [entry.path for entry in seen] == ["/robots.txt", "/0", "/1", "/2", "/3"]
        assert min(gaps(seen)) >= DELAY


@pytest.mark.anyio
async def test_hosts_are_asked_at_the_same_time(world: World, answers: Any) -> None:
    # Neither host answers before both were asked: one after the other would end in timeouts.
    def both(seen: Seen) -> Reply:
        return PAGE if seen.host in waiting else Reply(body=b"<p>Page", wait=0.1)

    waiting: set[str] = set()
    for host in ("a.test", "b.test"):
        world.script(host, "/page", both)
    await answers(["http://a.test/page", "http://b.test/page"])
    first, second = sorted(
        (seen for seen in world.log if seen.path == "/page"), key=lambda seen: seen.began
    )
    assert first.ended is not None
    assert second.began < first.ended


@pytest.mark.anyio
async def test_no_more_hosts_are_asked_at_once_than_the_rules_say(
    world: World, answers: Any
) -> None:
    for host in "abc":
        world.script(f"{host}.test", "/page", Reply(body=b"<p>Page", wait=0.02))
    await answers([f"http://{host}.test/page" for host in "abc"], hosts_at_once=1)
    log = [seen for seen in world.log if seen.path == "/page"]
    assert len(log) == 3
    assert min(gaps(log)) >= 0


@pytest.mark.anyio
async def test_retries_and_redirects_keep_the_pace_of_their_host(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", [Reply(status=503), PAGE])
    world.script("a.test", "/moved", Reply(status=301, headers=(("Location", "/here"),)))
    world.script("a.test", "/here", PAGE)
    world.script(
        "b.test", "/moved", Reply(status=301, headers=(("Location", "http://a.test/there"),))
    )
    world.script("a.test", "/there", PAGE)
    urls = ["http://a.test/page", "http://a.test/moved", "http://b.test/moved"]
    assert all(
        isinstance(answer, Capture) for answer in (await answers(urls, delay=DELAY)).values()
    )
    seen = by_host(world.log)["a.test"]
    assert len(seen) == 6
    assert min(gaps(seen)) >= DELAY


@pytest.mark.anyio
@pytest.mark.parametrize("rule", ["Crawl-delay: 0.06", "Crawl-delay: 0.01\nRequest-rate: 1/1s"])
async def test_a_robots_txt_makes_the_pace_slower(world: World, answers: Any, rule: str) -> None:
    text = f"User-agent: *\n{rule}\n".encode()
    world.script("a.test", "/robots.txt", Reply(body=text))
    world.script("a.test", "/1", PAGE)
    await answers(["http://a.test/1"])
    (gap,) = gaps(list(world.log))
    assert gap >= (1.0 if "rate" in rule else 0.06)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("rule", "seconds"),
    [
        ("Crawl-delay: 86400", "86400"),
        ("Crawl-delay: 1e9", "1e+09"),
        ("Crawl-delay: 120.5", "120.5"),
        ("Request-rate: 1/1d", "86400"),
        (f"Crawl-delay: 3\nRequest-rate: 1/{'9' * 4000}", "inf"),
    ],
)
async def test_a_robots_txt_that_asks_for_longer_pauses_than_a_run_makes_is_not_overruled(
    world: World, answers: Any, rule: str, seconds: str
) -> None:
    world.script("a.test", "/robots.txt", Reply(body=f"User-agent: *\n{rule}\n".encode()))
    for path in ("/1", "/2"):
        world.script("a.test", path, PAGE)
    world.script("b.test", "/1", PAGE)
    urls = ["http://a.test/1", "http://a.test/2", "http://b.test/1"]
    got = await answers(urls)
    first, second, other = (got[url] for url in urls)
    assert isinstance(other, Capture)
    for answer in (first, second):
        assert answer.code == "host-left-alone"
        assert answer.message.endswith(
            f"at most 120 seconds between requests expected, {seconds} found"
            " in http://a.test/robots.txt"
        )
    assert world.paths("a.test") == ["/robots.txt"]


@pytest.mark.anyio
async def test_a_robots_txt_never_makes_the_pace_faster(world: World, answers: Any) -> None:
    world.script("a.test", "/robots.txt", Reply(body=b"User-agent: *\nCrawl-delay: 0\n"))
    world.script("a.test", "/1", PAGE)
    await answers(["http://a.test/1"], delay=DELAY)
    (gap,) = gaps(list(world.log))
    assert gap >= DELAY


@pytest.mark.anyio
async def test_ports_and_schemes_of_one_name_share_its_pace(world: World, answers: Any) -> None:
    port = f"a.test:{world.port}"
    for path in ("/1", "/2"):
        world.script("a.test", path, PAGE)
    places = world.connect_to("a.test") | {port: f"{world.address}:{world.port}"}
    await answers(["http://a.test/1", f"http://{port}/2"], delay=DELAY, connect_to=places)
    assert len(world.log) == 4
    assert min(gaps(list(world.log))) >= DELAY
