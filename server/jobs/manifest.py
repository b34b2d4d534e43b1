"""Manifests: JSON Lines that say which file holds which page."""

import codecs
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ingest.errors import UnreadableFile
from ingest.reading.outline.read import LARGEST
from server.errors import UsageError


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line: a file, and the address that its content came from."""

    file: str
    url: str
    media_type: str = ""
    whole: bool = True
    """False where the file holds only a part of the page."""


def read_manifest(path: Path) -> Iterator[Asked]:
    """The lines of the manifest; raises UsageError naming the line that makes no sense."""
    try:
        lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines()
    except OSError as error:
        raise UsageError(f"manifest {path}: {error.strerror}") from error
    if not any(line.strip() for line in lines):
        raise UsageError(f'manifest {path} names no page: lines of {{"file", "url"}} expected')
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Asked)
            except msgspec.MsgspecError as error:
                raise UsageError(f"manifest {path}, line {number}: {error}") from error


def content(path: Path) -> bytes:
    """The bytes of a file; raises UnreadableFile."""
    try:
        with path.open("rb") as file:  # no more than the reader takes: a device never ends
            return file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error
    except ValueError as error:  # a null byte in the name
        raise UnreadableFile(repr(str(path)), str(error)) from error


def located(manifest: Path, file: str) -> Path:
    """A file of the manifest: as named from here, else as named from where the manifest lies."""
    try:
        return Path(file) if Path(file).exists() else manifest.parent / file
    except ValueError:  # a null byte: `content` says so
        return Path(file)
