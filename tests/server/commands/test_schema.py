"""`iscm schema`: printed, and compared with an older one."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from schema.schema import printed

Run = Callable[..., subprocess.CompletedProcess[str]]
DATED = '@deprecated(reason: "Deprecated on 2020-01-01: use `snapshot`; goes on {}")'


@pytest.fixture
def older(tmp_path: Path) -> Callable[[str], str]:
    """Write a schema that had this field of Query besides; gives its path."""

    def write(field: str) -> str:
        before, begins, after = printed().partition("type Query {\n")
        path = tmp_path / "old.graphql"
        path.write_text(f"{before}{begins}  {field}\n{after}", encoding="utf-8")
        return str(path)

    return write


def test_the_schema_is_printed(iscm: Run) -> None:
    done = iscm("schema")
    assert (done.returncode, done.stdout, done.stderr) == (0, printed(), "")


def test_the_same_schema_breaks_nothing(iscm: Run, tmp_path: Path) -> None:
    path = tmp_path / "same.graphql"
    path.write_text(printed(), encoding="utf-8")
    done = iscm("schema", "--check", str(path))
    assert (done.returncode, done.stdout) == (0, "0 breaking, 0 dangerous, 0 retired\n")


def test_what_breaks_is_said_with_the_way_out(iscm: Run, older: Callable[[str], str]) -> None:
    done = iscm("schema", "--check", older("old: Int"))
    assert done.returncode == 3
    assert done.stdout.startswith(
        "breaking   Field Query.old was removed.\n1 breaking, 0 dangerous, 0 retired\n"
    )
    assert "docs/schema-changes.md" in done.stdout


def test_what_had_its_notice_may_be_gone(iscm: Run, older: Callable[[str], str]) -> None:
    done = iscm("schema", "--check", older("old: Int " + DATED.format("2021-01-01")))
    assert (done.returncode, done.stdout) == (
        0,
        "retired    Field Query.old was removed. (its notice is over)\n"
        "0 breaking, 0 dangerous, 1 retired\n",
    )


def test_what_was_promised_for_longer_breaks(iscm: Run, older: Callable[[str], str]) -> None:
    done = iscm("schema", "--check", older("old: Int " + DATED.format("9999-01-01")))
    assert done.returncode == 3
    assert "(it was promised until 9999-01-01)" in done.stdout


def test_the_comparison_can_be_json(iscm: Run, older: Callable[[str], str]) -> None:
    done = iscm("schema", "--json", "--check", older("old: Int"))
    assert done.returncode == 3
    change = {"type": "FIELD_REMOVED", "description": "Field Query.old was removed.", "reason": ""}
    assert json.loads(done.stdout) == {"breaking": [change], "dangerous": [], "retired": []}


@pytest.mark.parametrize(
    ("text", "words"), [("type Query {", "Syntax Error"), ("type Query { a: X }", "Unknown type")]
)
def test_what_is_no_schema_is_named(iscm: Run, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "old.graphql"
    path.write_text(text, encoding="utf-8")
    done = iscm("schema", "--check", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--check {path}" in done.stderr
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_named(iscm: Run) -> None:
    done = iscm("schema", "--check", "nowhere.graphql")
    assert done.returncode == 2
    assert done.stderr.startswith("iscm: --check nowhere.graphql: cannot be read: ")


def test_json_needs_something_to_compare_with(iscm: Run) -> None:
    done = iscm("schema", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "iscm: --json: --check OLD must say what to compare with\n"
