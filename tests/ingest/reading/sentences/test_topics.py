from collections.abc import Callable

import pytest

from ingest.reading.outline.lines import Line
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.themes import listed_members, topics

MakeLines = Callable[[str], tuple[Line, ...]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Topics include: food, water and air.", ["food", "water", "air"]),
        (
            "On themes such as remittances; data (old, new); and return.",
            ["remittances", "data (old, new)", "return"],
        ),
        (
            "des thèmes tels que la santé, le travail et les données",
            ["la santé", "le travail", "les données"],
        ),
        ("temas como salud, trabajo y datos", ["salud", "trabajo", "datos"]),
        ("Topics such as health, data and so on.", ["health", "data"]),
    ],
)
def test_an_enumeration_of_topics_is_taken_apart(
    lines: MakeLines, text: str, found: list[str]
) -> None:
    assert [fact.words for fact in topics(lines(text))] == found


@pytest.mark.parametrize(
    "text",
    ["The themes: see below", "Topics such as health and data were not discussed.", "such as a, b"],
)
def test_a_sentence_that_goes_on_enumerates_nothing(lines: MakeLines, text: str) -> None:
    assert list(topics(lines(text))) == []


def test_mere_modifiers_are_no_members() -> None:
    assert listed_members("work, health, including care", load_grammar()) == ("work", "health")
    assert listed_members("alone", load_grammar()) == ()
    assert listed_members(f"{'x' * 130}, y", load_grammar()) == ()
