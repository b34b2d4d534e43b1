"""All promises of `stores.base`, kept in one file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from snapshots.errors import Busy, NoStore, StoreError
from snapshots.stores.sql.database import Connection
from snapshots.stores.sql.parts import Parts, Reader
from snapshots.stores.sqlite.files import (
    FileConnection,
    exists,
    is_busy,
    nothing,
    reading,
    reason,
    size,
    writing,
)
from snapshots.stores.sqlite.schema import check, is_new, migrate


class _File(Parts):
    """What writers and readers of a file share."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"sqlite:///{path}")
        self._path = path

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            kind = Busy if is_busy(error) else StoreError
            raise kind(self.address, self._reason(error)) from error

    def _reason(self, error: sqlite3.Error) -> str:
        try:
            return reason(error, self._path)
        except OSError as hidden:
            return f"{self._path} cannot be reached: {hidden.strerror}"

    @contextmanager
    def _begun(self, connection: Any) -> Iterator[None]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:  # a full disk has ended it already
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _sizes(self, connection: Connection) -> tuple[int, int]:
        free, page = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[name])
            for name in ("freelist_count", "page_size")
        )
        return size(self._path), free * page


class SqliteStore(_File):
    """Versions, captures, runs and the lease in one file, to be read and written."""

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
    def _opened(self) -> Iterator[FileConnection]:
        with closing(writing(self._path)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection

    def compact(self) -> None:
        """See Store."""
        with self._connection() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class SqliteReader(Reader, _File):
    """A store that is only read, even where nobody may write it."""

    def __init__(self, path: Path, *, awaited: bool = False) -> None:
        """A store that is `awaited` in a folder is empty until it comes, and looked at when asked.

        Else NoStore or StoreError is raised at once where there is nothing to be read.
        """
        super().__init__(path)
        self._awaited = awaited
        if not awaited:
            with self._connection():
                pass

    @contextmanager
    def _opened(self) -> Iterator[FileConnection]:
        with self._found() as connection:
            if self._awaited and is_new(connection):
                with closing(nothing()) as empty:
                    migrate(empty, self.address)
                    yield empty
                return
            check(connection, self.address)
            self._awaited = False
            yield connection

    @contextmanager
    def _found(self) -> Iterator[FileConnection]:
        try:
            require(self._path, self.address)
        except NoStore:
            if not self._awaited or not exists(self._path.parent):
                raise
            with closing(nothing()) as empty:
                yield empty
            return
        with reading(self._path) as connection:
            yield connection


def require(path: Path, address: str) -> None:
    """Raises NoStore where there is no file, and StoreError where that cannot be seen."""
    try:
        if exists(path):
            return
        what = path if exists(path.parent) else f"the folder {path.parent}"
    except OSError as error:
        raise StoreError(address, f"{path} cannot be reached: {error.strerror}") from error
    raise NoStore(address, f"{what} does not exist; iscm ingest makes a store")
