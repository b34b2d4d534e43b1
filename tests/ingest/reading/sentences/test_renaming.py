from collections.abc import Callable

import pytest

from ingest.reading.outline.lines import Line
from ingest.reading.sentences.renaming import periodicity, succession
from ingest.reading.vocabulary.series import series_named

MakeLines = Callable[[str], tuple[Line, ...]]
IMRF = series_named("imrf")


@pytest.mark.parametrize(
    "text",
    [
        "The High-level Dialogue is repurposed and renamed International Migration Review Forum.",
        "The High-level Dialogue, held so far in the General Assembly, shall be renamed "
        "“International Migration Review Forum”;",
        "The High-level Dialogue was replaced by the International Migration Review Forum.",
        "Le Dialogue de haut niveau devient le Forum d'examen des migrations internationales.",
        "El Diálogo de Alto Nivel se denominará Foro de Examen de la Migración Internacional.",
    ],
)
def test_a_renamed_series_is_the_one_replaced(lines: MakeLines, text: str) -> None:
    (fact,) = succession(lines(text), IMRF)
    assert fact.parts == {"series": "hld"}


@pytest.mark.parametrize(
    "text",
    [
        "The High-level Dialogue shall not be renamed International Migration Review Forum.",
        "They propose that the High-level Dialogue be renamed International Migration "
        "Review Forum.",
        "The Global Forum met; talks were replaced by the International Migration Review Forum.",
        "The High-level Dialogue and the International Migration Review Forum",
        "The International Migration Review Forum was renamed High-level Dialogue.",
    ],
)
def test_what_is_not_done_or_thought_of_replaces_nothing(lines: MakeLines, text: str) -> None:
    assert list(succession(lines(text), IMRF)) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The quadrennial International Migration Review Forum", ["4"]),
        ("le Forum quadriennal d'examen des migrations internationales", ["4"]),
        ("After a biennial Global Forum, the International Migration Review Forum", []),
        ("The biennial report of the International Migration Review Forum", []),
    ],
)
def test_an_adjective_at_the_name_tells_how_often(
    lines: MakeLines, text: str, years: list[str]
) -> None:
    assert [fact.words for fact in periodicity(lines(text), IMRF)] == years
