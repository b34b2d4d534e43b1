from collections.abc import Callable

import pytest

from ingest.reading.told.presidency import chair
from ingest.reading.told.sentence import Sentence

MakeSentences = Callable[[str], tuple[Sentence, ...]]
NAMES = ("Lima Process", "Processus de Lima", "Proceso de Lima")


def chairs(found: tuple[Sentence, ...]) -> list[str]:
    return [fact.words for sentence in found for fact in chair(sentence, NAMES)]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Turkey holds the chair of the Lima Process.", "Turkey"),
        ("Turkey holds the chairmanship since 2006.", "Turkey"),
        ("La Turquie le préside depuis 2006.", "La Turquie"),
        ("La Turquie assure la présidence du Processus de Lima.", "La Turquie"),
        ("La présidence du Processus de Lima revient au Sri Lanka, enfin.", "Sri Lanka"),
        ("México ejerce la Presidencia Pro Témpore del Proceso de Lima.", "México"),
        ("La France préside le Processus de Lima.", "La France"),
        ("La presidió el Perú, titular actual.", "el Perú"),
    ],
)
def test_a_state_is_in_the_chair(sentences: MakeSentences, text: str, state: str) -> None:
    assert chairs(sentences(text)) == [state]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey holds the chair of the Group of Friends.",
        "Turkey has the chair of the panel on data.",
        "Turkey holds the chairmanship of the round table.",
        "Turkey holds the chair of the working group of the Lima Process.",
        "Turkey holds the Presidency of the European Union.",
        "Turkey has the chair of ECOWAS.",
        "Turkey held the chair of the Lima Process.",
        "The present chair of the Group of Friends is Turkey.",
        "La Turquie préside la table ronde sur les données.",
        "La Turquie préside le comité.",
        "La Turquie assure la présidence du groupe des amis.",
        "La présidence du Conseil de l'UE revient à la Turquie.",
        "México ejerce la Presidencia Pro Témpore del MERCOSUR.",
        "Somebody holds the chair of the Lima Process.",
    ],
)
def test_other_chairs_are_none_of_the_process(sentences: MakeSentences, text: str) -> None:
    assert chairs(sentences(text)) == []
