"""Manifests: JSON Lines that say which file holds which page."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

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
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"manifest {path}: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Asked)
            except msgspec.MsgspecError as error:
                raise UsageError(f"manifest {path}, line {number}: {error}") from error


def located(manifest: Path, file: str) -> Path:
    """A file of the manifest: as named from here, else as named from where the manifest lies."""
    return Path(file) if Path(file).exists() else manifest.parent / file
