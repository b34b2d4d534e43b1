"""A store's address → the store: one explicit table of schemes."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

from snapshots.errors import StoreError
from snapshots.stores.base import Store, StoreReader

_IN_MEMORY = ":memory:"
"""SQLite's name for a database that each connection has for itself: no store to share."""
_SERVERS: Final = ("postgresql", "postgres")
"""As libpq has it, https://www.postgresql.org/docs/current/libpq-connect.html."""
_PASSWORD: Final = re.compile(r"^((?:\w+:/+)?[^:/@]*):(?!/).*@")
_SECRET: Final = re.compile(r"(password=)[^&]*")


def open_store(address: str, *, existing: bool = False) -> Store:
    """Open a store to be written, made if need be; one of an older iscm is brought up to date.

    Addresses are `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://…`, as libpq
    has them. Raises StoreError, and NoStore where it must be `existing` and is not.
    """
    return cast("Store", _made(address, ("SqliteStore", "PostgresStore"), existing=existing))


def read_store(address: str, *, awaited: bool = False) -> StoreReader:
    """Open a store that is only read: nothing is made and nothing written.

    One that is `awaited` is empty until somebody makes it: only an address in a folder that is not
    there, or of a database, is wrong all the same. Raises NoStore where there is none, and
    StoreError where it cannot be read or is of another schema.
    """
    return cast("StoreReader", _made(address, ("SqliteReader", "PostgresReader"), awaited=awaited))


def shown(address: str) -> str:
    """The address without the passwords in it, for people and logs, however wrong it is."""
    return _SECRET.sub(r"\1…", _PASSWORD.sub(r"\1@", address))


def _made(address: str, kinds: tuple[str, str], **how: Any) -> object:
    """The store by the module that knows it: who has a file needs no driver of a server."""
    scheme, _, rest = address.partition("://")
    if scheme in _SERVERS and rest:
        module = import_module("snapshots.stores.postgres.store")
        return getattr(module, kinds[1])(address, shown(address), **how)
    module = import_module("snapshots.stores.sqlite.store")
    return getattr(module, kinds[0])(_path(address), **how)


def _path(address: str) -> Path:
    scheme, separator, rest = address.partition(":///")
    if scheme != "sqlite" or not separator or not rest or rest == _IN_MEMORY:
        raise StoreError(
            shown(address),
            "an address such as sqlite:///iscm.db expected, or postgresql://user@host/database",
        )
    return Path(rest)
