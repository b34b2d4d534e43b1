"""What ingest did, as GraphQL shows it."""

from typing import Any

import msgspec
import pytest
from strawberry.types import ExecutionResult

from schema.context import Context
from schema.schema import load_schema
from snapshots.checks import Finding, Severity
from snapshots.freshness import freshness_of
from snapshots.model import Citation, Issue, Language, Page, Snapshot, Version
from snapshots.runs import Outcome, PageOutcome, PageReport, Proposal, Report
from snapshots.stores.records import Decision, Run
from snapshots.view import View

START, END = "2026-02-01T04:00:00Z", "2026-02-01T04:03:00Z"
A, GONE = "https://www.iom.int/a", "https://www.iom.int/gone"
PAGE = Page(id="a", url=A, language=Language.EN, family="f", capture="c")
VERSION = Version(number=3, digest="sha256:1", published_at=START, run="older")
VIEW = View(Snapshot(pages=(PAGE,)), "sha256:1", VERSION)
HOLD = Finding(rule="fewer-facts", severity=Severity.HOLD, message="2 of 9 left", node="page:a")
WARN = Finding(rule="new-template", severity=Severity.WARN, message="all pages differ", node="")
CITED = tuple(
    Citation(field="", page=page, capture="c", line=4, words="195 States") for page in ("a", "gone")
)
REPORT = Report(
    run="newest",
    outcome=Outcome.UNCHANGED,
    started_at=START,
    finished_at=END,
    version=VERSION,
    pages=9,
    unchanged=7,
    read=1,
    requests=8,
    changes=(
        PageReport(
            url=A,
            outcome=PageOutcome.HELD,
            code="fewer-facts",
            message="2 of 9 left",
            facts={"chairs": 1, "states": 2},
            findings=(HOLD,),
        ),
        PageReport(url=GONE, outcome=PageOutcome.FAILED, code="http-status", message="404"),
    ),
    findings=(WARN,),
    proposals=(Proposal(name="New Dialogue", acronym="ND", url="https://nd.org", page=A),),
    issues=5,
    issues_new=(Issue(code="declared-count", message="195 and 2", citations=CITED),),
    issues_gone=(Issue(code="empty-page", message="no words", node="page:a"),),
    seconds={"fetch": 60.5, "read": 0.25},
)
REJECTED = Decision(run="newest", accepted=False, pages=(A,), reason="half empty", at=END)


def stored(report: Report) -> Run:
    return Run(
        id=report.run,
        started_at=report.started_at,
        finished_at=report.finished_at,
        outcome=report.outcome.value,
        report=msgspec.json.encode(report),
    )


def executed(query: str, *decisions: Decision, older: int = 1, **variables: object) -> Any:
    names = ["newest", *(f"older {number}" for number in range(older))]
    runs = [stored(msgspec.structs.replace(REPORT, run=name)) for name in names]
    freshness = freshness_of(VIEW, (), runs, decisions)
    return load_schema().execute_sync(
        query, variable_values=variables, context_value=Context(VIEW, freshness=freshness)
    )


def asked(query: str, *decisions: Decision, **variables: object) -> dict[str, Any]:
    result: ExecutionResult = executed(query, *decisions, **variables)
    assert result.errors is None
    assert result.data is not None
    return result.data


def test_a_run_tells_how_it_went() -> None:
    assert asked("""{ run(id: "newest") {
        id outcome startedAt finishedAt version pages unchanged read requests issues waiting
        seconds { name seconds }
    } }""")["run"] == {
        "id": "newest",
        "outcome": "UNCHANGED",
        "startedAt": START,
        "finishedAt": END,
        "version": 3,
        "pages": 9,
        "unchanged": 7,
        "read": 1,
        "requests": 8,
        "issues": 5,
        "waiting": True,
        "seconds": [{"name": "fetch", "seconds": 60.5}, {"name": "read", "seconds": 0.25}],
    }


def test_a_run_tells_of_each_page_that_is_not_simply_unchanged() -> None:
    held, failed = asked("""{ run(id: "newest") { changes {
        url outcome code message page { slug } facts { field count }
        findings { rule severity message node }
    } } }""")["run"]["changes"]
    assert held == {
        "url": A,
        "outcome": "HELD",
        "code": "fewer-facts",
        "message": "2 of 9 left",
        "page": {"slug": "a"},
        "facts": [{"field": "chairs", "count": 1}, {"field": "states", "count": 2}],
        "findings": [
            {
                "rule": "fewer-facts",
                "severity": "HOLD",
                "message": "2 of 9 left",
                "node": "page:a",
            }
        ],
    }
    assert failed == {
        "url": GONE,
        "outcome": "FAILED",
        "code": "http-status",
        "message": "404",
        "page": None,
        "facts": [],
        "findings": [],
    }


def test_a_run_tells_findings_and_proposals() -> None:
    run = asked("""{ run(id: "newest") {
        findings { rule severity node } proposals { name acronym url page }
    } }""")["run"]
    assert run["findings"] == [{"rule": "new-template", "severity": "WARN", "node": None}]
    assert run["proposals"] == [
        {"name": "New Dialogue", "acronym": "ND", "url": "https://nd.org", "page": A}
    ]


def test_issues_of_a_run_cite_pages_that_are_served_and_no_others() -> None:
    run = asked("""{ run(id: "newest") {
        issuesNew { code message citations { words line page { slug } } }
        issuesGone { code about node { id } citations { words } }
    } }""")["run"]
    cited = {"words": "195 States", "line": 4, "page": {"slug": "a"}}
    assert run["issuesNew"] == [
        {"code": "declared-count", "message": "195 and 2", "citations": [cited]}
    ]
    (gone,) = run["issuesGone"]
    assert gone.pop("node")["id"]
    assert gone == {"code": "empty-page", "about": "page:a", "citations": []}


def test_a_run_leads_to_what_was_decided_about_it() -> None:
    query = "{ runs { id waiting decisions { accepted pages reason at } } }"
    newest, older = asked(query, REJECTED)["runs"]
    assert newest == {
        "id": "newest",
        "waiting": False,
        "decisions": [{"accepted": False, "pages": [A], "reason": "half empty", "at": END}],
    }
    assert older == {"id": "older 0", "waiting": False, "decisions": []}


def test_runs_come_the_newest_first_twenty_unless_asked_otherwise() -> None:
    every = ["newest", *(f"older {number}" for number in range(99))]
    query = "query ($first: Int! = 20) { runs(first: $first) { id } }"
    for first in (1, 3, 100):
        runs = asked(query, older=99, first=first)["runs"]
        assert [run["id"] for run in runs] == every[:first]
    assert len(asked("{ runs { id } }", older=99)["runs"]) == 20


@pytest.mark.parametrize("first", [0, -1, 101, 2_000_000])
def test_a_number_of_runs_out_of_bounds_is_refused_with_the_bounds(first: int) -> None:
    result = executed("query ($n: Int!) { runs(first: $n) { id } }", n=first)
    (error,) = result.errors
    assert error.message == f"runs: `first` from 1 to 100 expected, {first} found"
    assert error.extensions == {
        "code": "BAD_USER_INPUT",
        "help": "Older runs are in the store: `iscm runs`.",
    }


def test_an_unknown_run_is_null() -> None:
    assert asked('{ run(id: "never") { id } }') == {"run": None}
