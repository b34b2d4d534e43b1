from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]
FIVE = "Peru, Chile, Brazil, Mexico and Cuba"


@pytest.mark.parametrize(
    "text",
    [
        f"Its members are: {FIVE}.",
        f"Member States: {FIVE}.",
        f"The Lima Process brings together {FIVE}.",
        f"The Lima Process, whose 5 countries ({FIVE}) meet, helps.",
        "Member States: Peru, Chile,\nBrazil, Mexico\nand Cuba.",
    ],
)
def test_words_of_belonging_introduce_the_members(said: Said, text: str) -> None:
    assert said(text, "participating_states") == ["Peru", "Chile", "Brazil", "Mexico", "Cuba"]


def test_articles_and_elisions_go(said: Said) -> None:
    text = "Ses membres sont l’Afghanistan, le Népal, l'Inde, du Pérou et des Philippines."
    assert said(text, "participating_states") == [
        "Afghanistan",
        "Népal",
        "Inde",
        "Pérou",
        "Philippines",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "The founding members are:",
        "Former members are:",
        "Associate members are:",
        "Candidate members are:",
        "Non-members:",
        "Non-participating States are:",
        "The Steering Group members are:",
        "Members of the Bureau are:",
        "Members of the Core Group:",
        "Members of the Task Force are",
        "Members of the Troika are",
        "Members of the delegation are:",
        "Members of ECOWAS are:",
        "Meeting participants:",
        "Participants in the meeting:",
        "Participating States at the fifth meeting:",
        "The workshop brings together governments of",
        "The project consists of",
        "Les pays membres du comité directeur sont:",
        "Los países participantes en el taller son:",
    ],
)
def test_other_lists_are_no_members(said: Said, lead: str) -> None:
    assert said(f"{lead} {FIVE}.", "participating_states") == []


def test_an_unknown_name_breaks_a_list(said: Said) -> None:
    assert (
        said("Member States: Peru, Chile, Brazil, Atlantis, Mexico, Cuba.", "participating_states")
        == []
    )
    assert said("Member States: Peru, Chile, Brazil.", "participating_states") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The Lima Process has 30 member States.", "30"),
        ("Its eleven Member Countries met.", "11"),
        ("Le Processus de Lima compte 12 pays membres.", "12"),
        ("les 11 pays qui composent le Processus de Lima", "11"),
        ("The 16 member States of the Lima Process agree.", "16"),
        ("Las cumbres del Proceso de Lima reúnen a sus once países miembros", "11"),
        ("A total of 57 partner countries form its core.", "57"),
    ],
)
def test_an_exact_number_of_members_is_declared(said: Said, text: str, number: str) -> None:
    assert said(text, "participating_states_declared") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "IOM, with its 175 member States, supports the Lima Process.",
        "With 175 member States, the Organization supports the Lima Process.",
        "The Lima Process works with ECOWAS, whose 15 member States agree.",
        "SADC's 16 Member States agree.",
        "The European Union's 27 Member States agree.",
        "The 27 Member States of the European Union agree.",
        "The 16 member States of the Southern African Development Community agree.",
        "The Union counts 12 member countries.",
        "composée de 175 États membres et présente dans 171 pays depuis 1951",
        f"The Lima Process met. {'Then much was said, ' * 12} and 12 member countries agreed.",
        "Los 33 Estados miembros de la CELAC",
        "Les 12 pays membres du comité",
    ],
)
def test_members_of_other_bodies_are_not_counted(said: Said, text: str) -> None:
    assert said(text, "participating_states_declared") == []


@pytest.mark.parametrize(
    "text",
    [
        "More than 50 participating countries came.",
        "At least 30 member countries belong to it.",
        "Up to 30 member countries belong to it.",
        "Almost 30 member countries belong to it.",
        "Plus de 30 pays membres",
        "Au moins 12 pays membres",
        "alrededor de 12 países miembros",
    ],
)
def test_a_rough_number_is_none(said: Said, text: str) -> None:
    assert said(text, "participating_states_declared") == []


@pytest.mark.parametrize(
    "text",
    [
        "The meeting had 12 participating countries.",
        "The seminar was attended by 12 member States.",
        "12 participating countries attended.",
        "12 of its 20 member countries signed.",
        "Of the 20 countries, 12 member States spoke.",
        "The 12 member countries of the working group of the Lima Process agree.",
        "The working group of the Lima Process has 12 member countries.",
        "In 2013, member countries met.",
    ],
)
def test_those_who_came_or_a_share_are_not_counted(said: Said, text: str) -> None:
    assert said(text, "participating_states_declared") == []


def test_observers_of_the_process_are_no_guests(said: Said) -> None:
    assert said("Observer countries are: Peru and Chile.", "observer_states") == ["Peru", "Chile"]
    for text in ("Former observer States are: Peru.", "Observer States at the meeting: Peru."):
        assert said(text, "observer_states") == []
