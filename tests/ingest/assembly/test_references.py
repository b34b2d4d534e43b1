"""The bodies that a process is associated with."""

import pytest

from ingest.assembly.references import associated
from ingest.reading.found import Quote
from ingest.reading.reading import TextValue


@pytest.mark.parametrize(
    ("words", "bodies"),
    [
        ("Common Market for Eastern and Southern Africa (COMESA)", ["comesa"]),
        (
            "European Union (EU) and Community of Latin American and Caribbean States (CELAC)",
            ["eu", "celac"],
        ),
        (
            "Groupe des États d’Afrique, des Caraïbes et du Pacifique et Commission européenne",
            ["oacps", "european-commission"],
        ),
        ("European Union (EU) and a body that nobody knows", []),
        ("", []),
    ],
)
def test_associated_bodies_are_known_or_left_in_words(words: str, bodies: list[str]) -> None:
    quote = Quote(words=words, line=1, rule="a rule")
    found = associated(TextValue(field="association", quote=quote, text=words))
    assert [one.organization for one in found] == bodies
    assert all(one.listed_as in words for one in found)
