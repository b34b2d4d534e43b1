"""Connections to a PostgreSQL server: one pool a store, and what goes wrong with them."""

from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from snapshots.errors import Busy, StoreError
from snapshots.stores.postgres.migrations import NEWS, SCHEMA

_AT_ONCE: Final = 8
_PATIENCE: Final = 10.0
"""Seconds that whoever wants a connection waits for one."""
_WRITERS_PATIENCE: Final = "30s"
"""As long as with SQLite."""
_DEFAULTS: Final = {
    "application_name": "iscm",
    "connect_timeout": "10",
    "tcp_user_timeout": "15000",  # milliseconds: a server that is gone says nothing any more
    "keepalives_idle": "30",  # seconds; who only listens would not notice, either
    "keepalives_interval": "5",
}
_WRITERS: Final = 0x6973636D
"""The advisory lock of the one who writes: `iscm` in ASCII."""


class ServerConnection:
    """See `Connection`; `%s` is this driver's mark, and no statement of ours has a `%`."""

    def __init__(self, raw: psycopg.Connection[DictRow]) -> None:
        self.raw = raw

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> psycopg.Cursor[DictRow]:
        """See Connection."""
        return self.raw.execute(_marked(statement), values or None)

    def executemany(self, statement: str, values: Iterable[Sequence[Any]], /) -> None:
        """See Connection."""
        with self.raw.cursor() as cursor:
            cursor.executemany(_marked(statement), values)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """See Connection."""
        with self.raw.transaction():
            self.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def stream(self, statement: str, values: Sequence[Any] = (), /) -> Iterator[DictRow]:
        """See Connection."""
        with self.raw.transaction(), self.raw.cursor(name="stream") as cursor:
            cursor.itersize = 50
            cursor.execute(_marked(statement), values or None)
            yield from cursor

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction of the one who writes; the server ends it where this program dies."""
        with self.raw.transaction():
            self.execute(f"SET LOCAL lock_timeout = '{_WRITERS_PATIENCE}'")
            self.execute(f"SELECT pg_advisory_xact_lock({_WRITERS})")
            yield


class Connections:
    """A pool that is made when it is first asked, of connections that see our schema alone."""

    def __init__(self, address: str, shown: str, *, read_only: bool) -> None:
        """`shown` is the address without the password. Raises StoreError for one that is none."""
        self._shown = shown
        self._read_only = read_only
        try:
            given = conninfo_to_dict(address)
        except psycopg.Error as error:  # its words may have the password
            raise StoreError(shown, "postgresql://user@host/database expected") from error
        self._conninfo = make_conninfo(
            address, **{k: v for k, v in _DEFAULTS.items() if k not in given}
        )
        self._pool = ConnectionPool(
            self._conninfo,
            kwargs={"autocommit": True, "row_factory": dict_row},
            connection_class=psycopg.Connection[DictRow],
            configure=self._configure,
            check=ConnectionPool.check_connection,
            min_size=0,
            max_size=_AT_ONCE,
            timeout=_PATIENCE,
            reconnect_timeout=_PATIENCE,  # each further attempt would wait twice as long
            open=False,
        )

    @contextmanager
    def alone(self) -> Iterator[ServerConnection]:
        """A connection beside the pool: what is wrong with the server is said at once."""
        with psycopg.connect(self._conninfo, autocommit=True, row_factory=dict_row) as raw:
            self._configure(raw)
            yield ServerConnection(raw)

    @contextmanager
    def one(self) -> Iterator[ServerConnection]:
        """One of the pool."""
        self._pool.open()
        with self._pool.connection() as raw:
            yield ServerConnection(raw)

    async def news(self) -> AsyncGenerator[None, None]:
        """Once as it begins to listen on a connection of its own, and at each NOTIFY."""
        with self.errors():
            connection = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
            async with connection:
                await connection.execute(f"LISTEN {NEWS}".encode())
                yield
                async for _ in connection.notifies():
                    yield

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Those of the driver as StoreError."""
        try:
            yield
        except psycopg.errors.LockNotAvailable as error:
            raise Busy(self._shown, "somebody else is writing to it") from error
        except psycopg.errors.ProgramLimitExceeded as error:
            reason = f"ids and addresses of some 2,000 bytes at most expected: {_one_line(error)}"
            raise StoreError(self._shown, reason) from error
        except PoolTimeout as error:
            raise StoreError(self._shown, self._obstacle() or _one_line(error)) from error
        except psycopg.Error as error:
            raise StoreError(self._shown, _one_line(error)) from error

    def close(self) -> None:
        """End all connections that nobody uses."""
        self._pool.close()

    def _obstacle(self) -> str | None:
        try:
            with self.alone():
                return None
        except psycopg.Error as error:
            return _one_line(error)

    def _configure(self, raw: psycopg.Connection[Any]) -> None:
        raw.execute(f"SET search_path = {SCHEMA}".encode())
        if self._read_only:
            raw.execute("SET default_transaction_read_only = on")


def _marked(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


def _one_line(error: psycopg.Error) -> str:
    return " ".join(str(error).split())
