"""The PostgreSQL store where roles, servers and programs are not as they should be.

`TEST_KILLS=200` kills the server so often while somebody publishes.
"""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from benchmarks.postgres import Server, installed
from snapshots.codec import digest, encode
from snapshots.errors import LeaseLost, NoStore, StoreError
from snapshots.model import Version
from snapshots.stores.address import open_store, read_store, shown
from snapshots.stores.base import Store
from snapshots.stores.records import Holder, PageState, StoredCapture

KILLS = int(os.environ.get("TEST_KILLS", "6"))
Publish = Callable[..., Version]
SCRIPT = """\
import sys
from itertools import count
from snapshots.gate import review
from snapshots.model import Snapshot, Theme
from snapshots.stores.address import open_store

store = open_store(sys.argv[1])
print("open", flush=True)
for number in count(int(sys.argv[2])):
    names = [f"{number}-{part}" for part in range(50)]
    themes = tuple(Theme(id=name, names={"en": name}) for name in names)
    version = store.publish(
        review(Snapshot(themes=themes), None), run=str(number), at="2026-01-31T04:00:00Z"
    )
    print(version.number, flush=True)
"""


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    made = server.new()
    yield made
    server.give_back(made)


def as_user(address: str, user: str) -> str:
    return address.replace("postgres@", f"{user}@")


def test_a_role_that_may_only_select_is_enough_to_serve(database: str, publish: Publish) -> None:
    version = publish(open_store(database), "a")
    with psycopg.connect(database) as connection:
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA iscm TO reader")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA iscm TO reader")
    reader = read_store(as_user(database, "reader"), awaited=True)
    assert reader.served() == version
    assert reader.load() is not None
    assert len(reader.changes(1)) == 1
    assert reader.usage().bytes > 0
    assert (reader.states(), reader.runs(), reader.decisions(), reader.left_out()) == (
        (),
        (),
        (),
        (),
    )
    with pytest.raises(StoreError, match="permission denied"):
        open_store(as_user(database, "reader")).keep_states((PageState(url="https://a"),))
    with psycopg.connect(database) as connection:
        connection.execute("DROP OWNED BY reader; DROP ROLE reader")


def test_who_reads_cannot_write_whatever_the_role(database: str) -> None:
    open_store(database)
    with pytest.raises(StoreError, match="read-only"):
        read_store(database).keep_states((PageState(url="https://a"),))  # type: ignore[attr-defined]


def test_a_database_without_a_store_is_named_or_awaited(database: str, publish: Publish) -> None:
    with pytest.raises(NoStore, match="iscm ingest makes one"):
        read_store(database)
    with pytest.raises(NoStore):
        open_store(database, existing=True)
    awaited = read_store(database, awaited=True)
    assert awaited.served() is None
    version = publish(open_store(database), "a")
    assert awaited.served() == version


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE iscm.format SET number = 99", "schema 99 is newer than this iscm"),
        ("DROP TABLE iscm.format", "an iscm store or no schema iscm expected, .* found in it"),
    ],
)
def test_a_store_of_another_format_is_refused_by_name(
    database: str, statement: str, refusal: str
) -> None:
    open_store(database)
    with psycopg.connect(database) as connection:
        connection.execute(statement.encode())
    for opened in (open_store, read_store):
        with pytest.raises(StoreError, match=refusal):
            opened(database)


def test_tables_of_others_are_left_alone(database: str, publish: Publish) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("DROP TABLE IF EXISTS public.versions")
        connection.execute("CREATE TABLE public.versions (words text)")
    assert publish(open_store(database), "a").number == 1
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT * FROM public.versions").fetchall() == []
        connection.execute("DROP TABLE public.versions")


def test_no_password_is_told(server: Server) -> None:
    place = server.address("none").replace("postgres@", "postgres:se%40cret@")
    for address in (place, f"{place}&password=secret", "postgres:se@cret@db/x", f"{place}&x"):
        with pytest.raises(StoreError) as refused:
            open_store(address)
        assert "cret" not in f"{refused.value} {refused.value.address}"
    assert shown("postgresql://iscm@db/iscm") == "postgresql://iscm@db/iscm"
    assert shown("postgresql://iscm:a:b@c@db:5/iscm?x=y") == "postgresql://iscm@db:5/iscm?x=y"


def test_of_two_who_publish_at_once_the_one_that_lost_the_lease_says_so(
    database: str, publish: Publish, holder: Callable[[str], Holder]
) -> None:
    stores = [open_store(database) for _ in range(4)]
    start, won, lost = threading.Barrier(4), [], []

    def work(number: int, store: Store) -> None:
        start.wait()
        if store.take_lease(holder(str(number)), lambda _: True) is None:
            try:
                won.append(publish(store, str(number)))
            except LeaseLost as error:
                lost.append(error)

    threads = [threading.Thread(target=work, args=one) for one in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) + len(lost) == 4
    numbers = [version.number for version in stores[0].versions()]
    assert numbers == list(range(len(won), 0, -1))


@pytest.mark.parametrize("binaries", installed().values(), ids=installed())
def test_a_disk_without_room_leaves_the_old_version_served(
    binaries: Path, publish: Publish
) -> None:
    server = Server(binaries, largest_file=17 << 20)
    try:
        address = server.new()
        store = open_store(address)
        version = publish(store, "a")
        body = random.Random(1).randbytes(24 << 20)
        with pytest.raises(StoreError, match="could not"):
            store.keep_captures((StoredCapture(digest="a", url="https://a", body=body),))
        assert read_store(address).served() == version
        assert read_store(address).count_captures() == 0
        assert publish(store, "b").number == 2
    finally:
        server.remove()


def test_a_database_that_may_only_be_read_is_served(database: str, publish: Publish) -> None:
    version = publish(open_store(database), "a")
    with psycopg.connect(database, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
    try:
        assert read_store(database).served() == version
        with pytest.raises(StoreError, match="read-only transaction"):
            publish(open_store(database), "b")
        assert read_store(database).served() == version
    finally:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(
                f"ALTER DATABASE {name} RESET default_transaction_read_only".encode()
            )


def test_more_askers_than_connections_wait_for_each_other(database: str, publish: Publish) -> None:
    version = publish(open_store(database), "a")
    store, found = read_store(database), []
    threads = [threading.Thread(target=lambda: found.append(store.served())) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [version] * 40


def told(publisher: subprocess.Popen[str]) -> int:
    """The last version that the publisher says it has published."""
    assert publisher.stdout is not None
    lines = publisher.stdout.read().splitlines()
    return int(lines[-1]) if lines and lines[-1] != "open" else 0


def is_sound(address: str) -> int:
    """Look at every version and what it changed; how many there are."""
    store = read_store(address)
    versions = store.versions()
    assert [one.number for one in versions] == list(range(len(versions), 0, -1))
    assert store.served() == (versions[0] if versions else None)
    for version in versions[:2]:
        published = store.load(version.number)
        assert published is not None
        assert digest(encode(published.snapshot)) == version.digest
        assert len(store.changes(version.number)) == (50 if version.number == 1 else 100)
    return len(versions)


def test_a_server_killed_at_any_instant_leaves_no_half_version_and_loses_none(
    server: Server, database: str
) -> None:
    chance = random.Random(1)
    open_store(database)
    for _ in range(KILLS):
        before = is_sound(database)
        with subprocess.Popen(
            [sys.executable, "-c", SCRIPT, database, str(before)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as publisher:
            assert publisher.stdout is not None
            assert publisher.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0, 0.3))
            server.kill()
            publisher.kill()
            published = told(publisher)
        server.start()
        after = is_sound(database)
        assert after in (max(before, published), max(before, published) + 1)
