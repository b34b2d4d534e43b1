"""A store's address → the store: one explicit table of schemes."""

from pathlib import Path

from snapshots.errors import StoreError
from snapshots.stores.base import Store
from snapshots.stores.sqlite.store import SqliteStore

_IN_MEMORY = ":memory:"
"""SQLite's name for a database that each connection has for itself: no store to share."""


def open_store(address: str) -> Store:
    """Open `sqlite:///relative.db` or `sqlite:////absolute.db`; raises StoreError."""
    scheme, separator, rest = address.partition(":///")
    if scheme != "sqlite" or not separator or not rest or rest == _IN_MEMORY:
        raise StoreError(address, "an address such as sqlite:///iscm.db expected")
    return SqliteStore(Path(rest))
