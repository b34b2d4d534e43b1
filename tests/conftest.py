"""What all tests share: the page cases, what is made of them, and which event loop runs."""

import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from msgspec import structs

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.page import Capture
from ingest.reading.read import read_page
from schema.context import Context
from server.versions import Versions
from snapshots.bundle import load_bundled
from snapshots.change import Origin
from snapshots.codec import digest
from snapshots.gate import Approved, review
from snapshots.model import Snapshot
from snapshots.stores.address import open_store
from snapshots.timeline import viewed
from tests.databases import BACKENDS, done, empty

# The same examples each time: what fails here fails for everybody. Other ones come by the targets
# of the Makefile that ask for more.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

CASES = Path(__file__).parents[2] / "shared" / "cases"


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of hand-checked page cases, which lies beside the repository or nowhere."""
    if not CASES.is_dir():
        pytest.skip(f"the page cases are not at {CASES}")
    return CASES


class Made(NamedTuple):
    """A snapshot and the captures that it was made of, by digest."""

    snapshot: Snapshot
    captures: dict[str, str]


def of_bundled() -> Made:
    folder = Path(str(files("snapshots").joinpath("bundled", "pages")))
    bodies = [path.read_bytes() for path in folder.iterdir()]
    return Made(load_bundled().snapshot, {digest(one): one.decode() for one in bodies})


def of_cases(cases: Path) -> Made:
    catalogue, readings, captures = load_catalogue(), {}, {}
    for expected in sorted(cases.glob("*/*.expected.json")):
        said = json.loads(expected.read_text(encoding="utf-8"))
        url = said.get("canonical_url") or said["url"]
        if catalogue.holds(url):
            body = expected.with_name(expected.name.replace(".expected.json", ".txt")).read_bytes()
            readings[catalogue.canonical(url)] = read_page(Capture(url=url, body=body))
            captures[digest(body)] = body.decode()
    return Made(assemble(readings.values(), catalogue), captures)


@pytest.fixture(scope="session", params=["bundled", "cases"])
def made(request: pytest.FixtureRequest) -> Made:
    if request.param == "bundled":
        return of_bundled()
    return of_cases(request.getfixturevalue("cases"))


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def address(backend: str, tmp_path: Path) -> Iterator[str]:
    made = empty(backend, tmp_path)
    yield made
    done(backend, made)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests of the stores' contract each backend passed and failed."""
    counted: Counter[tuple[str, str]] = Counter()
    for outcome in ("passed", "failed", "skipped"):
        for report in terminalreporter.stats.get(outcome, ()):
            head, _, named = report.nodeid.partition("[")
            if "tests/snapshots/stores/" in head and named.startswith(("sqlite", "postgres_")):
                counted[named.rstrip("]").split("-")[0], outcome] += 1
    for backend in sorted({one for one, _ in counted if ":" not in one}):
        told = ", ".join(
            f"{counted[backend, one]} {one}" for one in ("passed", "failed", "skipped")
        )
        terminalreporter.write_line(f"contract of the stores, {backend}: {told}")


@pytest.fixture(scope="session", params=BACKENDS)
def past(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Context]:
    """Three versions, a day each: what is bundled, a year that is corrected, and then a date, by
    which a meeting has its id."""
    address = empty(request.param, tmp_path_factory.mktemp("past"))
    store = open_store(address)
    first = load_bundled().snapshot
    second = _established(first, "hld", "2005")
    third = _dated(second, "hld-2013-10-03", "hld-2013-10-04")
    made = (("a", "c", first), ("a", "c", second), ("b", "c", third))
    for day, (reader, catalogue, snapshot) in enumerate(made, start=1):
        verdict = review(snapshot, None)
        assert isinstance(verdict, Approved)
        origin = Origin(reader=reader, catalogue=catalogue, decided=day == 2)
        store.publish(verdict, run=f"run-{day}", at=f"2026-01-0{day}T04:00:00Z", origin=origin)
    published = store.load()
    assert published is not None
    yield Context(viewed(store, published), past=Versions(store))
    done(request.param, address)


def _established(snapshot: Snapshot, slug: str, year: str) -> Snapshot:
    processes = tuple(
        structs.replace(one, established=year) if one.id == slug else one
        for one in snapshot.processes
    )
    return structs.replace(snapshot, processes=processes)


def _dated(snapshot: Snapshot, old: str, new: str) -> Snapshot:
    meetings = tuple(
        structs.replace(one, id=new, start=new.removeprefix("hld-")) if one.id == old else one
        for one in snapshot.meetings
    )
    documents = tuple(
        structs.replace(one, adopted_at=new) if one.adopted_at == old else one
        for one in snapshot.documents
    )
    issues = tuple(
        structs.replace(one, node=f"meeting:{new}") if one.node == f"meeting:{old}" else one
        for one in snapshot.issues
    )
    return structs.replace(snapshot, meetings=meetings, documents=documents, issues=issues)
