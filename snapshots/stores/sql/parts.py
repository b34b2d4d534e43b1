"""All parts of a store in an SQL database, put together."""

from typing import Any

from snapshots.errors import UnreadableRow
from snapshots.stores.sql.captures import Captures
from snapshots.stores.sql.changes import Changes
from snapshots.stores.sql.copying import Copying
from snapshots.stores.sql.database import Database
from snapshots.stores.sql.lease import Lease
from snapshots.stores.sql.room import Room
from snapshots.stores.sql.runs import Runs
from snapshots.stores.sql.versions import Versions


class Parts(Versions, Changes, Captures, Runs, Lease, Room, Copying):
    """The methods of Store on all tables; how connections come about is the backend's."""


class Reader(Database):
    """Who only reads passes by what cannot be read, and remembers it."""

    def __init__(self, *place: Any, **how: Any) -> None:
        """With what the backend is opened with."""
        super().__init__(*place, **how)
        self._left_out: dict[str, UnreadableRow] = {}

    def _leave_out(self, row: UnreadableRow) -> None:
        self._left_out[row.row] = row

    def left_out(self) -> tuple[UnreadableRow, ...]:
        """See StoreReader."""
        found, self._left_out = tuple(self._left_out.values()), {}
        return found
