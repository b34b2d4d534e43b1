"""The bundled snapshot: what is served until the first ingest."""

from importlib.resources import files

from snapshots.codec import decode, digest
from snapshots.view import View

FILE = "snapshot.json"
"""Canonical JSON, made by `iscm bundle` from the transcripts beside it."""


def load_bundled() -> View:
    """The view of the bundled snapshot; raises CodecError or FileNotFoundError if it is broken."""
    content = files("snapshots").joinpath("bundled", FILE).read_bytes()
    return View(decode(content), digest(content), version=None)
