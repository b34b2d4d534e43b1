"""How fresh the answers are, as GraphQL says it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from schema.context import Context
from schema.schema import load_schema
from snapshots.freshness import freshness_of
from snapshots.model import Language, Page, Snapshot, Version
from snapshots.stores.records import PageState
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]

NOW = datetime(2026, 2, 1, 16, 0, tzinfo=UTC)
OLDEST, NEWEST = "2026-01-31T04:00:00Z", "2026-02-01T04:00:00Z"
PAGES = tuple(
    Page(id=name, url=f"https://{name}", language=Language.EN, family="f", capture="c")
    for name in ("a", "b")
)
VIEW = View(
    Snapshot(pages=PAGES),
    "sha256:1",
    Version(number=1, digest="sha256:1", published_at=OLDEST, run="run"),
)
FRESH = PageState(url="https://a", checked_at=NEWEST, changed_at=OLDEST)
STALE = PageState(
    url="https://b",
    checked_at=OLDEST,
    stale_since=NEWEST,
    stale_code="http-status",
    stale_reason="404 found",
)
OF_PAGE = "{ slug checkedAt changedAt staleSince staleReason staleCode age }"
OF_SNAPSHOT = "{ snapshot { oldestCheck newestCheck age stalePages { slug } } }"


def asked(query: str, *states: PageState) -> dict[str, Any]:
    context = Context(VIEW, freshness=freshness_of(VIEW, states, (), ()), now=NOW)
    result = load_schema().execute_sync(query, context_value=context)
    assert result.errors is None
    assert result.data is not None
    return result.data


def test_a_page_tells_how_fresh_it_is() -> None:
    assert asked('{ page(slug: "a") ' + OF_PAGE + " }", FRESH, STALE)["page"] == {
        "slug": "a",
        "checkedAt": NEWEST,
        "changedAt": OLDEST,
        "staleSince": None,
        "staleReason": None,
        "staleCode": None,
        "age": 12 * 3600,
    }


def test_a_stale_page_tells_since_when_and_why() -> None:
    assert asked('{ page(slug: "b") ' + OF_PAGE + " }", FRESH, STALE)["page"] == {
        "slug": "b",
        "checkedAt": OLDEST,
        "changedAt": None,
        "staleSince": NEWEST,
        "staleReason": "404 found",
        "staleCode": "http-status",
        "age": 36 * 3600,
    }


def test_a_page_that_no_run_has_looked_at_is_of_unknown_freshness() -> None:
    page = asked('{ page(slug: "a") ' + OF_PAGE + " }", STALE)["page"]
    assert page.pop("slug") == "a"
    assert set(page.values()) == {None}


def test_there_is_no_page_of_an_unknown_slug() -> None:
    assert asked('{ page(slug: "c") { slug } }') == {"page": None}


def test_the_snapshot_tells_its_oldest_check_and_counts_its_age_from_there() -> None:
    assert asked(OF_SNAPSHOT, FRESH, STALE)["snapshot"] == {
        "oldestCheck": OLDEST,
        "newestCheck": NEWEST,
        "age": 36 * 3600,
        "stalePages": [{"slug": "b"}],
    }


def test_a_snapshot_with_a_page_that_was_never_checked_has_no_age() -> None:
    assert asked(OF_SNAPSHOT, FRESH)["snapshot"] == {
        "oldestCheck": None,
        "newestCheck": NEWEST,
        "age": None,
        "stalePages": [],
    }


def test_without_states_nothing_is_said_about_freshness(ask: Ask) -> None:
    assert ask(OF_SNAPSHOT)["snapshot"] == {
        "oldestCheck": None,
        "newestCheck": None,
        "age": None,
        "stalePages": [],
    }


def test_a_citation_leads_to_the_freshness_of_its_page(ask: Ask) -> None:
    said = ask('{ process(slug: "hld") { citations { page { slug checkedAt age } } } }')
    pages = [one["page"] for one in said["process"]["citations"]]
    assert {"slug": "hld-fr", "checkedAt": None, "age": None} in pages
