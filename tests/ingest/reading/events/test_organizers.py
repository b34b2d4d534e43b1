from collections.abc import Callable

import pytest

from ingest.reading.events.organizers import organizers
from ingest.reading.outline.lines import Line
from ingest.reading.vocabulary.series import series_named

MakeLines = Callable[[str], tuple[Line, ...]]


def named(lines: tuple[Line, ...]) -> list[str]:
    return [fact.words for fact in organizers(lines, series_named("coordination-meeting"))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Organizer: Population Division", ["Population Division"]),
        (
            "Organizers\nPopulation Division\nStatistics Division\n\nOverview",
            ["Population Division", "Statistics Division"],
        ),
        (
            "The Population Division holds the Coordination Meeting on International Migration.",
            ["Population Division"],
        ),
        (
            "The meeting was held by the Population Division of the Department of Social Affairs.",
            ["Population Division of the Department of Social Affairs"],
        ),
        (
            "La réunion est organisée par la Division de la population, avec d’autres.",
            ["Division de la population"],
        ),
    ],
)
def test_an_organizer_stands_behind_a_label_or_in_a_sentence(
    lines: MakeLines, text: str, found: list[str]
) -> None:
    assert named(lines(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "The meeting was attended by the Population Division.",
        "The Global Forum was organized by the Swiss Development Agency.",
        "The workshop on data was organized by the Statistics Division.",
        "The meeting was opened by the Director of the Population Division.",
        "The meeting was held by the President.",
        "The Population Division wrote about the Coordination Meeting on International Migration.",
        "Organizer\nSee below.",
        "The Global Forum was held in May. The meeting was organized by the Statistics Division.",
        "The Regional Workshop on Data was held. The meeting was organized by the Asian Bank.",
    ],
)
def test_others_organize_nothing(lines: MakeLines, text: str) -> None:
    assert named(lines(text)) == []


def test_the_fullest_of_like_names_stays(lines: MakeLines) -> None:
    text = (
        "Organizer: Population Division\nThe meeting was held by the Population Division of DESA."
    )
    assert named(lines(text)) == ["Population Division of DESA"]


def test_the_meeting_is_the_last_that_was_named(lines: MakeLines) -> None:
    text = (
        "The Global Forum was held in May. The Coordination Meeting on International Migration "
        "followed. The meeting was organized by the Population Division."
    )
    assert named(lines(text)) == ["Population Division"]
