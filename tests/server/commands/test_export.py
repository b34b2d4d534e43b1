"""`iscm export`: the captures of a store as a WARC file."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from snapshots.codec import digest
from snapshots.stores.records import StoredCapture
from snapshots.stores.sqlite.store import SqliteStore

Run = Callable[..., subprocess.CompletedProcess[str]]
SCRIPT = Path(sys.executable).parent / "iscm"
WARC = ("export", "--format", "warc")
BODIES = (b"first", b"second \xff\x00", b"third")


@pytest.fixture
def kept(store: SqliteStore) -> SqliteStore:
    """A store with three captures, two of one page."""
    for number, body in enumerate(BODIES):
        one = StoredCapture(
            digest=digest(body),
            url=f"https://www.iom.int/{min(number, 1)}",
            retrieved_at=f"2026-01-0{3 - number}T00:00:00Z",
            body=body,
            status=200 if number else None,
        )
        store.keep_captures((one,))
    return store


def bodies(content: bytes) -> list[bytes]:
    return [record.content_stream().read() for record in ArchiveIterator(BytesIO(content))][1:]


def test_all_captures_are_written_in_the_order_of_their_coming(
    iscm: Run, kept: SqliteStore, tmp_path: Path
) -> None:
    done = iscm(*WARC, "--output", "pages.warc")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    content = (tmp_path / "pages.warc").read_bytes()
    assert content.startswith(b"WARC/1.1\r\n")
    assert b"WARC-Filename: pages.warc\r\n" in content
    assert bodies(content) == list(BODIES)


def test_a_file_that_ends_in_gz_is_compressed(iscm: Run, kept: SqliteStore, tmp_path: Path) -> None:
    assert iscm(*WARC, "--output", "pages.warc.gz").returncode == 0
    content = (tmp_path / "pages.warc.gz").read_bytes()
    assert content.startswith(b"\x1f\x8b")
    assert bodies(content) == list(BODIES)


@pytest.mark.parametrize("where", [(), ("--output", "/dev/stdout")])
def test_it_goes_to_standard_output_and_to_pipes(
    kept: SqliteStore, tmp_path: Path, environment: dict[str, str], where: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [SCRIPT, *WARC, *where],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=environment,
        timeout=60,
    )
    assert done.stderr == b""
    assert bodies(done.stdout) == list(BODIES)


def test_a_terminal_is_spared(
    kept: SqliteStore, tmp_path: Path, environment: dict[str, str]
) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [SCRIPT, *WARC],
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env=environment,
            stderr=subprocess.PIPE,
            stdout=theirs,
            timeout=60,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2
    assert done.stderr == ("iscm: a WARC is no text for a terminal: name a file with --output\n")


def test_an_empty_store_gives_the_head_and_says_so(
    iscm: Run, store: SqliteStore, tmp_path: Path
) -> None:
    done = iscm(*WARC, "--output", "pages.warc")
    assert done.returncode == 0
    assert done.stderr == ("iscm: the store holds no pages; only the head of a WARC was written\n")
    (record,) = ArchiveIterator(BytesIO((tmp_path / "pages.warc").read_bytes()))
    assert record.rec_type == "warcinfo"


def test_a_file_that_was_there_is_replaced_whole(
    iscm: Run, kept: SqliteStore, tmp_path: Path
) -> None:
    (tmp_path / "pages.warc").write_bytes(b"x" * 100_000)
    iscm(*WARC, "--output", "pages.warc")
    assert bodies((tmp_path / "pages.warc").read_bytes()) == list(BODIES)
    assert list(tmp_path.glob("*.part")) == []


def test_a_store_that_breaks_midway_leaves_the_old_file(
    iscm: Run, kept: SqliteStore, tmp_path: Path
) -> None:
    (tmp_path / "pages.warc").write_bytes(b"old")
    (tmp_path / "broken.db").write_bytes(b"no database at all, " * 100)
    done = iscm(*WARC, "--output", "pages.warc", "--store", "sqlite:///broken.db")
    assert done.returncode == 2
    assert done.stderr.startswith("iscm: store sqlite:///broken.db: ")
    assert (tmp_path / "pages.warc").read_bytes() == b"old"


@pytest.mark.parametrize("output", ["none/pages.warc", "/dev/full"])
def test_a_file_that_cannot_be_written_is_named(iscm: Run, kept: SqliteStore, output: str) -> None:
    done = iscm(*WARC, "--output", output)
    assert done.returncode == 2
    assert done.stderr.startswith(f"iscm: cannot write {output}: ")
    assert done.stderr.count("\n") == 1


def test_a_format_has_to_be_named(iscm: Run) -> None:
    done = iscm("export")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--format" in done.stderr


def test_a_format_that_is_not_known_is_refused(iscm: Run) -> None:
    done = iscm("export", "--format", "arc")
    assert (done.returncode, done.stdout) == (2, "")
    assert "warc" in done.stderr
