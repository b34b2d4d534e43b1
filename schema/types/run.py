"""Run: what ingest did, page by page, and what a person decided about it."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
import strawberry

from schema.context import Info
from schema.scalars import DateTime, PageOutcome, RunOutcome, Severity
from schema.types.field import shown
from schema.types.lazy import many, maybe
from snapshots import checks, model
from snapshots import runs as reported
from snapshots.freshness import PastRun
from snapshots.stores import records


class Measure(NamedTuple):
    """A name with what was measured of it."""

    name: str
    value: float


@strawberry.type(description="How many values of one field were read from a page.")
class FieldCount:
    """Shows a `Measure`."""

    @shown("The field, as the reader names it: `chairs`.")
    @staticmethod
    def field(measure: strawberry.Parent[Measure]) -> str:
        """The name."""
        return measure.name

    @shown("How many values of it were read.")
    @staticmethod
    def count(measure: strawberry.Parent[Measure]) -> int:
        """A whole number."""
        return int(measure.value)


@strawberry.type(description="How long one step of a run took.")
class Step:
    """Shows a `Measure`."""

    name: str = strawberry.field(description="The step: fetch, read, assemble or publish.")

    @shown("How many seconds it took.")
    @staticmethod
    def seconds(measure: strawberry.Parent[Measure]) -> float:
        """With fractions."""
        return measure.value


@strawberry.type(description="What a comparison with what was served before has to say.")
class Finding:
    """Shows a `checks.Finding`."""

    rule: str = strawberry.field(
        description="The rule that found it, stable and lower case: `participants-gone`."
    )
    severity: Severity = strawberry.field(description="What it does to what it is about.")
    message: str = strawberry.field(description="The finding in one English sentence.")

    @shown("What it is about, `process:hld` or `page:hld-fr`; null where it is the whole.")
    @staticmethod
    def node(finding: strawberry.Parent[checks.Finding]) -> str | None:
        """The record, as issues name it."""
        return finding.node or None


@strawberry.type(description="A process that an index page lists and that is not followed yet.")
class Proposal:
    """Shows a `runs.Proposal`."""

    name: str = strawberry.field(description="Its name in the words of the index page.")
    acronym: str | None = strawberry.field(description="Its acronym, where the index gives one.")
    url: str | None = strawberry.field(
        description="The address of its page, where the index links to one."
    )
    page: str = strawberry.field(description="The address of the index page.")


@strawberry.type(description="What a person decided about what a run held.")
class Decision:
    """Shows a `records.Decision`."""

    accepted: bool = strawberry.field(
        description="True where it was published, false where what was served before stays."
    )
    reason: str = strawberry.field(description="Why, in the person's words.")
    at: DateTime = strawberry.field(description="When it was decided.")

    @shown("The addresses of the pages that it is about.")
    @staticmethod
    def pages(decision: strawberry.Parent[records.Decision]) -> list[str]:
        """Addresses as in `PageResult.url`."""
        return list(decision.pages)


@strawberry.type(description="What a run made of one page.")
class PageResult:
    """Shows a `runs.PageReport`."""

    url: str = strawberry.field(description="The address of the page.")
    outcome: PageOutcome = strawberry.field(description="What came of it.")
    code: str | None = strawberry.field(
        description="Why it is not fresh, stable and lower case: `http-status`; else null."
    )
    message: str | None = strawberry.field(description="The same in one English sentence.")
    findings: None = strawberry.field(
        description="What the comparison with its last good facts has to say.",
        graphql_type=many("Finding"),
    )

    @shown("The page, where the version that is asked was read from it.", maybe("Page"))
    @staticmethod
    def page(result: strawberry.Parent[reported.PageReport], info: Info) -> model.Page | None:
        """The page record; None for index pages and for pages that were never read."""
        return info.context.freshness.by_url.get(result.url)

    @shown(
        "How many values of each field were read from it; empty where it was not read.",
        returns=many("FieldCount"),
    )
    @staticmethod
    def facts(result: strawberry.Parent[reported.PageReport]) -> list[Measure]:
        """Sorted by field."""
        return _measures(result.facts)


@strawberry.type(description="One run of ingest: what it looked at, and what came of it.")
class Run:
    """Shows a `PastRun`."""

    waiting: bool = strawberry.field(
        description="Whether a person has still to decide about what it held. Only the newest run "
        "waits, and no longer once a version was published that did not come of it."
    )
    decisions: None = strawberry.field(
        description="What a person decided about it, the newest first.",
        graphql_type=many("Decision"),
    )

    @shown("Its id: the start, and some letters that no other run of that second has.")
    @staticmethod
    def id(run: strawberry.Parent[PastRun]) -> str:
        """As `iscm runs` names it."""
        return run.report.run

    @shown("How it ended.")
    @staticmethod
    def outcome(run: strawberry.Parent[PastRun]) -> RunOutcome:
        """Of the run as a whole; single pages have their own."""
        return run.report.outcome

    @shown("When it began.")
    @staticmethod
    def started_at(run: strawberry.Parent[PastRun]) -> DateTime:
        """A moment in UTC."""
        return DateTime(run.report.started_at)

    @shown("When it was done.")
    @staticmethod
    def finished_at(run: strawberry.Parent[PastRun]) -> DateTime:
        """A moment in UTC."""
        return DateTime(run.report.finished_at)

    @shown("The number of the version that was served after it; null where there was none.")
    @staticmethod
    def version(run: strawberry.Parent[PastRun]) -> int | None:
        """Counted from 1."""
        return run.report.version.number if run.report.version else None

    @shown("How many pages it was to look at.")
    @staticmethod
    def pages(run: strawberry.Parent[PastRun]) -> int:
        """Index pages among them."""
        return run.report.pages

    @shown("How many of them said what they said before; `changes` tells of the others.")
    @staticmethod
    def unchanged(run: strawberry.Parent[PastRun]) -> int:
        """A number of pages."""
        return run.report.unchanged

    @shown("How many pages it read anew.")
    @staticmethod
    def read(run: strawberry.Parent[PastRun]) -> int:
        """A number of pages."""
        return run.report.read

    @shown("How many pages it asked for over the network.")
    @staticmethod
    def requests(run: strawberry.Parent[PastRun]) -> int:
        """A number of pages."""
        return run.report.requests

    @shown("The pages that were not simply unchanged.", returns=many("PageResult"))
    @staticmethod
    def changes(run: strawberry.Parent[PastRun]) -> tuple[reported.PageReport, ...]:
        """In the order of their addresses."""
        return run.report.changes

    @shown(
        "What the comparison of the whole with the version served before has to say.",
        returns=many("Finding"),
    )
    @staticmethod
    def findings(run: strawberry.Parent[PastRun]) -> tuple[checks.Finding, ...]:
        """Those of single pages stand with the pages."""
        return run.report.findings

    @shown(
        "Processes that index pages list and that are not followed yet.", returns=many("Proposal")
    )
    @staticmethod
    def proposals(run: strawberry.Parent[PastRun]) -> tuple[reported.Proposal, ...]:
        """For a person to look at."""
        return run.report.proposals

    @shown("How many issues there were in what it read.")
    @staticmethod
    def issues(run: strawberry.Parent[PastRun]) -> int:
        """A number of issues."""
        return run.report.issues

    @shown(
        "Those of the issues that were not there before. Of their citations those are shown whose "
        "page the snapshot has that is served now.",
        returns=many("Issue"),
    )
    @staticmethod
    def issues_new(run: strawberry.Parent[PastRun], info: Info) -> list[model.Issue]:
        """The issue records."""
        return _citable(run.report.issues_new, info)

    @shown(
        "The issues that were there before and no longer are. Of their citations those are shown "
        "whose page the snapshot has that is served now.",
        returns=many("Issue"),
    )
    @staticmethod
    def issues_gone(run: strawberry.Parent[PastRun], info: Info) -> list[model.Issue]:
        """The issue records."""
        return _citable(run.report.issues_gone, info)

    @shown("How long each step took.", returns=many("Step"))
    @staticmethod
    def seconds(run: strawberry.Parent[PastRun]) -> list[Measure]:
        """In the order of the steps."""
        return _measures(run.report.seconds)


def _measures(values: Mapping[str, float]) -> list[Measure]:
    return [Measure(name, value) for name, value in values.items()]


def _citable(issues: tuple[model.Issue, ...], info: Info) -> list[model.Issue]:
    """A citation leads to its page, and a run may have read pages that are not served now."""
    pages = info.context.view.pages
    return [
        msgspec.structs.replace(
            one, citations=tuple(cited for cited in one.citations if cited.page in pages)
        )
        for one in issues
    ]
