"""Of several pages' lists of members one counts, and no two are mixed."""

from collections.abc import Callable
from typing import Any

import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.found import Quote
from ingest.reading.reading import CountValue, OrganizationValue, StateValue, Value
from snapshots.model import ParticipationRole, Process

Make = Callable[..., Any]
QUOTE = Quote(words="words", line=1, rule="a rule")
FEW, SOME, MANY = ("PER", "CHL"), ("PER", "CHL", "ECU"), ("PER", "CHL", "ECU", "BOL")


def listed(*states: str, field: str = "participating_states") -> tuple[Value, ...]:
    return tuple(StateValue(field=field, quote=QUOTE, state=one, listed_as=one) for one in states)


def declared(number: int) -> CountValue:
    return CountValue(field="participating_states_declared", quote=QUOTE, number=number)


def members(made: Process) -> tuple[str | None, ...]:
    return tuple(one.state for one in made.participations)


@pytest.mark.parametrize("whole", [True, False])
def test_the_list_that_agrees_with_the_declared_number_counts(
    page: Make, catalogue: Catalogue, whole: bool
) -> None:
    first = page(declared(3), *listed(*FEW), whole=whole)
    others = (page(*listed(*SOME), path="/fr"), page(*listed(*MANY), path="/press", whole=False))
    (made,) = assemble([first, *others], catalogue).processes
    assert members(made) == SOME


def test_of_whole_pages_the_first_counts(page: Make, catalogue: Catalogue) -> None:
    pages = (page(*listed(*SOME)), page(*listed(*MANY), path="/fr", whole=False))
    (made,) = assemble(pages, catalogue).processes
    assert members(made) == SOME


@pytest.mark.parametrize("field", ["participating_states", "observer_states"])
def test_of_pages_that_were_cut_the_longest_list_counts_and_the_rest_is_missed(
    page: Make, catalogue: Catalogue, field: str
) -> None:
    few = page(declared(11), *listed(*FEW, field=field), whole=False)
    many = page(*listed(*MANY, field=field), path="/fr", whole=False)
    made = assemble([few, many], catalogue)
    (process,) = made.processes
    assert members(process) == MANY
    assert [len(one.citations) for one in process.participations] == [2, 2, 1, 1]
    counted = [issue.message for issue in made.issues if issue.code == "declared-count"]
    lists = 4 if field == "participating_states" else 0
    assert [f"lists {lists}" in message for message in counted] == [True]


@pytest.mark.parametrize(
    "words", ["Outgoing Chair", "Presidencia entrante", "Technical Secretariat (IOM gives help)"]
)
def test_a_role_is_no_organization(page: Make, catalogue: Catalogue, words: str) -> None:
    role = OrganizationValue(field="secretariat", quote=QUOTE, organization=None, listed_as=words)
    made = assemble([page(role)], catalogue)
    assert (made.organizations, made.processes[0].organizations) == ((), ())


def test_since_and_until_when_a_state_took_part_is_as_the_list_says(
    page: Make, catalogue: Catalogue
) -> None:
    term = StateValue(
        field="former_states",
        quote=QUOTE,
        state="PER",
        listed_as="Peru",
        since="2003",
        until="2008-05",
    )
    (made,) = assemble([page(term)], catalogue).processes
    (part,) = made.participations
    assert (part.role, part.since, part.until) == (
        ParticipationRole.FORMER_MEMBER,
        "2003",
        "2008-05",
    )
