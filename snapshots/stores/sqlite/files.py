"""Opening the file: to write it, or to read it, even where nobody may write it."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from snapshots.stores.sql.rows import text

_PATIENCE: Final = 30
"""Seconds that a connection waits for another one's lock."""
_LEFT_TO_DO: Final = ("-wal", "-journal")
"""Companions of the file that hold what a writer has not yet put into it, or must take back."""

_PATIENT: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")

Mark = tuple[tuple[int, int, int] | None, ...]


class FileConnection(sqlite3.Connection):
    """Rows by the names of their columns; text that is no UTF-8 is kept for `Form` to find."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.row_factory = sqlite3.Row
        self.text_factory = text

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """See Connection."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("COMMIT")

    def stream(self, statement: str, values: Sequence[Any] = (), /) -> Iterator[sqlite3.Row]:
        """SQLite gives rows as they are asked for, and all of one moment."""
        return iter(self.execute(statement, values))


def writing(path: Path) -> FileConnection:
    """A connection that makes the file if need be; raises sqlite3.Error."""
    return _connected(path, "mode=rwc")


@contextmanager
def reading(path: Path) -> Iterator[FileConnection]:
    """A connection that changes nothing in the file; raises sqlite3.Error.

    SQLite reads a file in WAL mode with the help of two companions, which it makes where they are
    missing. Where it cannot, because the folder may not be written or the disk is full, nobody
    else has the file open, and it is read alone, as long as no companion holds a part of it.
    See https://www.sqlite.org/wal.html#read_only_databases.
    """
    with closing(_connected(path, "mode=ro")) as connection:
        refusal = _refusal(connection)
        if refusal is None:
            yield connection
            return
    if refusal.sqlite_errorname.startswith("SQLITE_BUSY") or not _is_whole(path):
        raise refusal
    with _alone(path) as connection:
        yield connection


@contextmanager
def _alone(path: Path) -> Iterator[FileConnection]:
    """Without companions and locks: what was read is worth nothing if somebody wrote meanwhile."""
    before = _mark(path)
    try:
        with closing(_connected(path, "mode=ro&immutable=1")) as connection:
            yield connection
    finally:
        if _mark(path) != before:
            raise sqlite3.OperationalError("it was written while it was read: try again")


def nothing() -> FileConnection:
    """A database that holds nothing and is gone with the connection."""
    return FileConnection(":memory:", isolation_level=None)


def _connected(path: Path, how: str) -> FileConnection:
    address = f"{path.absolute().as_uri()}?{how}"
    return FileConnection(address, uri=True, isolation_level=None, timeout=_PATIENCE)


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else wrote for longer than anybody waits."""
    return getattr(error, "sqlite_errorname", "").startswith(_PATIENT)


def _refusal(connection: sqlite3.Connection) -> sqlite3.OperationalError | None:
    """Why the file cannot be read by SQLite's own means; None where it can."""
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        return error
    return None


def _is_whole(path: Path) -> bool:
    """Whether the file holds all that was ever committed."""
    companions = (path.with_name(path.name + end) for end in _LEFT_TO_DO)
    return all(not one.exists() or one.stat().st_size == 0 for one in companions)


def size(path: Path) -> int:
    """The bytes of the file and of what is not yet put into it."""
    return sum(seen[1] for seen in _mark(path) if seen)


def _mark(path: Path) -> Mark:
    """By what a file that was written meanwhile is known."""
    return _seen(path), *(_seen(path.with_name(path.name + end)) for end in _LEFT_TO_DO)


def _seen(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def reason(error: sqlite3.Error, path: Path) -> str:
    """SQLite says "unable to open database file" for many mishaps: name the one."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR")):
        return _obstacle(path, name) or f"{error} (is {path.parent} writable?)"
    return str(error)


def _obstacle(path: Path, name: str) -> str | None:
    """What is in the way, as far as it can be seen from outside."""
    if not path.parent.is_dir():
        return f"the folder {path.parent} does not exist"
    if path.is_dir():
        return f"{path} is a folder"
    if path.exists() and not os.access(path, os.R_OK):
        return f"{path} may not be read"
    if path.exists() and not _is_whole(path) and not name.startswith("SQLITE_READONLY"):
        return (
            f"a part of it is in {path.name}-wal, which can only be read where {path.parent} may "
            "be written and its disk has room: copy both files to such a place"
        )
    return None


def exists(path: Path) -> bool:
    """Whether there is something at the path; raises OSError where that cannot be seen."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
