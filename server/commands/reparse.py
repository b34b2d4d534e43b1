"""`iscm reparse`: today's reader over what was fetched before."""

import sys
from typing import Annotated

import typer

from ingest.catalogue.catalogue import Catalogue
from ingest.reading.facts import Json, answer
from ingest.reading.reading import Reading
from ingest.review.readings import reader_digest
from server.commands.extract import SOME_FAILED
from server.commands.options import StoreAddress
from server.jobs.changes import in_words
from server.jobs.differences import Difference, differences
from server.jobs.fetching import catalogue_of
from server.jobs.progress import progress
from server.jobs.reparsing import Reread, publish_again, reread
from server.jobs.reports import exit_code, table
from server.opening import reading
from server.output import put_json
from server.settings import Settings, load_settings
from server.wording import counted
from snapshots.model import Snapshot
from snapshots.stores.base import StoreReader


def reparse(
    store: StoreAddress = None,
    publish: Annotated[
        bool,
        typer.Option(
            "--publish", help="Read the newest captures, and publish or hold what they make."
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON Lines, one for each capture.")
    ] = False,
) -> None:
    """Read all captures of the store again, and say what today's reader makes otherwise.

    Nothing is fetched, and nothing is written but with --publish: that is a run like any other,
    with the same review.

    Example: iscm reparse

    Example: iscm reparse --publish

    Exit codes: 0 all read, 4 some capture could not be read (each says why), 2 usage; with
    --publish those of iscm ingest.
    """
    settings = load_settings(store=store)
    code = _publish(settings, as_json) if publish else _look(settings, as_json)
    if code:
        raise typer.Exit(code)


def _publish(settings: Settings, as_json: bool) -> int:
    with progress(quiet=as_json) as show:
        report = publish_again(settings, show)
    if as_json:
        put_json(report)
    else:
        sys.stdout.write(table(report))
    return exit_code(report)


def _look(settings: Settings, as_json: bool) -> int:
    with reading(settings) as kept:
        return _print_lines(kept) if as_json else _print(kept, catalogue_of(settings))


def _print(kept: StoreReader, catalogue: Catalogue) -> int:
    published = kept.load()
    served = published.snapshot if published else Snapshot()
    failed, total, readings = _read(kept, served)
    sys.stdout.write(f"reader {reader_digest()}\n")
    sys.stdout.write(f"{counted(total, 'capture')} read, {len(failed)} failed\n")
    sys.stdout.writelines(map(_failure, failed))
    if published:
        number = published.version.number
        _tell(differences(served, readings, catalogue), f"version {number}", len(served.pages))
    return SOME_FAILED if failed else 0


def _read(store: StoreReader, served: Snapshot) -> tuple[list[Reread], int, list[Reading]]:
    """The captures that failed, how many there are, and the readings of those that are served."""
    pairs = {(page.url, page.capture) for page in served.pages}
    failed, total, readings = [], 0, []
    with progress() as show:
        for total, one in enumerate(reread(store, show), start=1):  # noqa: B007 - told at the end
            if one.reading is None:
                failed.append(one)
            elif (one.reading.url, one.reading.capture) in pairs:
                readings.append(one.reading)
    return failed, total, readings


def _print_lines(store: StoreReader) -> int:
    failed = False
    for one in reread(store, lambda _step, _done, _of: None):
        failed |= one.reading is None
        put_json(_line(one), indent=0)
    return SOME_FAILED if failed else 0


def _line(one: Reread) -> Json:
    head = {
        "url": one.capture.url,
        "digest": one.capture.digest,
        "retrieved_at": one.capture.retrieved_at,
    }
    if one.reading is None:
        return head | {"error": {"code": _code(one), "message": str(one.error)}}
    said = answer("", one.reading)
    return head | {key: said[key] for key in ("language", "family", "facts", "issues")}


def _failure(one: Reread) -> str:
    moment = one.capture.retrieved_at or "a file"
    return (
        f"failed    {one.capture.url}  {one.capture.digest}  ({moment})\n"
        f"          {one.error} ({_code(one)})\n"
    )


def _code(one: Reread) -> str:
    return one.error.code if one.error else ""


def _tell(found: tuple[Difference, ...], version: str, pages: int) -> None:
    """The differences page by page; what no page says comes last."""
    named = sorted({page for one in found for page in one.pages})
    for page in named:
        sys.stdout.write(f"differs   {page}\n")
        sys.stdout.writelines(_change(one) for one in found if page in one.pages)
    alone = [one for one in found if not one.pages]
    if alone:
        sys.stdout.write("differs   in what no page says, but the vocabulary\n")
        sys.stdout.writelines(map(_change, alone))
    sys.stdout.write(
        f"{len(named)} of {counted(pages, 'served page')} read otherwise than in {version}, "
        f"{counted(len(found), 'change')}\n"
    )


def _change(one: Difference) -> str:
    return f"          {in_words(one.change)}\n"
