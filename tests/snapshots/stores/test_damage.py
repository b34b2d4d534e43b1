"""Rows that were damaged since they were written, in whichever store: named, and never believed."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from snapshots.codec import digest
from snapshots.errors import StoreError, UnreadableRow
from snapshots.gate import Approved, Held, review
from snapshots.model import Snapshot, Theme
from snapshots.stores.address import open_store, read_store
from snapshots.stores.base import Store
from snapshots.stores.records import (
    Decision,
    Holder,
    PageState,
    Run,
    StoredCapture,
    StoredReading,
    StoredRobots,
)

AT = "2026-01-31T04:00:00Z"
URL = "https://www.iom.int/hld"
BODY = b"<p>page</p>"
CAPTURE = StoredCapture(digest=digest(BODY), url=URL, retrieved_at=AT, body=BODY)
KEY = f"{CAPTURE.digest} {URL}"
NO_UTF_8 = "CAST(x'41ff' AS TEXT)"
"""What SQLite can have, and PostgreSQL refuses."""

Tamper = Callable[..., None]


def snapshot(name: str) -> Snapshot:
    return Snapshot(themes=(Theme(id=name, names={"en": name}),))


@pytest.fixture
def full(store: Store) -> Store:
    """A store that holds two versions, two runs, and something of everything else."""
    for name in ("first", "second"):
        verdict = review(snapshot(name), None)
        assert isinstance(verdict, Approved)
        store.publish(verdict, run=name, at=AT)
        run = Run(id=name, started_at=AT, finished_at=AT, outcome="held", report=b"{}")
        store.record(run, Held(snapshot("held"), ()))
        decision = Decision(run=name, accepted=False, pages=(URL,), reason="no", at=AT)
        store.decide(decision)
    store.keep_captures((CAPTURE,))
    store.keep_readings("reader", {KEY: b"read"})
    store.keep_states((PageState(url=URL, latest=CAPTURE.digest, checked_at=AT),))
    store.keep_served_readings((StoredReading(url=URL, capture=CAPTURE.digest, content=b"read"),))
    store.keep_robots(StoredRobots(origin="https://a", fetched_at=AT, status=200, body=b"robots"))
    return store


class Damage(NamedTuple):
    """What is done to one row, how that row is named, and the list that it was in."""

    statement: str
    row: str
    listed: str
    values: tuple[object, ...] = ()


_CAPTURE = f"capture {CAPTURE.digest} of {URL}"
DAMAGES = [
    Damage("UPDATE versions SET published_at = '' WHERE number = 2", "version 2", "versions"),
    Damage("UPDATE runs SET outcome = 'odd' WHERE id = 'second'", "run second", "runs"),
    Damage("UPDATE runs SET started_at = 'soon' WHERE id = 'first'", "run first", "runs"),
    Damage(
        "UPDATE decisions SET pages = '[' WHERE run = 'first'",
        "a decision on run first",
        "decisions",
    ),
    Damage(
        "UPDATE decisions SET at = '31 January' WHERE run = 'second'",
        "a decision on run second",
        "decisions",
    ),
    Damage("UPDATE pages SET checked_at = 'soon'", f"the state of page {URL}", "states"),
    Damage("UPDATE bodies SET body = ?", _CAPTURE, "captures", (b"\0",)),
    Damage("DELETE FROM bodies", _CAPTURE, "captures"),
    Damage("UPDATE captures SET headers = '{}'", _CAPTURE, "captures"),
    Damage(
        "UPDATE served_readings SET content = ?",
        f"what is served of page {URL}",
        "served_readings",
        (b"",),
    ),
]


NO_TEXT = [
    Damage(f"UPDATE versions SET run = {NO_UTF_8} WHERE number = 1", "version 1", "versions"),
    Damage(f"UPDATE runs SET inputs = {NO_UTF_8} WHERE id = 'first'", "run first", "runs"),
    Damage(f"UPDATE pages SET etag = {NO_UTF_8}", f"the state of page {URL}", "states"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_list_leaves_out_what_cannot_be_read_and_tells_of_it(
    full: Store, address: str, tamper: Tamper, damage: Damage
) -> None:
    whole = len(tuple(getattr(full, damage.listed)()))
    tamper(damage.statement, *damage.values)
    reader = read_store(address)
    assert len(tuple(getattr(reader, damage.listed)())) == whole - 1
    (lost,) = reader.left_out()
    assert lost.row == damage.row
    assert str(lost).startswith(f"store {address}: {damage.row} cannot be read: ")
    assert reader.left_out() == (), "it was told"


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("damage", NO_TEXT)
def test_text_that_is_none_is_left_out_and_told(
    full: Store, address: str, tamper: Tamper, damage: Damage
) -> None:
    test_a_list_leaves_out_what_cannot_be_read_and_tells_of_it(full, address, tamper, damage)


@pytest.mark.parametrize("damage", DAMAGES)
def test_who_writes_does_not_pass_it_by(
    full: Store, address: str, tamper: Tamper, damage: Damage
) -> None:
    tamper(damage.statement, *damage.values)
    with pytest.raises(UnreadableRow) as refused:
        tuple(getattr(open_store(address), damage.listed)())
    assert refused.value.row == damage.row


@pytest.mark.parametrize(
    "damage",
    [
        ("UPDATE versions SET content = ? WHERE number = 2", b""),
        ("UPDATE versions SET content = substr(content, 1, 20) WHERE number = 2",),
        (
            "UPDATE versions SET content = ? WHERE number = 2",
            bytes.fromhex("28b52ffde0ffffffffffffff0f00"),
        ),
        ("UPDATE versions SET content = (SELECT content FROM versions WHERE number = 1)",),
        ("UPDATE versions SET digest = 'sha256:0' WHERE number = 2",),
        ("DELETE FROM versions WHERE number = 2",),
    ],
)
def test_a_version_that_was_damaged_is_not_loaded(
    full: Store, address: str, tamper: Tamper, damage: tuple[object, ...]
) -> None:
    tamper(*damage)
    reader = read_store(address)
    with pytest.raises(UnreadableRow, match="version 2 cannot be read: "):
        reader.load()
    older = reader.load(1)
    assert older is not None
    assert older.snapshot == snapshot("first")


def test_a_served_version_that_was_damaged_is_not_built_upon(full: Store, tamper: Tamper) -> None:
    tamper("UPDATE versions SET content = ? WHERE number = 2", b"")
    verdict = review(snapshot("third"), None)
    assert isinstance(verdict, Approved)
    with pytest.raises(UnreadableRow, match="version 2"):
        full.publish(verdict, run="third", at=AT)
    assert len(full.versions()) == 2


def test_a_pointer_that_is_gone_is_no_empty_store(full: Store, tamper: Tamper) -> None:
    tamper("DELETE FROM pointer")
    for look in (full.served, full.load):
        with pytest.raises(UnreadableRow, match="the pointer to the served version"):
            look()


@pytest.mark.parametrize(
    "damage", [("UPDATE candidates SET content = ?", b"\0"), ("DELETE FROM candidates",)]
)
def test_a_candidate_that_was_damaged_is_not_offered(
    full: Store, tamper: Tamper, damage: tuple[object, ...]
) -> None:
    tamper(*damage)
    with pytest.raises(UnreadableRow, match="the candidate of run second cannot be read"):
        full.held("second")


@pytest.mark.parametrize(
    "damage",
    [
        ("UPDATE bodies SET body = ?", b"\0"),
        ("DELETE FROM bodies",),
        ("UPDATE captures SET headers = '['",),
        ("UPDATE captures SET retrieved_at = 'soon'",),
    ],
)
def test_a_capture_that_was_damaged_is_not_there_and_is_kept_anew(
    full: Store, tamper: Tamper, damage: tuple[object, ...]
) -> None:
    tamper(*damage)
    pair = (URL, CAPTURE.digest)
    assert full.known_captures([pair]) == {}
    with pytest.raises(UnreadableRow, match=f"capture {CAPTURE.digest} of {URL}"):
        full.capture(CAPTURE.digest)
    full.keep_captures((CAPTURE,))
    assert full.capture(CAPTURE.digest) == CAPTURE
    assert pair in full.known_captures([pair])


def test_what_can_be_had_again_is_not_missed(full: Store, tamper: Tamper) -> None:
    tamper("UPDATE readings SET content = ?", b"\0")
    tamper("UPDATE robots SET fetched_at = 'soon'")
    assert full.readings("reader", (KEY,)) == {}
    assert full.robots("https://a") is None


def test_a_lease_that_was_damaged_is_judged_as_it_is(full: Store, tamper: Tamper) -> None:
    tamper("INSERT INTO lease VALUES (1, '', '', -1, 0.5, 'yesterday')")
    mine = Holder(id="mine", host="here", process=1, born_at=1.5, renewed_at=AT)
    seen: list[Holder] = []
    assert full.take_lease(mine, lambda other: seen.append(other) is None) is None
    assert [(one.process, one.renewed_at) for one in seen] == [(-1, "yesterday")]
    assert full.renew_lease(AT)


@pytest.mark.parametrize("table", ["versions", "runs", "pages", "captures", "bodies"])
def test_a_table_that_is_gone_is_named(
    full: Store, address: str, tamper: Tamper, table: str
) -> None:
    tamper(f"DROP TABLE {table}")
    with pytest.raises(StoreError, match=table):
        read_store(address).usage()
