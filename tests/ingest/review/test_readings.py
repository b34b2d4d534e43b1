from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from ingest.errors import CaptureLost
from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import AnyValue, Reading, Value
from ingest.review.readings import Readings, digest_of, reader_digest
from snapshots.stores.records import StoredCapture
from snapshots.stores.sqlite.store import SqliteStore

PAGE = Capture(
    url="https://www.iom.int/midsa",
    body=b"Established: 2000\nMembers\n- Angola\n- Zambia\nLatest meeting\nLusaka, 3 May 2019\n",
    media_type="text/plain",
)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path / "iscm.db")
    stored = StoredCapture(
        digest=PAGE.digest, url=PAGE.url, media_type=PAGE.media_type, body=PAGE.body
    )
    store.keep_captures((stored,))
    return store


def kinds(of: type[Value]) -> Iterator[type[Value]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_a_capture_is_read_once_by_one_reader(store: SqliteStore) -> None:
    first = Readings(store, "reader")
    reading = first.of(PAGE.url, PAGE.digest)
    assert (reading, first.read) == (read_page(PAGE), 1)
    assert first.of(PAGE.url, PAGE.digest) is reading
    first.keep()
    second = Readings(store, "reader")
    second.recall([(PAGE.url, PAGE.digest)])
    assert (second.of(PAGE.url, PAGE.digest), second.read) == (reading, 0)


def test_another_reader_reads_anew(store: SqliteStore) -> None:
    first = Readings(store, "yesterday")
    first.of(PAGE.url, PAGE.digest)
    first.keep()
    second = Readings(store, "today")
    second.of(PAGE.url, PAGE.digest)
    assert second.read == 1


def test_a_capture_that_is_not_there_is_named(store: SqliteStore) -> None:
    with pytest.raises(CaptureLost, match=r"no capture sha256:0 of https://www\.iom\.int/midsa"):
        Readings(store, "reader").of(PAGE.url, "sha256:0")


def test_every_kind_of_value_is_known_to_those_who_write_readings_down() -> None:
    assert set(kinds(Value)) == set(AnyValue.__args__)


def test_every_case_is_written_down_and_read_again_as_it_was(cases: Path) -> None:
    decoder = msgspec.msgpack.Decoder(Reading)
    paths = sorted(cases.glob("*/*.expected.json"))
    assert paths
    for path in paths[::4]:
        expected = msgspec.json.decode(path.read_bytes())
        body = path.with_name(path.name.replace(".expected.json", ".txt")).read_bytes()
        reading = read_page(Capture(url=expected["url"], body=body))
        assert decoder.decode(msgspec.msgpack.encode(reading)) == reading


def test_code_words_names_and_libraries_make_another_reader(tmp_path: Path) -> None:
    words = tmp_path / "vocabulary" / "labels.toml"
    words.parent.mkdir()
    words.write_text("a = 1")
    (tmp_path / "read.py").write_text("x = 1")
    (tmp_path / "read.pyc").write_bytes(b"1")
    digests = [digest_of(tmp_path, {"lxml": "6.1"})]
    (tmp_path / "read.pyc").write_bytes(b"2")
    assert digest_of(tmp_path, {"lxml": "6.1"}) == digests[0], "what Python makes is no source"
    digests.append(digest_of(tmp_path, {"lxml": "6.2"}))
    words.write_text("a = 2")
    digests.append(digest_of(tmp_path, {"lxml": "6.1"}))
    (tmp_path / "read.py").rename(tmp_path / "reads.py")
    digests.append(digest_of(tmp_path, {"lxml": "6.1"}))
    assert len(set(digests)) == 4
    assert reader_digest().startswith("sha256:")
