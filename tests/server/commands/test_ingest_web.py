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
        f'[[process]]\nid = "hld"\nname_en = "HLD"\nname_fr = "Dialogue de haut niveau"\n'
        f'pages = ["https://www.iom.int/{HLD}"]\n'
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
    assert "4 pages, 3 requests: 0 unchanged, 2 changed, 2 failed; 2 read anew" in done.stdout
    assert "failed  http-status: 1 page of www.un.org\n" in done.stdout
    assert "https://www.un.org/gone: status 200 expected, 404 found\n" in done.stdout
    assert "failed  robots-disallowed: 1 page of www.un.org\n" in done.stdout
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


def test_an_outage_is_said_first_and_leaves_nothing_to_decide(
    iscm: Run, world: World, store: SqliteStore
) -> None:
    nowhere = ",".join(f"www.{host}=127.0.0.1:1" for host in ("iom.int:443", "un.org:443"))
    first = iscm("ingest", ISCM_CONNECT_TO=nowhere, ISCM_ATTEMPTS="1")
    assert (first.returncode, first.stderr) == (4, "")
    assert first.stdout.startswith("no host could be reached (2 hosts: unreachable 2): look at ")
    assert "unchanged; no version yet is served" in first.stdout
    assert iscm("runs", "held").stdout.startswith("nothing waits")
    iscm("ingest")
    again = iscm("ingest", ISCM_CONNECT_TO=nowhere, ISCM_ATTEMPTS="1")
    assert (again.returncode, store.served()) == (4, store.versions()[0])
    assert "unchanged; version 1 is served" in again.stdout


def test_a_dry_run_writes_nothing(iscm: Run, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    done = iscm("ingest", "--dry-run")
    assert done.returncode == 4
    assert done.stdout.startswith("dry run: nothing was written; it would have been\nrun ")
    assert "published; version 1 is served" in done.stdout
    assert set(tmp_path.iterdir()) == before, "not even a store"


def test_single_pages_are_looked_at_alone(iscm: Run, world: World, store: SqliteStore) -> None:
    iscm("ingest")
    before = len(world.log)
    done = iscm("ingest", "--page", "midcom-en", "--json")
    paths = {seen.path for seen in world.log[before:]}
    assert paths <= {"/robots.txt", f"/{MIDCOM}"}
    report = json.loads(done.stdout)
    assert (done.returncode, report["pages"], report["unchanged"]) == (0, 1, 1)
    wrong = iscm("ingest", "--page", "midcom")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "(midcom-en, perhaps), 'midcom' found" in wrong.stderr


def test_a_store_seeded_from_saved_pages_goes_on_with_fetched_ones(
    iscm: Run, world: World, tmp_path: Path
) -> None:
    pages = ((HLD, f"http://iom.int/{HLD}"), (MIDCOM, f"https://www.iom.ch/{MIDCOM}/?utm=1"))
    lines = [json.dumps({"file": str(PAGES / file), "url": url}) for file, url in pages]
    (tmp_path / "m.jsonl").write_text("\n".join(lines))
    assert iscm("ingest", "--manifest", "m.jsonl").returncode == 0
    done = iscm("ingest")
    assert done.returncode == 4
    assert "unchanged; version 1 is served" in done.stdout
    assert iscm("runs", "held").stdout.startswith("nothing waits")
