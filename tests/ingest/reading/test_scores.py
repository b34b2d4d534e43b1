"""The figures that readers are compared by, measured as anybody would: with the scoring tool."""

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from ingest.reading.normalize.states import find_state

LEAST_MACRO_F1 = 0.99
LEAST_F1 = 0.95
OTHER = "other"
"""Pages of no family are scored apart: what they leave unread says nothing of the others."""
NEVER_WRONG = (
    *("participating_states", "observer_states", "participating_states_declared"),
    *("chair_current", "established", "meetings"),
)
"""Fields that must hold no wrong value even on pages of no family."""

_FIELD = re.compile(r"(?P<field>\w+)(?:\s+\d+){3}(?:\s+[\d.]+){2}\s+(?P<f1>[\d.]+)")
_EXTRA = re.compile(r"(?P<field>\w+)\s+\d+\s+(?P<extra>\d+)\s+\d+(?:\s+[\d.]+){3}")
_TOTAL = re.compile(r"family (\d+)/(\d+) language (\d+)/(\d+) macro_f1 ([\d.]+)")


def score(cases: Path, folder: Path, *options: str) -> str:
    tool = cases.parent / "tools" / "score_extraction.py"
    if not tool.is_file():
        pytest.skip(f"the scoring tool is not at {tool}")
    command = f"{Path(sys.executable).with_name('iscm')} extract --manifest {{manifest}}"
    done = subprocess.run(
        [sys.executable, str(tool), str(folder), "--command", command, *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "macro_f1" in done.stdout, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def known_families(tmp_path_factory: pytest.TempPathFactory, cases: Path) -> Path:
    """The cases of the families that have a reader of their own."""
    folder = tmp_path_factory.mktemp("cases")
    for expected in cases.rglob("*.expected.json"):
        case = json.loads(expected.read_text(encoding="utf-8"))
        if case["family"] != OTHER:
            slug = expected.name.removesuffix(".expected.json")
            for suffix in (".txt", ".html"):
                copy(expected.with_name(slug + suffix), folder)
            (folder / expected.name).write_text(json.dumps(with_codes(case)), encoding="utf-8")
    return folder


def with_codes(case: dict[str, Any]) -> dict[str, Any]:
    """A few cases write the country of a meeting as a name where all others have its code."""
    for meeting in case["facts"].get("meetings", []):
        if state := find_state(meeting.get("country") or ""):
            meeting["country"] = state.alpha3
    return case


@pytest.mark.parametrize("rendering", [(), ("--html",)], ids=["text", "html"])
def test_every_field_of_the_known_families_reaches_its_mark(
    cases: Path, known_families: Path, rendering: tuple[str, ...]
) -> None:
    printed = score(cases, known_families, *rendering)
    total = _TOTAL.search(printed)
    assert total, printed
    assert total[1] == total[2], "families"
    assert total[3] == total[4], "languages"
    assert float(total[5]) >= LEAST_MACRO_F1, printed
    weak = {
        m["field"]: m["f1"]
        for m in map(_FIELD.fullmatch, printed.splitlines())
        if m and float(m["f1"]) < LEAST_F1
    }
    assert weak == {}, printed


@pytest.mark.parametrize("rendering", [(), ("--html",)], ids=["text", "html"])
def test_pages_of_no_family_give_nothing_wrong_where_it_would_mislead(
    cases: Path, rendering: tuple[str, ...]
) -> None:
    printed = score(cases, cases, "--family", OTHER, *rendering)
    rows = [found for line in printed.splitlines() if (found := _EXTRA.fullmatch(line))]
    wrong = {row["field"]: int(row["extra"]) for row in rows}
    assert {field: wrong[field] for field in NEVER_WRONG} == dict.fromkeys(NEVER_WRONG, 0), printed
