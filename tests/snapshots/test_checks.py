"""The rules: what becomes an issue in the data, and what holds a candidate back."""

import msgspec
import pytest

from snapshots.checks import (
    Severity,
    declared_is_listed,
    every_state_is_known,
    every_theme_is_known,
    few_participants_gone,
    few_records_gone,
    inspect,
    no_process_gone,
    no_state_twice,
    required_is_there,
)
from snapshots.model import (
    Citation,
    Meeting,
    MeetingKind,
    Participation,
    ParticipationRole,
    Process,
    Snapshot,
    ThemeInProcess,
)


def part(
    state: str | None, role: ParticipationRole = ParticipationRole.MEMBER, name: str = ""
) -> Participation:
    cited = Citation(field="", page="hld-fr", capture="sha256:0", line=7, words=name or str(state))
    return Participation(state=state, listed_as=name or str(state), role=role, citations=(cited,))


def process(*parts: Participation, slug: str = "hld", declared: int | None = None) -> Process:
    return Process(
        id=slug,
        names={},
        participations=parts,
        participants_declared=declared,
        established="2006",
    )


def members(count: int, slug: str = "hld") -> Snapshot:
    return Snapshot(processes=(process(*(part(f"S{one:02}") for one in range(count)), slug=slug),))


def test_a_declared_number_that_the_list_keeps_is_no_issue() -> None:
    assert list(declared_is_listed(process(part("FRA"), part("ESP"), declared=2))) == []


@pytest.mark.parametrize("declared", [0, 1, 3])
def test_a_declared_number_that_the_list_does_not_keep_is_an_issue(declared: int) -> None:
    (issue,) = declared_is_listed(process(part("FRA"), part("ESP"), declared=declared))
    assert issue.code == "declared-count"
    assert issue.message == f"the page declares {declared} participants and lists 2"
    assert (issue.node, issue.field) == ("process:hld", "participations")


def test_a_page_that_declares_no_number_promises_nothing() -> None:
    assert list(declared_is_listed(process(part("FRA")))) == []


def test_observers_do_not_count_towards_the_declared_number() -> None:
    watching = part("ESP", ParticipationRole.OBSERVER)
    assert list(declared_is_listed(process(part("FRA"), watching, declared=1))) == []


def test_a_participant_of_unknown_name_counts_towards_the_declared_number() -> None:
    assert list(declared_is_listed(process(part(None, name="Ruritania"), declared=1))) == []


def test_an_unknown_name_is_an_issue_that_cites_it() -> None:
    unknown = part(None, name="Ruritania")
    (issue,) = every_state_is_known(process(part("FRA"), unknown))
    assert issue.code == "unknown-state"
    assert "'Ruritania'" in issue.message
    assert issue.citations == unknown.citations


def test_a_state_listed_twice_in_one_role_is_an_issue() -> None:
    (issue,) = no_state_twice(process(part("FRA"), part("ESP"), part("FRA"), part("FRA")))
    assert issue.code == "duplicate-state"
    assert issue.message == "FRA is listed 3 times as MEMBER"


def test_a_state_in_two_roles_is_listed_once_in_each() -> None:
    watching = part("FRA", ParticipationRole.OBSERVER)
    assert list(no_state_twice(process(part("FRA"), watching))) == []


def test_two_unknown_names_are_not_one_state_twice() -> None:
    unknown = (part(None, name="Ruritania"), part(None, name="Syldavia"))
    assert list(no_state_twice(process(*unknown))) == []


def test_a_process_with_members_and_a_date_lacks_nothing() -> None:
    assert list(required_is_there(process(part("FRA")))) == []


def test_a_process_without_members_is_an_issue() -> None:
    (issue,) = required_is_there(process(part("FRA", ParticipationRole.OBSERVER)))
    assert (issue.code, issue.field) == ("empty-section", "participations")


def test_a_process_without_a_date_of_establishment_is_an_issue() -> None:
    (issue,) = required_is_there(Process(id="hld", names={}, participations=(part("FRA"),)))
    assert (issue.code, issue.field) == ("empty-section", "established")


def test_all_inspections_look_at_all_processes() -> None:
    first = process(part("FRA"), part("FRA"), part(None, name="Ruritania"), slug="a", declared=1)
    second = Process(id="b", names={})
    found = [(issue.node, issue.code) for issue in inspect(Snapshot(processes=(first, second)))]
    assert found == [
        ("process:a", "declared-count"),
        ("process:a", "unknown-state"),
        ("process:a", "duplicate-state"),
        ("process:b", "empty-section"),
        ("process:b", "empty-section"),
    ]


def test_a_vanished_process_holds_the_candidate() -> None:
    served = Snapshot(processes=(process(slug="hld"), process(slug="midsa")))
    (finding,) = no_process_gone(Snapshot(processes=(process(slug="hld"),)), served)
    assert finding.severity is Severity.HOLD
    assert (finding.rule, finding.node) == ("process-gone", "process:midsa")
    assert finding.message == "process midsa is gone"


def test_a_new_process_is_welcome() -> None:
    candidate = Snapshot(processes=(process(slug="hld"), process(slug="midsa")))
    assert list(no_process_gone(candidate, Snapshot(processes=(process(slug="hld"),)))) == []


@pytest.mark.parametrize(("before", "after"), [(10, 9), (20, 18), (30, 27), (195, 176), (9, 9)])
def test_a_tenth_of_the_participants_may_go(before: int, after: int) -> None:
    assert list(few_participants_gone(members(after), members(before))) == []


@pytest.mark.parametrize(("before", "after"), [(10, 8), (20, 17), (30, 26), (195, 175), (9, 8)])
def test_more_than_a_tenth_gone_holds_the_candidate(before: int, after: int) -> None:
    (finding,) = few_participants_gone(members(after), members(before))
    assert finding.severity is Severity.HOLD
    assert (finding.rule, finding.node) == ("participants-gone", "process:hld")
    assert f"lost {before - after} of {before} participants" in finding.message


def test_the_finding_names_the_states_that_are_gone() -> None:
    served = Snapshot(processes=(process(part("FRA"), part("ESP"), part("ITA")),))
    candidate = Snapshot(processes=(process(part("ESP")),))
    (finding,) = few_participants_gone(candidate, served)
    assert finding.message == "hld lost 2 of 3 participants: FRA, ITA"


def test_newcomers_do_not_make_up_for_those_who_are_gone() -> None:
    served = Snapshot(processes=(process(part("FRA"), part("ESP")),))
    candidate = Snapshot(processes=(process(part("FRA"), part("ITA")),))
    assert len(list(few_participants_gone(candidate, served))) == 1


def test_names_that_are_no_longer_known_count_as_gone() -> None:
    candidate = Snapshot(processes=(process(part(None, name="S00")),))
    (finding,) = few_participants_gone(candidate, members(1))
    assert finding.message.endswith(": S00")


def test_a_process_that_is_gone_is_reported_once() -> None:
    assert list(few_participants_gone(members(10, slug="other"), members(10))) == []


def meetings(count: int) -> Snapshot:
    made = tuple(
        Meeting(id=f"hld-{one}", titles={}, kind=MeetingKind.PAST, processes=("hld",))
        for one in range(count)
    )
    return Snapshot(processes=(process(part("FRA")),), meetings=made)


def test_a_process_with_far_fewer_meetings_is_held() -> None:
    (finding,) = few_records_gone(meetings(17), meetings(20))
    assert (finding.rule, finding.severity) == ("meetings-gone", Severity.HOLD)
    assert finding.message == "hld has 17 meetings where it had 20"


def test_a_process_with_other_meetings_is_not() -> None:
    other = meetings(20)
    renamed = tuple(msgspec.structs.replace(one, id=f"x-{one.id}") for one in other.meetings)
    assert list(few_records_gone(msgspec.structs.replace(other, meetings=renamed), other)) == []
    assert list(few_records_gone(meetings(18), meetings(20))) == []


def test_words_of_no_known_theme_are_an_issue_with_the_words() -> None:
    cited = Citation(field="", page="hld-fr", capture="sha256:0", line=7, words="Tourism")
    known = ThemeInProcess(theme="return", words={"en": "Return"})
    unknown = ThemeInProcess(theme=None, words={"en": "Tourism"}, citations=(cited,))
    of = msgspec.structs.replace(process(), themes=(known, unknown))
    (issue,) = every_theme_is_known(of)
    assert (issue.code, issue.message) == (
        "unknown-theme",
        "no theme is known by the words 'Tourism'",
    )
    assert issue.citations == (cited,)
