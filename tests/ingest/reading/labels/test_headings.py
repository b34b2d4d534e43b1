"""A heading that is no known label ends the section above it."""

import pytest

from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import StateValue, ThemeValue

URL = "https://www.iom.int/migration-dialogue-southern-africa-midsa"
TITLE = "Migration Dialogue for Southern Africa (MIDSA)"
STATES = ("Angola", "Botswana")
HEADINGS = ("Offices", "Travel advisories", "Countries we serve")


def read(body: str) -> tuple[list[str], list[str]]:
    """The States and the themes of a page."""
    values = read_page(Capture(url=URL, body=body.encode())).values
    states = [one.listed_as for one in values if isinstance(one, StateValue)]
    return states, [one.words for one in values if isinstance(one, ThemeValue)]


def listed(*entries: str) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in entries)}</ul>"


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_of_the_label_s_level_ends_its_section(heading: str) -> None:
    found = read(
        f"<h1>{TITLE}</h1><h2>Participating States</h2>{listed(*STATES)}"
        f"<h2>Main Thematic Areas</h2>{listed('Return')}<h2>{heading}</h2>{listed('Chile', 'Peru')}"
    )
    assert found == (list(STATES), ["Return"])


def test_a_heading_below_the_label_s_level_parts_its_list() -> None:
    found = read(
        f"<h1>{TITLE}</h1><h2>Participating States</h2><h3>Group one</h3>{listed(*STATES)}"
        f"<h3>Group two</h3>{listed('Chile')}"
    )
    assert found[0][-1] == "Chile"


@pytest.mark.parametrize("part", ["2. Human rights", "Human rights:"])
def test_in_a_text_a_number_or_a_colon_parts_a_list(part: str) -> None:
    text = f"{TITLE}\n\nMain Thematic Areas\n\n- Return\n\n{part}\n\n- Labour migration\n"
    assert read(text)[1] == ["Return", "Labour migration"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_in_a_text_a_line_between_a_blank_and_a_new_list_is_a_heading(heading: str) -> None:
    text = (
        f"{TITLE}\n\nParticipating States\n\n- Angola\n- Botswana\n\n"
        f"Main Thematic Areas\n\n- Return\n\n{heading}\n\n- Chile\n- Peru\n"
    )
    assert read(text) == (list(STATES), ["Return"])


def test_an_entry_that_lost_its_bullet_is_no_heading() -> None:
    text = f"{TITLE}\n\nParticipating States\n\n- Angola\nBotswana\n- Chile\n"
    assert read(text)[0] == [*STATES, "Chile"]
