"""All promises of `stores.base`, kept in a PostgreSQL database."""

import weakref
from collections.abc import AsyncGenerator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Any, Final

from snapshots.errors import NoStore
from snapshots.stores.postgres.answers import Answers
from snapshots.stores.postgres.connections import Connections
from snapshots.stores.postgres.migrations import SCHEMA
from snapshots.stores.postgres.schema import check, is_new, migrate
from snapshots.stores.sql.database import Connection
from snapshots.stores.sql.parts import Parts, Reader
from snapshots.stores.sqlite.files import nothing
from snapshots.stores.sqlite.schema import migrate as make_empty

_SIZES: Final = f"""
    SELECT coalesce(sum(pg_total_relation_size(pg_class.oid)), 0) AS bytes FROM pg_class
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = '{SCHEMA}' AND relkind = 'r'"""


class _Server(Parts):
    """What writers and readers of a database share."""

    def __init__(self, address: str, shown: str, *, read_only: bool) -> None:
        super().__init__(shown)
        self._connections = Connections(address, shown, read_only=read_only)
        weakref.finalize(self, self._connections.close)

    def news(self) -> AsyncGenerator[None, None]:
        """See StoreReader."""
        return self._connections.news()

    def _opened(self) -> AbstractContextManager[Any]:
        return self._connections.one()

    def _errors(self) -> AbstractContextManager[None]:
        return self._connections.errors()

    def _begun(self, connection: Any) -> AbstractContextManager[None]:
        writing: AbstractContextManager[None] = connection.writing()
        return writing

    def _sizes(self, connection: Connection) -> tuple[int, int]:
        return int(connection.execute(_SIZES).fetchone()["bytes"]), 0


class PostgresStore(Answers, _Server):
    """Versions, captures, runs and the lease in one database, to be read and written."""

    def __init__(self, address: str, shown: str, *, existing: bool = False) -> None:
        """Open the database, and make a store in it if need be; raises StoreError.

        One that must be `existing` is not made: NoStore is raised.
        """
        super().__init__(address, shown, read_only=False)
        with self._errors(), self._connections.alone() as connection:
            if existing and is_new(connection):
                raise NoStore(shown, "the database holds no store; iscm ingest makes one")
            migrate(connection, shown)

    def _count_on(self, connection: Connection) -> None:
        for table, column in (("captures", "id"), ("runs", "rowid"), ("decisions", "id")):
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{SCHEMA}.{table}', '{column}'), "
                f"coalesce(max({column}), 0) + 1, false) FROM {table}"
            )

    def compact(self) -> None:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT tablename AS name FROM pg_tables WHERE schemaname = ?", (SCHEMA,)
            )
            tables = ", ".join(row["name"] for row in rows)
            connection.execute(f"VACUUM (FULL, ANALYZE) {tables}")


class PostgresReader(Reader, _Server):
    """A store that is only read, by a role that may do no more."""

    def __init__(self, address: str, shown: str, *, awaited: bool = False) -> None:
        """A store that is `awaited` in a database is empty until it comes.

        Else NoStore or StoreError is raised at once where there is nothing to be read.
        """
        super().__init__(address, shown, read_only=True)
        self._awaited = awaited
        with self._errors(), self._connections.alone() as connection:
            if not (awaited and is_new(connection)):
                check(connection, shown)
                self._awaited = False

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        with self._connections.one() as connection:
            if self._awaited and is_new(connection):
                with closing(nothing()) as empty:
                    make_empty(empty, self.address)
                    yield empty
                return
            check(connection, self.address)
            self._awaited = False
            yield connection
