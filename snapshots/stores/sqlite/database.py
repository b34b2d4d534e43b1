"""One SQLite file: connections, transactions, migrations, and what goes wrong with them."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import zstandard

from snapshots.errors import CodecError, LeaseLost, StoreError
from snapshots.stores.sqlite.migrations import MIGRATIONS


class Database:
    """What the parts of the store share; each part is a subclass with the methods of its tables."""

    def __init__(self, path: Path) -> None:
        """Open the file, made if need be; raises StoreError where that cannot be."""
        self.address = f"sqlite:///{path}"
        self._path = path
        self._mine = threading.local()
        self._lease: str | None = None
        """The lease that this store took; writes are refused while somebody else has it."""
        with self._connection() as connection:
            self._migrate(connection)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that this thread writes within is one transaction: it happens whole or not at all."""
        with self._transaction():
            yield

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for each use: threads and processes need not share one."""
        shared: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        try:
            connection = shared or sqlite3.connect(self._path, isolation_level=None, timeout=30)
        except sqlite3.Error as error:
            raise StoreError(self.address, _reason(error, self._path)) from error
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
        except sqlite3.Error as error:
            raise StoreError(self.address, _reason(error, self._path)) from error
        finally:
            if connection is not shared:
                connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._connection() as connection:
            if connection.in_transaction:  # an outer one of this thread, which ends it
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            self._mine.connection = connection
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:  # a full disk has ended it already
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._mine.connection = None
            connection.execute("COMMIT")

    @contextmanager
    def _fenced(self) -> Iterator[sqlite3.Connection]:
        """A transaction of the holder of the lease, or of anybody while nobody holds it.

        A run that was stopped for so long that another one took its place finds out here.
        """
        with self._transaction() as connection:
            row = connection.execute("SELECT id FROM lease").fetchone()
            holder = row[0] if row else None
            # Nobody's lease is no less lost: who took it may have published, and ended since.
            if holder != self._lease:
                raise LeaseLost(self.address, holder)
            yield connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        self._refuse_foreign(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        (done,) = connection.execute("PRAGMA user_version").fetchone()
        if done > len(MIGRATIONS):
            raise StoreError(
                self.address,
                f"schema {done} is newer than this iscm, which knows {len(MIGRATIONS)}",
            )
        for statements in MIGRATIONS[done:]:
            for statement in statements.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")

    def _refuse_foreign(self, connection: sqlite3.Connection) -> None:
        """Another application's database is not ours to add tables to."""
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        rows = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND ? = 0 LIMIT 3", (version,)
        )
        tables = ", ".join(name for (name,) in rows)
        if tables:
            raise StoreError(self.address, f"an iscm store or a new file expected, {tables} found")


def packed(content: bytes) -> bytes:
    """Content as it lies in the file."""
    return zstandard.compress(content)


def unpacked(content: bytes) -> bytes:
    """The content that `packed` made smaller; raises CodecError where it was damaged since."""
    try:
        return zstandard.decompress(content)
    except zstandard.ZstdError as error:
        raise CodecError(f"damaged content in the store: {error}") from error


def _reason(error: sqlite3.Error, path: Path) -> str:
    """SQLite says "unable to open database file" for four different mishaps: name the one."""
    folder = path.parent
    if not folder.is_dir():
        return f"the folder {folder} does not exist"
    if path.is_dir():
        return f"{path} is a folder"
    return f"{error} (is {folder} writable?)" if "open" in str(error) else str(error)
