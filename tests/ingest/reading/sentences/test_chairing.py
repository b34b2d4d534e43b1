from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Turkey holds the chair of the Lima Process.", "Turkey"),
        ("Turkey holds the chairmanship since 2006.", "Turkey"),
        ("La Turquie le préside depuis 2006.", "Turquie"),
        ("La Turquie assure la présidence du Processus de Lima.", "Turquie"),
        ("La présidence du Processus de Lima revient au Sri Lanka, enfin.", "Sri Lanka"),
        ("México ejerce la Presidencia Pro Témpore del Proceso de Lima.", "México"),
        ("La France préside le Processus de Lima.", "France"),
        ("La presidió el Perú, titular actual.", "Perú"),
    ],
)
def test_a_state_is_in_the_chair(said: Said, text: str, state: str) -> None:
    assert said(text, "chairs") == [state]


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
def test_other_chairs_are_none_of_the_process(said: Said, text: str) -> None:
    assert said(text, "chairs") == []
