"""The rules that a snapshot is held against, one short function each.

`INSPECTIONS` look at one snapshot and become issues in the data; `COMPARISONS` look at the
candidate and the served version and may hold the candidate back.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec

from snapshots.model import (
    Citation,
    Document,
    Issue,
    Meeting,
    Participation,
    ParticipationRole,
    Process,
    Snapshot,
)

LOSS_LIMIT = 0.1
"""A tenth of the participants may go between two versions; more than that is held for a person."""


class Severity(StrEnum):
    """What a finding does to the candidate."""

    WARN = "warn"
    REVISED = "revised"
    """It is published, and told wherever changes are: what hardly moves was edited in place."""
    HOLD = "hold"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison has to say."""

    rule: str
    severity: Severity
    message: str
    node: str


def declared_is_listed(process: Process) -> Iterator[Issue]:
    """The number that the page states and the names that it lists should agree."""
    declared, listed = process.participants_declared, len(_members(process))
    if declared is not None and declared != listed:
        said = tuple(one for one in process.citations if one.field == "participants_declared")
        page = said[0].page if said else "the page"
        message = f"{page} declares {declared} participants and lists {listed}"
        yield _issue(process, "declared-count", "participations", message, said)


def every_state_is_known(process: Process) -> Iterator[Issue]:
    """A participant that no State is known for is reported by the name it is listed under."""
    for one in process.participations:
        if one.state is None:
            message = f"no State is known by the listed name {one.listed_as!r}"
            yield _issue(process, "unknown-state", "participations", message, one.citations)


def every_theme_is_known(process: Process) -> Iterator[Issue]:
    """A focus that the vocabulary knows no theme for is reported by its words."""
    for one in process.themes:
        if one.theme is None:
            words = next(iter(one.words.values()), "")
            message = f"no theme is known by the words {words!r}"
            yield _issue(process, "unknown-theme", "themes", message, one.citations)


def no_state_twice(process: Process) -> Iterator[Issue]:
    """A State takes part once in one role."""
    roles = Counter((one.state, one.role) for one in process.participations if one.state)
    for (state, role), times in roles.items():
        if times > 1:
            message = f"{state} is listed {times} times as {role.value}"
            yield _issue(process, "duplicate-state", "participations", message)


def required_is_there(process: Process) -> Iterator[Issue]:
    """A process has participants and a date of establishment."""
    if not _members(process):
        yield _issue(process, "empty-section", "participations", "no participant is listed")
    if process.established is None:
        yield _issue(process, "empty-section", "established", "no date of establishment is given")


INSPECTIONS: tuple[Callable[[Process], Iterator[Issue]], ...] = (
    declared_is_listed,
    every_state_is_known,
    every_theme_is_known,
    no_state_twice,
    required_is_there,
)


def no_process_gone(candidate: Snapshot, served: Snapshot) -> Iterator[Finding]:
    """A process that was served is served again."""
    ids = {process.id for process in candidate.processes}
    for process in served.processes:
        if process.id not in ids:
            yield _held("process-gone", process, f"process {process.id} is gone")


def few_participants_gone(candidate: Snapshot, served: Snapshot) -> Iterator[Finding]:
    """No more than a tenth of a process's participants vanish at once."""
    now = {process.id: process for process in candidate.processes}
    for before in served.processes:
        known = {one.state for one in _members(before) if one.state}
        left = {one.state for one in _members(now[before.id])} if before.id in now else known
        gone = sorted(state for state in known - left if state)
        if len(gone) > LOSS_LIMIT * len(known):
            message = (
                f"{before.id} lost {len(gone)} of {len(known)} participants: {', '.join(gone)}"
            )
            yield _held("participants-gone", before, message)


def few_records_gone(candidate: Snapshot, served: Snapshot) -> Iterator[Finding]:
    """No more than a tenth of the meetings or documents of a process vanish at once.

    Numbers are compared, not ids: a page that lists its latest meeting only lists another one next
    year. What single pages lose is looked at before; this is for what nobody expected.
    """
    for kind in ("meetings", "documents"):
        before, now = _counted(getattr(served, kind)), _counted(getattr(candidate, kind))
        for process in served.processes:
            had, has = before[process.id], now[process.id]
            if had - has > LOSS_LIMIT * had:
                message = f"{process.id} has {has} {kind} where it had {had}"
                yield _held(f"{kind}-gone", process, message)


COMPARISONS: tuple[Callable[[Snapshot, Snapshot], Iterator[Finding]], ...] = (
    no_process_gone,
    few_participants_gone,
    few_records_gone,
)


def inspect(snapshot: Snapshot) -> tuple[Issue, ...]:
    """What the inspections say of all processes."""
    return tuple(
        issue for process in snapshot.processes for rule in INSPECTIONS for issue in rule(process)
    )


def _members(process: Process) -> list[Participation]:
    return [one for one in process.participations if one.role is ParticipationRole.MEMBER]


def _counted(records: tuple[Meeting, ...] | tuple[Document, ...]) -> Counter[str]:
    return Counter(process for record in records for process in record.processes)


def _issue(
    process: Process, code: str, field: str, message: str, said: tuple[Citation, ...] = ()
) -> Issue:
    return Issue(
        code=code,
        message=message,
        node=f"process:{process.id}",
        field=field,
        citations=said,
    )


def _held(rule: str, process: Process, message: str) -> Finding:
    return Finding(rule=rule, severity=Severity.HOLD, message=message, node=f"process:{process.id}")
