"""Sentences in words that pages of processes use, whether they speak of the process or not."""

from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]
FIELDS = (
    *("established", "participating_states", "participating_states_declared", "chairs"),
    *("secretariat", "observer_organizations", "observer_states", "partners", "type", "status"),
)


def everything(said: Said, text: str) -> dict[str, list[str]]:
    return {field: words for field in FIELDS if (words := said(text, field))}


@pytest.mark.parametrize(
    "text",
    [
        "The working group, established in 2010, meets every year.",
        "The Lima Process and the working group were established in 2010.",
        "The Lima Process held its first meeting in 1996.",
        "The first meeting of the Lima Process was held in 1996.",
        "The Lima Process was renamed in 2010.",
        "The Lima Process was proposed in 1996.",
        "The Lima Process would be established in 2030.",
        "If the Lima Process was established in 1996, it is old.",
        "It is said that the Lima Process was not established in 1996.",
        "The Lima Process trust fund was established in 2010.",
        "The Lima Process launched in 2010 a website.",
        "Ministers launched in 2010 the working group of the Lima Process.",
        "The Lima Process is chaired by the minister of Peru.",
        "The meeting was chaired by Peru.",
        "The Steering Committee of the Lima Process is chaired by Peru.",
        "Peru was the Chair of the Lima Process in 2010.",
        "Peru will chair the Lima Process.",
        "Peru will be the Chair of the Lima Process.",
        "The incoming Chair is Peru.",
        "The former Chair of the Lima Process is Peru.",
        "The Chair of the meeting is Peru.",
        "The Chair is not Peru.",
        "The founding members of the Lima Process are Peru, Chile, Brazil, Mexico and Cuba.",
        "The meeting brought together Peru, Chile, Brazil, Mexico and Cuba.",
        "The Lima Process meeting brings together Peru, Chile, Brazil, Mexico and Cuba.",
        "The countries that attended are: Peru, Chile, Brazil, Mexico and Cuba.",
        "The Lima Process does not include Peru, Chile, Brazil, Mexico and Cuba.",
        "The Lima Process covers Peru, Chile, Brazil, Mexico and Cuba.",
        "The members of the Bureau are Peru, Chile, Brazil, Mexico and Cuba.",
        "12 of the 20 members of the Lima Process signed.",
        "The Lima Process had 12 members in 2005.",
        "The Lima Process started with 12 member States.",
        "The Lima Process will have 12 member States.",
        "Nearly all of the 12 members of the Working Group came.",
        "The Lima Process has trained 30 governments.",
        "IOM hosts the meeting of the Lima Process.",
        "IOM hosts the secretariat of the Colombo Process.",
        "IOM was the secretariat of the Lima Process until 2010.",
        "IOM will host the secretariat of the Lima Process.",
        "The Secretariat of the meeting was provided by IOM.",
        "IOM supports the secretariat of the Lima Process.",
        "IOM does not host the secretariat.",
        "The Lima Process has no secretariat, but IOM provides support.",
        "The secretariat of the Working Group is hosted by IOM.",
        "UNHCR was an observer.",
        "UNHCR may become an observer.",
        "UNHCR is an observer in the Colombo Process.",
        "IOM and UNHCR are not observers.",
        "The Lima Process does not work with IOM.",
        "The Lima Process is not a regional process.",
        "The Lima Process differs from a global process.",
        "The Lima Process inspired a regional consultative process.",
        "The Lima Process is not dormant.",
        "The working group of the Lima Process is dormant.",
        "The Colombo Process is dormant since 2010.",
        "Ministers did not adopt the Lima Declaration.",
        "Following the Colombo Process, founded in 2003, the Lima Process grew.",
        "The Council adopted the Global Compact for Migration in 2018.",
        "Le Processus de Lima n’a pas été créé en 1996.",
        "Le Processus de Lima sera créé en 2030.",
        "Le groupe de travail du Processus de Lima est présidé par le Pérou.",
        "Le Processus de Lima a réuni le Pérou, le Chili, le Brésil, le Mexique et Cuba.",
        "El Proceso de Lima no fue creado en 1996.",
        "La secretaría del Proceso de Lima no es ejercida por la OIM.",
        "La OIM ejercerá la Secretaría.",
        "The process by which the fund was established in 2010 is long.",
        "The dialogue on trade was established in 2010.",
        "The Forum for Ships was established in 2010.",
        "The conference of 2010 was chaired by Peru.",
    ],
)
def test_what_is_not_said_of_the_process_is_not_read(said: Said, text: str) -> None:
    assert everything(said, text) == {}


@pytest.mark.parametrize(
    ("text", "field", "found"),
    [
        ("The Lima Process was established by ministers in 2004.", "established", ["2004"]),
        ("Since its establishment in 1996, the Lima Process has met.", "established", ["1996"]),
        ("El Proceso de Lima se creó en 2000.", "established", ["2000"]),
        ("2006 saw the launch of the Lima Process.", "established", ["2006"]),
        ("Thailand currently chairs the Lima Process.", "chairs", ["Thailand"]),
        ("The current Chair of the Lima Process is Nepal.", "chairs", ["Nepal"]),
        ("It is co-chaired by Peru and Chile.", "chairs", ["Peru", "Chile"]),
        ("Le Processus de Lima est présidé par le Maroc.", "chairs", ["Maroc"]),
        ("Its Secretariat is hosted by IOM in Geneva.", "secretariat", ["IOM"]),
        ("ICMPD has acted as its Secretariat since 1993.", "secretariat", ["ICMPD"]),
        ("UNHCR and IOM participate as observers.", "observer_organizations", ["UNHCR", "IOM"]),
        ("Observers include: IOM and ILO.", "observer_organizations", ["IOM", "ILO"]),
        (
            "Le Processus de Lima, créé en 2005, compte 12 membres.",
            "participating_states_declared",
            ["12"],
        ),
        ("The Lima Process includes 21 governments.", "participating_states_declared", ["21"]),
        (
            "Its members are Peru, Chile, Cuba and Fiji.",
            "participating_states",
            ["Peru", "Chile", "Cuba", "Fiji"],
        ),
        (
            "The Lima Process has been inactive since 2012.",
            "status",
            ["has been inactive since 2012"],
        ),
        ("It is a voluntary regional process.", "type", ["voluntary regional process"]),
    ],
)
def test_what_is_said_of_the_process_is_read(
    said: Said, text: str, field: str, found: list[str]
) -> None:
    assert said(text, field) == found
