"""`iscm extract`: one page or many, and a clear word on those that cannot be read."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]


def test_a_page_is_printed_as_json(iscm: Run, pages: Path, url: str) -> None:
    done = iscm("extract", "hld.txt", "--url", url)
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert (result["file"], result["url"]) == ("hld.txt", url)
    assert (result["language"], result["family"]) == ("fr", "iom-iscm")
    facts = result["facts"]
    assert facts["established"] == "2006"
    assert facts["participating_states_declared"] == 195
    assert len(facts["participating_states"]) == 195
    assert facts["emails"] == ["migrationp@un.org"]
    assert [issue["code"] for issue in result["issues"]] == ["empty-section"]


def test_the_same_page_is_printed_the_same_twice(iscm: Run, pages: Path, url: str) -> None:
    first, second = (iscm("extract", "hld.txt", "--url", url) for _ in range(2))
    assert first.stdout == second.stdout


def test_a_manifest_makes_one_line_a_page_in_its_order(
    iscm: Run, manifest: Write, url: str
) -> None:
    manifest("note.html", "hld.txt")
    done = iscm("extract", "--manifest", "manifest.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["file"] for result in results] == ["note.html", "hld.txt"]
    single = json.loads(iscm("extract", "hld.txt", "--url", url).stdout)
    assert results[1] == single


def test_files_of_a_manifest_may_lie_beside_it(
    iscm: Run, pages: Path, url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (pages / "hld.txt").rename(folder / "page.txt")
    line = json.dumps({"file": "page.txt", "url": url})
    (folder / "manifest.jsonl").write_text(f"{line}\n\n", encoding="utf-8")
    done = iscm("extract", "--manifest", folder / "manifest.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("missing.html", "unreadable-file", "No such file or directory"),
        (".", "unreadable-file", "Is a directory"),
        ("letter.pdf", "not-text", "a PDF found"),
        ("noise.bin", "not-text", "HTML or plain text expected"),
    ],
)
def test_a_file_that_is_no_page_is_named_with_the_reason(
    iscm: Run, pages: Path, file: str, code: str, words: str
) -> None:
    done = iscm("extract", file, "--url", "https://www.iom.int/x")
    assert done.returncode == 4
    assert done.stderr.startswith(f"iscm: {file}: ")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    result = json.loads(done.stdout)
    assert result["error"]["code"] == code
    assert "facts" not in result


@pytest.mark.parametrize(
    "address", ["iom.int/x", "ftp://www.iom.int/x", "http://", "http://[::1", "https:///x", "x y"]
)
def test_a_malformed_address_is_named(iscm: Run, pages: Path, address: str) -> None:
    done = iscm("extract", "hld.txt", "--url", address)
    assert done.returncode == 4
    assert done.stderr == f"iscm: hld.txt: an http or https URL expected, {address!r} found\n"
    assert json.loads(done.stdout)["error"]["code"] == "bad-url"


def test_an_empty_page_is_read_and_reported(iscm: Run, pages: Path, url: str) -> None:
    done = iscm("extract", "empty.html", "--url", url)
    assert done.returncode == 0
    assert done.stderr == f"iscm: empty.html: {url} has no words\n"
    result = json.loads(done.stdout)
    assert result["facts"] == {}
    assert [issue["code"] for issue in result["issues"]] == ["empty-page"]


def test_a_page_of_no_known_family_is_read_and_reported(iscm: Run, pages: Path) -> None:
    done = iscm("extract", "hld.txt", "--url", "https://example.org/page")
    assert done.returncode == 0
    assert done.stderr.startswith("iscm: hld.txt: https://example.org/page is of no known family")
    assert done.stderr.count("\n") == 1
    result = json.loads(done.stdout)
    assert result["family"] == "other"
    assert len(result["facts"]["participating_states"]) == 195


def test_one_bad_page_of_a_manifest_does_not_stop_the_others(iscm: Run, manifest: Write) -> None:
    manifest("letter.pdf", "hld.txt", "missing.html")
    done = iscm("extract", "--manifest", "manifest.jsonl")
    assert done.returncode == 4
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [
        "letter.pdf",
        "missing.html",
    ]
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["error" in result for result in results] == [True, False, True]


@pytest.mark.parametrize(
    "line",
    ["{", '{"file": "hld.txt"}', '{"file": 3, "url": "https://x"}', '{"file": "a", "uri": "b"}'],
)
def test_a_bad_line_of_a_manifest_is_named_by_its_number(
    iscm: Run, manifest: Write, line: str
) -> None:
    manifest("note.html", line, "hld.txt")
    done = iscm("extract", "--manifest", "manifest.jsonl")
    assert done.returncode == 2
    assert done.stderr.startswith("iscm: manifest manifest.jsonl, line 2: ")
    assert done.stderr.count("\n") == 1


def test_a_missing_manifest_is_named(iscm: Run) -> None:
    done = iscm("extract", "--manifest", "none.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "iscm: manifest none.jsonl: No such file or directory\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["hld.txt"],
        ["--url", "https://www.iom.int/x"],
        ["hld.txt", "--url", ""],
        ["hld.txt", "--url", "https://www.iom.int/x", "--manifest", "manifest.jsonl"],
    ],
)
def test_arguments_that_make_no_sense_say_what_would(
    iscm: Run, pages: Path, arguments: list[str]
) -> None:
    done = iscm("extract", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    expected = "iscm: name a page and its --url, or a --manifest; see iscm extract --help\n"
    assert done.stderr == expected
