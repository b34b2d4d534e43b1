"""The lease on ingest: one run at a time, and none for ever."""

from collections.abc import Callable

from snapshots.stores.records import Holder
from snapshots.stores.sql.database import Database, upsert

_HOLDER = "id, host, process, born_at, renewed_at"


class Lease(Database):
    """The methods of Store on the lease."""

    def take_lease(self, mine: Holder, is_dead: Callable[[Holder], bool]) -> Holder | None:
        """See Store."""
        with self._transaction() as connection:
            row = connection.execute(f"SELECT {_HOLDER} FROM lease").fetchone()
            other = Holder(**dict(row)) if row else None
            if other is not None and other.id != mine.id and not is_dead(other):
                return other
            connection.execute(
                upsert("lease", f"one, {_HOLDER}", "one"),
                (1, mine.id, mine.host, mine.process, mine.born_at, mine.renewed_at),
            )
        self._lease = mine.id
        return None

    def renew_lease(self, at: str) -> bool:
        """See Store."""
        with self._transaction() as connection:
            changed = connection.execute(
                "UPDATE lease SET renewed_at = ? WHERE id = ?", (at, self._lease)
            )
            return changed.rowcount == 1

    def drop_lease(self) -> None:
        """See Store."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM lease WHERE id = ?", (self._lease,))
        self._lease = None
