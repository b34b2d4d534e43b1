"""`iscm ingest` as an operator runs it, against a server that plays IOM over TLS."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.world import Authority, Reply, World
from snapshots.stores.sqlite.store import SqliteStore

ROOT = Path(__file__).parents[3]
PAGES = ROOT / "snapshots" / "bundled" / "pages"
HLD = "hld-fr.txt"
MIDCOM = "midcom-en.txt"
DELAY = 0.05
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def world() -> Iterator[World]:
    with World(Authority()) as world:
        for name in (HLD, MIDCOM):
            body = (PAGES / name).read_bytes()
            reply = Reply(body=body, media_type="text/plain; charset=utf-8", etag=f'"{name}"')
            world.script("www.iom.int", f"/{name}", reply)
        world.script("www.un.org", "/gone", Reply(status=404))
        world.script(
            "www.un.org",
            "/robots.txt",
            Reply(body=b"User-agent: iscm\nDisallow: /private\n", media_type="text/plain"),
        )
        yield world


@pytest.fixture
def environment(environment: dict[str, str], world: World, tmp_path: Path) -> dict[str, str]:
    """The settings of an operator who follows four pages of two hosts."""
    (tmp_path / "catalogue.toml").write_text(
        f'[[process]]\nid = "hld"\nname_en = "HLD"\npages = ["https://www.iom.int/{HLD}"]\n'
        f'[[process]]\nid = "midcom"\nname_en = "MIDCOM"\n'
        f'pages = ["https://www.iom.int/{MIDCOM}", "https://www.un.org/gone", '
        f'"https://www.un.org/private"]\n'
    )
    assert world.authority is not None
    places = world.connect_to("www.iom.int", "www.un.org")
    environment |= {
        "ISCM_CATALOGUE": "catalogue.toml",
        "ISCM_CONTACT": "https://example.org/iscm",
        "ISCM_DELAY": str(DELAY),
        "ISCM_NETWORKS": "127.0.0.0/8",
        "ISCM_CONNECT_TO": ",".join(f"{host}={place}" for host, place in places.items()),
        "ISCM_CA_FILE": world.authority.file(tmp_path),
    }
    return environment


def test_pages_are_fetched_checked_and_published(iscm: Run, store: SqliteStore) -> None:
    done = iscm("ingest")
    assert (done.returncode, done.stderr) == (4, "")
    assert "published; version 1 is served" in done.stdout
    assert "4 pages, 3 requests: 0 unchanged, 2 read anew, 2 failed" in done.stdout
    assert "status 200 expected, 404 found (http-status)" in done.stdout
    assert "(robots-disallowed)" in done.stdout
    published = store.load()
    assert published is not None
    assert [len(one.participations) for one in published.snapshot.processes] == [195, 21]


def test_a_second_run_asks_with_conditions_and_reads_nothing(iscm: Run, world: World) -> None:
    iscm("ingest")
    before = len(world.log)
    done = iscm("ingest", "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["outcome"], report["read"]) == (4, "unchanged", 0)
    asked = world.log[before:]
    conditions = {seen.path: seen.headers.get("if-none-match") for seen in asked}
    assert conditions == {f"/{HLD}": f'"{HLD}"', f"/{MIDCOM}": f'"{MIDCOM}"', "/gone": None}


def test_hosts_are_treated_politely(iscm: Run, world: World) -> None:
    iscm("ingest")
    assert {seen.headers["user-agent"] for seen in world.log} == {
        "iscm/0.1.0 (+https://example.org/iscm)"
    }
    assert sorted(world.paths("www.un.org")) == ["/gone", "/robots.txt"]
    for host in ("www.iom.int", "www.un.org"):
        asked = [seen for seen in world.log if seen.host == host]
        assert asked[0].path == "/robots.txt"
        assert len({seen.path for seen in asked}) == len(asked)
        for one, other in pairwise(asked):
            assert one.ended is not None
            assert other.began - one.ended >= DELAY


def test_a_person_at_a_terminal_sees_progress(
    environment: dict[str, str], tmp_path: Path, iscm: Run
) -> None:
    here, there = pty.openpty()
    script = Path(sys.executable).parent / "iscm"
    done = subprocess.run(
        [script, "ingest"],
        env=environment | {"TERM": "xterm"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=there,
        check=False,
        timeout=60,
    )
    os.close(there)
    shown = os.read(here, 100_000).decode(errors="replace")
    os.close(here)
    assert done.returncode == 4
    assert "fetch" in shown
    assert "4/4" in shown
    assert b"\x1b" not in done.stdout, "what a script may read has no colours"
