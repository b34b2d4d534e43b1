"""Whether a database holds a store of ours, and of which schema; and bringing it up to date."""

from typing import Final

from snapshots.errors import NoStore, StoreError
from snapshots.stores.postgres.connections import ServerConnection
from snapshots.stores.postgres.migrations import MIGRATIONS, PROCESSES_SINCE, SCHEMA
from snapshots.stores.sql.changes import find_processes

_TABLES: Final = f"""
    SELECT relname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = '{SCHEMA}' AND relkind = 'r' ORDER BY relname"""


def is_new(connection: ServerConnection) -> bool:
    """Whether there is no store in the database, nor anything else in its place."""
    return _seen(connection) == (0, "")


def check(connection: ServerConnection, address: str) -> None:
    """Raises NoStore where there is none, and StoreError on all but one of today's schema."""
    done, tables = _seen(connection)
    if (done, tables) == (0, ""):
        raise NoStore(address, "the database holds no store; iscm ingest makes one")
    _refuse_others(done, tables, address)
    if done < len(MIGRATIONS):
        raise StoreError(
            address,
            f"schema {done} found, {len(MIGRATIONS)} expected: iscm store upgrade brings it up to "
            "date, and so does the next ingest",
        )


def migrate(connection: ServerConnection, address: str) -> None:
    """Bring a store up to date, and make one where there is none; raises StoreError."""
    done, tables = _seen(connection)
    _refuse_others(done, tables, address)
    if done == len(MIGRATIONS):
        return
    with connection.writing():
        done, tables = _seen(connection)  # others may open it, too
        _refuse_others(done, tables, address)
        found = connection.execute(f"SELECT to_regnamespace('{SCHEMA}') IS NULL AS lacks")
        if (found.fetchone() or {})["lacks"]:
            connection.execute(f"CREATE SCHEMA {SCHEMA}")
        for statements in MIGRATIONS[done:]:
            connection.execute(statements)
        if done < PROCESSES_SINCE:
            find_processes(connection)
        connection.execute(f"UPDATE {SCHEMA}.format SET number = ?", (len(MIGRATIONS),))


def _seen(connection: ServerConnection) -> tuple[int, str]:
    """The schema's number, and some tables where there is none."""
    tables = [row["name"] for row in connection.execute(_TABLES)]  # all of one moment
    if "format" not in tables:
        return 0, ", ".join(tables[:3])
    row = connection.execute(f"SELECT number FROM {SCHEMA}.format").fetchone()
    return (row["number"] if row else 0), "format"


def _refuse_others(done: int, tables: str, address: str) -> None:
    if done == 0 and tables:
        raise StoreError(
            address, f"an iscm store or no schema {SCHEMA} expected, {tables} found in it"
        )
    if done > len(MIGRATIONS):
        raise StoreError(
            address, f"schema {done} is newer than this iscm, which knows {len(MIGRATIONS)}"
        )
