"""`iscm config` and `iscm catalogue`: what is in force, and whether it can be used."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGE = "https://www.iom.int/a"


def test_the_settings_in_force_are_told_with_where_they_come_from(iscm: Run) -> None:
    done = iscm("config", "--json", ISCM_PORT="9000")
    told = {one["variable"]: (one["source"], one["value"]) for one in json.loads(done.stdout)}
    assert told["ISCM_PORT"] == ("environment", 9000)
    assert told["ISCM_HOST"] == ("default", "127.0.0.1")
    headings, first, *_ = iscm("config", ISCM_STORE="sqlite:///x.db").stdout.splitlines()
    assert headings.split() == ["SETTING", "FROM", "VALUE"]
    assert first.split() == ["ISCM_STORE", "environment", "sqlite:///x.db"]


def test_all_settings_that_make_no_sense_are_lines_of_their_own(iscm: Run) -> None:
    done = iscm("versions", ISCM_PROT="1", ISCM_RATE="120", ISCM_ORIGINS="example.org")
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert [line.split(":")[:2] for line in lines] == [
        ["iscm", " ISCM_PROT"],
        ["iscm", " ISCM_ORIGINS"],
        ["iscm", " ISCM_RATE"],
    ]


def test_all_that_is_wrong_with_a_catalogue_is_told(iscm: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        f'[[process]]\nid = "a"\nname = "A"\npages = ["{PAGE}", "x"]\n'
    )
    done = iscm("catalogue", "--check", "mine.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"iscm: catalogue mine.toml: process a, {problem}"
        for problem in (
            "name: no such key; name_en, name_es, name_fr expected",
            "name_en: a name in one language expected, none found",
            "pages: an http or https address without fragment expected, 'x' found",
        )
    ]


def test_what_is_followed_is_listed(iscm: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        f'index_pages = ["https://x.org/list"]\n[[process]]\nid = "a"\nname_en = "A"\n'
        f'pages = ["{PAGE}", "{PAGE}b"]\ngone = {{ "{PAGE}b" = 2026-05-03 }}\n'
    )
    checked = iscm("catalogue", "--check", "mine.toml")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "mine.toml: 1 process, 2 pages to ask for, 1 gone for good\n"
    listed = iscm("catalogue", ISCM_CATALOGUE="mine.toml").stdout.splitlines()
    assert [line.split() for line in listed[1:4]] == [
        ["a", "followed", PAGE],
        ["a", "gone", "since", "2026-05-03", f"{PAGE}b"],
        ["index", "https://x.org/list"],
    ]
