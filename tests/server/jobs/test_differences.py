"""What today's reader makes otherwise, and which page is named for it."""

import msgspec

from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.review.candidate import assemble_read
from server.jobs.differences import differences
from snapshots.model import Snapshot

EN = "https://www.iom.int/first"
FR = "https://www.iom.int/fr/premier"
OTHER = "https://www.iom.int/other"
CATALOGUE = Catalogue(
    (
        CatalogueProcess(id="first", names={"en": "First"}, pages=(EN, FR)),
        CatalogueProcess(id="other", names={"en": "Other"}, pages=(OTHER,)),
    )
)


def read(url: str, text: str) -> Reading:
    return read_page(Capture(url=url, body=text.encode()))


def english(*states: str, year: int = 1996) -> Reading:
    lines = "".join(f"- {state}\n" for state in states)
    return read(EN, f"Established: {year}\nMembers\n{lines}")


FRENCH = read(FR, "Membres\n- Albanie\n- Bénin\n- Chili\n")
ANOTHER = read(OTHER, "Established: 2001\nMembers\n- Cuba\n")


def snapshot(*readings: Reading) -> Snapshot:
    return assemble_read(readings, CATALOGUE)


def named(before: Snapshot, *readings: Reading) -> dict[str, tuple[str, ...]]:
    """Record and field → the pages that are named."""
    return {
        f"{one.change.id} {one.change.field}": one.pages
        for one in differences(before, readings, CATALOGUE)
    }


def test_the_same_readings_differ_in_nothing() -> None:
    readings = (english("Albania", "Benin"), FRENCH, ANOTHER)
    assert named(snapshot(*readings), *readings) == {}


def test_the_page_that_a_field_is_read_from_is_named() -> None:
    before = snapshot(english("Albania", year=1996), FRENCH, ANOTHER)
    assert named(before, english("Albania", year=1997), FRENCH, ANOTHER) == {
        "first established": (EN,)
    }


def test_of_a_list_only_the_pages_of_what_changed_are_named() -> None:
    before = snapshot(english("Albania"), ANOTHER)
    after = named(before, english("Albania", "Fiji"), ANOTHER)
    assert after == {"first participations": (EN,)}


def test_a_page_that_can_no_longer_be_read_is_named() -> None:
    before = snapshot(english("Albania"), ANOTHER)
    after = named(before, english("Albania"))
    assert set(after.values()) == {(OTHER,)}
    assert "other " in after


def test_a_field_that_cites_nothing_names_the_pages_of_its_process() -> None:
    before = snapshot(english("Albania"), ANOTHER)
    renamed = CatalogueProcess(id="first", names={"en": "Renamed"}, pages=(EN, FR))
    catalogue = Catalogue((renamed, CATALOGUE.process("other")))
    (one,) = differences(before, (english("Albania"), ANOTHER), catalogue)
    assert (one.change.field, one.pages) == ("names", (EN,))


def test_what_the_vocabulary_alone_says_names_no_page() -> None:
    made = snapshot(english("Albania"))
    (first, *rest) = made.states
    former = msgspec.structs.replace(first, names={"en": "Before"})
    before = msgspec.structs.replace(made, states=(former, *rest))
    assert named(before, english("Albania")) == {f"{first.id} names": ()}
