"""A store's address → the store: one explicit table of schemes."""

from pathlib import Path

from snapshots.errors import StoreError
from snapshots.stores.base import Store, StoreReader
from snapshots.stores.sqlite.store import SqliteReader, SqliteStore

_IN_MEMORY = ":memory:"
"""SQLite's name for a database that each connection has for itself: no store to share."""


def open_store(address: str, *, existing: bool = False) -> Store:
    """Open a store to be written, made if need be; one of an older iscm is brought up to date.

    Addresses are `sqlite:///relative.db` or `sqlite:////absolute.db`. Raises StoreError, and
    NoStore where it must be `existing` and is not.
    """
    return SqliteStore(_path(address), existing=existing)


def read_store(address: str, *, awaited: bool = False) -> StoreReader:
    """Open a store that is only read: nothing is made and nothing written.

    One that is `awaited` is empty until somebody makes it: only an address in a folder that is not
    there is wrong all the same. Raises NoStore where there is none, and StoreError where it cannot
    be read or is of another schema.
    """
    return SqliteReader(_path(address), awaited=awaited)


def _path(address: str) -> Path:
    scheme, separator, rest = address.partition(":///")
    if scheme != "sqlite" or not separator or not rest or rest == _IN_MEMORY:
        raise StoreError(address, "an address such as sqlite:///iscm.db expected")
    return Path(rest)
