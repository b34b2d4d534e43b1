"""Processes that an index page lists and the catalogue does not know."""

from collections.abc import Callable

import pytest

from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.reading.found import Quote
from ingest.reading.reading import IndexedValue, Reading
from ingest.review.proposals import is_index, propose
from snapshots.model import Language

INDEX = "https://www.iom.int/rcps-region"
CATALOGUE = Catalogue(
    (
        CatalogueProcess(
            id="midsa",
            names={"en": "Migration Dialogue for Southern Africa"},
            acronyms={"en": "MIDSA"},
            pages=("https://www.iom.int/midsa",),
        ),
    )
)

Listed = Callable[..., Reading]


@pytest.fixture
def listed() -> Listed:
    """The index page with these entries: name, acronym, address."""

    def make(*entries: tuple[str | None, ...], url: str = INDEX) -> Reading:
        values = tuple(
            IndexedValue(
                field="processes",
                quote=Quote(words=str(name), line=1, rule="a rule"),
                name=str(name),
                acronym=acronym,
                url=target,
            )
            for name, acronym, target in entries
        )
        return Reading(
            url=url, capture="sha256:0", language=Language.EN, family="iom-index", values=values
        )

    return make


def test_an_unknown_process_is_proposed_with_its_absolute_address(listed: Listed) -> None:
    (one,) = propose([listed(("Atlantis Dialogue", "ATD", "/atlantis-dialogue"))], CATALOGUE)
    assert (one.name, one.acronym) == ("Atlantis Dialogue", "ATD")
    assert (one.url, one.page) == ("https://www.iom.int/atlantis-dialogue", INDEX)


@pytest.mark.parametrize(
    "entry",
    [
        ("Migration Dialogue for Southern Africa", None, None),
        ("MIGRATION DIALOGUE FOR SOUTHERN AFRICA", None, "https://www.iom.int/new-address"),
        ("Migration dialogue of the South", "MIDSA", None),
        ("Southern Dialogue", None, "http://iom.int/midsa/"),
        ("Southern Dialogue", None, "/MIDSA?x=1"),
    ],
)
def test_a_name_an_acronym_or_an_address_of_the_catalogue_is_no_proposal(
    listed: Listed, entry: tuple[str | None, ...]
) -> None:
    assert propose([listed(entry)], CATALOGUE) == ()


@pytest.mark.parametrize("target", [None, "", "#africa", "mailto:rcp@iom.int", "http://[", INDEX])
def test_what_leads_to_no_other_page_is_no_address(listed: Listed, target: str | None) -> None:
    (one,) = propose([listed(("Atlantis Dialogue", None, target))], CATALOGUE)
    assert one.url is None


@pytest.mark.parametrize(
    "again",
    [
        ("ATLANTIS DIALOGUE", None, None),
        ("Dialogue de l’Atlantide", None, "https://iom.int/atlantis"),
    ],
)
def test_a_process_of_two_pages_is_proposed_once_with_the_first(
    listed: Listed, again: tuple[str | None, ...]
) -> None:
    first = listed(("Atlantis Dialogue", None, "/atlantis"))
    other = listed(again, url="https://www.iom.int/inter-regional-forums")
    assert [one.page for one in propose([first, other], CATALOGUE)] == [INDEX]


@pytest.mark.parametrize("url", [INDEX, "https://iom.int/fr/mecanismes-consultatifs-x"])
def test_an_index_is_known_by_its_address(url: str) -> None:
    assert is_index(url)


@pytest.mark.parametrize("url", ["https://www.iom.int/midsa", "not an address", "ftp://iom.int/x"])
def test_other_addresses_are_of_no_index(url: str) -> None:
    assert not is_index(url)
