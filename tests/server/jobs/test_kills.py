"""`kill -9` at random instants of a run: whatever it was doing, nothing published is lost.

`TEST_KILLS=500` kills so many runs; each time the next run must go through as if nothing had been.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from benchmarks.world import Reply, Seen, World
from snapshots.codec import digest, encode
from snapshots.diff import diff
from snapshots.model import Snapshot
from snapshots.stores.sqlite.store import SqliteStore

KILLS = int(os.environ.get("TEST_KILLS", "8"))
ISCM = Path(sys.executable).parent / "iscm"
HOSTS = ("a.test", "b.test", "c.test")
PAGES = 5
"""On each host."""
STATES = ("Albania", "Benin", "Chile", "Cuba", "Fiji", "Gabon", "Ghana", "Haiti", "India", "Iraq")


class Site:
    """Pages of which every edition says something else; each edition has a number."""

    def __init__(self, world: World) -> None:
        self.edition = 1
        for host in HOSTS:
            for page in range(PAGES):
                world.script(host, f"/{page}", self.answer)

    @property
    def members(self) -> int:
        return len(STATES) + self.edition % 2

    def answer(self, _: Seen) -> Reply:
        states = (*STATES, "Japan")[: self.members]
        lines = "".join(f"- {state}\n" for state in states)
        names = " ".join(f"{host[0]}{page}" for host in HOSTS for page in range(PAGES))
        facts = f"{names}\nEstablished: 1996\nMembers\n{lines}"
        text = f"{facts}Latest meeting\n- Accra, {self.edition} talks\n"
        return Reply(body=text.encode(), media_type="text/plain", etag=f'"{self.edition}"')


@pytest.fixture
def world() -> Iterator[World]:
    with World() as world:
        yield world


@pytest.fixture
def environment(tmp_path: Path, world: World) -> dict[str, str]:
    lines = [
        f'[[process]]\nid = "{host[0]}{page}"\nname_en = "{host[0]}{page}"\n'
        f'pages = ["http://{host}/{page}"]\n'
        for host in HOSTS
        for page in range(PAGES)
    ]
    (tmp_path / "catalogue.toml").write_text("".join(lines))
    places = world.connect_to(*HOSTS)
    return os.environ | {
        "ISCM_STORE": f"sqlite:///{tmp_path / 'iscm.db'}",
        "ISCM_CATALOGUE": str(tmp_path / "catalogue.toml"),
        "ISCM_CONTACT": "https://example.org",
        "ISCM_DELAY": "0",
        "ISCM_NETWORKS": "127.0.0.0/8",
        "ISCM_CONNECT_TO": ",".join(f"{host}={place}" for host, place in places.items()),
    }


def ingest(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [ISCM, "ingest"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def is_sound(path: Path) -> Snapshot | None:
    """Open the store, look at everything in it, and give what is served."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    store = SqliteStore(path)
    versions, published = store.versions(), store.load()
    assert [one.number for one in versions] == list(range(len(versions), 0, -1))
    if published is None:
        assert versions == ()
        return None
    assert published.version == versions[0]
    assert digest(encode(published.snapshot)) == published.version.digest
    before = store.load(len(versions) - 1)
    changes = store.changes(len(versions))
    assert None not in {one.reason for one in changes}
    assert tuple(msgspec.structs.replace(one, reason=None) for one in changes) == diff(
        before.snapshot if before else Snapshot(), published.snapshot
    )
    assert store.run(published.version.run) is not None, "published and remembered, or neither"
    for page in published.snapshot.pages:
        assert store.capture(page.capture, page.url) is not None
    return published.snapshot


def members(snapshot: Snapshot) -> set[int]:
    return {len(process.participations) for process in snapshot.processes}


def test_a_run_that_is_killed_at_any_instant_loses_nothing(
    tmp_path: Path, world: World, environment: dict[str, str]
) -> None:
    site, path = Site(world), tmp_path / "iscm.db"
    began = time.monotonic()
    first = ingest(environment)
    assert first.communicate(timeout=60)[1] == b""
    assert first.returncode == 0
    lasts = time.monotonic() - began
    chance = random.Random(os.environ.get("TEST_SEED", "iscm"))
    killed = 0
    while killed < KILLS:
        served = is_sound(path)
        site.edition += 1
        run = ingest(environment)
        time.sleep(chance.uniform(0, 1.1 * lasts))
        run.kill()
        run.communicate(timeout=60)
        killed += run.returncode == -9
        after = is_sound(path)
        assert after is not None
        assert after == served or members(after) == {site.members}, "the old version or the new"
        site.edition += 1
        run = ingest(environment)
        out, errors = run.communicate(timeout=60)
        assert (run.returncode, errors) == (0, b""), out.decode()
        now = is_sound(path)
        assert now is not None
        assert len(now.processes) == len(HOSTS) * PAGES
        assert members(now) == {site.members}
    assert [page.stale_since for page in SqliteStore(path).states()] == [None] * len(HOSTS) * PAGES
