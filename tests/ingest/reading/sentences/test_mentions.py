from collections.abc import Callable

import pytest

from ingest.reading.outline.lines import Line
from ingest.reading.sentences.mentions import Mention, mentions
from ingest.reading.vocabulary.series import series_named

MakeLine = Callable[[str], Line]


def dated(line: Line, own: str = "", year: int | None = None) -> list[tuple[str, str]]:
    found = mentions(line, series_named(own) if own else None, year)
    return [(one.key, one.span.edtf) for one in found]


def only(line: Line) -> Mention:
    (one,) = mentions(line, None)
    return one


@pytest.mark.parametrize(
    ("text", "key", "date"),
    [
        ("The High-level Dialogue (3-4 October 2013) ended.", "hld", "2013-10-03/2013-10-04"),
        ("The High-level Dialogue was held on 3-4 October 2013.", "hld", "2013-10-03/2013-10-04"),
        ("The 2013 High-level Dialogue was long.", "hld", "2013"),
        ("In 2006, the High-level Dialogue was held in New York.", "hld", "2006"),
        ("High-level Dialogue, 29 June-2 July 2011", "hld", "2011-06-29/2011-07-02"),
        (
            "From 15 to 16 October 2003 the second Coordination Meeting on International "
            "Migration was held by the Division.",
            "coordination-meeting",
            "2003-10-15/2003-10-16",
        ),
        (
            "in view of the High-level Dialogue held by the General Assembly on 3 October 2013",
            "hld",
            "2013-10-03",
        ),
        (
            "Le Forum d’examen des migrations internationales aura lieu du 17 au 20 mai 2022.",
            "imrf",
            "2022-05-17/2022-05-20",
        ),
        (
            "l'ouverture du Dialogue de haut niveau, les 3 et 4 octobre 2013",
            "hld",
            "2013-10-03/2013-10-04",
        ),
        (
            "El Foro de Examen de la Migración Internacional se celebrará del 17 al 20 de "
            "mayo 2022.",
            "imrf",
            "2022-05-17/2022-05-20",
        ),
        ("HIGH-LEVEL DIALOGUE, NEW YORK, 3 OCTOBER 2013", "hld", "2013-10-03"),
    ],
)
def test_the_grammar_ties_a_date_to_a_meeting(
    line: MakeLine, text: str, key: str, date: str
) -> None:
    assert dated(line(text)) == [(key, date)]


@pytest.mark.parametrize(
    "text",
    [
        "Registration for the High-level Dialogue on 3 September 2013 closes.",
        "The deadline for the High-level Dialogue is 3 September 2013.",
        "Papers for the Second Coordination Meeting on International Migration by 3 May 2013",
        "A letter on the High-level Dialogue of 4 May 2013 was sent.",
        "The report of the High-level Dialogue on 18 May 2006 was issued.",
        "The report on the High-level Dialogue (18 May 2006) was issued.",
        "Posted on High-level Dialogue, 4 May 2013",
        "Le rapport du Dialogue de haut niveau du 18 mai 2006 est connu.",
        "L’inscription au Dialogue de haut niveau le 3 mai 2013 est close.",
        "El informe sobre el Diálogo de Alto Nivel de 4 de mayo de 2013 es largo.",
        "Los preparativos del Diálogo de Alto Nivel tendrán lugar el 3 de mayo de 2022.",
    ],
)
def test_dates_of_papers_and_deadlines_are_not_the_meetings(line: MakeLine, text: str) -> None:
    assert dated(line(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The side event of the High-level Dialogue was held on 3 May 2010.",
        "The panel discussion on the High-level Dialogue was held on 3 May 2010.",
        "Hearings for the High-level Dialogue were held in New York on 15 July 2013.",
        "Les auditions préalables au Dialogue de haut niveau ont eu lieu le 15 juillet 2013.",
        "Preparatory Meeting for the Global Forum, 3 May 2010",
        "The GFMD Steering Group met on 3 May 2010.",
        "HLD follow-up meeting on 3 May 2010",
        "The Global Forum was held after the summit of 19 September 2016.",
        "The Global Forum was held in Dhaka a week before the conference of 10 December 2018.",
        "El Diálogo de Alto Nivel tendrá lugar después de la Cumbre de 19 de septiembre de 2016.",
        "The Global Forum and the High-level Dialogue were held on 3-4 October 2013.",
    ],
)
def test_dates_of_other_events_are_not_the_meetings(line: MakeLine, text: str) -> None:
    assert dated(line(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The High-level Dialogues (2007, 2013)",
        "The High-level Dialogue (2007, 2013)",
        "High-level Dialogue (New York, 14-15 September 2006; 3-4 October 2013)",
        "The GFMD was held in 2007, 2008 and 2009.",
        "Global Forum on Migration and Development 2007-2017",
        "The Global Forum, chaired by Sweden from 1 January 2013 to 30 June 2014, met.",
        "The International Migration Review Forum takes place every four years from 2022.",
        "The International Migration Review Forum will be held by 2022.",
        "Le Forum d'examen des migrations internationales aura lieu tous les quatre ans dès 2022.",
        "The High-level Dialogue will be held before 5 May 2013.",
        "The High-level Dialogue was not held in 2020.",
        "The High-level Dialogue was held last July.",
        "The High-level Dialogue was held on 14 and 15 September.",
        "At the High-level Dialogue, 232 million migrants in 2013 were named.",
        "© 2019 High-level Dialogue",
        "Copyright 2019 Global Forum on Migration and Development",
        "The Global Forum for Media Development was held on 3 May 2010.",
        "On 3 October 2013, the High-level Dialogue adopted the Declaration.",
    ],
)
def test_periods_lists_and_open_dates_date_no_meeting(line: MakeLine, text: str) -> None:
    assert dated(line(text)) == []


def test_each_of_two_meetings_has_its_own_date(line: MakeLine) -> None:
    text = (
        "The Global Forum, held on 9-11 July 2007, followed the High-level Dialogue, which took "
        "place on 14-15 September 2006."
    )
    assert dated(line(text)) == [
        ("gfmd", "2007-07-09/2007-07-11"),
        ("hld", "2006-09-14/2006-09-15"),
    ]


def test_one_date_for_two_meetings_goes_to_the_nearer_one_at_most(line: MakeLine) -> None:
    text = (
        "The Global Forum, which the High-level Dialogue of 2006 proposed, was held on 9 July 2007."
    )
    assert dated(line(text)) == [("hld", "2006")]


def test_a_participle_goes_with_the_name_before_it(line: MakeLine) -> None:
    text = "The report of the High-level Dialogue held on 14 September 2006 is out."
    assert dated(line(text)) == [("hld", "2006-09-14")]


def test_the_year_of_a_release_completes_a_day(line: MakeLine) -> None:
    text = "The Global Forum was held on 3-4 October."
    assert dated(line(text), year=2013) == [("gfmd", "2013-10-03/2013-10-04")]


def test_place_and_announcement_are_read_with_the_date(line: MakeLine) -> None:
    one = only(line("The Global Forum will be held in Stockholm, Sweden on 14-16 May 2014."))
    assert (one.title, one.place, one.announced) == ("Global Forum", "Stockholm, Sweden", True)
    two = only(line("In 2013, the High-level Dialogue was held in New York."))
    assert (two.place, two.announced) == ("New York", False)


def test_a_place_in_the_bracket_belongs_to_the_meeting(line: MakeLine) -> None:
    one = only(line("the Global Forum (Brussels, 9-11 July 2007)"))
    assert (one.place, one.days) == ("Brussels", ("2007-07-09", "2007-07-11"))


def test_a_session_of_a_body_counts_with_its_number(line: MakeLine) -> None:
    text = "the forty-sixth session of the Commission on Population, held on 22 April 2013"
    one = only(line(text))
    assert (one.naming.ordinal, one.key, one.span.start) == (46, "", "2013-04-22")


def test_the_ordinal_of_a_session_is_not_the_meetings(line: MakeLine) -> None:
    one = only(
        line("At its sixty-eighth session the High-level Dialogue was held on 3 October 2013.")
    )
    assert one.naming.ordinal is None
