"""Documents tied to the meetings that adopted them."""

from collections.abc import Callable
from typing import Any

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue
from snapshots.model import Snapshot

Make = Callable[..., Any]
DIALOGUE = "High-level Dialogue on International Migration and Development"
FRENCH = "Dialogue de haut niveau sur les migrations internationales et le développement"
TITLE = f"Declaration of the {DIALOGUE}"


def ties(made: Snapshot) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Each document with its meeting and processes; both sides must say the same."""
    for one in made.documents:
        tied = [meeting.id for meeting in made.meetings if one.id in meeting.documents]
        assert tied == ([one.adopted_at] if one.adopted_at else [])
    return [(one.id, one.adopted_at, one.processes) for one in made.documents]


def test_a_title_that_names_the_meeting_ties_what_was_adopted_on_its_days(
    page: Make, meeting: Make, document: Make, catalogue: Catalogue
) -> None:
    held = page(meeting(f"Second {DIALOGUE}", "3-4 October 2013"))
    told = page(document("A/RES/68/9", adopted="2013-10-04", title=TITLE), process="gfmd")
    assert ties(assemble([held, told], catalogue)) == [
        ("A/RES/68/9", "hld-2013-10-03", ("gfmd", "hld"))
    ]


def test_what_was_adopted_on_another_day_or_has_another_title_is_tied_to_none(
    page: Make, meeting: Make, document: Make, catalogue: Catalogue
) -> None:
    held = meeting(f"Second {DIALOGUE}", "3-4 October 2013")
    later = document("A/RES/68/9", adopted="2013-10-05", title=TITLE)
    other = document("A/RES/68/8", adopted="2013-10-04", title="Nelson Mandela Day")
    undated = document("A/RES/68/7", title=TITLE)
    made = assemble([page(held, later, other, undated)], catalogue)
    assert {at for _, at, _ in ties(made)} == {None}


def test_a_declaration_whose_title_has_the_year_or_number_of_a_meeting_is_that_meetings(
    page: Make, meeting: Make, document: Make, catalogue: Catalogue
) -> None:
    held = [
        meeting(f"First {DIALOGUE}", "14-15 September 2006"),
        meeting(f"Second {DIALOGUE}", "3-4 October 2013"),
    ]
    told = [
        document("A/RES/68/4", title=f"Declaration of the 2013 {DIALOGUE}"),
        document("A/61/9", title=f"Déclaration du premier {FRENCH}"),
        document("A/61/515", title=f"Summary of the 2006 {DIALOGUE}"),
        document("A/68/9", title=f"Declaration of the 2019 {DIALOGUE}"),
    ]
    made = assemble([page(*held, *told)], catalogue)
    assert [(name, at) for name, at, _ in ties(made)] == [
        ("A/RES/68/4", "hld-2013-10-03"),
        ("A/61/9", "hld-2006-09-14"),
        ("A/61/515", None),
        ("A/68/9", None),
    ]


def test_a_page_that_lists_a_document_is_told_from_one_that_mentions_it(
    page: Make, document: Make, catalogue: Catalogue
) -> None:
    listing = page(document("A/RES/68/9", where="list"))
    mentioning = page(document("A/RES/68/9", where="prose"), process="gfmd")
    (one,) = assemble([mentioning, listing], catalogue).documents
    assert (one.processes, one.listed) == (("gfmd", "hld"), ("hld",))


def test_a_day_ties_to_a_meeting_of_the_series_alone_and_not_against_the_title(
    page: Make, meeting: Make, document: Make, catalogue: Catalogue
) -> None:
    held = [
        meeting(f"Second {DIALOGUE}", "3-4 October 2013"),
        meeting("Preparatory Meeting", "4 October 2013"),
    ]
    told = [
        document("A/RES/68/9", adopted="2013-10-04", title=TITLE),
        document("A/RES/68/8", adopted="2013-10-04", title=f"Follow-up to the 2006 {DIALOGUE}"),
    ]
    made = assemble([page(*held, *told)], catalogue)
    assert {name: at for name, at, _ in ties(made)} == {
        "A/RES/68/9": "hld-2013-10-03",
        "A/RES/68/8": None,
    }
