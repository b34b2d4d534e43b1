"""What all tests share: the page cases, what is made of them, and which event loop runs."""

import json
import os
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.page import Capture
from ingest.reading.read import read_page
from snapshots.bundle import load_bundled
from snapshots.codec import digest
from snapshots.model import Snapshot

# The same examples each time: what fails here fails for everybody. Other ones come by the targets
# of the Makefile that ask for more.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

# Commands refuse settings that they do not know, and this one is for tests.
if "ISCM_TEST_POSTGRES" in os.environ:
    os.environ["TEST_POSTGRES"] = os.environ.pop("ISCM_TEST_POSTGRES")

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
