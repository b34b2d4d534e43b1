"""`iscm extract`: what the reader sees on a page, as JSON."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import IngestError, UnreadableFile
from ingest.page import Capture
from ingest.reading.explain import explain as explain_page
from ingest.reading.facts import Json, answer
from ingest.reading.read import read_page
from server.errors import UsageError
from server.jobs.manifest import Asked, content, located, read_manifest
from server.output import complain, put_json

SOME_FAILED = 4
"""Exit code where some page could not be read; what could be read was printed."""


def extract(
    page: Annotated[
        Path | None, typer.Argument(help="A saved page, HTML or plain text.", show_default=False)
    ] = None,
    url: Annotated[
        str, typer.Option(help="The address that the page came from.", show_default=False)
    ] = "",
    manifest: Annotated[
        Path | None,
        typer.Option(help='JSON Lines of {"file", "url"}: read many pages.', show_default=False),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each line and what was made of it.")
    ] = False,
) -> None:
    """Print what the reader sees on a page as JSON.

    Example: iscm extract page.html --url https://www.iom.int/migration-dialogue-southern-africa-midsa

    Exit codes: 0 all read, 4 some page could not be read (each says why), 2 usage.
    """
    if explain:
        raise typer.Exit(_explain(_asked(page, url, manifest), manifest))
    failed = False
    for asked in _asked(page, url, manifest):
        result = _extract(asked, located(manifest, asked.file) if manifest else Path(asked.file))
        failed |= "error" in result
        # One page is for people, many are for programs.
        put_json(result, indent=0 if manifest else 1)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _asked(page: Path | None, url: str, manifest: Path | None) -> Iterator[Asked]:
    if manifest is not None and page is None:
        yield from read_manifest(manifest)
    elif page is not None and manifest is None and url:
        for words in (str(page), url):
            if not words.isprintable():  # half of a character, as a shell may pass one on
                raise UsageError(f"{words!r} holds signs that no name or address has")
        yield Asked(str(page), url)
    else:
        raise UsageError("name a page and its --url, or a --manifest; see iscm extract --help")


def _extract(asked: Asked, file: Path) -> Json:
    try:
        body = content(file)
        reading = read_page(Capture(url=asked.url, body=body, media_type=asked.media_type))
    except UnreadableFile as error:
        return _failure(asked, error.code, error.reason)
    except IngestError as error:
        return _failure(asked, error.code, str(error))
    result = answer(asked.file, reading)
    for issue in result["issues"]:
        if issue["code"] in ("empty-page", "unknown-family"):
            complain(f"{asked.file}: {issue['message']}")
    return result


def _explain(pages: Iterator[Asked], manifest: Path | None) -> int:
    """Print every line of every page with what was made of it; the exit code."""
    failed = False
    for asked in pages:
        file = located(manifest, asked.file) if manifest else Path(asked.file)
        try:
            capture = Capture(url=asked.url, body=content(file), media_type=asked.media_type)
            rows = explain_page(capture)
        except IngestError as error:
            complain(f"{asked.file}: {error}")
            failed = True
            continue
        sys.stdout.write(f"{asked.file} ({asked.url})\n")
        for row in rows:
            sys.stdout.write(f"{row.line:>5}  {row.text}\n")
            for made in row.made:
                sys.stdout.write(f"       → {made}\n")
    return SOME_FAILED if failed else 0


def _failure(asked: Asked, code: str, message: str) -> Json:
    complain(f"{asked.file}: {message}")
    return {"file": asked.file, "url": asked.url, "error": {"code": code, "message": message}}
