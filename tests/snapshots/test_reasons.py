"""Why a version says something else than the one before."""

from typing import Any

import pytest

from snapshots.change import Origin, Reason
from snapshots.model import Citation, Language, Page, Process, Snapshot, State, UnStatus
from snapshots.reasons import explained

MADE = Origin(reader="reader 1", catalogue="catalogue 1")
OTHER_READER = Origin(reader="reader 2", catalogue="catalogue 1")
OTHER_CATALOGUE = Origin(reader="reader 1", catalogue="catalogue 2")
ALL_OTHER = Origin(reader="reader 2", catalogue="catalogue 2")
URL = "https://www.iom.int/hld"


def snapshot(
    established: str, bytes_of: str = "sha256:1", process: str = "hld", **fields: Any
) -> Snapshot:
    cited = Citation(field="established", page="hld-en", capture=bytes_of, words=established)
    return Snapshot(
        processes=(
            Process(
                **{
                    "id": "hld",
                    "names": {"en": "HLD"},
                    "established": established,
                    "citations": (cited,),
                    **fields,
                }
            ),
        ),
        pages=(
            Page(
                id="hld-en",
                url=URL,
                language=Language.EN,
                family="x",
                capture=bytes_of,
                process=process,
            ),
        ),
    )


def reasons(
    before: Snapshot, after: Snapshot, then: Origin | None, now: Origin
) -> dict[str, Reason | None]:
    """Field → reason."""
    return {one.field: one.reason for one in explained(before, after, then, now)}


@pytest.mark.parametrize(
    ("after", "now", "reason"),
    [
        (snapshot("2006", "sha256:2"), MADE, Reason.PAGE),
        (snapshot("2006", "sha256:2"), ALL_OTHER, Reason.PAGE),
        (snapshot("2006"), OTHER_READER, Reason.READER),
        (snapshot("2006"), ALL_OTHER, Reason.READER),
        (snapshot("2006"), OTHER_CATALOGUE, Reason.CATALOGUE),
        (snapshot("2006", process="midsa"), ALL_OTHER, Reason.CATALOGUE),
        (snapshot("2006"), Origin(), None),
        (snapshot("2006", "sha256:2"), Origin(), Reason.PAGE),
        (snapshot("2006"), MADE, None),
    ],
)
def test_the_bytes_come_first_then_the_reader_then_the_catalogue(
    after: Snapshot, now: Origin, reason: Reason | None
) -> None:
    assert reasons(snapshot("2003"), after, MADE, now)["established"] is reason


def test_other_bytes_that_say_the_same_to_one_reader_are_no_reason() -> None:
    now = Origin(reader="reader 2", catalogue="catalogue 1", reread=frozenset({URL}))
    found = reasons(snapshot("2003"), snapshot("2006", "sha256:2"), MADE, now)
    assert found["established"] is Reason.READER


def test_what_a_person_accepted_is_their_decision() -> None:
    now = Origin(reader="reader 2", catalogue="catalogue 1", decided=True)
    found = reasons(snapshot("2003"), snapshot("2006", "sha256:2"), MADE, now)
    assert set(found.values()) == {Reason.DECISION}


def test_what_was_never_served_is_what_pages_say() -> None:
    assert reasons(Snapshot(), snapshot("2006"), None, MADE) == {"": Reason.PAGE}


def test_a_name_that_no_page_gives_is_the_catalogues() -> None:
    after = snapshot("2003", names={"en": "Dialogue"}, pages=("hld-en",))
    assert reasons(snapshot("2003", pages=("hld-en",)), after, MADE, ALL_OTHER) == {
        "names": Reason.CATALOGUE
    }


def test_a_name_of_a_state_is_the_vocabularys() -> None:
    def named(name: str) -> Snapshot:
        state = State(id="TUR", names={"en": name}, alpha2="TR", un_status=UnStatus.MEMBER)
        return Snapshot(states=(state,))

    assert reasons(named("Turkey"), named("Türkiye"), MADE, ALL_OTHER) == {"names": Reason.READER}


def test_a_page_that_is_followed_since_is_the_catalogues() -> None:
    for now, reason in ((OTHER_CATALOGUE, Reason.CATALOGUE), (MADE, Reason.PAGE)):
        assert reasons(Snapshot(), snapshot("2006"), MADE, now) == {"": reason}


def test_what_several_pages_say_together_changes_with_any_of_them() -> None:
    after = snapshot("2003", "sha256:2", participants_declared=5)
    assert reasons(snapshot("2003"), after, MADE, MADE) == {"participants_declared": Reason.PAGE}
