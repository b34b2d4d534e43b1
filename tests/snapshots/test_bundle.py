"""The bundled snapshot: made of its transcripts and nothing else."""

import json
from importlib.resources import files
from pathlib import Path

from server.commands.bundle import build
from snapshots.bundle import FILE, load_bundled
from snapshots.codec import decode, digest, encode

BUNDLED = Path(str(files("snapshots").joinpath("bundled")))
TRANSCRIPTS = sorted((BUNDLED / "pages").iterdir())

LONGEST_LINE = 600
"""Characters: the longest list of past chairs is shorter, a paragraph of prose is longer."""


def test_the_bundled_snapshot_is_what_its_transcripts_make() -> None:
    assert build(BUNDLED) == (BUNDLED / FILE).read_bytes(), "run `make bundled`"


def test_the_bundled_file_is_its_own_canonical_form() -> None:
    content = (BUNDLED / FILE).read_bytes()
    assert encode(decode(content)) == content


def test_the_bundled_view_is_of_no_version_and_has_the_digest_of_the_file() -> None:
    view = load_bundled()
    assert view.version is None
    assert view.digest == digest((BUNDLED / FILE).read_bytes())


def test_each_transcript_stands_in_the_manifest() -> None:
    lines = (BUNDLED / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    named = sorted(BUNDLED / json.loads(line)["file"] for line in lines)
    assert named == TRANSCRIPTS


def test_no_transcript_holds_prose() -> None:
    longest = {
        path.name: max(map(len, path.read_text(encoding="utf-8").splitlines()))
        for path in TRANSCRIPTS
    }
    assert longest
    assert {name for name, length in longest.items() if length > LONGEST_LINE} == set()
