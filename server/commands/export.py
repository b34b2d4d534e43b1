"""`iscm export`: what the store holds, for other programs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from server.commands.options import StoreAddress
from server.errors import UsageError
from server.jobs.running import CLOCK
from server.jobs.warc import Export, write_warc
from server.opening import reading
from server.output import complain
from server.settings import load_settings


class Format(StrEnum):
    """What can be written."""

    WARC = "warc"


def export(
    form: Annotated[
        Format,
        typer.Option("--format", help="warc: all pages as they were fetched (ISO 28500)."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            help="Where to write, standard output by default; compressed if it ends in .gz.",
            show_default=False,
        ),
    ] = None,
    store: StoreAddress = None,
) -> None:
    """Write every page that the store ever saw as a WARC file, the oldest first.

    Example: iscm export --format warc --output pages.warc.gz

    Exit codes: 0 written, 2 the store cannot be read or the file not be written, or some captures
    were damaged: those are named, and left out of the file.
    """
    with reading(load_settings(store=store)) as kept:
        about = Export(
            software=f"iscm/{version('iscm')}",
            store=kept.address,
            created_at=CLOCK.timestamp(),
            filename=output.name if output else None,
            compressed=output is not None and output.suffix == ".gz",
        )
        with _opened(output) as out:
            match form:
                case Format.WARC:
                    written = write_warc(kept.captures(), out, about)
        if not written:
            complain("the store holds no pages; only the head of a WARC was written")


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or the file: a new one takes its name once it is whole."""
    try:
        with _standard() if output is None else _file(output) as out:
            yield out
    except OSError as error:
        raise UsageError(f"cannot write {output or 'the output'}: {error.strerror}") from error


@contextmanager
def _standard() -> Iterator[BinaryIO]:
    if sys.stdout.isatty():
        raise UsageError("a WARC is no text for a terminal: name a file with --output")
    yield sys.stdout.buffer
    sys.stdout.flush()


@contextmanager
def _file(output: Path) -> Iterator[BinaryIO]:
    if output.exists() and not output.is_file():  # a pipe or a device keeps its name
        with output.open("wb") as out:
            yield out
        return
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
