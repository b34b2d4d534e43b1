"""One short page of each template of UN event pages."""

from collections.abc import Callable

import pytest

from ingest.reading.families.un_event import read
from ingest.reading.outline.read import read_outline
from ingest.reading.reading import (
    AgendaValue,
    ChairValue,
    CountValue,
    DocumentValue,
    MeetingValue,
    OrganizationValue,
    Reading,
    SeriesValue,
    TextValue,
)

MakeReading = Callable[[str, str], Reading]
UN = "https://www.un.org"
COORDINATION = f"{UN}/en/development/desa/population/migration/events/coordination"
DESA = f"{UN}/development/desa/pd/events"


def meetings(found: Reading) -> list[MeetingValue]:
    return [one for one in found.of("meetings") if isinstance(one, MeetingValue)]


def subject(found: Reading) -> MeetingValue:
    (one,) = (meeting for meeting in meetings(found) if meeting.subject)
    return one


def when(meeting: MeetingValue) -> str:
    return meeting.date.edtf if meeting.date else ""


def where(meeting: MeetingValue) -> tuple[str | None, str | None, str | None]:
    return meeting.city, meeting.state, meeting.venue


def related(found: Reading) -> list[tuple[str, str]]:
    return [(one.title, when(one)) for one in meetings(found) if not one.subject]


def text(found: Reading, field: str) -> list[str]:
    return [one.text for one in found.of(field) if isinstance(one, TextValue)]


def number(found: Reading) -> list[int]:
    return [one.number for one in found.of("ordinal") if isinstance(one, CountValue)]


def series(found: Reading, field: str = "series") -> list[str]:
    return [one.series for one in found.of(field) if isinstance(one, SeriesValue)]


def agenda(found: Reading) -> list[AgendaValue]:
    return [one for one in found.of("agenda") if isinstance(one, AgendaValue)]


def symbols(found: Reading) -> list[str]:
    values = (one for one in found.of("documents") if isinstance(one, DocumentValue))
    return [symbol.text for one in values for symbol in one.symbols]


def test_d1_oldest_pages_have_title_and_place_line(page: MakeReading) -> None:
    found = page(
        f"{UN}/esa/population/meetings/twelfthcoord2014/twelfthcoord2014.htm",
        "UN unicon Welcome to the United Nations. It's your world.\n"
        "Twelfth Coordination Meeting on International Migration\n"
        "New York, 20-21 February 2014\n"
        "Objectives of the meeting\nTo see what the 2013 High-level Dialogue left to do.\n",
    )
    assert (when(subject(found)), number(found)) == ("2014-02-20/2014-02-21", [12])
    assert (found.family, series(found)) == ("un-desa-event", ["coordination-meeting"])
    assert related(found) == [("2013 High-level Dialogue", "2013")]


@pytest.mark.parametrize(
    ("n", "ordinal", "head", "venue"),
    [
        (7, "Seventh", "New York, 15-16 February 2018", None),
        (
            16,
            "Sixteenth",
            "15-16 February 2018\nUnited Nations Headquarters, New York",
            "United Nations Headquarters",
        ),
    ],
)
def test_d2_menus_stand_above_both_orders_of_the_heading(
    page: MakeReading, n: int, ordinal: str, head: str, venue: str | None
) -> None:
    found = page(
        f"{COORDINATION}/{n}/index.asp",
        "- MAIN\n- MEETINGS\n- GENERAL ASSEMBLY\n- High-level Dialogue\n- Main page\n- "
        "Report of the meeting\n"
        f"{ordinal} Coordination Meeting on International Migration\n{head}\n"
        "The deadline for papers is 15 January 2018.\n",
    )
    assert (when(subject(found)), number(found)) == ("2018-02-15/2018-02-16", [n])
    assert where(subject(found)) == ("New York", None, venue)
    assert related(found) == []


def test_d2t_prose_alone_dates_the_meeting_of_the_address(page: MakeReading) -> None:
    found = page(
        f"{COORDINATION}/12/index.asp",
        "That twelfth Coordination Meeting on International Migration took place in New York from "
        "20 to 21 February 2014. The eleventh Coordination Meeting on International Migration was "
        "held on 21-22 February 2013.\n",
    )
    assert (when(subject(found)), subject(found).city) == ("2014-02-20/2014-02-21", "New York")
    assert [title for title, _ in related(found)] == [
        "eleventh Coordination Meeting on International Migration"
    ]


def test_d2t_prose_without_the_number_of_the_address_dates_nothing(page: MakeReading) -> None:
    found = page(
        f"{COORDINATION}/16/index_backgrounddocs.html",
        "Papers for the fifteenth Coordination Meeting on International Migration, held on "
        "16-17 February 2017, are here.\n",
    )
    assert [one for one in meetings(found) if one.subject] == []
    assert "unconfirmed-number" in [doubt.code for doubt in found.doubts]


D3 = (
    "Third coordination meeting on international migration\nNew York\n{date}\n"
    "Overview\nUnder resolution 58/208 of 13 February 2004 people meet.\n"
    "Organization of work\nWednesday, 27 October 2004\n10.00 – 13.00\nMorning session\n"
    "I. Opening\n• Ms. Adams, Chair\nII. The High-level Dialogue\n"
)


@pytest.mark.parametrize(
    "date",
    ["27 October 2004 to 28 October 2004", "Date: \n27 October 2004 to 28 October 2004"],
    ids=["d3", "d3b"],
)
def test_d3_title_city_and_date_stand_on_lines_of_their_own(page: MakeReading, date: str) -> None:
    found = page(f"{DESA}/third-coordination-meeting-international-migration", D3.format(date=date))
    assert (when(subject(found)), number(found)) == ("2004-10-27/2004-10-28", [3])
    assert [(one.date, one.start, one.item) for one in agenda(found)] == [
        ("2004-10-27", "10:00", "I. Opening"),
        ("2004-10-27", "10:00", "II. The High-level Dialogue"),
    ]
    assert symbols(found) == ["A/RES/58/208"]
    assert found.of("chairs") == ()


def test_d3c_a_programme_in_a_table_gives_the_days(page: MakeReading) -> None:
    found = page(
        f"{DESA}/sixteenth-coordination-meeting-international-migration",
        "Sixteenth Coordination Meeting on International Migration\nOrganization of work\n"
        "| Thursday, 15 February 2018 |\n| 10:00-13:00 |\n| I. Opening |\n"
        "| Friday, 16 February 2018 |\n| II. Closing |\n",
    )
    assert when(subject(found)) == "2018-02-15/2018-02-16"
    assert [one.item for one in agenda(found)] == ["I. Opening", "II. Closing"]


def test_g1_english_date_title_and_theme_stand_on_one_line(page: MakeReading) -> None:
    found = page(
        f"{UN}/en/ga/68/meetings/migration/about.shtml",
        "High-level meetings of the 68th Session of the General Assembly\n"
        "3-4 October 2013 - High-level Dialogue on International Migration and Development: "
        '"Making Migration Work"\nRegistration closes on 3 September 2013.\n'
        "The first High-level Dialogue, held in September 2006, was another.\n",
    )
    assert when(subject(found)) == "2013-10-03/2013-10-04"
    assert text(found, "name") == ["High-level Dialogue on International Migration and Development"]
    assert text(found, "theme") == ["Making Migration Work"]
    assert related(found) == [("first High-level Dialogue", "2006-09")]


def test_g1_french_the_date_stands_in_brackets_and_the_theme_below(page: MakeReading) -> None:
    found = page(
        "https://static.un.org/fr/ga/68/meetings/migration/index.shtml",
        "Dialogue de haut niveau sur les migrations internationales et le développement "
        "(3 - 4 octobre 2013)\n« Faire que les migrations marchent »\n"
        "La date limite d’inscription au Dialogue de haut niveau est le 3 septembre 2013.\n"
        "Le premier Dialogue de haut niveau EN, en septembre 2006, a ouvert la voie.\n",
    )
    assert (when(subject(found)), found.language.value) == ("2013-10-03/2013-10-04", "fr")
    assert text(found, "theme") == ["Faire que les migrations marchent"]
    assert [date for _, date in related(found)] == ["2006-09"]


@pytest.mark.parametrize(
    ("url", "body"),
    [
        (
            f"{UN}/migration/",
            "High-level Dialogue on International\nMigration and Development\n"
            "United Nations General Assembly, 14-15 September 2006\nSee the report [A/60/871].\n",
        ),
        (
            f"{UN}/french/migration/",
            "Dialogue de haut niveau sur les migrations internationales et le développement\n"
            "Assemblée générale des Nations Unies, 14 et 15 septembre 2006\nVoir le rapport "
            "[A/60/871].\n",
        ),
    ],
    ids=["en", "fr"],
)
def test_g2_the_body_that_meets_is_no_place(page: MakeReading, url: str, body: str) -> None:
    found = page(url, body)
    assert (when(subject(found)), where(subject(found))) == (
        "2006-09-14/2006-09-15",
        (None, None, None),
    )
    assert (series(found), symbols(found)) == (["hld"], ["A/60/871"])


@pytest.mark.parametrize(
    ("url", "body"),
    [
        (
            f"{UN}/en/conf/migration/",
            "Intergovernmental Conference to Adopt the Global Compact for Safe, Orderly and "
            "Regular "
            "Migration\n10 — 11 December 2018\nMarrakech, Morocco\nPDF document\n"
            "The text was agreed on 13 July 2018.\n",
        ),
        (
            "http://un.org/es/conf/migration/about-conference.shtml",
            "Conferencia Intergubernamental encargada de Aprobar el Pacto Mundial para la "
            "Migración "
            "Segura, Ordenada y Regular\n10 y 11 de diciembre de 2018\nMarrakech (Marruecos)\n"
            "El texto se acordó el 13 de julio de 2018.\n",
        ),
    ],
    ids=["en", "es"],
)
def test_g3_a_conference_held_once_has_no_series(page: MakeReading, url: str, body: str) -> None:
    found = page(url, body)
    assert (when(subject(found)), subject(found).state) == ("2018-12-10/2018-12-11", "MAR")
    assert (series(found), len(meetings(found))) == ([], 1)


def test_g4_a_sentence_dates_the_conference_among_capital_labels(page: MakeReading) -> None:
    found = page(
        "https://refugeesmigrants.un.org/intergovernmental-conference-2018",
        "OUTCOME: An outcome document\nLEVEL OF PARTICIPATION: The highest\n"
        "The Intergovernmental Conference to Adopt the Global Compact for Safe, Orderly "
        "and Regular "
        "Migration will be held in Morocco on 10 and 11 December 2018.\n"
        'Report of the Secretary General (A/72/643): "Work for all"\nDeadline: 1 December 2018\n',
    )
    one = subject(found)
    assert (when(one), one.state, one.announced) == ("2018-12-10/2018-12-11", "MAR", True)
    assert symbols(found) == ["A/72/643"]


def test_g5_half_translated_pages_name_what_the_forum_replaces(page: MakeReading) -> None:
    found = page(
        f"{UN}/fr/migration2022/about-the-forum",
        "#Migration2022\nForum d'examen des migrations internationales\n17 - 20 mai 2022\n"
        "Siège de l’ONU, New York\nLe Dialogue de haut niveau sur les migrations "
        "internationales et "
        "le développement devient le Forum d’examen des migrations internationales.\n"
        "The Forum is quadrennial.\n",
    )
    assert (when(subject(found)), subject(found).city) == ("2022-05-17/2022-05-20", "New York")
    assert (series(found), series(found, "replaces")) == (["imrf"], ["hld"])
    assert related(found) == []


def test_g6_venue_and_time_zone_follow_the_date(page: MakeReading) -> None:
    found = page(
        "https://indico.un.org/event/1000748/",
        "International Migration Review Forum\n16–20 May 2022\nUnited Nations Headquarters\n"
        "America/New_York timezone\nRegistration closes on 1 May 2022.\n",
    )
    assert (when(subject(found)), where(subject(found))) == (
        "2022-05-16/2022-05-20",
        (None, None, "United Nations Headquarters"),
    )


def test_f1_old_forum_pages_have_date_and_place_below_the_title(page: MakeReading) -> None:
    found = page(
        "http://www.gfmd.org/meetings/belgium2007",
        "First Meeting of the Global Forum on Migration and Development\n"
        "9-11 July 2007, Brussels, Belgium\n"
        "First Meeting of the Friends of the Forum\n9 May 2007, Geneva, Switzerland\n"
        "Turkey was Chair of Round Table 2 in 2007.\n",
    )
    one = subject(found)
    assert (when(one), one.city, one.state, one.ordinal) == (
        "2007-07-09/2007-07-11",
        "Brussels",
        "BEL",
        1,
    )
    assert found.of("chairs") == ()


def test_f2_a_chairmanship_stands_above_the_title(page: MakeReading) -> None:
    found = page(
        "https://www.gfmd.org/meetings/sweden2014",
        "The 2013-2014 Swedish Chairmanship\nMenu\n"
        "Seventh Summit Meeting of the Global Forum on Migration and Development\n"
        "14-16 May 2014, Stockholm, Sweden\n",
    )
    (chair,) = found.of("chairs")
    assert isinstance(chair, ChairValue)
    assert (chair.state, chair.start, chair.end) == ("SWE", "2013", "2014")
    assert (when(subject(found)), number(found)) == ("2014-05-14/2014-05-16", [7])


def test_f3_a_list_of_preparatory_meetings_has_no_subject(page: MakeReading) -> None:
    found = page(
        "https://gfmd.org/pfp/ppd?page=592",
        "Preparatory Meetings of the Troika\n"
        "Second GFMD Preparatory Meetings - 18 April 2023\n"
        "2nd Meeting of the GFMD Steering Group (11:30-13:00 CEST)\n"
        "First GFMD Preparatory Meetings - 22 November 2022\n",
    )
    assert [one for one in meetings(found) if one.subject] == []
    assert related(found) == [
        ("Second GFMD Preparatory Meetings", "2023-04-18"),
        ("First GFMD Preparatory Meetings", "2022-11-22"),
    ]
    assert (number(found), [one.ordinal for one in meetings(found)]) == ([], [None, None])


def test_p5_a_release_lends_its_year_but_not_its_day(page: MakeReading) -> None:
    found = page(
        "https://press.un.org/en/2002/pop834.doc.htm",
        "MANY QUESTIONS, FEW ANSWERS\nPress Release POP/834 |\nMANY QUESTIONS, FEW ANSWERS\n"
        "Coordination Meeting on International Migration 11-12 July\n"
        "NEW YORK, 8 July (UN Population Division) -- Little is known. The Population Division "
        "holds a Coordination Meeting on International Migration on 11-12 July. One was held last "
        "July. Papers for the Coordination Meeting on International Migration by 1 June.\n",
    )
    assert (when(subject(found)), found.family) == ("2002-07-11/2002-07-12", "un-desa-event")
    assert len(meetings(found)) == 1


def test_an_overview_of_several_meetings_has_no_subject(page: MakeReading) -> None:
    found = page(
        f"{UN}/development/desa/pd/content/general-assembly",
        "General Assembly\nThe United Nations came into existence on 24 October 1945.\n"
        "- The World Population Conference, held in Bucharest in 1974, adopted a plan.\n"
        "- The International Conference on Population and Development, convened in Cairo, Egypt, "
        "held from 5 to 13 September 1994, adopted another.\n"
        "- In 2006, the High-level Dialogue on International Migration and Development was held.\n",
    )
    assert [one for one in meetings(found) if one.subject] == []
    assert sorted(date for _, date in related(found)) == [
        "1974",
        "1994-09-05/1994-09-13",
        "2006",
    ]


def test_every_line_is_cited_or_accounted_for() -> None:
    outline = read_outline(D3.format(date="27 October 2004").encode())
    found = read(outline, f"{DESA}/third-coordination-meeting-international-migration")
    told = {fact.quote.line for fact in found.facts} | {one.line for one in found.ignored}
    assert told == {line.number for line in outline.lines}


CONFERENCE = "Conferencia Intergubernamental sobre el Pacto Mundial para la Migración"


@pytest.mark.parametrize(
    ("url", "head", "name", "days", "city"),
    [
        (
            f"{UN}/french/migration/",
            "Dialogue de haut niveau sur les\nMigrations internationales et le développement\n"
            "Assemblée générale des Nations Unies, 14 et 15 septembre 2006\n",
            "Dialogue de haut niveau sur les Migrations internationales et le développement",
            "2006-09-14/2006-09-15",
            None,
        ),
        (
            f"{UN}/es/conf/migration/",
            f"{CONFERENCE}\nGinebra, 10 a 11 de octubre de 2017\n",
            CONFERENCE,
            "2017-10-10/2017-10-11",
            "Ginebra",
        ),
        (
            f"{UN}/es/conf/migration/",
            f"{CONFERENCE}\n10 — 11 de octubre de 2017 / Ginebra\n",
            CONFERENCE,
            "2017-10-10/2017-10-11",
            "Ginebra",
        ),
        (
            f"{DESA}/ports",
            "Expert Group Meeting on Ports and\nthe Law of the\nHigh Seas\nLima, 3-4 May 2016\n",
            "Expert Group Meeting on Ports and the Law of the High Seas",
            "2016-05-03/2016-05-04",
            "Lima",
        ),
        (
            f"{DESA}/ports",
            "4th Ministerial Conference on Ports\nOn 24-25 October 2022, in Lima, Peru, "
            "ministers met.\n",
            "4th Ministerial Conference on Ports",
            "2022-10-24/2022-10-25",
            "Lima",
        ),
        (
            f"{DESA}/ports",
            "Quatrième Conférence ministérielle sur les ports\nLes 24 et 25 octobre 2022, à Lima, "
            "des ministres se sont réunis.\n",
            "Quatrième Conférence ministérielle sur les ports",
            "2022-10-24/2022-10-25",
            "Lima",
        ),
    ],
)
def test_lines_of_date_and_place_have_many_forms(
    page: MakeReading, url: str, head: str, name: str, *, days: str, city: str | None
) -> None:
    found = page(url, head)
    assert text(found, "name") == [name]
    assert (when(subject(found)), subject(found).city) == (days, city)


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("26 Feb 2016 - Organized by the Office of Ports", "Office of Ports"),
        (
            "26 février 2016 — Organisé par la Division de la population",
            "Division de la population",
        ),
        ("26 de febrero de 2016 - Organizado por la Oficina de Puertos", "Oficina de Puertos"),
    ],
)
def test_an_organizer_may_stand_behind_the_date(page: MakeReading, line: str, body: str) -> None:
    found = page(f"{DESA}/ports", f"Workshop on Ports\n{line}\n")
    assert (when(subject(found)), text(found, "name")) == ("2016-02-26", ["Workshop on Ports"])
    (one,) = found.of("organizers")
    assert isinstance(one, OrganizationValue)
    assert one.listed_as == body


def test_several_meetings_of_a_series_without_days_are_a_listing(page: MakeReading) -> None:
    found = page("https://gfmd.org/meetings", "Ninth GFMD Summit\nEighth GFMD Summit\n")
    assert (text(found, "name"), number(found), meetings(found)) == ([], [], [])


def test_a_title_that_is_cut_names_nothing(page: MakeReading) -> None:
    found = page("https://gfmd.org/x", "The Forum\nTenth Summit Meeting of the Global Forum on\n")
    assert text(found, "name") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Colombia will officially assume the role of Chair of the GFMD on 1st April 2024.",
        "France chaired the GFMD from 1 July 2022 to 30 January 2024.",
        "La France a présidé le FMMD du 1er juillet 2022 au 30 janvier 2024.",
        "Colombia presidirá el Foro Mundial del 1 de julio de 2022 al 30 de enero de 2024.",
    ],
)
def test_a_chairmanship_is_no_meeting(page: MakeReading, sentence: str) -> None:
    assert meetings(page("https://gfmd.org/news/x", f"{sentence}\n")) == []
