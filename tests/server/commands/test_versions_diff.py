"""`iscm versions` and `iscm diff`: what was published, and what changed."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from snapshots.gate import Approved, review
from snapshots.model import Process, Snapshot, Version
from snapshots.stores.sqlite.store import SqliteStore

Run = Callable[..., subprocess.CompletedProcess[str]]
Publish = Callable[..., Version]


@pytest.mark.parametrize(
    "command",
    [
        ("versions",),
        ("runs",),
        ("diff", "1", "2"),
        ("export", "--format", "warc", "--output", "pages.warc"),
        ("reparse",),
        ("reparse", "--publish"),
        ("accept", "held", "--reason", "so"),
        ("store", "status"),
        ("store", "prune", "--captures-older-than", "1d"),
        ("store", "upgrade"),
    ],
    ids=" ".join,
)
def test_a_store_that_is_not_there_is_named_and_not_made(
    iscm: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = iscm(*command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "iscm: store sqlite:///iscm.db: iscm.db does not exist; iscm ingest makes a store\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_empty_store_says_how_to_fill_it(iscm: Run, store: SqliteStore) -> None:
    done = iscm("versions")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "nothing is published yet: run iscm ingest\n"


def test_an_empty_store_is_an_empty_list_for_programs(iscm: Run, store: SqliteStore) -> None:
    assert json.loads(iscm("versions", "--json").stdout) == []


def test_versions_are_listed_the_newest_first_and_the_served_one_is_marked(
    iscm: Run, publish: Publish
) -> None:
    first, second = publish("hld"), publish("hld", "midsa")
    headings, newer, older = iscm("versions").stdout.splitlines()
    assert headings.split() == ["VERSION", "PUBLISHED", "DIGEST", "RUN"]
    assert newer.split() == ["*", "2", "2026-01-31T04:00:00Z", second.digest, "test"]
    assert older.split() == ["1", "2026-01-31T04:00:00Z", first.digest, "test"]


def test_versions_are_there_for_programs(iscm: Run, publish: Publish) -> None:
    version = publish("hld")
    assert json.loads(iscm("versions", "--json").stdout) == [
        {
            "number": 1,
            "digest": version.digest,
            "published_at": "2026-01-31T04:00:00Z",
            "run": "test",
        }
    ]


def test_a_diff_tells_what_came_and_what_went(iscm: Run, publish: Publish) -> None:
    publish("hld", "older")
    publish("hld", "newer")
    done = iscm("diff", "1", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "process newer: new: names en newer",
        "process older: gone: names en older",
        "2 changes",
    ]


def test_a_diff_can_be_read_backwards(iscm: Run, publish: Publish) -> None:
    publish("hld")
    publish("hld", "midsa")
    assert iscm("diff", "2", "1").stdout.startswith("process midsa: gone: ")


def test_a_version_does_not_differ_from_itself(iscm: Run, publish: Publish) -> None:
    publish("hld")
    assert iscm("diff", "1", "1").stdout == "0 changes\n"


def test_a_long_value_is_cut_for_people_and_whole_for_programs(iscm: Run, publish: Publish) -> None:
    name = "x" * 500
    publish("hld")
    publish("hld", name)
    line = iscm("diff", "1", "2").stdout.splitlines()[0]
    assert line.endswith("x…")
    assert len(line) < 700
    (change,) = map(json.loads, iscm("diff", "1", "2", "--json").stdout.splitlines())
    assert change == {
        "kind": "process",
        "id": name,
        "field": "",
        "element": None,
        "before": None,
        "after": {"id": name, "names": {"en": name}},
        "citation": None,
        "reason": None,
    }


def test_a_diff_since_a_day_is_one_from_what_was_served_then(iscm: Run, store: SqliteStore) -> None:
    for number, day in enumerate(("2026-01-10", "2026-02-10", "2026-03-10"), start=1):
        snapshot = Snapshot(
            processes=(Process(id="hld", names={"en": "HLD"}, participants_declared=number),)
        )
        verdict = review(snapshot, None)
        assert isinstance(verdict, Approved)
        store.publish(verdict, run="run", at=f"{day}T04:00:00Z")
    told = {
        since: iscm("diff", "--since", since).stdout.splitlines()
        for since in ("2026-03-11", "2026-02-10T04:00:00Z", "2026-01-31", "2026-01-01")
    }
    assert told["2026-03-11"] == ["0 changes"]
    assert told["2026-02-10T04:00:00Z"][0] == "process hld: participants declared: 2 → 3"
    assert told["2026-01-31"][0] == "process hld: participants declared: 1 → 3"
    assert told["2026-01-01"][0].startswith("process hld: new: names en HLD")


@pytest.mark.parametrize("words", ["yesterday", "2026-02-30", ""])
def test_what_is_no_day_is_named(iscm: Run, publish: Publish, words: str) -> None:
    publish("hld")
    done = iscm("diff", "--since", words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (f"iscm: --since: a day such as 2026-01-01 expected, {words!r} found\n")


def test_a_day_and_a_version_are_not_asked_at_once(iscm: Run, publish: Publish) -> None:
    assert "both found" in iscm("diff", "1", "--since", "2026-01-01").stderr


@pytest.mark.parametrize("arguments", [("1", "2"), ("2", "1"), ("0", "1")])
def test_a_version_that_is_not_there_is_named(
    iscm: Run, publish: Publish, arguments: tuple[str, str]
) -> None:
    publish("hld")
    done = iscm("diff", *arguments)
    (missing,) = set(arguments) - {"1"}
    assert (done.returncode, done.stdout) == (2, "")
    expected = f"iscm: store sqlite:///iscm.db has no version {missing}; see iscm versions\n"
    assert done.stderr == expected


@pytest.mark.parametrize("arguments", [(), ("1", "2", "3")])
def test_a_diff_of_none_or_three_is_a_usage_error(iscm: Run, arguments: tuple[str, ...]) -> None:
    done = iscm("diff", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "iscm diff" in done.stderr
