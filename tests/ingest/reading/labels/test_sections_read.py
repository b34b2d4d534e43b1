"""What stands under the labels of a process page, from small pages of our own making."""

from typing import Any

import pytest

from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page
from ingest.reading.reading import ChairValue


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


def test_a_short_sentence_in_a_list_of_states_is_no_state() -> None:
    page = "\n".join(
        ["Established: 2000", "Observer States", "- Mali", "- Two others were there.", "- Ghana"]
    )
    reading = read_page(Capture(url="https://www.iom.int/some-process", body=page.encode()))
    assert [value.listed_as for value in reading.of("observer_states")] == ["Mali", "Ghana"]


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


@pytest.mark.parametrize(
    "lines",
    [
        ("• Fiji (2021)", "• Tonga (2020)", "• Vanuatu (2018-2019)"),
        ("2021: Fiji", "2020: Tonga", "2018-2019: Vanuatu"),
        ("- Fiji, 2021", "- Tonga, 2020", "- Vanuatu, 2018-2019"),
    ],
)
def test_past_chairs_may_stand_one_to_a_line(lines: tuple[str, ...]) -> None:
    assert read("Past Chairs:", *lines)["chairs_past"] == [
        {"state": "FJI", "year": 2021},
        {"state": "TON", "year": 2020},
        {"state": "VUT", "year": 2018, "year_end": 2019},
    ]


def test_many_bulleted_names_behind_the_chair_are_not_all_in_the_chair() -> None:
    found = read("Current Chair:", "• Zambia", "• Angola", "• Kenya", "• Malawi", "• Mali")
    assert found["chair_current"] == ["ZMB"]


def test_a_year_before_co_chairs_is_theirs() -> None:
    found = read("Chairing Country", "2018 Co-Chairs: Germany and Morocco")
    assert found["chairs_past"] == [{"state": "DEU", "year": 2018}, {"state": "MAR", "year": 2018}]


def test_a_line_that_says_that_nobody_is_in_the_chair_is_no_entry_of_the_list_above() -> None:
    found = read("Partner organizations:", "- UNHCR", "- IOM", "- No formal Chair institute")
    assert found["partners"] == ["UNHCR", "IOM"]
    assert found["chair_current"] == []


def test_states_and_organizations_on_one_line_are_parted() -> None:
    found = read("Observers: Canada, UNHCR and IOM")
    assert found["observer_states"] == ["CAN"]
    assert found["observer_organizations"] == ["UNHCR", "IOM"]


def test_a_bare_number_beside_the_label_is_the_number_of_members() -> None:
    found = read("Participating States: 2", "Togo", "Mali")
    assert found["participating_states_declared"] == 2
    assert found["participating_states"] == ["TGO", "MLI"]


def test_a_meeting_may_have_title_date_and_place_on_three_lines() -> None:
    found = read(
        "Recent Meetings",
        "Ministerial Conference",
        "24-25 October 2022",
        "Prague (Czechia)",
        "Officials' Meeting",
        "Lima, Peru",
        "3 May 2021",
    )
    assert [(one["title"], one["start"], one["country"]) for one in found["meetings"]] == [
        ("Ministerial Conference", "2022-10-24", "CZE"),
        ("Officials' Meeting", "2021-05-03", "PER"),
    ]


@pytest.mark.parametrize(
    "words", ["Por confirmar", "À confirmer", "Report", "To be announced", "Yearbook 2023"]
)
def test_what_names_no_meeting_and_has_no_date_is_none(words: str) -> None:
    assert "meetings" not in read("Upcoming Meetings", words)


def test_meetings_in_one_cell_beside_their_label_are_several() -> None:
    cells = "<p>Officials' Meeting, 3 May 2021</p><p>Expert Meeting, 4 May 2020</p>"
    row = f"<table><tr><th>Recent Meetings</th><td>{cells}</td></tr></table>"
    body = f"<html><p>Established: 2000</p>{row}</html>".encode()
    found = facts(read_page(Capture(url="https://www.iom.int/some-process", body=body)))
    assert [one["start"] for one in found["meetings"]] == ["2021-05-03", "2020-05-04"]


def test_years_and_chairs_may_stand_in_the_cells_of_a_table() -> None:
    head = "<tr><th>Year</th><th>Chair</th></tr>"
    cells = "<tr><td>2021</td><td>Fiji</td></tr><tr><td>2018-2019</td><td>Tonga</td></tr>"
    body = f"<p>Established: 2000</p><h3>Past Chairs</h3><table>{head}{cells}</table>".encode()
    found = facts(read_page(Capture(url="https://www.iom.int/some-process", body=body)))
    assert found["chairs_past"] == [
        {"state": "FJI", "year": 2021},
        {"state": "TON", "year": 2018, "year_end": 2019},
    ]
    assert "chair_current" not in found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Incoming Chair: France (2017)", [("FRA", "2017")]),
        ("Upcoming Chair – Jamaica", [("JAM", None)]),
        ("Prochaine présidence : Niger et Mali", [("NER", None), ("MLI", None)]),
        ("Presidencia entrante: Perú", [("PER", None)]),
        ("Next Chair: to be confirmed", []),
        ("Vice-Chair: Peru", []),
    ],
)
def test_who_is_to_come_is_told_from_who_was_in_the_chair(
    line: str, told: list[tuple[str, str | None]]
) -> None:
    reading = read_page(
        Capture(
            url="https://www.iom.int/some-process",
            body=f"Type: Regional\nCurrent Chair: Chad\n{line}\nPast Chairs: Spain\n".encode(),
        )
    )
    incoming = [one for one in reading.of("chairs_incoming") if isinstance(one, ChairValue)]
    assert [(one.state, one.start) for one in incoming] == told
    assert all(one.incoming and not one.current for one in incoming)
    found = facts(reading)
    assert (found["chair_current"], found["chairs_past"]) == (["TCD"], [{"state": "ESP"}])


def test_an_incoming_chair_beside_the_current_one_is_not_in_the_chair() -> None:
    found = read("18 Members (Current Rotating Chair: Sri Lanka, Incoming Chair: UAE)", "Nepal")
    assert found["chair_current"] == ["LKA"]


def test_past_chairs_parted_by_semicolons_may_be_many() -> None:
    years = "; ".join(f"{name} ({2010 + n})" for n, name in enumerate(["Mexico", "Greece"] * 4))
    assert len(read("Past Chairs:", years)["chairs_past"]) == 8


def test_the_numbers_of_groups_do_not_count_beside_the_number_of_all() -> None:
    groups = ("27 EU Member States", "Austria", "2 African countries", "Benin")
    assert read("Member States (60 States)", *groups)["participating_states_declared"] == 60
    assert read(*groups)["participating_states_declared"] == 27


def test_suspended_members_and_guests_inside_the_list_are_no_participants() -> None:
    found = read("Member States", "Libya (suspended)", "Mali", "Chad (guest)", "Togo (observer)")
    assert found["participating_states"] == ["MLI"]
    assert found["observer_states"] == ["TGO"]


def test_organizations_beside_the_label_end_the_list() -> None:
    found = read("Observer Organizations (2): IOM; OHCHR", "Forum Support Unit (hosted by IOM)")
    assert found["observer_organizations"] == ["IOM", "OHCHR"]
    assert found["secretariat"] == ["Forum Support Unit (hosted by IOM)"]


def test_themes_may_be_enumerated_in_the_only_sentence() -> None:
    sentence = "The dialogue focuses on asylum, irregular migration, and migration and development."
    assert read("Current Focus: " + sentence)["themes"] == [
        "asylum",
        "irregular migration",
        "migration and development",
    ]
    assert "themes" not in read("Current Focus", "It focuses on the plan, agreed in Rome.")


def test_two_bodies_that_act_together_are_both_the_secretariat() -> None:
    found = read("Secretariat", "IOM and UNHCR jointly act as the Secretariat of the process.")
    assert found["secretariat"] == ["IOM", "UNHCR"]


def test_a_remark_in_brackets_is_no_entry() -> None:
    found = read("Member States", "(No formal membership procedures yet)", "Mali", "[draft]")
    assert found["participating_states"] == ["MLI"]


@pytest.mark.parametrize("words", ["none", "None at present", "N/A", "ninguna"])
def test_none_beside_the_label_of_the_chair_is_no_chair(words: str) -> None:
    assert read(f"Current Chair: {words}")["chair_current"] == []


def test_two_bodies_beside_the_label_of_the_secretariat_are_two() -> None:
    found = read("Secretariat", "- African Union Commission and IOM")
    assert found["secretariat"] == ["African Union Commission", "IOM"]


def test_several_acronyms_on_one_line_are_parted_though_one_is_unknown() -> None:
    assert read("Partner Agencies", "XQA, EU, IOM")["partners"] == ["XQA", "EU", "IOM"]


def test_a_date_in_a_paragraph_of_its_own_belongs_to_the_meeting_above() -> None:
    item = "<li><b>Officials' Meeting</b><p>6 December 2023</p><p>Prague, Czech Republic</p></li>"
    body = f"<p>Established: 2000</p><h3>Recent Meetings</h3><ul>{item}</ul>".encode()
    found = facts(read_page(Capture(url="https://www.iom.int/some-process", body=body)))
    (meeting,) = found["meetings"]
    assert (meeting["start"], meeting["city"], meeting["country"]) == (
        "2023-12-06",
        "Prague",
        "CZE",
    )


def test_a_box_of_publications_ends_the_list_of_meetings() -> None:
    found = read("Recent Meetings", "- Forum, 3 May 2021", "Publications", "- Forum report, 4 May")
    assert [one["start"] for one in found["meetings"]] == ["2021-05-03"]


def test_a_list_of_past_chairs_goes_on_behind_a_comma() -> None:
    found = read("Past Chairs: Canada (2022)", "Costa Rica (2021),", "El Salvador", "Guatemala")
    assert [chair["state"] for chair in found["chairs_past"]] == ["CAN", "CRI", "SLV"]


def objectives(*lines: str) -> list[str]:
    page = "\n".join(["Established: 2000", "Objectives", *lines])
    url = "https://www.iom.int/pacific-immigration-development-community-pidc"
    return [one.text for one in read_page(Capture(url=url, body=page.encode())).of("objectives")]


AIM = "The members look for ways to bring their policies on migration in line."


def test_paragraphs_and_list_entries_under_their_label_are_objectives() -> None:
    aims = ("It has three aims, which are the following:", "• better data", "• shared borders")
    assert objectives(AIM, *aims) == [AIM, aims[0], "better data", "shared borders"]


@pytest.mark.parametrize(
    "line",
    [
        "Pacific Immigration Development Community (PIDC)",
        "The three pillars of the Process",
        "Last changed 25.07.2016",
        "[…]",
        "[…] Pacific Immigration Development Community […]",
        "Members are: Australia, Cook Islands, Fiji, Kiribati, Nauru and New Zealand.",
        "Agencies that are members include: Australia, Fiji, Kiribati, Nauru and New Zealand.",
        "Any agency may join. Members include: Australia, Fiji, Kiribati, Nauru and New Zealand.",
        "The International Centre for Migration Policy Development hosts the Secretariat.",
        "Turkey has been its chair and Hungary its co-chair since 2006.",
    ],
)
def test_names_titles_lists_of_members_and_who_serves_are_no_objectives(line: str) -> None:
    assert objectives(AIM, line) == [AIM]
