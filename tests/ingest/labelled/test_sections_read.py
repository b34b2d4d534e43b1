"""What stands under the labels of a process page, from small pages of our own making."""

from typing import Any

import pytest

from ingest.facts import facts
from ingest.page import Capture
from ingest.read import read_page


def read(*lines: str) -> dict[str, Any]:
    body = "\n".join(["Established: 2000", *lines]).encode()
    return facts(read_page(Capture(url="https://www.iom.int/some-process", body=body)))


def test_a_list_takes_its_lines_back_from_the_chair_in_between() -> None:
    found = read("Participating States (3)", "Current Chair: Mali", "Ghana", "Togo", "Mali")
    assert found["participating_states"] == ["GHA", "TGO", "MLI"]
    assert found["chair_current"] == ["MLI"]


def test_a_chair_below_its_label_leaves_the_rest_to_the_list() -> None:
    found = read("Participating States", "23 States", "Current Chair:", "Mali", "Ghana", "Togo")
    assert found["participating_states"] == ["GHA", "TGO"]
    assert found["participating_states_declared"] == 23


def test_themes_behind_a_box_of_links_are_themes() -> None:
    found = read("Current Focus", "Related Links", "• migration and health", "• integration")
    assert found["themes"] == ["migration and health", "integration"]


def test_the_number_and_chair_in_the_label_of_the_members_are_read() -> None:
    found = read("18 Members (Current Rotating Chair: Sri Lanka)", "Sri Lanka", "Nepal")
    assert found["participating_states_declared"] == 18
    assert found["chair_current"] == ["LKA"]


@pytest.mark.parametrize(
    "line",
    [
        "Austria Italy",
        "Austria, Italy",
        "Austria/ Italy",
        "AustriaItaly",
        "Austria and Italy",
    ],
)
def test_two_states_on_one_line_are_two(line: str) -> None:
    assert read("Member States (2 States)", line)["participating_states"] == ["AUT", "ITA"]


def test_the_status_behind_a_name_moves_the_state() -> None:
    found = read(
        "28 African countries", "Algeria (observer), Benin, Libya (observer) Mali and Togo."
    )
    assert found["participating_states"] == ["BEN", "MLI", "TGO"]
    assert found["observer_states"] == ["DZA", "LBY"]


def test_past_chairs_keep_their_years() -> None:
    found = read(
        "Chairing Country", "Past Chairs: Peru (2019-2020), Botswana (2015)’Zimbabwe (2014)"
    )
    assert found["chairs_past"] == [
        {"state": "PER", "year": 2019, "year_end": 2020},
        {"state": "BWA", "year": 2015},
        {"state": "ZWE", "year": 2014},
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Current Chair", "Upcoming Chair – Jamaica"),
        ("Current Presidency: League of Arab States (LAS)",),
        ("Chair", "The process has no Chairing Country."),
        ("Current Focus", "- return", "No permanent chair (chairing depends on activities)"),
    ],
)
def test_a_process_may_have_no_chair(lines: tuple[str, ...]) -> None:
    assert read(*lines)["chair_current"] == []


def test_a_page_that_tells_only_past_chairs_says_nothing_of_the_current_one() -> None:
    found = read("Chairing Country", "These countries have recently chaired the IGC: Peru, Chile.")
    assert "chair_current" not in found
    assert [chair["state"] for chair in found["chairs_past"]] == ["PER", "CHL"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("IOM hosts the Secretariat.", ["IOM"]),
        ("The IOM administratively hosts the IGC Secretariat, by agreement.", ["IGC Secretariat"]),
        (
            "The ECOWAS Directorate acts ad interim as Regional Secretariat.",
            ["The ECOWAS Directorate"],
        ),
        ("The support unit is run by ICMPD with help from donors.", ["ICMPD"]),
    ],
)
def test_a_sentence_may_name_the_secretariat(sentence: str, names: list[str]) -> None:
    found = read("Secretariat", sentence)["secretariat"]
    assert [name.removeprefix("The ") for name in found] == [n.removeprefix("The ") for n in names]


@pytest.mark.parametrize(
    "sentence", ["There is no Secretariat yet.", "The Secretariat is still being discussed."]
)
def test_a_process_may_have_no_secretariat(sentence: str) -> None:
    assert "secretariat" not in read("Secretariat", sentence)


def test_a_bare_line_behind_the_chairs_is_the_secretariat_that_lost_its_heading() -> None:
    found = read("Current Chair: Zambia", "Past Chairs: Ethiopia, Zambia", "COMESA Secretariat")
    assert found["secretariat"] == ["COMESA Secretariat"]
    assert [chair["state"] for chair in found["chairs_past"]] == ["ETH", "ZMB"]


def test_organizations_beside_their_label_are_parted_where_all_are_known() -> None:
    found = read("Observer Organizations (3): African Union (AU), SADC; UNHCR")
    assert found["observer_organizations"] == ["African Union (AU)", "SADC", "UNHCR"]


def test_suspended_and_former_members_are_no_participants() -> None:
    found = read("Member States (1 State)", "Chad", "Suspended Members (1 State)", "Syria")
    assert found["participating_states"] == ["TCD"]


def test_founding_members_are_no_second_list() -> None:
    found = read("Member States (1 State)", "Chad", "Note: Founding Members: Togo, Benin, Ghana")
    assert found["participating_states"] == ["TCD"]


def test_a_page_may_call_its_process_dormant() -> None:
    assert read("Objectives", "It has been dormant and inactive since 2016.")["status"] == "DORMANT"
    assert "status" not in read("Objectives", "It has been active since 2016.")


def test_regions_may_share_a_word() -> None:
    found = read("Type: Regional process (Region: North and Central America)")
    assert found["regions"] == ["North America", "Central America"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Officials' Meeting<br>22-23 October 2019, Paris (France)</p>",
        "<p>Officials' Meeting</p><p>22-23 October 2019, Paris (France)</p>",
        "<ul><li>Officials' Meeting<br>22-23 October 2019, Paris (France)</li></ul>",
        "<p>- Officials' Meeting, 22-23 October 2019, Paris (France)</p>",
        "<table><tr><th>Date</th><th>Title</th><th>Place</th></tr><tr><td>22-23 October 2019</td>"
        "<td>Officials' Meeting</td><td>Paris, France</td></tr></table>",
        "<table><tr><td>Officials' Meeting</td><td>22-23 October 2019</td>"
        "<td>Paris, France</td></tr></table>",
    ],
)
def test_a_meeting_may_take_several_lines_or_cells(markup: str) -> None:
    body = f"<html><p>Established: 2000</p><h3>Previous Meetings</h3>{markup}</html>".encode()
    found = facts(read_page(Capture(url="https://www.iom.int/some-process", body=body)))
    assert found["meetings"] == [
        {
            "kind": "PAST",
            "title": "Officials' Meeting",
            "start": "2019-10-22",
            "end": "2019-10-23",
            "city": "Paris",
            "country": "FRA",
        }
    ]
