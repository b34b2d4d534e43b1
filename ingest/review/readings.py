"""What captures say: known from before where the very same reader read them, else read now."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.errors import CaptureLost, IngestError, work_on
from ingest.page import Capture
from ingest.reading.outline.lines import Outline
from ingest.reading.outline.read import read_outline
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.reading.recognition.recognize import INDEX
from ingest.review.memory import ServedReading
from ingest.review.proposals import is_index, lists_processes
from snapshots.change import Origin
from snapshots.codec import UNDECODABLE
from snapshots.errors import UnreadableRow
from snapshots.model import Snapshot
from snapshots.stores.base import Store
from snapshots.stores.records import StoredCapture, StoredReading

_READS: Final = ("beautifulsoup4", "lxml")
"""The libraries whose version decides what is read."""
_AT_ONCE: Final = 100
"""Readings that are kept in one transaction."""
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Reading)
_served_decoder = msgspec.msgpack.Decoder(ServedReading)


class Readings:
    """Readings by page and capture; each capture is read once by each reader."""

    def __init__(
        self, store: Store, reader: str, is_index: Callable[[str], bool] = is_index
    ) -> None:
        """`is_index` tells the pages that are read as lists of processes."""
        self._store = store
        self._reader = reader
        self._is_index = is_index
        self._known: dict[tuple[str, str], Reading] = {}
        self._unkept: dict[str, bytes] = {}
        self.read = 0
        """How many captures had to be read."""

    def recall(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take up what is known of captures (address, digest), all at once."""
        wanted = {_key(*pair): pair for pair in pairs if pair not in self._known}
        for key, content in self._store.readings(self._reader, tuple(wanted)).items():
            with suppress(*UNDECODABLE):  # it was damaged: the capture is read again
                reading = _decoder.decode(content)
                if (reading.family == INDEX) == self._is_index(reading.url):
                    self._known[wanted[key]] = reading

    def of(self, url: str, digest: str) -> Reading:
        """What the capture says; raises what `read_page` raises, CaptureLost and Unforeseen."""
        if (url, digest) not in self._known:
            self.recall([(url, digest)])
        if (url, digest) not in self._known:
            self._known[url, digest] = self._read(url, digest)
        return self._known[url, digest]

    def outline(self, url: str, digest: str) -> Outline:
        """The lines of the capture; raises CaptureLost, and what `read_outline` raises."""
        capture = self._capture(url, digest)
        return read_outline(capture.body, capture.media_type)

    def keep(self) -> None:
        """Write down what was read and not yet written."""
        if self._unkept:
            self._store.keep_readings(self._reader, self._unkept)
            self._unkept = {}

    def _capture(self, url: str, digest: str) -> Capture:
        try:
            capture = self._store.capture(digest, url)
        except UnreadableRow as error:
            raise CaptureLost(url, digest) from error
        if capture is None:
            raise CaptureLost(url, digest)
        return restored(capture)

    def _read(self, url: str, digest: str) -> Reading:
        capture = self._capture(url, digest)
        with work_on(url):
            reading = read_page(capture, INDEX if self._is_index(url) else None)
        self.read += 1
        self._unkept[_key(url, digest)] = _encoder.encode(reading)
        if len(self._unkept) >= _AT_ONCE:
            self.keep()
        return reading


def readings_of(store: Store, catalogue: Catalogue) -> Readings:
    """The readings of today's reader, lists of processes read as the catalogue names them."""
    return Readings(store, reader_digest(), partial(lists_processes, catalogue=catalogue))


def served_readings(
    kept: Iterable[StoredReading], readings: Readings, served: Snapshot | None
) -> Mapping[str, Reading]:
    """Address → what the served facts were assembled of.

    That is kept as it was: a later reader may not be able to read the page any more. Where it was
    not kept, today's reader reads the capture; a page is left out where it cannot.
    """
    made: dict[str, Reading] = {}
    for one in kept:
        with suppress(*UNDECODABLE):  # of a reader whose form was another one
            made[one.url] = _served_decoder.decode(one.content)
    captures = {page.url: page.capture for page in served.pages} if served else {}
    readings.recall((url, digest) for url, digest in captures.items() if url not in made)
    for url, digest in captures.items():
        if url not in made or made[url].capture != digest:
            with suppress(IngestError):
                made[url] = readings.of(url, digest)
    return made


def stored(reading: Reading) -> StoredReading:
    """A reading as the store keeps it."""
    return StoredReading(url=reading.url, capture=reading.capture, content=_encoder.encode(reading))


def restored(capture: StoredCapture) -> Capture:
    """A capture as it came; its validators belong to the page, not to it."""
    return msgspec.convert(capture, Capture, from_attributes=True)


def origin_of(catalogue: Catalogue, reread: Iterable[str] = (), *, decided: bool = False) -> Origin:
    """What a version that is published today is made with; `reread` as there."""
    return Origin(
        reader=reader_digest(),
        catalogue=catalogue.digest,
        decided=decided,
        reread=frozenset(reread),
    )


@cache
def reader_digest() -> str:
    """The identity of today's reader: its code, its vocabulary, the libraries that it reads with.

    A capture and a reader give one reading, to the byte.
    """
    return digest_of(files("ingest"), {library: version(library) for library in _READS})


def digest_of(folder: Traversable, libraries: Mapping[str, str]) -> str:
    """The digest of all code and data of a folder, and of the versions of libraries."""
    made = hashlib.sha256()
    for library, number in libraries.items():
        made.update(f"{library} {number}\n".encode())
    for name, content in sorted(_sources(folder, "")):
        made.update(f"{name} {len(content)}\n".encode() + content)
    return f"sha256:{made.hexdigest()}"


def _sources(folder: Traversable, path: str) -> Iterable[tuple[str, bytes]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _sources(one, f"{path}{one.name}/")
        elif one.name.endswith((".py", ".toml")):
            yield path + one.name, one.read_bytes()


def _key(url: str, digest: str) -> str:
    return f"{digest} {url}"
