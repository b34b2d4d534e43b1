"""What a run of ingest reports: kept in the store, printed, and shown by GraphQL."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from snapshots.checks import Finding
from snapshots.model import Issue, Version


class Outcome(StrEnum):
    """How a run ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    HELD = "held"


class PageOutcome(StrEnum):
    """What a run made of one page."""

    CHANGED = "changed"
    """It says something new, and that is in the candidate."""
    UNCHANGED = "unchanged"
    """It says what it said before."""
    MOVED = "moved"
    """It redirects to another page of the catalogue, which speaks for both."""
    KEPT = "kept"
    """It could not be had or read: its last good facts are kept."""
    HELD = "held"
    """What it says now is doubtful and waits for a person: its last good facts are kept."""
    REFUSED = "refused"
    """A person rejected what it says now: its last good facts are kept."""
    FAILED = "failed"
    """It could not be had or read, and there are no facts to keep."""


class PageReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a run made of one page."""

    url: str
    slug: str | None = None
    """The page's id in the snapshot, `hld-fr`; None for a page that is in none."""
    process: str | None = None
    """The id of its process; None for an index page and for a page of no process."""
    outcome: PageOutcome
    code: str | None = None
    """Why it is not fresh: a stable code, `docs/faults.md` and `docs/review.md` list them."""
    message: str | None = None
    facts: Mapping[str, int] = {}
    """How many values of each field were read from it, where the run read it."""
    findings: tuple[Finding, ...] = ()


class Outage(msgspec.Struct, frozen=True, kw_only=True):
    """Hosts that could not be reached, so many at once that our own network is the likely cause."""

    message: str
    total: bool
    """Whether not one host of the run answered: then the run looked at no page."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A process that an index page lists and the catalogue lacks: for a person to look at."""

    name: str
    acronym: str | None = None
    url: str | None = None
    """The absolute address of its page, where the index links to one."""
    page: str
    """The address of the index page."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did."""

    run: str
    outcome: Outcome
    started_at: str
    """RFC 3339, UTC."""
    finished_at: str
    version: Version | None
    """The served version after the run; None where none was ever published."""
    pages: int
    """How many pages the run was to look at."""
    unchanged: int = 0
    """How many of them say what they said before; the others are told one by one."""
    read: int = 0
    """How many pages were read anew, and not known from before."""
    requests: int = 0
    """How many requests for pages were sent, redirects and further attempts included."""
    outage: Outage | None = None
    changes: tuple[PageReport, ...] = ()
    """The pages that are not simply unchanged, in the order of their addresses."""
    findings: tuple[Finding, ...] = ()
    """What the comparison of the whole candidate with the served version has to say."""
    proposals: tuple[Proposal, ...] = ()
    issues: int = 0
    """How many issues the candidate holds."""
    issues_new: tuple[Issue, ...] = ()
    """Those of them that the served version before the run had not."""
    issues_gone: tuple[Issue, ...] = ()
    seconds: Mapping[str, float] = {}
    """How long each step took: fetch, read, assemble, publish."""

    @property
    def failures(self) -> tuple[PageReport, ...]:
        """The pages that could not be had or read."""
        failed = (PageOutcome.KEPT, PageOutcome.FAILED)
        return tuple(page for page in self.changes if page.outcome in failed)

    @property
    def held(self) -> tuple[PageReport, ...]:
        """The pages that wait for a person, each by itself."""
        return tuple(page for page in self.changes if page.outcome is PageOutcome.HELD)

    @property
    def holds(self) -> bool:
        """Whether something waits for a person: the candidate or single pages of it."""
        return self.outcome is Outcome.HELD or bool(self.held)

    @property
    def looked(self) -> bool:
        """Whether the run looked at pages at all: what waited before an outage still waits."""
        return self.outage is None or not self.outage.total
