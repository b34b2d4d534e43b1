"""`iscm accept`, `iscm reject`, `iscm reconsider`: a person decides about what a run held."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import typer

from ingest.catalogue.catalogue import Catalogue
from ingest.review.decisions import DecisionContext
from ingest.review.decisions import accept as put_in
from ingest.review.decisions import reconsider as ask_again
from ingest.review.decisions import reject as leave_out
from ingest.review.readings import readings_of
from server.commands.options import Json, Pages, StoreAddress
from server.errors import UsageError
from server.jobs.fetching import catalogue_of
from server.jobs.lease import leased
from server.jobs.page_names import address_of, name_of
from server.jobs.running import CLOCK, new_run
from server.output import put_json
from server.settings import load_settings
from server.wording import counted
from snapshots.errors import NothingHeld
from snapshots.page_names import slugs_of
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.waiting import waiting

Run = Annotated[
    str, typer.Argument(help="The run, as iscm runs names it; or `held`: the newest one.")
]
Reason = Annotated[str, typer.Option(help="Why, for those who ask later.", show_default=False)]


def accept(
    run: Run,
    reason: Reason,
    page: Pages = None,
    store: StoreAddress = None,
    as_json: Json = False,
) -> None:
    """Publish what a run held, all of it or single pages.

    Example: iscm accept held --reason "IOM closed the observer list, see its note of 3 May"

    Exit codes: 0 published, 2 there is nothing to accept (the message says why), 5 a run goes on.
    """
    with _desk(store) as context:
        found = waiting(context.store, _named(run))
        pages = _addresses(page or (), slugs_of(found.served, found.candidate), context.catalogue)
        version = put_in(context, found, pages=pages, reason=_said(reason))
        left = _left(context.store)
    if as_json:
        put_json(version)
    else:
        sys.stdout.write(f"accepted: version {version.number} is served\n")
        if left:
            sys.stdout.write(f"still waiting: {counted(left, 'page')} (iscm runs held)\n")


def reject(
    run: Run,
    reason: Reason,
    page: Pages = None,
    store: StoreAddress = None,
    as_json: Json = False,
) -> None:
    """Keep what is served, and be asked no more until the pages change again.

    Example: iscm reject held --reason "the page is half empty since the relaunch"

    Exit codes: 0 done, 2 there is nothing to reject (the message says why), 5 a run goes on.
    """
    with _desk(store) as context:
        found = waiting(context.store, _named(run))
        slugs = slugs_of(found.served, found.candidate)
        named = _addresses(page or (), slugs, context.catalogue)
        pages = leave_out(context, found, pages=named, reason=_said(reason))
    if as_json:
        put_json(pages)
    else:
        sys.stdout.write("".join(f"rejected: {name_of(one, slugs)}\n" for one in pages))


def reconsider(
    page: Annotated[
        list[str], typer.Argument(help="Pages that were rejected, by slug or address.")
    ],
    store: StoreAddress = None,
) -> None:
    """Forget that pages were rejected: the next run asks about them again.

    Example: iscm reconsider add-en

    Exit codes: 0 done, 2 one of them was not rejected, 5 a run goes on.
    """
    with _desk(store) as context:
        published = context.store.load()
        slugs = slugs_of(*([published.snapshot] if published else ()))
        pages = ask_again(context, _addresses(page, slugs, context.catalogue))
    sys.stdout.write("".join(f"to be asked about again: {name_of(one, slugs)}\n" for one in pages))


@contextmanager
def _desk(address: str | None) -> Iterator[DecisionContext]:
    """What decisions are taken with, while no run goes on."""
    settings = load_settings(store=address)
    store, catalogue = open_store(settings.store, existing=True), catalogue_of(settings)
    at = CLOCK.timestamp()
    with leased(store, new_run(at)):
        yield DecisionContext(
            store=store,
            catalogue=catalogue,
            readings=readings_of(store, catalogue),
            at=at,
        )


def _addresses(
    pages: Iterable[str], slugs: Mapping[str, str], catalogue: Catalogue
) -> tuple[str, ...]:
    return tuple(address_of(page, slugs, catalogue) for page in pages)


def _left(store: Store) -> int:
    """How many pages wait for a decision still."""
    try:
        return len(waiting(store).pages)
    except NothingHeld:
        return 0


def _named(run: str) -> str | None:
    return None if run == "held" else run


def _said(reason: str) -> str:
    if not reason.strip():
        raise UsageError("--reason: some words expected, none found")
    return reason.strip()
