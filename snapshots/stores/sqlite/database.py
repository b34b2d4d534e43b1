"""One SQLite file: connections, transactions, and what goes wrong with them."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from snapshots.errors import CodecError, LeaseLost, StoreError, UnreadableRow
from snapshots.stores.sqlite.files import reason
from snapshots.stores.sqlite.rows import Form, text

T = TypeVar("T")


class Database:
    """What the parts of the store share; each part is a subclass with the methods of its tables."""

    def __init__(self, path: Path) -> None:
        self.address = f"sqlite:///{path}"
        self._path = path
        self._mine = threading.local()
        self._lease: str | None = None
        """The lease that this store took; writes are refused while somebody else has it."""

    def _opened(self) -> AbstractContextManager[sqlite3.Connection]:
        """A new connection, closed at the end."""
        raise NotImplementedError

    def _leave_out(self, row: UnreadableRow) -> None:
        """What becomes of a row of a list that cannot be read: who writes must not pass it by."""
        raise row

    def left_out(self) -> tuple[UnreadableRow, ...]:
        """See StoreReader."""
        return ()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that this thread writes within is one transaction: it happens whole or not at all."""
        with self._transaction():
            yield

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for each use: threads and processes need not share one."""
        shared: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if shared is not None:
            yield shared
            return
        with self._errors(), self._opened() as connection:
            connection.row_factory = sqlite3.Row
            connection.text_factory = text
            yield connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Those of SQLite and of the file system are this store's."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(self.address, self._reason(error)) from error

    def _reason(self, error: sqlite3.Error) -> str:
        try:
            return reason(error, self._path)
        except OSError as hidden:
            return f"{self._path} cannot be reached: {hidden.strerror}"

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

    def _record(self, form: Form[T], row: sqlite3.Row) -> T:
        """The record of a row; raises UnreadableRow."""
        with self._named(form.named(row)):
            return form.record(row)

    def _records(self, form: Form[T], rows: Iterable[sqlite3.Row]) -> Iterator[T]:
        """The records of a list of rows."""
        for row in rows:
            try:
                record = self._record(form, row)
            except UnreadableRow as error:
                self._leave_out(error)
            else:
                yield record

    @contextmanager
    def _named(self, row: str) -> Iterator[None]:
        """What is wrong within is wrong with this row."""
        try:
            yield
        except CodecError as error:
            raise UnreadableRow(self.address, row, str(error)) from error
