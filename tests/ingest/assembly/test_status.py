"""What became of processes, as the records of others tell."""

from collections.abc import Callable
from typing import Any

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.found import Quote
from ingest.reading.reading import SeriesValue
from snapshots.model import Process, ProcessStatus

Make = Callable[..., Any]
ONCE = (
    "Intergovernmental Conference to Adopt the Global Compact for Safe, Orderly and Regular "
    "Migration"
)


def says(field: str, series: str) -> SeriesValue:
    quote = Quote(words=f"{series} in words", line=1, rule="a rule")
    return SeriesValue(field=field, quote=quote, series=series, words=series)


def test_a_process_whose_place_another_took_is_replaced_and_cites_who_says_so(
    page: Make, meeting: Make, catalogue: Catalogue
) -> None:
    forum = page(says("series", "imrf"), says("replaces", "hld"), process="imrf")
    dialogue = page(meeting("First Dialogue", "3 October 2013"))
    old, new = assemble([forum, dialogue], catalogue).processes
    assert (old.id, old.status) == ("hld", ProcessStatus.REPLACED)
    assert [(one.page, one.words) for one in old.citations if one.field == "status"] == [
        ("imrf-en", "hld in words")
    ]
    assert new.status is ProcessStatus.ACTIVE


def conference(page: Make, catalogue: Catalogue, *meetings: Any) -> Process:
    (made,) = assemble([page(*meetings, process="gcm")], catalogue).processes
    return made


def test_a_conference_that_was_held_once_is_concluded(
    page: Make, meeting: Make, catalogue: Catalogue
) -> None:
    held = meeting(ONCE, "10-11 December 2018")
    assert conference(page, catalogue, held).status is ProcessStatus.CONCLUDED


def test_a_conference_is_not_concluded_by_what_prepares_or_announces_it(
    page: Make, meeting: Make, catalogue: Catalogue
) -> None:
    preparing = meeting(f"Preparatory meeting for the {ONCE}", "1 May 2018")
    assert conference(page, catalogue, preparing).status is ProcessStatus.ACTIVE
    announced = meeting(ONCE, "10-11 December 2018", announced=True)
    assert conference(page, catalogue, announced).status is ProcessStatus.ACTIVE


def test_an_announced_conference_is_concluded_once_others_tell_of_later_meetings(
    page: Make, meeting: Make, catalogue: Catalogue
) -> None:
    announced = page(meeting(ONCE, "10-11 December 2018", announced=True), process="gcm")
    for later, status in (
        ("17 May 2022", ProcessStatus.CONCLUDED),
        ("11 December 2018", ProcessStatus.ACTIVE),
    ):
        forum = page(meeting("First Forum", later), process="imrf")
        made = assemble([announced, forum], catalogue).processes
        assert {one.id: one.status for one in made}["gcm"] is status
