"""Reading a store that may not be written, is being written, is full, or is not there."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from snapshots.errors import NoStore, StoreError
from snapshots.gate import Approved, review
from snapshots.model import Snapshot, Theme, Version
from snapshots.stores.records import PageState
from snapshots.stores.sqlite.files import reading
from snapshots.stores.sqlite.migrations import MIGRATIONS
from snapshots.stores.sqlite.store import SqliteReader, SqliteStore

AT = "2026-01-31T04:00:00Z"
READ = """\
import sys
from snapshots.errors import StoreError
from snapshots.stores.address import read_store
try:
    print([one.number for one in read_store(sys.argv[1]).versions()])
except StoreError as error:
    print(error.reason)
"""
PUBLISH_AND_DIE = """\
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("UPDATE versions SET run = 'in the log alone'")
os._exit(0)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one version, alone in its folder."""
    (tmp_path / "volume").mkdir()
    path = tmp_path / "volume" / "iscm.db"
    publish(SqliteStore(path))
    return path


@pytest.fixture
def bound() -> list[str]:
    """What runs a program that permissions bind, whoever runs the tests."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write anywhere, and there is no setpriv to give that up")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]


def publish(store: SqliteStore, name: str = "a") -> Version:
    verdict = review(Snapshot(themes=(Theme(id=name, names={"en": name}),)), None)
    assert isinstance(verdict, Approved)
    return store.publish(verdict, run="run", at=AT)


def read(path: Path, *before: str) -> str:
    """What a program of its own reads: the versions, or why it cannot."""
    done = subprocess.run(
        [*before, sys.executable, "-c", READ, f"sqlite:///{path}"],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return done.stdout.strip()


def lock(folder: Path) -> None:
    for one in folder.iterdir():
        one.chmod(0o444)
    folder.chmod(0o555)


def unlock(folder: Path) -> None:
    folder.chmod(0o755)


def leave_in_the_log(path: Path) -> None:
    """A writer that was killed: what it committed is in the log alone."""
    subprocess.run([sys.executable, "-c", PUBLISH_AND_DIE, path], check=True, timeout=60)
    assert path.with_name("iscm.db-wal").stat().st_size > 0


@pytest.mark.parametrize("companions", ["none", "empty", "full"])
def test_what_may_not_be_written_is_read(path: Path, bound: list[str], companions: str) -> None:
    if companions == "empty":
        SqliteReader(path).versions()
    if companions == "full":
        leave_in_the_log(path)
    lock(path.parent)
    before = {one.name: one.stat() for one in path.parent.iterdir()}
    try:
        assert read(path, *bound) == "[1]"
    finally:
        unlock(path.parent)
    after = {one.name: one.stat() for one in path.parent.iterdir()}
    assert {name: one.st_mtime_ns for name, one in after.items()} == {
        name: one.st_mtime_ns for name, one in before.items()
    }


def test_a_log_that_cannot_be_read_is_not_passed_by(path: Path, bound: list[str]) -> None:
    leave_in_the_log(path)
    path.with_name("iscm.db-shm").unlink()
    lock(path.parent)
    try:
        assert read(path, *bound).startswith("a part of it is in iscm.db-wal, ")
    finally:
        unlock(path.parent)


def test_a_folder_that_may_not_be_entered_is_named(path: Path, bound: list[str]) -> None:
    path.parent.chmod(0)
    try:
        assert read(path, *bound) == f"{path} cannot be reached: Permission denied"
    finally:
        unlock(path.parent)


def test_a_file_that_may_not_be_read_is_named(path: Path, bound: list[str]) -> None:
    path.chmod(0)
    assert read(path, *bound) == f"{path} may not be read"


def test_what_is_written_meanwhile_is_read(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE versions SET run = 'not yet committed'")
        (version,) = SqliteReader(path).versions()
        writer.execute("ROLLBACK")
    assert version.run == "run"


def test_reading_does_not_change_the_file(path: Path) -> None:
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    reader = SqliteReader(path)
    reader.versions()
    with pytest.raises(StoreError, match="readonly"):
        reader.keep_states((PageState(url="https://a"),))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.fixture
def small(path: Path) -> Iterator[Path]:
    """The same store on a disk that has no room left."""
    disk = path.parent.parent / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk of its own can be mounted here")
    try:
        shutil.copy(path, disk)
        with suppress(OSError), (disk / "filling").open("wb", buffering=0) as filling:
            while filling.write(b"x" * 4096) == 4096:
                pass
        yield disk / path.name
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_can_be_read(small: Path) -> None:
    assert read(small) == "[1]"


def test_what_was_written_while_it_was_read_alone_is_not_believed(
    path: Path, bound: list[str]
) -> None:
    script = (
        "import pathlib, sqlite3, sys\n"
        "from snapshots.stores.sqlite.files import reading\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "try:\n"
        "    with reading(path) as connection:\n"
        "        connection.execute('SELECT * FROM versions').fetchall()\n"
        "        print('read', flush=True)\n"
        "        sys.stdin.readline()\n"
        "except sqlite3.Error as error:\n"
        "    print(error)\n"
    )
    path.parent.chmod(0o555)
    process = subprocess.Popen(
        [*bound, sys.executable, "-c", script, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "read\n"
        unlock(path.parent)
        publish(SqliteStore(path), "b")
        said, _ = process.communicate("go on\n", timeout=60)
    assert said == "it was written while it was read: try again\n"


def test_a_file_that_sqlite_can_read_itself_is_not_read_alone(path: Path) -> None:
    with reading(path) as connection:
        publish(SqliteStore(path), "b")
        assert connection.execute("SELECT count(*) FROM versions").fetchone()[0] == 2


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match=f"{tmp_path / 'iscm.db'} does not exist"):
        SqliteReader(tmp_path / "iscm.db")
    with pytest.raises(NoStore, match=f"the folder {tmp_path / 'no'} does not exist"):
        SqliteReader(tmp_path / "no" / "iscm.db")
    with pytest.raises(NoStore):
        SqliteStore(tmp_path / "iscm.db", existing=True)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_awaited_is_empty_until_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    reader = SqliteReader(path, awaited=True)
    assert (reader.served(), reader.runs(), reader.usage().bytes) == (None, (), 0)
    assert list(tmp_path.iterdir()) == []
    version = publish(SqliteStore(path))
    assert reader.served() == version
    path.unlink()
    with pytest.raises(NoStore):
        reader.served()
    with pytest.raises(NoStore, match="the folder"):
        SqliteReader(tmp_path / "no" / "iscm.db", awaited=True).served()


def test_a_store_of_an_older_iscm_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    with closing(sqlite3.connect(path)) as connection:
        for statement in MIGRATIONS[0].split(";"):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=f"schema 1 found, {len(MIGRATIONS)} expected: iscm store"):
        SqliteReader(path)
    assert path.read_bytes() == before
    SqliteStore(path, existing=True)
    assert SqliteReader(path).versions() == ()


@pytest.mark.parametrize("content", [b"", b"this is a letter, not a database\n" * 50])
def test_what_is_no_store_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iscm.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"an empty file found|not a database"):
        SqliteReader(path)


def test_a_store_that_was_cut_is_refused(path: Path) -> None:
    content = path.read_bytes()
    for length in (100, 4096, len(content) // 2):
        path.write_bytes(content[:length])
        with pytest.raises(StoreError):
            SqliteReader(path).versions()


def test_addresses_may_hold_any_sign(tmp_path: Path) -> None:
    path = tmp_path / "a store?mode=memory#%41é.db"
    version = publish(SqliteStore(path))
    assert SqliteReader(path).served() == version
    assert path.is_file()
