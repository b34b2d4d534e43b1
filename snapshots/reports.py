"""The report of a run as the store has it, or what is known where it cannot be read."""

import msgspec

from snapshots.checks import Finding, Severity
from snapshots.codec import UNDECODABLE
from snapshots.errors import CodecError
from snapshots.runs import Outcome, Report
from snapshots.stores.records import Run


def read_report(run: Run) -> Report:
    """The report; of one that another iscm wrote, what the store itself knows, and a finding.

    Raises CodecError where not even the outcome is known.
    """
    try:
        return msgspec.json.decode(run.report, type=Report)
    except UNDECODABLE:
        return _unreadable(run)


def is_readable(report: Report) -> bool:
    """Whether the numbers of the report are known."""
    return all(one.rule != _UNREADABLE for one in report.findings)


_UNREADABLE = "unreadable-report"


def _unreadable(run: Run) -> Report:
    """Of a report that another iscm wrote, what the store itself knows, and a finding."""
    try:
        outcome = Outcome(run.outcome)
    except ValueError as error:
        known = ", ".join(Outcome)
        raise CodecError(f"run {run.id}: {known} expected, {run.outcome!r} found") from error
    message = "the report was written by another iscm and cannot be read: its numbers are unknown"
    finding = Finding(
        rule=_UNREADABLE, severity=Severity.WARN, message=message, node=f"run:{run.id}"
    )
    return Report(
        run=run.id,
        outcome=outcome,
        started_at=run.started_at,
        finished_at=run.finished_at,
        version=None,
        pages=0,
        findings=(finding,),
    )
