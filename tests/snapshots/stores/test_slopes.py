"""What a question about the past reads depends on what it finds, not on how long the past is."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest

from snapshots.stores.records import ChangesWanted, OfProcesses, OfRecords
from snapshots.stores.sql.changes import Statement, counting, renaming, selection

A_VERSION = 10
"""Changes that each version brings."""
FEW = 5
"""Changes of the record that is asked for, in all versions together."""
FILL = (
    """INSERT INTO changes (version, position, kind, id, field)
    WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {all})
    SELECT i / {each}, i % {each}, 'process',
        CASE WHEN i % {rare} = 0 THEN 'rare' ELSE 'r' || i END,
        CASE WHEN i % {rare} = 0 THEN 'id' ELSE 'names' END FROM numbers""",
    """INSERT INTO changes_of_processes (process, version, position, kind)
    SELECT id, version, position, kind FROM changes""",
)
RARE = OfRecords(ids=("rare", "former"))
QUESTIONS = {
    "the history of a record": selection(
        ChangesWanted(kinds=("process",), of=RARE, newest_first=True, first=20)
    ),
    "the history of a field": selection(
        ChangesWanted(
            kinds=("process",),
            of=OfRecords(ids=("rare",), field="id"),
            newest_first=True,
            first=20,
            until=1 << 40,
        )
    ),
    "the newest change of a record with many": selection(
        ChangesWanted(kinds=("process",), of=OfRecords(ids=("rare",)), newest_first=True, first=1)
    ),
    "the changes of a process": selection(
        ChangesWanted(of=OfProcesses(slugs=("rare", "former")), first=20, until=1 << 40)
    ),
    "how many changes a process has": counting(ChangesWanted(of=OfProcesses(slugs=("rare",)))),
    "the first page of all changes": selection(ChangesWanted(first=20)),
    "a page of a version's changes": selection(ChangesWanted(after=40, until=90, first=20, skip=5)),
    "the ids that changed": renaming(1 << 40),
}


def rows(plan: dict[str, Any]) -> Iterator[float]:
    """What the scans of a plan looked at."""
    if "Scan" in plan["Node Type"] and "Plans" not in plan:
        passed = plan.get("Rows Removed by Filter", 0) + plan.get(
            "Rows Removed by Index Recheck", 0
        )
        yield (plan["Actual Rows"] + passed) * plan["Actual Loops"]
    for below in plan.get("Plans", ()):
        yield from rows(below)


def work(address: str, statement: Statement) -> float:
    """Instructions of SQLite's machine; rows that PostgreSQL looks at."""
    words, values = statement
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as file:
            counted: list[None] = []
            file.set_progress_handler(lambda: counted.append(None), 1)
            file.execute(words, values).fetchall()
            return len(counted)
    with psycopg.connect(address) as connection:
        connection.execute("SET search_path = iscm")
        asked = f"EXPLAIN (ANALYZE, FORMAT JSON) {words}".replace("?", "%s").encode()
        ((found,),) = connection.execute(asked, values).fetchall()
        return sum(rows(found[0]["Plan"]))


@pytest.mark.usefixtures("store")
def test_a_question_about_the_past_reads_no_more_in_a_longer_one(
    address: str, tamper: Callable[..., None]
) -> None:
    read: list[dict[str, float]] = []
    for versions in (100, 1_000):
        changes = versions * A_VERSION
        tamper("DELETE FROM changes_of_processes")
        tamper("DELETE FROM changes")
        tamper(FILL[0].format(all=changes, each=A_VERSION, rare=changes // FEW))
        tamper(FILL[1])
        if not address.startswith("sqlite"):
            tamper("ANALYZE")
        read.append({name: work(address, one) for name, one in QUESTIONS.items()})
    short, long = read
    assert {
        name: (short[name], long[name]) for name in QUESTIONS if long[name] > 2 * short[name]
    } == {}
