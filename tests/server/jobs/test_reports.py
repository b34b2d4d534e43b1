"""A run's report as people read it."""

import pytest

from server.jobs.reports import table
from server.wording import columns, counted
from snapshots.checks import Finding, Severity
from snapshots.model import Issue, Version
from snapshots.runs import Outage, Outcome, PageOutcome, PageReport, Proposal, Report

AT = "2026-02-01T04:00:00Z"
VERSION = Version(number=3, digest="sha256:0", published_at=AT, run="run")
IOM = "https://www.iom.int/"


def report(*changes: PageReport, **told: object) -> Report:
    values = {"run": "run", "outcome": Outcome.PUBLISHED, "started_at": AT, "finished_at": AT}
    return Report(**values | {"version": VERSION, "pages": 9, "changes": changes} | told)  # type: ignore[arg-type]


def held(slug: str) -> PageReport:
    finding = Finding(rule="values-gone", severity=Severity.HOLD, message="lost 5", node="")
    return PageReport(
        url=IOM + slug,
        slug=slug,
        process=slug.partition("-")[0],
        outcome=PageOutcome.HELD,
        code="values-gone",
        message="lost 5",
        facts={"chair": 1},
        findings=(finding,),
    )


def failed(url: str, code: str = "timeout", slug: str | None = None) -> PageReport:
    message = f"{url}: an answer within 90 s expected, none found"
    return PageReport(url=url, slug=slug, outcome=PageOutcome.KEPT, code=code, message=message)


def test_held_is_not_failed() -> None:
    lines = table(report(held("rcm-en"), held("add-en"), failed(f"{IOM}x"), unchanged=6))
    assert lines.splitlines()[1] == (
        "9 pages: 6 unchanged, 0 changed, 2 held, 1 failed; 0 read anew; 0 issues in the data"
    )


def test_pages_stand_in_columns_by_slug_and_process() -> None:
    changed = PageReport(
        url=f"{IOM}midcom",
        slug="midcom-en",
        process="midcom",
        outcome=PageOutcome.CHANGED,
        facts={"chair": 1},
    )
    lines = table(report(held("rcm-en"), changed)).splitlines()
    assert lines[2:5] == [
        "OUTCOME  PAGE       PROCESS  WHAT",
        "held     rcm-en     rcm      lost 5 (values-gone)",
        "changed  midcom-en  midcom   1 value of 1 field",
    ]


def test_failures_are_counted_by_reason_and_host() -> None:
    many = [failed(f"{IOM}{number}") for number in range(7)]
    more = [failed(f"https://www.un.org/{number}") for number in range(3)]
    lone = failed(f"{IOM}gone", "http-status", "gone-en")
    text = table(report(*many, *more, lone))
    assert text.splitlines()[2:] == [
        "failed  timeout: 10 pages of www.iom.int (7), www.un.org (3)",
        "failed  http-status: 1 page of www.iom.int",
        "        gone-en  https://www.iom.int/gone: an answer within 90 s expected, none found",
        "        (--verbose names each page)",
    ]


def test_every_page_is_named_once_where_all_are_wanted() -> None:
    many = [failed(f"{IOM}page-{number}-") for number in range(40)]
    text = table(report(*many), verbose=True)
    assert all(text.count(one.url) == 1 for one in many)
    assert "--verbose" not in text


def test_an_outage_is_said_first() -> None:
    outage = Outage(message="no host could be reached (2 hosts: timeout 2)", total=True)
    first = table(report(failed(IOM), outage=outage)).splitlines()[0]
    assert first == (
        "no host could be reached (2 hosts: timeout 2): look at our own network; "
        "nothing is to be decided"
    )


def test_an_issue_names_what_it_is_about() -> None:
    issues = (
        Issue(code="declared-count", message="rcm-en declares 11", node="process:rcm"),
        Issue(code="empty-section", message="no participant is listed", node="process:add"),
    )
    text = table(report(issues=1, issues_new=issues))
    assert "issue new: rcm-en declares 11 (declared-count)\n" in text
    assert "issue new: add: no participant is listed (empty-section)\n" in text
    assert "; 1 issue in the data\n" in text


def test_the_words_of_pages_stay_on_their_line() -> None:
    proposal = Proposal(name="A\nfailed  x\x1b[2J", page=IOM)
    text = table(report(proposals=(proposal,)))
    assert "proposed: A\\nfailed  x\\x1b[2J, listed on" in text


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (12_000, "12,000 pages")]
)
def test_one_is_one(number: int, words: str) -> None:
    assert counted(number, "page") == words


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert list(columns(("A", "B"), [("long", ""), ("x", "y")])) == ["A     B", "long", "x     y"]
