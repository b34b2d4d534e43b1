"""`iscm bundle`: rebuild the bundled snapshot from its transcripts."""

import sys
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.page import Capture
from ingest.reading.read import read_page
from server.errors import UsageError
from server.jobs.manifest import located, read_manifest
from snapshots.bundle import FILE
from snapshots.codec import digest, encode


def bundle(
    output: Annotated[
        Path | None, typer.Option(help="Where to write; beside the transcripts by default.")
    ] = None,
) -> None:
    """Rebuild the bundled snapshot from its transcripts, byte for byte the same for the same ones.

    Example: iscm bundle --output /tmp/snapshot.json
    """
    folder = Path(str(files("snapshots").joinpath("bundled")))
    content = build(folder)
    target = output or folder / FILE
    try:
        target.write_bytes(content)
    except OSError as error:
        raise UsageError(f"--output {target}: cannot be written: {error.strerror}") from error
    sys.stdout.write(f"{target}: {len(content)} bytes, {digest(content)}\n")


def build(folder: Path) -> bytes:
    """The canonical JSON of the snapshot that the folder's transcripts make."""
    manifest = folder / "manifest.jsonl"
    captures = [
        Capture(
            url=asked.url,
            body=located(manifest, asked.file).read_bytes(),
            media_type=asked.media_type,
            whole=asked.whole,
        )
        for asked in read_manifest(manifest)
    ]
    return encode(assemble(map(read_page, captures), load_catalogue()))
