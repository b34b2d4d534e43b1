"""What assembling costs a page as the catalogue grows: `python -m benchmarks.assembly 1 10 100`.

The bundled pages, again and again under other names: each copy has processes, meetings and
documents of its own.
"""

import resource
import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from time import process_time

import msgspec

from ingest.assembly.assemble import Assembler
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess, load_catalogue
from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import AnyValue, DocumentValue, MeetingValue, Reading
from server.jobs.manifest import located, read_manifest


def main(scales: list[int]) -> None:
    """Print seconds of processor for all pages and after one changed, and the peak of memory."""
    readings = bundled_readings()
    sys.stdout.write(
        f"{'scale':>6} {'pages':>8} {'all s':>8} {'µs/page':>8} {'one s':>8} {'MB':>6}\n"
    )
    for scale in scales:
        catalogue, pages = corpus(readings, load_catalogue(), scale)
        assembler = Assembler(catalogue)
        every = _spent(assembler, pages)
        one = _spent(assembler, changed(pages))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        row = f"{scale:>6} {len(pages):>8} {every:>8.2f} {every / len(pages) * 1e6:>8.0f}"
        sys.stdout.write(f"{row} {one:>8.2f} {peak:>6}\n")


def _spent(assembler: Assembler, pages: Iterable[Reading]) -> float:
    began = process_time()
    assembler.assemble(pages)
    return process_time() - began


def changed(pages: Iterable[Reading]) -> list[Reading]:
    """The same, read anew, and one page that tells of one thing less."""
    anew = msgspec.json.decode(msgspec.json.encode(list(pages)), type=list[Reading])
    at = next(n for n, one in enumerate(anew) if one.of("meetings"))
    less = tuple(value for value in anew[at].values if value is not anew[at].of("meetings")[0])
    anew[at] = msgspec.structs.replace(anew[at], values=less)
    return anew


def corpus(
    readings: tuple[Reading, ...], catalogue: Catalogue, scale: int
) -> tuple[Catalogue, list[Reading]]:
    """The readings as often as the scale says, with a catalogue of all their processes."""
    processes = [_copied(one, n) for n in range(scale) for one in catalogue.processes]
    pages = [_read_again(one, n) for n in range(scale) for one in readings]
    return Catalogue(tuple(processes)), pages


def _copied(process: CatalogueProcess, n: int) -> CatalogueProcess:
    if n == 0:
        return process
    return msgspec.structs.replace(
        process,
        id=_id(process.id, n),
        names={code: _id(name, n) for code, name in process.names.items()},
        usual={code: _id(name, n) for code, name in process.usual.items()},
        acronyms={},
        aliases=(),
        headings=(),
        replaces=tuple(_id(one, n) for one in process.replaces),
        series=None,
        pages=tuple(_id(one, n) for one in process.pages),
        gone={_id(page, n): day for page, day in process.gone.items()},
    )


def _read_again(reading: Reading, n: int) -> Reading:
    if n == 0:
        return reading
    values = tuple(_of_copy(value, n) for value in reading.values)
    return msgspec.structs.replace(reading, url=_id(reading.url, n), values=values)


def _of_copy(value: AnyValue, n: int) -> AnyValue:
    """Meetings of no series, documents with a symbol of their own: others are shared."""
    if isinstance(value, MeetingValue):
        return msgspec.structs.replace(value, series=None, title=f"{n} {value.title}")
    if isinstance(value, DocumentValue):
        symbols = tuple(
            msgspec.structs.replace(one, text=f"{one.text}/Add.{n}") for one in value.symbols
        )
        return msgspec.structs.replace(value, symbols=symbols)
    return value


def _id(words: str, n: int) -> str:
    return f"{words}-copy-{n}"


def bundled_readings() -> tuple[Reading, ...]:
    """What today's reader reads of the bundled pages."""
    manifest = Path(str(files("snapshots").joinpath("bundled/manifest.jsonl")))
    captures = (
        Capture(
            url=asked.url,
            body=located(manifest, asked.file).read_bytes(),
            media_type=asked.media_type,
            whole=asked.whole,
        )
        for asked in read_manifest(manifest)
    )
    return tuple(map(read_page, captures))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 10, 100])
