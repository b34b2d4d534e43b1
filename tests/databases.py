"""The databases that tests of stores run over: SQLite, and PostgreSQL servers of our own or named.

`ISCM_TEST_POSTGRES` names a running server by the address of a database of it; `TEST_BACKENDS` says
which backends may not be missing.
"""

import atexit
import os
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.postgres import Server, installed

# Commands refuse settings that they do not know, and this one is for tests.
if "ISCM_TEST_POSTGRES" in os.environ:
    os.environ["TEST_POSTGRES"] = os.environ.pop("ISCM_TEST_POSTGRES")

BACKENDS = ("sqlite", *(f"postgres_{place}" for place in installed()))
if "TEST_POSTGRES" in os.environ:
    BACKENDS = (*BACKENDS, "postgres_named")
missing = {*os.environ.get("TEST_BACKENDS", "postgres_pypi").split()} - {*BACKENDS}
if missing:
    raise RuntimeError(f"tests of {', '.join(sorted(missing))} are wanted, and it is not installed")


@cache
def server_of(place: str) -> Server:
    """One for all tests, where it is installed."""
    server = Server(installed()[place])
    atexit.register(server.remove)
    return server


_NUMBERS = count()


def _named() -> str:
    """A new database of the server that the environment names."""
    given, name = os.environ["TEST_POSTGRES"], f"iscm_test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    parts = urlsplit(given)
    return urlunsplit(parts._replace(path=f"/{name}"))


def empty(backend: str, folder: Path) -> str:
    """The address of an empty store."""
    if backend == "sqlite":
        return f"sqlite:///{folder / 'store.db'}"
    place = backend.removeprefix("postgres_")
    return _named() if place == "named" else server_of(place).new()


def done(backend: str, address: str) -> None:
    """The database is wanted no more."""
    if backend == "postgres_named":
        name = urlsplit(address).path.removeprefix("/")
        with psycopg.connect(os.environ["TEST_POSTGRES"], autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
    elif backend != "sqlite":
        server_of(backend.removeprefix("postgres_")).give_back(address)
