"""What versions changed: written with them, found by version, record and process."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from snapshots.change import Change, Origin, RecordedChange
from snapshots.codec import decode
from snapshots.diff import processes_of
from snapshots.errors import CodecError
from snapshots.model import Snapshot
from snapshots.reasons import explained
from snapshots.stores.base import UNKNOWN
from snapshots.stores.records import ChangesWanted, OfProcesses, OfRecords
from snapshots.stores.sql.database import Connection, Database, insert
from snapshots.stores.sql.rows import Form, unpacked
from snapshots.successors import Renamed

_CHANGE: Final = "version, position, kind, id, field, element, before, after, citation, reason"
_CHANGES = Form(kind=Change, name="a change of {kind} {id}", json=("citation",))
_IDS = Form(kind=Change, name="the change of the id of {kind} {id}", json=("after",))
_EVERYTHING: Final = 1 << 62
Statement = tuple[str, tuple[Any, ...]]
"""SQL, and the values of its marks."""


class Changes(Database):
    """The methods of Store on what versions changed."""

    def changes(self, number: int) -> tuple[Change, ...]:
        """See StoreReader."""
        wanted = ChangesWanted(after=number - 1, until=number)
        return tuple(one.change for one in self.recorded_changes(wanted))

    def recorded_changes(self, wanted: ChangesWanted) -> Iterator[RecordedChange]:
        """See StoreReader."""
        with self._connection() as connection:
            for row in connection.stream(*selection(wanted)):
                for change in self._records(_CHANGES, (row,)):
                    yield RecordedChange(
                        version=row["version"], position=row["position"], change=change
                    )

    def count_changes(self, wanted: ChangesWanted) -> Mapping[int, Mapping[str, int]]:
        """See StoreReader."""
        found: dict[int, dict[str, int]] = {}
        with self._connection() as connection:
            for row in connection.execute(*counting(wanted)):
                found.setdefault(row["version"], {})[row["kind"]] = row["count"]
        return found

    def renamed(self, until: int) -> Iterator[Renamed]:
        """See StoreReader."""
        with self._connection() as connection:
            rows = connection.execute(*renaming(until))
            for one in self._records(_IDS, rows):
                if one.after is not None:
                    yield one.kind, one.id, one.after


def selection(wanted: ChangesWanted) -> Statement:
    """The changes in the order that is wanted."""
    source, values = _source(wanted)
    way = "DESC" if wanted.newest_first else "ASC"
    order = f"ORDER BY version {way}, position {way}"
    first = _EVERYTHING if wanted.first is None else wanted.first
    cut = (*values, first, wanted.skip)
    if isinstance(wanted.of, OfProcesses):  # what belongs is cut before any change is looked at
        found = f"SELECT DISTINCT version, position {source} {order} LIMIT ? OFFSET ?"
        return (
            f"SELECT {_CHANGE} FROM ({found}) own JOIN changes USING (version, position) {order}",
            cut,
        )
    return f"SELECT {_CHANGE} {source} {order} LIMIT ? OFFSET ?", cut


def counting(wanted: ChangesWanted) -> Statement:
    """How many there are by version and kind."""
    source, values = _source(wanted)
    if isinstance(wanted.of, OfProcesses):
        source = f"FROM (SELECT DISTINCT version, position, kind {source}) own"
    return f"SELECT version, kind, count(*) AS count {source} GROUP BY version, kind", values


def renaming(until: int) -> Statement:
    """The changes of ids; the condition is that of their index, letter by letter."""
    return (
        "SELECT kind, id, field, after FROM changes WHERE field = 'id' AND version <= ? "
        "ORDER BY version, position",
        (until,),
    )


def _source(wanted: ChangesWanted) -> Statement:
    """From which table they are read, and on what conditions."""
    table, terms = "changes", [("version > ?", (wanted.after,))]
    if wanted.until is not None:
        terms.append(("version <= ?", (wanted.until,)))
    if wanted.kinds:
        terms.append(_one_of("kind", wanted.kinds))
    match wanted.of:
        case OfProcesses(slugs=slugs):
            table = "changes_of_processes"
            terms.append(_one_of("process", slugs))
        case OfRecords(ids=ids, field=field):
            terms.append(_one_of("id", ids))
            if field is not None:
                terms.append(_one_of("field", (field, "")))
    values = tuple(value for _, values in terms for value in values)
    return f"FROM {table} WHERE {' AND '.join(term for term, _ in terms)}", values


def _one_of(column: str, values: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    return f"{column} IN ({', '.join('?' * len(values))})", values


def write_changes(
    connection: Connection,
    number: int,
    changes: tuple[Change, ...],
    before: Snapshot,
    after: Snapshot,
) -> None:
    """What a version changed, and to which processes each of it belongs."""
    connection.executemany(
        insert("changes", _CHANGE),
        [
            (
                *(number, at, one.kind, one.id, one.field, one.element, one.before, one.after),
                msgspec.json.encode(one.citation).decode() if one.citation else None,
                one.reason.value if one.reason else None,
            )
            for at, one in enumerate(changes)
        ],
    )
    places = ((at, one.kind, one.id) for at, one in enumerate(changes))
    _write_processes(connection, number, places, before, after)


def _write_processes(
    connection: Connection,
    number: int,
    places: Iterator[tuple[int, str, str]],
    before: Snapshot,
    after: Snapshot,
) -> None:
    """Where changes stand, with kinds and ids of their records → the processes of these."""
    old, new = processes_of(before), processes_of(after)
    none: frozenset[str] = frozenset()
    connection.executemany(
        insert("changes_of_processes", "process, version, position, kind"),
        [
            (process, number, at, kind)
            for at, kind, one in places
            for process in sorted(old.get((kind, one), none) | new.get((kind, one), none))
        ],
    )


def rewrite_changes(connection: Connection) -> None:
    """Work out anew what each version changed; one that cannot be read has no changes."""
    for number, before, after in _steps(connection):
        changes = explained(before, after, None if number == 1 else Origin(), UNKNOWN)
        write_changes(connection, number, changes, before, after)


def find_processes(connection: Connection) -> None:
    """To which processes the changes belong that were written without them."""
    for number, before, after in _steps(connection):
        rows = connection.execute(
            "SELECT position, kind, id FROM changes WHERE version = ?", (number,)
        )
        places = iter([(row["position"], row["kind"], row["id"]) for row in rows])
        _write_processes(connection, number, places, before, after)


def _steps(connection: Connection) -> Iterator[tuple[int, Snapshot, Snapshot]]:
    """Each version that can be read: its number, what was before it, and what it is."""
    before = Snapshot()
    rows = connection.execute("SELECT number FROM versions ORDER BY number")
    for number in [row["number"] for row in rows]:
        row = connection.execute(
            "SELECT content FROM versions WHERE number = ?", (number,)
        ).fetchone()
        try:
            after = decode(unpacked(row["content"]))
        except CodecError:
            continue
        yield number, before, after
        before = after
