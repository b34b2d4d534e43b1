"""What is printed steers no terminal; output that cannot be written is one line and exit code 2."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from server.output import harmless, one_line

Run = Callable[..., subprocess.CompletedProcess[str]]
Saved = Callable[[str], None]
MIDSA = "https://www.iom.int/migration-dialogue-southern-africa-midsa"
MANIFEST = ("--manifest", "m.jsonl")
STEERING = "\x1b[2J\x07\x9b2J\u202e\u2066\u2028\x7f"
"""An escape sequence, a bell, the same sequence in one sign, overrides, a line break, delete."""
DEVICE = Path("/dev/full")
NEEDS_DEVICE = pytest.mark.skipif(not DEVICE.exists(), reason="there is no /dev/full")


@pytest.fixture
def save(tmp_path: Path) -> Saved:
    """Save the page of a process with these words in its contact."""
    (tmp_path / "m.jsonl").write_text(json.dumps({"file": "p.html", "url": MIDSA}))

    def do(words: str) -> None:
        (tmp_path / "p.html").write_text(
            "<html lang=en><main><h1>Migration Dialogue for Southern Africa (MIDSA)</h1>"
            f"<h3>Participating States</h3><ul><li>Angola</ul>"
            f"<h3>Contact</h3><p>Street {words} → Côte</p></main>",
            encoding="utf-8",
        )

    return do


@pytest.fixture
def steered(iscm: Run, save: Saved) -> None:
    """A store with two versions of a page that would steer terminals."""
    for words in (STEERING, STEERING * 2):
        save(words)
        assert iscm("ingest", *MANIFEST).returncode == 0


def printing() -> Iterator[tuple[str, ...]]:
    """Every way to print what pages say."""
    for one in (("runs", "{run}"), ("diff", "1", "2"), ("reparse",), ("versions",)):
        yield one
        yield (*one, "--json")
    yield ("runs",)
    yield ("ingest", *MANIFEST, "--json")
    yield ("ingest", *MANIFEST)
    yield ("extract", "p.html", "--url", MIDSA)
    yield ("extract", "p.html", "--url", MIDSA, "--explain")
    yield ("extract", *MANIFEST)
    yield ("extract", "p.html", "--url", "https://x.org/\x1b[2J")
    yield ("ingest", "--\x1b[2J")


def test_nothing_that_a_page_says_steers_a_terminal(iscm: Run, steered: None) -> None:
    run = json.loads(iscm("runs", "--first", "1", "--json").stdout)[0]["run"]
    for command in printing():
        done = iscm(*(run if part == "{run}" else part for part in command))
        printed = done.stdout + done.stderr
        assert printed, command
        assert printed == harmless(printed), command


def test_json_keeps_the_very_signs(iscm: Run, save: Saved) -> None:
    save("\x9b\U000e0041")
    done = iscm("extract", "p.html", "--url", MIDSA)
    assert "\\udb40\\udc41" in done.stdout
    assert "\U000e0041" in json.dumps(json.loads(done.stdout), ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Côte d’Ivoire → 日本\t1\n", "Côte d’Ivoire → 日本\t1\n"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b", "\\x9b"),
        ("a\u202eb\u2069", "a\\u202eb\\u2069"),
        ("a\rb\x85", "a\\rb\\x85"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_steers_is_shown_escaped(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_a_line_stays_one_line() -> None:
    assert one_line("held\nfailed\u2028x") == "held\\nfailed\\u2028x"


@NEEDS_DEVICE
@pytest.mark.parametrize("command", [("--help",), ("serve", "--help"), ("schema",)])
def test_a_full_disk_is_one_line_and_exit_code_2(
    command: Sequence[str], start: Callable[..., subprocess.Popen[str]]
) -> None:
    with DEVICE.open("w") as full:
        running = start(*command, stdout=full)
        said = running.communicate()[1]
    assert (running.returncode, said.count("\n")) == (2, 1)
    assert said == "iscm: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize("command", [("diff", "1", "2"), ("runs", "--json")])
def test_a_pipe_that_nobody_reads_is_one_line_and_exit_code_2(
    steered: None, start: Callable[..., subprocess.Popen[str]], command: Sequence[str]
) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    running = start(*command, stdout=theirs)
    os.close(theirs)
    said = running.communicate()[1]
    assert running.returncode == 2
    assert said == "iscm: standard output cannot be written: Broken pipe\n"


def test_signs_that_the_terminal_lacks_are_escaped(iscm: Run, save: Saved) -> None:
    for year in ("2000", "2001"):
        save(year)
        iscm("ingest", *MANIFEST)
    done = iscm("diff", "1", "2", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u2192" in done.stdout
    assert done.stdout.isascii()


@NEEDS_DEVICE
def test_a_complaint_that_nobody_can_read_keeps_its_exit_code(
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    with DEVICE.open("w") as full:
        running = start("runs", "none", stderr=full, stdout=subprocess.DEVNULL)
        assert running.wait() == 2


@pytest.fixture
def start(
    tmp_path: Path, environment: dict[str, str], script: Path
) -> Callable[..., subprocess.Popen[str]]:
    """Start the console script with streams of one's own."""

    def do(*arguments: str, **streams: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [script, *arguments],
            cwd=tmp_path,
            encoding="utf-8",
            env=environment,
            **({"stderr": subprocess.PIPE} | streams),  # type: ignore[call-overload]
        )

    return do


def test_a_file_that_cannot_be_written_is_named(iscm: Run) -> None:
    done = iscm("--install-completion", "bash", HOME="/proc")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("iscm: /proc/")
