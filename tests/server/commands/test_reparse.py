"""`iscm reparse`: what today's reader makes of what was fetched before."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from snapshots.gate import accept
from snapshots.model import Process, Snapshot
from snapshots.stores.records import StoredCapture
from snapshots.stores.sqlite.store import SqliteStore

Run = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


@pytest.fixture
def ingested(iscm: Run, manifest: Write, store: SqliteStore) -> SqliteStore:
    """A store that one run filled: the page `hld.txt`, published."""
    manifest("hld.txt")
    assert iscm("ingest", "--manifest", "manifest.jsonl").returncode == 0
    return store


def keep(store: SqliteStore, url: str, body: bytes) -> str:
    digest = f"sha256:{hashlib.sha256(body).hexdigest()}"
    moment = "2026-01-31T04:00:00Z"
    store.keep_captures((StoredCapture(digest=digest, url=url, retrieved_at=moment, body=body),))
    return digest


def served(store: SqliteStore) -> Snapshot:
    published = store.load()
    assert published is not None
    return published.snapshot


def read_otherwise(store: SqliteStore) -> None:
    """Publish what another reader might have made of the page: a State less, another year."""
    snapshot = served(store)
    (process,) = snapshot.processes
    other = msgspec.structs.replace(
        process, established="1999", participations=process.participations[1:]
    )
    store.publish(
        accept(msgspec.structs.replace(snapshot, processes=(other,))),
        run="other",
        at="2026-01-31T05:00:00Z",
    )


def test_each_capture_is_a_line(iscm: Run, ingested: SqliteStore, url: str) -> None:
    digest = keep(ingested, url, b"Established: 1996\n")
    done = iscm("reparse", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    keys = ["url", "digest", "retrieved_at", "language", "family", "facts", "issues"]
    assert list(first) == list(second) == keys
    assert (first["url"], first["language"], first["retrieved_at"]) == (url, "fr", None)
    assert len(first["facts"]["participating_states"]) == 195
    assert (second["digest"], second["retrieved_at"]) == (digest, "2026-01-31T04:00:00Z")
    assert second["facts"]["established"] == "1996"


def test_the_facts_are_those_that_extract_prints(
    iscm: Run, ingested: SqliteStore, url: str
) -> None:
    extracted = json.loads(iscm("extract", "hld.txt", "--url", url).stdout)
    (line,) = iscm("reparse", "--json").stdout.splitlines()
    for key in ("language", "family", "facts", "issues"):
        assert json.loads(line)[key] == extracted[key]


def test_the_same_captures_give_the_same_bytes(iscm: Run, ingested: SqliteStore, url: str) -> None:
    keep(ingested, url, PDF)
    first, second = (iscm("reparse", "--json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert first.count("\n") == 2


def test_a_capture_that_cannot_be_read_says_why(iscm: Run, ingested: SqliteStore, url: str) -> None:
    digest = keep(ingested, url, PDF)
    done = iscm("reparse", "--json")
    assert done.returncode == 4
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "url": url,
        "digest": digest,
        "retrieved_at": "2026-01-31T04:00:00Z",
        "error": {"code": "not-text", "message": "HTML or plain text expected, a PDF found"},
    }


def test_people_are_told_how_many_were_read(iscm: Run, ingested: SqliteStore, url: str) -> None:
    digest = keep(ingested, url, PDF)
    done = iscm("reparse")
    assert (done.returncode, done.stderr) == (4, "")
    reader, total, failed, why, differs = done.stdout.splitlines()
    assert reader.startswith("reader sha256:")
    assert total == "2 captures read, 1 failed"
    assert failed == f"failed    {url}  {digest}  (2026-01-31T04:00:00Z)"
    assert why == "          HTML or plain text expected, a PDF found (not-text)"
    assert differs == "0 of 1 served page read otherwise than in version 1, 0 changes"


def test_a_served_page_that_reads_otherwise_is_named_with_its_fields(
    iscm: Run, ingested: SqliteStore, url: str
) -> None:
    read_otherwise(ingested)
    done = iscm("reparse")
    assert done.returncode == 0
    _, _, page, *changes, total = done.stdout.splitlines()
    assert page == f"differs   {url}"
    assert changes[0].startswith("          process hld: established: 1999 → 2006 (hld-fr, line ")
    assert changes[1].startswith("          process hld: participations AFG: new: listed as Af")
    assert total.startswith("1 of 1 served page read otherwise than in version 2, ")


def test_looking_writes_nothing(iscm: Run, ingested: SqliteStore) -> None:
    read_otherwise(ingested)
    before = (ingested.versions(), ingested.runs(), ingested.states())
    iscm("reparse")
    iscm("reparse", "--json")
    assert (ingested.versions(), ingested.runs(), ingested.states()) == before


def test_publishing_puts_in_what_todays_reader_makes(iscm: Run, ingested: SqliteStore) -> None:
    first = served(ingested)
    read_otherwise(ingested)
    done = iscm("reparse", "--publish")
    assert (done.returncode, done.stderr) == (0, "")
    assert "published; version 3 is served\n" in done.stdout
    assert served(ingested) == first
    assert ingested.runs(1)[0].outcome == "published"


def test_publishing_without_a_change_makes_no_version(iscm: Run, ingested: SqliteStore) -> None:
    done = iscm("reparse", "--publish", "--json")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert (report["outcome"], report["pages"], report["version"]["number"]) == ("unchanged", 1, 1)


def test_the_gate_holds_what_todays_reader_lost(iscm: Run, ingested: SqliteStore) -> None:
    snapshot = served(ingested)
    more = (*snapshot.processes, Process(id="midsa", names={"en": "MIDSA"}))
    wide = msgspec.structs.replace(snapshot, processes=more)
    ingested.publish(accept(wide), run="other", at="2026-01-31T05:00:00Z")
    done = iscm("reparse", "--publish")
    assert done.returncode == 3
    assert "held; version 2 is served\n" in done.stdout
    assert "process midsa is gone (process-gone)" in done.stdout


def test_publishing_needs_the_lease(
    iscm: Run, ingested: SqliteStore, holding: Callable[[SqliteStore], None]
) -> None:
    holding(ingested)
    done = iscm("reparse", "--publish")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith("iscm: run another is going on ")


def test_an_empty_store_has_nothing_to_read(iscm: Run, store: SqliteStore) -> None:
    done = iscm("reparse")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1:] == ["0 captures read, 0 failed"]
    assert iscm("reparse", "--json").stdout == ""
    assert iscm("reparse", "--publish").returncode == 4
