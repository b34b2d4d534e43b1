"""A run's report as text for people."""

from collections.abc import Iterator

from snapshots.model import Issue
from snapshots.runs import PageOutcome, PageReport, Proposal, Report

_SHOWN = 10
"""So many issues and changed pages are shown; others are counted, `--json` has all."""


def table(report: Report) -> str:
    """The report as lines: what came of the run, then one line for each page that is told of."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    version = f"version {report.version.number}" if report.version else "no version yet"
    yield f"run {report.run}: {report.outcome.value}; {version} is served"
    asked = f", {report.requests} requests" if report.requests else ""
    yield (
        f"{report.pages} pages{asked}: {report.unchanged} unchanged, {report.read} read anew, "
        f"{len(report.failures)} failed; {report.issues} issues in the data"
    )
    if report.seconds:
        steps = ", ".join(f"{step} {spent:.1f} s" for step, spent in report.seconds.items())
        yield f"from {report.started_at} to {report.finished_at}: {steps}"
    yield from _pages(report.changes)
    for finding in report.findings:
        yield f"{finding.severity.value}: {finding.message} ({finding.rule})"
    yield from _issues("new", report.issues_new)
    yield from _issues("gone", report.issues_gone)
    for proposal in report.proposals:
        yield f"proposed: {_proposed(proposal)}"
    if report.holds and all(one.rule != "empty-candidate" for one in report.findings):
        yield f"decide: iscm diff held {report.run}, then iscm accept or iscm reject {report.run}"


def _issues(word: str, issues: tuple[Issue, ...]) -> Iterator[str]:
    for issue in issues[:_SHOWN]:
        yield f"issue {word}: {issue.message} ({issue.code})"
    if len(issues) > _SHOWN:
        yield f"issue {word}: {len(issues) - _SHOWN} more"


def _pages(pages: tuple[PageReport, ...]) -> Iterator[str]:
    """Those that ask for attention, then those that simply changed, as far as they fit a screen."""
    changed = [one for one in pages if one.outcome is PageOutcome.CHANGED and not one.findings]
    for page in pages:
        if page not in changed:
            yield from _page(page)
    for page in changed[:_SHOWN]:
        yield from _page(page)
    if len(changed) > _SHOWN:
        yield f"changed   {len(changed) - _SHOWN} more"


def _page(page: PageReport) -> Iterator[str]:
    read = sum(page.facts.values())
    facts = f"{read} values of {len(page.facts)} fields" if page.facts else ""
    why = f"{page.message} ({page.code})" if page.code else page.message or ""
    yield f"{page.outcome.value:<9} {page.url}  {facts}".rstrip()
    if why:
        yield f"          {why}"
    for finding in page.findings:
        if finding.rule != page.code:
            yield f"          {finding.severity.value}: {finding.message} ({finding.rule})"


def _proposed(proposal: Proposal) -> str:
    """`Name (ACRONYM), address, listed on page`; what the page does not give is left out."""
    acronym = f" ({proposal.acronym})" if proposal.acronym else ""
    address = f", {proposal.url}" if proposal.url else ""
    return f"{proposal.name}{acronym}{address}, listed on {proposal.page}"
