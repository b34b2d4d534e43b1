import pytest

from ingest.reading.vocabulary.series import (
    acronym_in,
    load_series,
    namings,
    series_named,
    series_of,
)

COORDINATION = "coordination-meeting"


def named(text: str, own: str = "") -> list[tuple[str, int | None, str]]:
    series = series_named(own) if own else None
    return [(one.key, one.ordinal, text[one.at : one.to]) for one in namings(text, series)]


@pytest.mark.parametrize(
    ("url", "series", "number"),
    [
        (
            "https://www.un.org/en/development/desa/population/migration/events/coordination/7/x.asp",
            COORDINATION,
            7,
        ),
        ("http://www.un.org/esa/population/meetings/twelfthcoord2014/x.htm", COORDINATION, None),
        ("https://www.un.org/french/migration/", "hld", None),
        ("https://static.un.org/fr/ga/68/meetings/migration/about.shtml", "hld", None),
        ("https://www.un.org/fr/migration2022", "imrf", None),
        ("https://gfmd.org/node/229", "gfmd", None),
        ("https://www.un.org/es/conf/migration/about.shtml", "gcm-conference", None),
    ],
)
def test_an_address_tells_series_and_number(url: str, series: str, number: int | None) -> None:
    found, ordinal = series_of(url)
    assert found is series_named(series)
    assert ordinal == number


@pytest.mark.parametrize(
    "url",
    [
        "https://gfmd.info/meetings/2018",
        "https://www.un.org/en/conference/migration/",
        "https://www.un.org/en/migrations",
        "https://example.org/?gfmd.org/",
    ],
)
def test_a_like_address_tells_no_series(url: str) -> None:
    assert series_of(url) == (None, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "the SECOND HIGH‑LEVEL DIALOGUE ON INTERNATIONAL MIGRATION AND DEVELOPMENT",
            ("hld", 2, "SECOND HIGH‑LEVEL DIALOGUE ON INTERNATIONAL MIGRATION AND DEVELOPMENT"),
        ),
        (
            "le premier Forum d' examen des migrations internationales a eu lieu",
            ("imrf", 1, "premier Forum d' examen des migrations internationales"),
        ),
        (
            "el II Diálogo de Alto Nivel",
            ("hld", None, "Diálogo de Alto Nivel"),
        ),
        (
            "the seventh Summit Meeting of the Global Forum on Migration and Development",
            ("gfmd", 7, "seventh Summit Meeting of the Global Forum on Migration and Development"),
        ),
        ("the 11th GFMD Summit", ("gfmd", 11, "11th GFMD Summit")),
    ],
)
def test_a_meeting_is_named_with_its_number(text: str, found: tuple[str, int, str]) -> None:
    assert named(text) == [found]


def test_a_year_before_the_name_is_kept() -> None:
    (one,) = namings("In the 2013 High-level Dialogue")
    assert (one.year, one.ordinal) == (2013, None)


@pytest.mark.parametrize(
    "text",
    [
        "the High-level Dialogues",
        "the Global Forum for Media Development",
        "the GFMD Steering Group",
        "gfmd",
        "a global, high level and long dialogue",
        "High-level Dialogue on Climate Change",
        "HIGH-LEVEL DIALOGUE ON ENERGY",
        "Global Forum for the Environment",
    ],
)
def test_plurals_and_longer_names_are_other_words(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    ["High-level Dialogue on Thursday, 3 October 2013", "High-level Dialogue on May 3, 2013"],
)
def test_a_date_behind_a_name_is_no_subject(text: str) -> None:
    assert [key for key, _, _ in named(text)] == ["hld"]


def test_a_short_name_counts_on_its_own_pages_with_a_number_only() -> None:
    assert named("The Seventh Meeting ended.", "gfmd") == [("gfmd", 7, "Seventh Meeting")]
    assert named("The Meeting ended.", "gfmd") == []
    assert named("The Seventh Meeting ended.") == []


@pytest.mark.parametrize(
    "text",
    [
        "First Meeting of the Friends of the Forum",
        "the second meeting of the Committee",
        "la deuxième réunion du Groupe",
    ],
)
def test_a_numbered_meeting_of_another_body_is_not_one_of_the_series(text: str) -> None:
    assert named(text, "gfmd") == []


def test_two_series_in_one_title_are_two_namings() -> None:
    found = named("Global Forum on Migration and Development and the High-level Dialogue")
    assert [key for key, _, _ in found] == ["gfmd", "hld"]


def test_an_acronym_is_a_word_of_its_own_as_written() -> None:
    series = series_named("gfmd")
    assert acronym_in("the (GFMD)", series) == "GFMD"
    assert acronym_in("the gfmd, XGFMD", series) is None


def test_every_series_has_an_english_name_and_no_spelling_belongs_to_two() -> None:
    spellings = [
        spelling.casefold() for series in load_series() for spelling in set(series.spellings)
    ]
    assert all(series.name("xx") == series.names["en"][0] for series in load_series())
    assert len(spellings) == len(set(spellings))
