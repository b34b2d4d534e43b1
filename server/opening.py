"""Opening the store to read it, for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from server.errors import UsageError
from server.output import complain
from server.settings import Settings
from snapshots.errors import UnreadableRow
from snapshots.stores.address import read_store
from snapshots.stores.base import StoreReader


@contextmanager
def reading(settings: Settings) -> Iterator[StoreReader]:
    """The store for one command; in the end each row that could not be read is a line on stderr.

    Such a row makes the exit code 2: what was printed is not all that there was.
    """
    store = read_store(settings.store)
    lost: dict[str, UnreadableRow] = {}
    try:
        yield store
    except UnreadableRow as error:
        lost[error.row] = error
    finally:
        lost |= {one.row: one for one in store.left_out()}
        for one in lost.values():
            complain(str(one))
    if lost:
        raise typer.Exit(UsageError.exit_code)
