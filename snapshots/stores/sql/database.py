"""One SQL database: transactions, fencing, and rows that cannot be read."""

import threading
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TypeVar

from snapshots.errors import CodecError, LeaseLost, StoreError, UnreadableRow
from snapshots.stores.sql.rows import Form, Row

T = TypeVar("T")


class Rows(Protocol):
    """What a statement gives."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        ...

    def fetchone(self) -> Any:
        """The next row, or None."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """All rows."""
        ...


class Connection(Protocol):
    """A connection to a database; `?` marks the place of a value, a row has its columns' names."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        """Run one statement."""
        ...

    def executemany(self, statement: str, values: Iterable[Sequence[Any]], /) -> Any:
        """Run one statement for each of many values."""
        ...

    def one_moment(self) -> AbstractContextManager[None]:
        """All that is read within is of one moment."""
        ...

    def stream(self, statement: str, values: Sequence[Any] = (), /) -> Iterator[Row]:
        """The rows of a query, a few at a time, all of one moment."""
        ...


class Database:
    """What the parts of a store share; each part is a subclass with the methods of its tables."""

    address: str

    def __init__(self, address: str) -> None:
        self.address = address
        self._mine = threading.local()
        self._lease: str | None = None
        """The lease that this store took; writes are refused while somebody else has it."""

    def _opened(self) -> AbstractContextManager[Connection]:
        """A connection for one use."""
        raise NotImplementedError

    def _begun(self, connection: Connection) -> AbstractContextManager[None]:
        """A transaction of the one who writes: there is one at a time, others wait."""
        raise NotImplementedError

    def _errors(self) -> AbstractContextManager[None]:
        """Those of the database are this store's: raises StoreError for them."""
        raise NotImplementedError

    def _leave_out(self, row: UnreadableRow) -> None:
        """What becomes of a row of a list that cannot be read: who writes must not pass it by."""
        raise row

    def left_out(self) -> tuple[UnreadableRow, ...]:
        """See StoreReader."""
        return ()

    async def news(self) -> AsyncGenerator[None, None]:
        """See StoreReader."""
        for _ in ():  # a file tells nothing by itself
            yield

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that this thread writes within is one transaction: it happens whole or not at all."""
        with self._transaction():
            yield

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """A connection of its own for each use: threads and processes need not share one."""
        shared: Connection | None = getattr(self._mine, "connection", None)
        if shared is not None:
            yield shared
            return
        with self._errors(), self._unicode(), self._opened() as connection:
            yield connection

    @contextmanager
    def _unicode(self) -> Iterator[None]:
        """Raises StoreError on text that no database takes."""
        try:
            yield
        except UnicodeEncodeError as error:
            found = ascii(error.object[error.start : error.end])
            raise StoreError(self.address, f"Unicode text expected, {found} found in it") from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if getattr(self._mine, "connection", None) is not None:  # the outer one ends it
            yield self._mine.connection
            return
        with self._connection() as connection, self._begun(connection):
            self._mine.connection = connection
            try:
                yield connection
            finally:
                self._mine.connection = None

    @contextmanager
    def _fenced(self) -> Iterator[Connection]:
        """A transaction of the holder of the lease, or of anybody while nobody holds it.

        A run that was stopped for so long that another one took its place finds out here.
        """
        with self._transaction() as connection:
            row = connection.execute("SELECT id FROM lease").fetchone()
            holder = row["id"] if row else None
            # Nobody's lease is no less lost: who took it may have published, and ended since.
            if holder != self._lease:
                raise LeaseLost(self.address, holder)
            yield connection

    def _record(self, form: Form[T], row: Row) -> T:
        """The record of a row; raises UnreadableRow."""
        with self._named(form.named(row)):
            return form.record(row)

    def _records(self, form: Form[T], rows: Iterable[Row]) -> Iterator[T]:
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


def upsert(table: str, columns: str, key: str) -> str:
    """The statement that writes a row in the place of the one with its key."""
    names = columns.split(", ")
    kept = key.split(", ")
    changed = ", ".join(f"{name} = excluded.{name}" for name in names if name not in kept)
    return f"{insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET {changed}"


def insert(table: str, columns: str) -> str:
    """The statement that writes a row."""
    marks = ", ".join("?" * len(columns.split(", ")))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"
