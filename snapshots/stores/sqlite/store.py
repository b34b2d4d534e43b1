"""All promises of `stores.base`, kept in one file."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from snapshots.errors import NoStore, StoreError, UnreadableRow
from snapshots.stores.sqlite.captures import Captures
from snapshots.stores.sqlite.files import exists, reading, writing
from snapshots.stores.sqlite.lease import Lease
from snapshots.stores.sqlite.room import Room
from snapshots.stores.sqlite.runs import Runs
from snapshots.stores.sqlite.schema import check, is_new, migrate
from snapshots.stores.sqlite.versions import Versions


class SqliteStore(Versions, Captures, Runs, Lease, Room):
    """Versions, captures, runs and the lease over one `Database`, to be read and written."""

    def __init__(self, path: Path, *, existing: bool = False) -> None:
        """Open the file, made if need be; raises StoreError where that cannot be.

        One that must be `existing` is not made: NoStore is raised.
        """
        super().__init__(path)
        if existing:
            require(path, self.address)
        with self._errors(), self._opened() as connection:
            migrate(connection, self.address)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(writing(self._path)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection


class SqliteReader(Versions, Captures, Runs, Room):
    """A store that is only read, even where nobody may write it."""

    def __init__(self, path: Path, *, awaited: bool = False) -> None:
        """A store that is `awaited` in a folder is empty until it comes, and looked at when asked.

        Else NoStore or StoreError is raised at once where there is nothing to be read.
        """
        super().__init__(path)
        self._awaited = awaited
        self._left_out: dict[str, UnreadableRow] = {}
        if not awaited:
            with self._connection():
                pass

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._found() as connection:
            if self._awaited and is_new(connection):
                with _nothing() as empty:
                    migrate(empty, self.address)
                    yield empty
                return
            check(connection, self.address)
            self._awaited = False
            yield connection

    @contextmanager
    def _found(self) -> Iterator[sqlite3.Connection]:
        try:
            require(self._path, self.address)
        except NoStore:
            if not self._awaited or not exists(self._path.parent):
                raise
            with _nothing() as empty:
                yield empty
            return
        with reading(self._path) as connection:
            yield connection

    def _leave_out(self, row: UnreadableRow) -> None:
        self._left_out[row.row] = row

    def left_out(self) -> tuple[UnreadableRow, ...]:
        """See StoreReader."""
        found, self._left_out = tuple(self._left_out.values()), {}
        return found


def require(path: Path, address: str) -> None:
    """Raises NoStore where there is no file, and StoreError where that cannot be seen."""
    try:
        if exists(path):
            return
        what = path if exists(path.parent) else f"the folder {path.parent}"
    except OSError as error:
        raise StoreError(address, f"{path} cannot be reached: {error.strerror}") from error
    raise NoStore(address, f"{what} does not exist; iscm ingest makes a store")


def _nothing() -> AbstractContextManager[sqlite3.Connection]:
    """A database that holds nothing and is gone at the end."""
    return closing(sqlite3.connect(":memory:", isolation_level=None))
