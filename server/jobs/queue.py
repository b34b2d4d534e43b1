"""Where workers meet: procrastinate's tables in the database of the store, and the hosts' turns."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any, Final

import psycopg
from procrastinate.schema import SchemaManager
from psycopg_pool import AsyncConnectionPool

from ingest.fetching.client import Turns
from server.errors import UsageError
from snapshots.errors import StoreError

Pool = AsyncConnectionPool[Any]
_SCHEMA: Final = "iscm_jobs"
"""The schema of the database in which procrastinate's tables lie."""
_MAKERS: Final = 0x69736371
"""The advisory lock of the one who makes them: `iscq` in ASCII."""
_HOSTS: Final = 0x69736368
"""That of hosts, the first of two numbers: `isch`."""
_OTHERS: Final = 4
"""Connections besides one for each job."""
_PATIENCE: Final = 10
"""Seconds."""


def make_tables(address: str) -> None:
    """Make procrastinate's tables where there are none; raises UsageError on other ones."""
    made = f"procrastinate {version('procrastinate')}"
    with psycopg.connect(address) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKERS,))
        row = connection.execute(
            "SELECT obj_description(to_regnamespace(%s)::oid, 'pg_namespace')", (_SCHEMA,)
        ).fetchone()
        found = row[0] if row else None
        if found is None:
            connection.execute(
                f"CREATE SCHEMA {_SCHEMA}; COMMENT ON SCHEMA {_SCHEMA} IS '{made}';"
                f"SET LOCAL search_path = {_SCHEMA}; {SchemaManager.get_schema()}".encode()
            )
        elif found != made:
            raise UsageError(
                f"ISCM_STORE: a queue of {made} expected in schema {_SCHEMA}, one of {found} found:"
                " stop all workers and drop that schema, which holds nothing that lasts"
            )


def pool_of(address: str, jobs: int) -> Pool:
    """The connections of a worker that does so many jobs at once."""

    async def configure(connection: psycopg.AsyncConnection[Any]) -> None:
        await connection.execute(f"SET search_path = {_SCHEMA}".encode())
        await connection.commit()

    return AsyncConnectionPool(
        address,
        kwargs={"application_name": "iscm worker", "connect_timeout": _PATIENCE},
        configure=configure,
        check=AsyncConnectionPool.check_connection,
        min_size=1,
        max_size=jobs + _OTHERS,
        timeout=_PATIENCE,
        reconnect_timeout=_PATIENCE,
        open=False,
    )


def turns_by(pool: Pool, address: str) -> Turns:
    """One request at a time to a host, from all machines: the database keeps the others waiting.

    Jobs of one host have one lock, too; but redirects lead from one host to another.
    """

    @asynccontextmanager
    async def turn(host: str) -> AsyncIterator[None]:
        try:
            async with pool.connection() as connection, connection.transaction():
                await connection.execute(
                    "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (_HOSTS, host)
                )
                yield
        except psycopg.Error as error:
            raise StoreError(address, " ".join(str(error).split())) from error

    return turn
