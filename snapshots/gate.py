"""The one door to a store: a candidate is approved or held, and only the approved is published."""

from collections.abc import Iterable
from typing import Final

import msgspec

from snapshots.checks import COMPARISONS, Finding, Severity
from snapshots.codec import digest, encode
from snapshots.errors import NotApproved
from snapshots.model import Snapshot

EMPTY: Final = "empty-candidate"
"""The rule that a candidate is of something."""
_SEAL = object()


class Approved:
    """A candidate that passed; nobody but `review` can make one."""

    __slots__ = ("content", "digest", "findings", "snapshot")

    def __init__(self, snapshot: Snapshot, findings: tuple[Finding, ...], seal: object) -> None:
        if seal is not _SEAL:
            raise NotApproved("only snapshots.gate.review approves a snapshot")
        self.snapshot = snapshot
        self.findings = findings
        self.content = encode(snapshot)
        self.digest = digest(self.content)


class Held(msgspec.Struct, frozen=True):
    """A candidate that a person must look at first."""

    snapshot: Snapshot
    findings: tuple[Finding, ...]


def review(candidate: Snapshot, served: Snapshot | None) -> Approved | Held:
    """Hold an empty candidate, and one that a comparison with the served version speaks against."""
    findings = (*_empty(candidate), *(_compare(candidate, served) if served is not None else ()))
    if any(finding.severity is Severity.HOLD for finding in findings):
        return Held(candidate, findings)
    return Approved(candidate, findings, _SEAL)


def accept(held: Snapshot) -> Approved:
    """The approval of a person who looked at what the rules held; the caller records the reason.

    Raises NotApproved for an empty candidate: that one nobody can want.
    """
    if any(_empty(held)):
        raise NotApproved("a candidate that holds nothing is never published")
    return Approved(held, (), _SEAL)


def _empty(candidate: Snapshot) -> Iterable[Finding]:
    """Nothing at all is never worth publishing: it would take the place of what is served."""
    read = (candidate.processes, candidate.themes, candidate.meetings, candidate.pages)
    if not any(read):
        message = "the candidate holds nothing that was read from a page"
        yield Finding(rule=EMPTY, severity=Severity.HOLD, message=message, node="")


def _compare(candidate: Snapshot, served: Snapshot) -> Iterable[Finding]:
    return (finding for rule in COMPARISONS for finding in rule(candidate, served))
