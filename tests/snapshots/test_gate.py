"""The gate: one way in, and held candidates keep their reasons."""

import pytest

from snapshots.checks import Severity
from snapshots.codec import digest, encode
from snapshots.errors import NotApproved
from snapshots.gate import Approved, Held, accept, review
from snapshots.model import Process, Snapshot

ONE = Snapshot(processes=(Process(id="hld", names={"en": "Dialogue"}),))
TWO = Snapshot(processes=(*ONE.processes, Process(id="midsa", names={})))


def test_the_first_snapshot_is_approved() -> None:
    verdict = review(ONE, None)
    assert isinstance(verdict, Approved)
    assert verdict.findings == ()


@pytest.mark.parametrize("served", [None, ONE])
def test_a_candidate_without_anything_read_is_held(served: Snapshot | None) -> None:
    verdict = review(Snapshot(), served)
    assert isinstance(verdict, Held)
    assert "empty-candidate" in [finding.rule for finding in verdict.findings]


def test_an_approval_carries_the_bytes_and_their_digest() -> None:
    verdict = review(ONE, None)
    assert isinstance(verdict, Approved)
    assert verdict.snapshot is ONE
    assert verdict.content == encode(ONE)
    assert verdict.digest == digest(encode(ONE))


@pytest.mark.parametrize("served", [ONE, Snapshot()])
def test_a_candidate_that_lost_nothing_is_approved(served: Snapshot) -> None:
    assert isinstance(review(ONE, served), Approved)


def test_a_candidate_that_lost_a_process_is_held_with_its_findings() -> None:
    verdict = review(ONE, TWO)
    assert isinstance(verdict, Held)
    assert verdict.snapshot is ONE
    assert [(one.rule, one.severity) for one in verdict.findings] == [
        ("process-gone", Severity.HOLD)
    ]


@pytest.mark.parametrize("seal", [None, object(), True, "review"])
def test_nobody_but_the_review_makes_an_approval(seal: object) -> None:
    with pytest.raises(NotApproved, match=r"only snapshots\.gate\.review"):
        Approved(ONE, (), seal)


def test_a_person_may_approve_what_the_rules_held() -> None:
    candidate = Snapshot(processes=(Process(id="hld", names={"en": "HLD"}),))
    approved = accept(candidate)
    assert isinstance(approved, Approved)
    assert (approved.snapshot, approved.findings) == (candidate, ())


def test_nobody_may_approve_nothing() -> None:
    with pytest.raises(NotApproved, match="a candidate that holds nothing is never published"):
        accept(Snapshot())
