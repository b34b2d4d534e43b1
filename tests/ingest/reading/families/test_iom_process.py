"""The whole real page, field by field."""

import pytest

from ingest.reading.reading import (
    ContactValue,
    CountValue,
    DateValue,
    DocumentValue,
    MeetingValue,
    OrganizationValue,
    Reading,
    StateValue,
    ThemeValue,
)


def organizations(reading: Reading, field: str) -> list[OrganizationValue]:
    return [value for value in reading.of(field) if isinstance(value, OrganizationValue)]


def states(reading: Reading) -> list[StateValue]:
    values = reading.of("participating_states")
    return [value for value in values if isinstance(value, StateValue)]


def meetings(reading: Reading) -> list[MeetingValue]:
    return [value for value in reading.of("meetings") if isinstance(value, MeetingValue)]


def documents(reading: Reading, where: str) -> list[DocumentValue]:
    values = [value for value in reading.of("documents") if isinstance(value, DocumentValue)]
    return [value for value in values if value.where == where]


def contact(reading: Reading, kind: str) -> list[str]:
    values = [value for value in reading.of("contact") if isinstance(value, ContactValue)]
    return [value.text for value in values if value.kind == kind]


def test_it_was_established_in_2006(hld: Reading) -> None:
    (value,) = hld.of("established")
    assert isinstance(value, DateValue)
    assert value.span.edtf == "2006"
    assert value.quote.words == "Date d’établissement : 2006"


def test_nine_themes_are_listed_and_known(hld: Reading) -> None:
    themes = [value for value in hld.of("themes") if isinstance(value, ThemeValue)]
    assert len(themes) == 9
    assert themes[0].words == "Migration et développement"
    assert themes[8].words == "Partenariats et coopération en matière de migration"
    assert all(value.theme for value in themes)


def test_195_different_states_take_part(hld: Reading) -> None:
    codes = [value.state for value in states(hld)]
    assert None not in codes
    assert len(codes) == len(set(codes)) == 195
    assert (codes[0], codes[-1]) == ("AFG", "ZWE")


@pytest.mark.parametrize(
    ("listed_as", "state"),
    [
        ("Bosnia andHerzegovina", "BIH"),
        ("Swaziland", "SWZ"),
        ("Republic of Macedonia", "MKD"),
        ("Slovak", "SVK"),
        ("Central AfricanRepublic", "CAF"),
        ("São Toméand Príncipe", "STP"),
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Guinea", "GIN"),
        ("Papua NewGuinea", "PNG"),
        ("Holy See (Vatican City State)", "VAT"),
    ],
)
def test_a_name_is_kept_as_listed_beside_its_state(
    hld: Reading, listed_as: str, state: str
) -> None:
    assert [value.state for value in states(hld) if value.listed_as == listed_as] == [state]


def test_195_states_are_declared_and_the_label_is_quoted(hld: Reading) -> None:
    (value,) = hld.of("participating_states_declared")
    assert isinstance(value, CountValue)
    assert value.number == 195
    assert value.quote.words == "États participants (195 États)"


def test_21_organizations_observe_and_all_are_known(hld: Reading) -> None:
    observers = organizations(hld, "observer_organizations")
    assert len(observers) == 21
    assert [value.listed_as for value in observers if value.organization is None] == []
    assert len({value.organization for value in observers}) == 21


def test_the_observer_that_lost_its_bullet_is_in_its_place(hld: Reading) -> None:
    names = [value.listed_as for value in organizations(hld, "observer_organizations")]
    assert names[17] == "Université des Nations Unies (UNU)"


def test_two_partners_are_listed(hld: Reading) -> None:
    assert [value.listed_as for value in organizations(hld, "partners")] == [
        "Organisations de la société civile (OSC)",
        "Organisations du secteur privé",
    ]


def test_the_secretariat_is_one_known_body(hld: Reading) -> None:
    (secretariat,) = organizations(hld, "secretariat")
    assert secretariat.listed_as == "Division de la population du DAES"
    assert secretariat.organization is not None


def test_eleven_meetings_stand_under_three_headings(hld: Reading) -> None:
    assert [value.kind for value in meetings(hld)] == ["LATEST", "PAST", *["RELATED"] * 9]


@pytest.mark.parametrize(
    ("at", "edtf", "city", "state"),
    [
        (0, "2013-10-03/2013-10-04", "New York", "USA"),
        (1, "2006-09-14/2006-09-15", "New York", "USA"),
        (2, "{2015-11-20,2015-11-23}", "New York", None),
        (3, "2015-11-19", "New York", None),
        (4, "2015-09-30", "New York", None),
        (5, "2013-07-15", "New York", None),
        (6, "2013-06-25", "New York", None),
        (7, "2011-05-19", "New York", None),
        (8, "2006-07-12", "New York", None),
        (9, "2006-07-08", "New York", None),
        (10, "2006-07-04", "Genève", None),
    ],
)
def test_a_meeting_has_its_date_its_city_and_the_state_that_is_named(
    hld: Reading, at: int, edtf: str, city: str, state: str | None
) -> None:
    meeting = meetings(hld)[at]
    assert meeting.date is not None
    assert (meeting.date.edtf, meeting.city, meeting.state) == (edtf, city, state)
    assert meeting.venue is None


def test_two_days_that_are_listed_are_two_days(hld: Reading) -> None:
    date = meetings(hld)[2].date
    assert date is not None
    assert date.days == ("2015-11-20", "2015-11-23")


def test_titles_hold_neither_date_nor_place(hld: Reading) -> None:
    for meeting in meetings(hld):
        assert not any(word in meeting.title for word in ("New York", "Genève", "2006", "2013"))
        assert meeting.title == meeting.title.strip(" ,;.")


def test_a_colon_and_quotes_in_a_title_stay(hld: Reading) -> None:
    assert meetings(hld)[0].title.endswith(" : « Faire des migrations un atout »")


def test_eight_documents_are_listed(hld: Reading) -> None:
    symbols = [[s.text for s in value.symbols] for value in documents(hld, "list")]
    assert symbols == [
        [],
        *[[f"A/RES/{n}"] for n in ("67/219", "65/170", "63/225", "61/208")],
        *[[f"A/RES/{n}"] for n in ("60/227", "59/241", "58/208")],
    ]


def test_seven_symbols_are_taken_apart(hld: Reading) -> None:
    parts = [symbol.parts for value in documents(hld, "list") for symbol in value.symbols]
    assert [(part.organ, part.kind) for part in parts] == [("A", "RES")] * 7
    assert [part.session for part in parts] == ["67", "65", "63", "61", "60", "59", "58"]
    assert [part.number for part in parts] == ["219", "170", "225", "208", "227", "241", "208"]


def test_what_tells_the_sort_of_a_document_only_is_no_title(hld: Reading) -> None:
    first, *resolutions = [value.title for value in documents(hld, "list")]
    assert first == "Réussir la migration : un programme d’action en huit points"
    assert set(resolutions) == {None, "Migrations internationales et développement"}


def test_the_resolution_in_prose_is_of_23_december_2003(hld: Reading) -> None:
    (value,) = documents(hld, "prose")
    assert [symbol.text for symbol in value.symbols] == ["A/RES/58/208"]
    assert (value.date, value.date_kind) == ("2003-12-23", "adoption")
    assert value.as_written == "sa résolution 58/208 du 23 décembre 2003"


def test_the_contact_block_is_kept_line_by_line(hld: Reading) -> None:
    assert contact(hld, "address") == [
        "International Migration",
        "Population Division",
        "United Nations Department of Economic and Social Affairs (UN DESA)",
        "United Nations Headquarters, 2 United Nations Plaza",
        "Rm. DC2-1950",
        "New York, NY 10017 États-Unis",
    ]


def test_fax_and_email_are_told_from_the_address(hld: Reading) -> None:
    assert contact(hld, "fax") == ["+ 1-212-963-2147"]
    assert contact(hld, "email") == ["migrationp@un.org"]
    assert contact(hld, "phone") == []


def test_an_empty_section_is_doubted(hld: Reading) -> None:
    assert [(doubt.code, doubt.field) for doubt in hld.doubts] == [("empty-section", "links")]
    assert hld.of("links") == ()
