"""Runs of ingest, day by day, over a real store: what tests of runs share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.clock import Clock
from ingest.fetching.intake import Intake
from ingest.fetching.results import Failed, FetchResult, NotModified
from ingest.page import Capture
from ingest.pipeline import RunContext, ingest
from snapshots.runs import PageReport, Report
from snapshots.stores.sqlite.store import SqliteStore

FIRST = "https://www.iom.int/first"
SECOND = "https://www.iom.int/second"
CATALOGUE = Catalogue(
    (
        CatalogueProcess(id="first", names={"en": "First"}, pages=(FIRST,)),
        CatalogueProcess(id="second", names={"en": "Second"}, pages=(SECOND,)),
    )
)
STATES = ("Albania", "Benin", "Chile", "Cuba", "Fiji", "Gabon", "Ghana", "Haiti", "India", "Iraq")
DAY = "2026-01-0{}T00:00:00Z"


def process(name: str) -> CatalogueProcess:
    """A process with one page."""
    return CatalogueProcess(id=name, names={"en": name}, pages=(f"https://www.iom.int/{name}",))


def page(
    states: tuple[str, ...] = STATES, year: int = 1996, url: str = FIRST, more: str = ""
) -> Capture:
    """A saved page with these participants."""
    members = "".join(f"- {state}\n" for state in states)
    name = url.rstrip("/").rpartition("/")[2].title()
    body = f"{name}\nEstablished: {year}\nMembers\n{members}{more}"
    return Capture(url=url, body=body.encode())


def run(
    store: SqliteStore, number: int, *arrivals: FetchResult, catalogue: Catalogue = CATALOGUE
) -> Report:
    """One run of ingest, on the day of that number, in which this arrives."""
    at = DAY.format(number)
    intake = Intake(store, at)
    for arrival in arrivals:
        intake.take(arrival)
    ticks: Iterator[int] = count()
    clock = Clock(
        now=lambda: datetime(2026, 1, number, tzinfo=UTC), seconds=lambda: float(next(ticks))
    )
    work = RunContext(
        run=f"run-{number}", started_at=at, store=store, catalogue=catalogue, clock=clock
    )
    return ingest(work, intake.settled())


def unchanged(url: str, number: int) -> NotModified:
    """The page is what it was."""
    return NotModified(url=url, at=DAY.format(number), etag=None, last_modified=None)


def failed(url: str, number: int, code: str = "timeout") -> Failed:
    """The page could not be had."""
    return Failed(url=url, code=code, message="too slow", at=DAY.format(number), status=None)


def told(report: Report) -> PageReport:
    """The one page that the report tells of."""
    (one,) = report.changes
    return one


def state(store: SqliteStore, url: str = FIRST) -> tuple[str | None, str | None, str | None]:
    """When a page was checked, since when it is stale, and why."""
    (one,) = [one for one in store.states() if one.url == url]
    return one.checked_at, one.stale_since, one.stale_code


def served_members(store: SqliteStore) -> int:
    """How many States take part in the first process."""
    published = store.load()
    assert published is not None
    return len(published.snapshot.processes[0].participations)
