"""The one door to a store: a candidate is approved or held, and only the approved is published."""

from collections.abc import Iterable

import msgspec

from snapshots.checks import COMPARISONS, Finding, Severity
from snapshots.codec import digest, encode
from snapshots.errors import NotApproved
from snapshots.model import Snapshot

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
    """Hold the candidate if any comparison with the served version says so, else approve it."""
    findings = tuple(_compare(candidate, served)) if served is not None else ()
    if any(finding.severity is Severity.HOLD for finding in findings):
        return Held(candidate, findings)
    return Approved(candidate, findings, _SEAL)


def _compare(candidate: Snapshot, served: Snapshot) -> Iterable[Finding]:
    return (finding for rule in COMPARISONS for finding in rule(candidate, served))
