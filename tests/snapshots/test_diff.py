"""What changed between two snapshots, and what is no change."""

import json
from typing import Any

from snapshots.change import Change
from snapshots.diff import KINDS, diff
from snapshots.model import (
    Citation,
    Issue,
    Language,
    Organization,
    Page,
    Participation,
    ParticipationRole,
    Process,
    Snapshot,
    Theme,
)

CITED = Citation(field="established", page="hld-fr", capture="sha256:1", line=1, words="2006")


def process(**fields: Any) -> Process:
    return Process(**{"id": "hld", "names": {"en": "Dialogue"}, **fields})


def changed(before: Process, after: Process) -> tuple[Change, ...]:
    return diff(Snapshot(processes=(before,)), Snapshot(processes=(after,)))


def page(capture: str, url: str = "https://www.iom.int/hld") -> Page:
    return Page(id="hld-en", url=url, language=Language.EN, family="iom-iscm", capture=capture)


def test_a_snapshot_does_not_differ_from_itself() -> None:
    snapshot = Snapshot(processes=(process(established="2006"),))
    assert diff(snapshot, snapshot) == ()


def test_a_changed_field_is_told_before_and_after_as_json() -> None:
    (change,) = changed(process(established="2006"), process(established="2006-09"))
    assert change == Change(
        kind="process", id="hld", field="established", before='"2006"', after='"2006-09"'
    )


def test_a_field_that_gets_its_first_value_had_none() -> None:
    (change,) = changed(process(), process(participants_declared=195))
    assert (change.before, change.after) == (None, "195")


def test_each_changed_field_is_told_on_its_own() -> None:
    changes = changed(process(), process(established="2006", names={"fr": "Dialogue"}))
    assert {change.field for change in changes} == {"names", "established"}


def test_a_record_that_came_is_told_whole() -> None:
    (change,) = diff(Snapshot(), Snapshot(themes=(Theme(id="labour", names={"en": "Labour"}),)))
    assert (change.kind, change.id, change.field, change.before) == ("theme", "labour", "", None)
    assert json.loads(change.after or "") == {"id": "labour", "names": {"en": "Labour"}}


def test_a_record_that_went_is_told_whole() -> None:
    (change,) = diff(Snapshot(themes=(Theme(id="labour", names={"en": "Labour"}),)), Snapshot())
    assert (change.kind, change.id, change.field, change.after) == ("theme", "labour", "", None)
    assert json.loads(change.before or "") == {"id": "labour", "names": {"en": "Labour"}}


def test_where_a_fact_was_read_is_no_change() -> None:
    moved = Citation(field="established", page="hld-en", capture="sha256:2", line=9, words="2006")
    assert changed(process(citations=(CITED,)), process(citations=(moved,))) == ()


def test_where_a_part_inside_a_record_was_read_is_no_change() -> None:
    def part(*citations: Citation) -> Participation:
        return Participation(
            state="FRA", listed_as="France", role=ParticipationRole.MEMBER, citations=citations
        )

    assert changed(process(participations=(part(CITED),)), process(participations=(part(),))) == ()


def test_a_new_capture_of_a_page_is_no_change() -> None:
    assert diff(Snapshot(pages=(page("sha256:1"),)), Snapshot(pages=(page("sha256:2"),))) == ()


def test_a_page_that_moved_is_a_change() -> None:
    moved = page("sha256:1", url="https://www.iom.int/dialogue")
    (change,) = diff(Snapshot(pages=(page("sha256:1"),)), Snapshot(pages=(moved,)))
    assert (change.kind, change.field) == ("page", "url")


def test_what_a_new_record_cites_is_not_told() -> None:
    (change,) = diff(Snapshot(), Snapshot(processes=(process(citations=(CITED,)),)))
    assert "sha256:1" not in (change.after or "")


def test_issues_have_no_identity_and_are_not_compared() -> None:
    assert diff(Snapshot(), Snapshot(issues=(Issue(code="parse", message="odd"),))) == ()


def test_the_order_of_records_is_no_change() -> None:
    one, other = process(), process(id="midsa")
    assert diff(Snapshot(processes=(one, other)), Snapshot(processes=(other, one))) == ()


def test_changes_come_in_the_order_of_kinds_and_ids() -> None:
    after = Snapshot(
        themes=(Theme(id="b", names={}), Theme(id="a", names={})),
        organizations=(Organization(id="z", names={}),),
        processes=(process(),),
    )
    assert [(change.kind, change.id) for change in diff(Snapshot(), after)] == [
        ("process", "hld"),
        ("organization", "z"),
        ("theme", "a"),
        ("theme", "b"),
    ]


def test_every_list_of_records_but_the_issues_is_compared() -> None:
    assert set(KINDS.values()) == set(Snapshot.__struct_fields__) - {"issues"}
