"""`iscm accept`, `iscm reject`, `iscm diff held` and `iscm runs`: a person decides."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from snapshots.stores.sqlite.store import SqliteStore

Run = Callable[..., subprocess.CompletedProcess[str]]
MANIFEST = ("--manifest", "manifest.jsonl")
FIRST = "https://www.iom.int/first"
SECOND = "https://www.iom.int/second"
STATES = ("Albania", "Benin", "Chile", "Cuba", "Fiji", "Gabon", "Ghana", "Haiti", "India", "Iraq")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., None]:
    """Save two pages with the first so many States each, and a catalogue and manifest of them."""
    (tmp_path / "catalogue.toml").write_text(
        f'[[process]]\nid = "one"\nname_en = "One"\npages = ["{FIRST}"]\n'
        f'[[process]]\nid = "two"\nname_en = "Two"\npages = ["{SECOND}"]\n'
    )
    (tmp_path / "manifest.jsonl").write_text(
        f'{{"file": "1.txt", "url": "{FIRST}"}}\n{{"file": "2.txt", "url": "{SECOND}"}}\n'
    )

    def do(first: int, second: int) -> None:
        for name, number in (("1.txt", first), ("2.txt", second)):
            members = "".join(f"- {state}\n" for state in STATES[:number])
            (tmp_path / name).write_text(f"One and Two\nEstablished: 1996\nMembers\n{members}")

    return do


@pytest.fixture
def held(iscm: Run, write: Callable[..., None], environment: dict[str, str]) -> str:
    """The run that left both pages waiting."""
    environment["ISCM_CATALOGUE"] = "catalogue.toml"
    write(10, 10)
    assert iscm("ingest", *MANIFEST).returncode == 0
    write(5, 6)
    done = iscm("ingest", *MANIFEST, "--json")
    assert done.returncode == 4
    run: str = json.loads(done.stdout)["run"]
    return run


def members(store: SqliteStore) -> list[int]:
    published = store.load()
    assert published is not None
    return [len(process.participations) for process in published.snapshot.processes]


def test_what_waits_can_be_looked_at(iscm: Run, held: str) -> None:
    shown = iscm("diff", "held")
    assert shown.returncode == 0
    gabon = "gone: listed as Gabon, role MEMBER, state GAB (one-en, line 9)\n"
    assert f"process one: participations GAB: {gabon}" in shown.stdout
    assert shown.stdout.endswith("\n9 changes\n")
    assert iscm("diff", "held", held).stdout == shown.stdout


def test_accepting_publishes_all_that_waits(iscm: Run, held: str, store: SqliteStore) -> None:
    done = iscm("accept", held, "--reason", "they left")
    assert (done.returncode, done.stdout) == (0, "accepted: version 2 is served\n")
    assert members(store) == [5, 6]
    assert all(one.stale_since is None for one in store.states())
    (decision,) = store.decisions()
    assert (decision.run, decision.accepted, decision.reason) == (held, True, "they left")
    assert decision.pages == (FIRST, SECOND)


def test_what_was_accepted_is_the_last_good_from_then_on(iscm: Run, held: str) -> None:
    iscm("accept", "held", "--reason", "they left")
    done = iscm("ingest", *MANIFEST)
    assert done.returncode == 0
    assert "unchanged; version 2 is served" in done.stdout


def test_one_page_can_be_accepted_alone(iscm: Run, held: str, store: SqliteStore) -> None:
    done = iscm("accept", held, "--reason", "they left", "--page", SECOND, "--json")
    assert json.loads(done.stdout)["number"] == 2
    assert members(store) == [10, 6]
    again = iscm("ingest", *MANIFEST)
    assert again.returncode == 4, "the other page still waits"
    assert "one-en" in again.stdout
    assert "two-en" not in again.stdout


def test_rejecting_keeps_what_is_served_and_asks_no_more(
    iscm: Run, held: str, store: SqliteStore
) -> None:
    done = iscm("reject", held, "--reason", "half empty since the relaunch")
    assert (done.returncode, done.stdout) == (
        0,
        f"rejected: one-en  {FIRST}\nrejected: two-en  {SECOND}\n",
    )
    again = iscm("ingest", *MANIFEST)
    assert again.returncode == 0
    assert members(store) == [10, 10]
    assert [one.stale_reason for one in store.states()] == ["half empty since the relaunch"] * 2


def test_a_rejected_page_that_changes_again_is_looked_at_again(
    iscm: Run, held: str, write: Callable[..., None], store: SqliteStore
) -> None:
    iscm("reject", held, "--reason", "half empty")
    write(10, 4)
    assert iscm("ingest", *MANIFEST).returncode == 4
    assert [one.stale_code for one in store.states()] == [None, "values-gone"]


def test_runs_are_listed_with_what_was_decided(iscm: Run, held: str) -> None:
    headings, newest, first = iscm("runs").stdout.splitlines()
    assert headings.split() == [
        "RUN",
        "OUTCOME",
        "PAGES",
        "UNCHANGED",
        "HELD",
        "FAILED",
        "DECISION",
    ]
    assert newest.startswith(held)
    assert newest.endswith("waits for a decision")
    assert "published" in first
    iscm("reject", held, "--reason", "half empty")
    assert iscm("runs", "--first", "1").stdout.rstrip().endswith("rejected")
    assert "half empty" in iscm("runs", held).stdout


def test_what_waits_is_listed_by_slug(iscm: Run, held: str) -> None:
    said, headings, one, two, decide = iscm("runs", "held").stdout.splitlines()
    assert said == f"run {held} waits for a decision about 2 pages"
    assert headings.split() == ["PAGE", "PROCESS", "WHY", "ADDRESS"]
    assert one.startswith("one-en  one      participating_states lost 5 of 10: ")
    assert one.endswith(f"(values-gone)  {FIRST}")
    assert two.startswith("two-en  two      participating_states lost 4 of 10: ")
    assert held in decide
    named = [page["slug"] for page in json.loads(iscm("runs", "held", "--json").stdout)]
    assert named == ["one-en", "two-en"]
    iscm("accept", held, "--reason", "they left")
    nothing = iscm("runs", "held")
    assert nothing.returncode == 0
    assert nothing.stdout.startswith("nothing waits for a decision (")


def test_a_run_can_be_read_again(iscm: Run, held: str) -> None:
    shown = iscm("runs", held)
    assert "OUTCOME  PAGE    PROCESS  WHAT\n" in shown.stdout
    report = json.loads(iscm("runs", held, "--json").stdout)
    assert [page["code"] for page in report["changes"]] == ["values-gone", "values-gone"]


def test_what_a_newer_run_looked_at_is_decided_there(
    iscm: Run, held: str, write: Callable[..., None]
) -> None:
    write(5, 4)
    iscm("ingest", *MANIFEST)
    done = iscm("accept", held, "--reason", "they left")
    assert done.returncode == 2
    assert "looked at the pages since: see that one" in done.stderr


def test_what_else_waits_still_waits_after_one_page_was_accepted(
    iscm: Run, held: str, store: SqliteStore
) -> None:
    done = iscm("accept", held, "--reason", "they left", "--page", "one-en")
    assert done.stdout == "accepted: version 2 is served\nstill waiting: 1 page (iscm runs held)\n"
    shown = iscm("diff", "held").stdout
    assert shown.endswith("\n4 changes\n")
    assert "process one" not in shown
    assert iscm("accept", "held", "--reason", "they left", "--page", "two-en").returncode == 0
    assert members(store) == [5, 6]
    assert iscm("accept", "held", "--reason", "again").returncode == 2


def test_a_page_that_is_named_wrongly_is_answered_with_the_nearest(iscm: Run, held: str) -> None:
    done = iscm("accept", held, "--reason", "they left", "--page", "one-fr")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "iscm: the slug or the address of a page expected (one-en, perhaps), 'one-fr' found\n"
    )


def test_accepting_the_rest_leaves_out_what_was_rejected(
    iscm: Run, held: str, store: SqliteStore
) -> None:
    iscm("reject", held, "--reason", "half empty", "--page", FIRST)
    assert f"rejected already, and among these: {FIRST}" in iscm("diff", "held").stdout
    assert iscm("accept", held, "--reason", "they left").returncode == 0
    assert members(store) == [10, 6]


def test_a_rejection_can_be_taken_back(iscm: Run, held: str, store: SqliteStore) -> None:
    iscm("reject", held, "--reason", "half empty")
    assert iscm("ingest", *MANIFEST).returncode == 0
    done = iscm("reconsider", "one-en")
    assert (done.returncode, done.stdout) == (0, f"to be asked about again: one-en  {FIRST}\n")
    assert iscm("ingest", *MANIFEST).returncode == 4
    assert [one.stale_code for one in store.states()] == ["values-gone", "rejected"]
    again = iscm("reconsider", "one-en")
    assert again.returncode == 2
    assert f"{FIRST} was not rejected" in again.stderr


def test_what_was_rejected_stays_so_in_other_bytes(
    iscm: Run, held: str, tmp_path: Path, store: SqliteStore
) -> None:
    iscm("reject", held, "--reason", "half empty")
    for name in ("1.txt", "2.txt"):
        with (tmp_path / name).open("a") as page:
            page.write("\n\n")
    assert iscm("ingest", *MANIFEST).returncode == 0
    assert [one.stale_reason for one in store.states()] == ["half empty"] * 2


def test_a_rejected_page_that_was_well_between_is_still_stale(
    iscm: Run, held: str, write: Callable[..., None], store: SqliteStore
) -> None:
    iscm("reject", held, "--reason", "half empty")
    write(10, 10)
    assert iscm("ingest", *MANIFEST).returncode == 0
    assert [one.stale_code for one in store.states()] == [None, None]
    write(5, 6)
    assert iscm("ingest", *MANIFEST).returncode == 0
    assert [one.stale_reason for one in store.states()] == ["half empty"] * 2


def test_one_page_is_not_accepted_where_another_process_would_go_with_it(
    iscm: Run, held: str, tmp_path: Path, write: Callable[..., None], store: SqliteStore
) -> None:
    catalogue = (tmp_path / "catalogue.toml").read_text()
    (tmp_path / "catalogue.toml").write_text(catalogue.split('[[process]]\nid = "two"')[0])
    assert iscm("ingest", *MANIFEST).returncode == 3
    done = iscm("accept", "held", "--reason", "they left", "--page", FIRST)
    assert done.returncode == 2
    assert "these pages alone would not do: process two is gone" in done.stderr
    assert members(store) == [10, 10]


def test_nothing_is_rejected_where_no_page_is_the_cause(
    iscm: Run, held: str, tmp_path: Path, write: Callable[..., None]
) -> None:
    write(10, 10)
    catalogue = (tmp_path / "catalogue.toml").read_text()
    (tmp_path / "catalogue.toml").write_text(catalogue.split('[[process]]\nid = "two"')[0])
    assert iscm("ingest", *MANIFEST).returncode == 3
    done = iscm("reject", "held", "--reason", "no")
    assert done.returncode == 2
    assert "no page is the cause" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("accept", "no-such-run", "--reason", "x"), "run no-such-run: there is no such run"),
        (("accept", "held", "--reason", " "), "--reason: some words expected, none found"),
        (("accept", "held"), "Missing option '--reason'"),
        (("reject", "held", "--reason", "x", "--page", "https://x.org"), "nothing of https://x.o"),
        (("diff", "held", "no-such-run"), "there is no such run"),
        (("diff", "1"), "one version found"),
        (("diff", "1", "x"), "the number of a version expected, 'x' found"),
        (("runs", "no-such-run"), "has no run 'no-such-run'"),
    ],
)
def test_what_cannot_be_decided_is_said(
    iscm: Run, held: str, arguments: tuple[str, ...], words: str
) -> None:
    done = iscm(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
