"""A run's report as text for people."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

from server.output import one_line
from server.wording import columns, counted
from snapshots.checks import Finding
from snapshots.gate import EMPTY
from snapshots.model import Issue
from snapshots.runs import Outage, Outcome, PageOutcome, PageReport, Proposal, Report

HELD: Final = 3
"""Exit code: the candidate waits for a person; the served version is untouched."""
SOME_FAILED: Final = 4
"""Exit code: some pages failed or wait for a person, and kept their last good facts."""
_SHOWN: Final = 10
"""So many issues and changed pages are shown; others are counted, unless all are wanted."""
_FEW: Final = 5
"""Pages that failed for one reason are named one by one as long as they are so few."""
_FAILED: Final = (PageOutcome.KEPT, PageOutcome.FAILED)
_HEADINGS: Final = ("OUTCOME", "PAGE", "PROCESS", "WHAT")


def exit_code(report: Report) -> int:
    """What a job makes of the report: 0, 3 or 4."""
    if report.outcome is Outcome.HELD:
        return HELD
    empty = any(one.rule == EMPTY for one in report.findings)
    return SOME_FAILED if report.failures or report.held or empty else 0


def table(report: Report, *, verbose: bool = False) -> str:
    """The report as lines: what came of the run, then each page that is told of.

    Pages that failed are counted by reason and host; all are named where `verbose` asks for that.
    """
    return "".join(f"{one_line(line)}\n" for line in _lines(report, verbose))


def waiting_table(pages: Iterable[PageReport], findings: Iterable[Finding], run: str) -> str:
    """The pages that wait for a decision, each with its address, and how to decide.

    `findings`: why the run as a whole is held, if it is.
    """
    named = sorted(pages, key=_page)
    rows = [(_page(one), one.process or "", _why(one), one.url) for one in named]
    lines = [
        f"run {run} waits for a decision about {counted(len(rows), 'page')}",
        *(f"{one.severity.value}: {one.message} ({one.rule})" for one in findings),
        *columns(("PAGE", "PROCESS", "WHY", "ADDRESS"), rows),
        *_to_decide(run),
    ]
    return "".join(f"{one_line(line)}\n" for line in lines)


def _lines(report: Report, verbose: bool) -> Iterator[str]:
    if report.outage is not None:
        yield _outage(report.outage)
    version = f"version {report.version.number}" if report.version else "no version yet"
    yield f"run {report.run}: {report.outcome.value}; {version} is served"
    yield _numbers(report)
    if report.seconds:
        steps = ", ".join(f"{step} {spent:.1f} s" for step, spent in report.seconds.items())
        yield f"from {report.started_at} to {report.finished_at}: {steps}"
    yield from _pages(report.changes, verbose)
    yield from _failures(report.failures, verbose)
    for finding in report.findings:
        yield f"{finding.severity.value}: {finding.message} ({finding.rule})"
    yield from _issues("new", report.issues_new, verbose)
    yield from _issues("gone", report.issues_gone, verbose)
    for proposal in report.proposals:
        yield f"proposed: {_proposed(proposal)}"
    if report.holds and all(one.rule != EMPTY for one in report.findings):
        yield from _to_decide(report.run)


def _outage(outage: Outage) -> str:
    if outage.total:
        return f"{outage.message}: look at our own network; nothing is to be decided"
    return f"{outage.message}: look at our own network first"


def _to_decide(run: str) -> Iterator[str]:
    yield f"decide: iscm diff held {run}, then iscm accept or iscm reject {run} [--page PAGE]"


def _numbers(report: Report) -> str:
    outcomes = Counter(one.outcome for one in report.changes)
    asked = f", {counted(report.requests, 'request')}" if report.requests else ""
    told = (
        f"{report.unchanged} unchanged",
        f"{outcomes[PageOutcome.CHANGED]} changed",
        *(f"{number} held" for number in [outcomes[PageOutcome.HELD]] if number),
        *(f"{number} rejected" for number in [outcomes[PageOutcome.REFUSED]] if number),
        f"{len(report.failures)} failed",
    )
    pages, issues = counted(report.pages, "page"), counted(report.issues, "issue")
    return f"{pages}{asked}: {', '.join(told)}; {report.read} read anew; {issues} in the data"


def _pages(pages: tuple[PageReport, ...], verbose: bool) -> Iterator[str]:
    """Those that ask for attention, then those that simply changed, as far as they fit a screen."""
    changed = [one for one in pages if one.outcome is PageOutcome.CHANGED and not one.findings]
    told = [one for one in pages if one not in changed and one.outcome not in _FAILED]
    shown = changed if verbose else changed[:_SHOWN]
    ordered = (*sorted(told, key=_page), *sorted(shown, key=_page))
    rows = [row for page in ordered for row in _rows(page)]
    if rows:
        yield from columns(_HEADINGS, rows)
    if len(changed) > len(shown):
        yield f"changed  {len(changed) - len(shown)} more"


def _rows(page: PageReport) -> Iterator[tuple[str, str, str, str]]:
    read = sum(page.facts.values())
    fields = counted(len(page.facts), "field")
    facts = [f"{counted(read, 'value')} of {fields}"] if page.facts else []
    said = [f"{one.severity.value}: {one.message} ({one.rule})" for one in page.findings]
    first, *rest = (_why(page), *said[1:]) if page.message else (*facts, *said, "")
    yield page.outcome.value, _page(page), page.process or "", first
    yield from (("", "", "", line) for line in rest if line)


def _failures(pages: tuple[PageReport, ...], verbose: bool) -> Iterator[str]:
    """By reason, the most frequent first: how many pages of which hosts."""
    by_code = {code: list(group) for code, group in groupby(sorted(pages, key=_code), key=_code)}
    for code, group in sorted(by_code.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield f"failed  {code}: {counted(len(group), 'page')} of {_hosts(group)}"
        if verbose or len(group) <= _FEW:
            yield from (f"        {_failed(one)}" for one in group)
    if not verbose and any(len(group) > _FEW for group in by_code.values()):
        yield "        (--verbose names each page)"


def _hosts(pages: Iterable[PageReport]) -> str:
    hosts = Counter(urlsplit(one.url).netloc for one in pages).most_common()
    if len(hosts) == 1:
        return hosts[0][0]
    shown = ", ".join(f"{host} ({number})" for host, number in hosts[:_FEW])
    more = len(hosts) - _FEW
    return f"{shown} and {counted(more, 'more host')}" if more > 0 else shown


def _failed(page: PageReport) -> str:
    """Its slug if it has one, its address once, and why."""
    name = f"{page.slug}  " if page.slug else ""
    message = page.message or _code(page)
    return name + (message if message.startswith(page.url) else f"{page.url}: {message}")


def _bare(page: PageReport) -> str:
    """The message without the address with which it begins."""
    message = page.message or ""
    return message.removeprefix(page.url).removeprefix(":").strip() or _code(page)


def _code(page: PageReport) -> str:
    return page.code or "unknown"


def _page(page: PageReport) -> str:
    return page.slug or page.url


def _why(page: PageReport) -> str:
    return f"{_bare(page)} ({page.code})" if page.code else page.message or ""


def _issues(word: str, issues: tuple[Issue, ...], verbose: bool) -> Iterator[str]:
    shown = issues if verbose else issues[:_SHOWN]
    for issue in shown:
        yield f"issue {word}: {_told(issue)} ({issue.code})"
    if len(issues) > len(shown):
        yield f"issue {word}: {len(issues) - len(shown)} more"


def _told(issue: Issue) -> str:
    """The message behind the slug of the record that it is about, unless that begins it."""
    about = (issue.node or "").partition(":")[2]
    named = not about or issue.message.startswith(about)
    return issue.message if named else f"{about}: {issue.message}"


def _proposed(proposal: Proposal) -> str:
    """`Name (ACRONYM), address, listed on page`; what the page does not give is left out."""
    acronym = f" ({proposal.acronym})" if proposal.acronym else ""
    address = f", {proposal.url}" if proposal.url else ""
    return f"{proposal.name}{acronym}{address}, listed on {proposal.page}"
