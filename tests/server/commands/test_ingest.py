"""`iscm ingest`: published, unchanged, held, or published with gaps."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from snapshots.stores.sqlite.store import SqliteStore

Run = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

MANIFEST = ("--manifest", "manifest.jsonl")
MIDCOM = "https://www.iom.int/migration-dialogue-comesa-member-states-midcom-formerly-comesa-rcp"
LETTER = f'{{"file": "letter.pdf", "url": "{MIDCOM}"}}'
MISSING = f'{{"file": "missing.html", "url": "{MIDCOM}"}}'


@pytest.fixture
def report(iscm: Run) -> Callable[[], dict[str, object]]:
    """Ingest, whatever comes of it, and read the report."""

    def ingest() -> dict[str, object]:
        made = json.loads(iscm("ingest", *MANIFEST, "--json").stdout)
        assert isinstance(made, dict)
        return made

    return ingest


def lost(pages: Path, names: int) -> None:
    """Take States from the list of participants, and from the number that the page declares."""
    text = (pages / "hld.txt").read_text(encoding="utf-8")
    first = text.index("- Albania")
    rest = text[first:].split("\n", names)[-1]
    declared = text[:first].replace("(195 ", f"({195 - names} ")
    (pages / "hld.txt").write_text(declared + rest, encoding="utf-8")


def test_the_first_run_publishes(iscm: Run, manifest: Write, store: SqliteStore) -> None:
    manifest("hld.txt")
    done = iscm("ingest", *MANIFEST)
    assert (done.returncode, done.stderr) == (0, "")
    assert "published; version 1 is served" in done.stdout
    assert "1 page: 0 unchanged, 1 changed, 0 failed; 1 read anew" in done.stdout
    published = store.load()
    assert published is not None
    (process,) = published.snapshot.processes
    assert (process.id, len(process.participations)) == ("hld", 195)


def test_the_same_pages_again_change_nothing(
    iscm: Run, manifest: Write, store: SqliteStore
) -> None:
    manifest("hld.txt")
    iscm("ingest", *MANIFEST)
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 0
    assert "unchanged; version 1 is served" in done.stdout
    assert [run.outcome for run in store.runs()] == ["unchanged", "published"]
    assert len(store.versions()) == 1


def test_what_was_read_is_kept_as_it_was(iscm: Run, manifest: Write, store: SqliteStore) -> None:
    path = manifest("hld.txt").parent / "hld.txt"
    iscm("ingest", *MANIFEST)
    published = store.load()
    assert published is not None
    (page,) = published.snapshot.pages
    capture = store.capture(page.capture)
    assert capture is not None
    assert capture.body == path.read_bytes()


def test_a_tenth_of_the_participants_may_go(iscm: Run, manifest: Write, pages: Path) -> None:
    manifest("hld.txt")
    iscm("ingest", *MANIFEST)
    lost(pages, 19)
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 0
    assert "published; version 2 is served" in done.stdout


def test_a_page_that_lost_more_waits_and_the_served_version_stays(
    iscm: Run, manifest: Write, pages: Path, store: SqliteStore
) -> None:
    manifest("hld.txt")
    iscm("ingest", *MANIFEST)
    served = store.served()
    lost(pages, 20)
    done = iscm("ingest", *MANIFEST)
    assert (done.returncode, done.stderr) == (4, "")
    assert "unchanged; version 1 is served" in done.stdout
    assert "participating_states lost 20 of 195: state:" in done.stdout
    assert f"decide: iscm diff held {store.runs()[0].id}" in done.stdout
    assert store.served() == served
    candidate = store.held(store.runs()[0].id)
    assert candidate is not None
    assert len(candidate.processes[0].participations) == 175


def test_a_process_that_is_gone_is_held(
    iscm: Run, manifest: Write, pages: Path, store: SqliteStore
) -> None:
    manifest("hld.txt")
    iscm("ingest", *MANIFEST)
    manifest(f'{{"file": "hld.txt", "url": "{MIDCOM}"}}')
    (pages / "other.toml").write_text(
        f'[[process]]\nid = "midcom"\nname_en = "MIDCOM"\npages = ["{MIDCOM}"]\n'
    )
    done = iscm("ingest", *MANIFEST, "--catalogue", "other.toml")
    assert (done.returncode, done.stderr) == (3, "")
    assert "process hld is gone (process-gone)" in done.stdout
    assert [version.number for version in store.versions()] == [1]


def test_a_page_that_is_no_page_any_more_keeps_its_last_good_facts(
    iscm: Run, manifest: Write, store: SqliteStore
) -> None:
    manifest("hld.txt")
    iscm("ingest", *MANIFEST)
    manifest("letter.pdf")
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 4
    assert "a PDF found" in done.stdout
    (page,) = store.states()
    assert (page.stale_code, page.stale_since) == ("not-text", store.runs()[0].started_at)


def test_nothing_read_is_never_published(iscm: Run, manifest: Write, store: SqliteStore) -> None:
    manifest("letter.pdf")
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 4
    assert "unchanged; no version yet is served" in done.stdout
    assert "(empty-candidate)" in done.stdout
    assert store.versions() == ()


def test_a_manifest_without_a_line_is_named(iscm: Run, manifest: Write) -> None:
    manifest()
    done = iscm("ingest", *MANIFEST)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("iscm: manifest manifest.jsonl names no page: ")


def test_a_page_that_cannot_be_read_does_not_stop_the_others(iscm: Run, manifest: Write) -> None:
    manifest("hld.txt", LETTER)
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 4
    assert "published; version 1 is served" in done.stdout
    assert "2 pages: 0 unchanged, 1 changed, 1 failed; 1 read anew" in done.stdout
    assert "failed  not-text: 1 page of www.iom.int\n" in done.stdout
    assert f"{MIDCOM}: HTML or plain text expected, a PDF found\n" in done.stdout


def test_a_page_that_no_process_owns_is_a_failure(iscm: Run, manifest: Write) -> None:
    other = "https://www.iom.int/no-such-dialogue"
    manifest("hld.txt", f'{{"file": "note.html", "url": "{other}"}}')
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 4
    assert f"{other} is no page of the catalogue" in done.stdout
    assert "failed  unknown-page: 1 page of " in done.stdout


def test_processes_that_the_catalogue_lacks_are_proposed(
    iscm: Run, manifest: Write, pages: Path, report: Callable[[], dict[str, object]]
) -> None:
    index = "https://www.iom.int/rcps-region"
    (pages / "index.html").write_text(
        '<main><p><a href="/atlantis">Atlantis Dialogue on Migration and Work (ATD)</a></p></main>'
    )
    manifest("hld.txt", f'{{"file": "index.html", "url": "{index}"}}')
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 0
    named = "Atlantis Dialogue on Migration and Work"
    address = "https://www.iom.int/atlantis"
    assert f"proposed: {named} (ATD), {address}, listed on {index}\n" in done.stdout
    (proposal,) = report()["proposals"]
    assert proposal == {"name": named, "acronym": "ATD", "url": address, "page": index}


def test_the_report_is_there_for_programs(
    manifest: Write, report: Callable[[], dict[str, object]], store: SqliteStore
) -> None:
    manifest("hld.txt", LETTER)
    made = report()
    assert made["outcome"] == "published"
    assert made["pages"] == 2
    assert made["version"]["number"] == 1
    changed, failure = made["changes"]
    assert (failure["outcome"], failure["code"]) == ("failed", "not-text")
    assert (changed["outcome"], changed["facts"]["participating_states"]) == ("changed", 195)
    (run,) = store.runs()
    assert run.id == made["run"]
    assert json.loads(run.report) == made


def test_a_bad_line_of_the_manifest_publishes_nothing(
    iscm: Run, manifest: Write, store: SqliteStore
) -> None:
    manifest("hld.txt", "{")
    done = iscm("ingest", *MANIFEST)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("iscm: manifest manifest.jsonl, line 2: ")
    assert done.stderr.count("\n") == 1
    assert store.versions() == ()


def test_a_file_that_the_manifest_names_in_vain_is_named(iscm: Run, manifest: Write) -> None:
    manifest("hld.txt", MISSING)
    done = iscm("ingest", *MANIFEST)
    assert (done.returncode, done.stderr) == (4, "")
    assert "published; version 1 is served" in done.stdout
    assert "missing.html: No such file or directory" in done.stdout


def test_a_missing_manifest_is_named(iscm: Run) -> None:
    done = iscm("ingest", "--manifest", "none.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "iscm: manifest none.jsonl: No such file or directory\n"


def test_nobody_fetches_without_saying_who_is_asking(iscm: Run, store: SqliteStore) -> None:
    done = iscm("ingest")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("iscm: ISCM_CONTACT: a web or e-mail address expected")
    assert store.runs() == ()


def test_a_job_sees_no_progress(iscm: Run, manifest: Write) -> None:
    manifest("hld.txt")
    assert iscm("ingest", *MANIFEST).stderr == ""


@pytest.mark.parametrize("address", ["sqlite:///none/iscm.db", "redis:///iscm"])
def test_a_store_that_cannot_be_used_is_named(iscm: Run, manifest: Write, address: str) -> None:
    manifest("hld.txt")
    done = iscm("ingest", *MANIFEST, "--store", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"iscm: store {address}: ")
    assert done.stderr.count("\n") == 1


def test_a_page_that_the_manifest_leaves_out_keeps_its_facts(
    iscm: Run, manifest: Write, pages: Path, store: SqliteStore
) -> None:
    manifest("hld.txt")
    iscm("ingest", *MANIFEST)
    (pages / "midcom.txt").write_text("MIDCOM\nMembers\n- Malawi\n", encoding="utf-8")
    manifest(f'{{"file": "midcom.txt", "url": "{MIDCOM}"}}')
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 4
    assert "failed  not-asked: 1 page of www.iom.int" in done.stdout
    published = store.load()
    assert published is not None
    assert [one.id for one in published.snapshot.processes] == ["hld", "midcom"]


def test_a_file_that_never_ends_is_a_page_that_fails(iscm: Run, manifest: Write) -> None:
    manifest('{"file": "/dev/zero", "url": "' + MIDCOM + '"}')
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 4
    assert "failed  too-large: 1 page" in done.stdout


def test_a_dry_run_makes_no_store(iscm: Run, manifest: Write, tmp_path: Path) -> None:
    done = iscm("ingest", "--dry-run", "--manifest", manifest("hld.txt"))
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.glob("iscm.db*"))
