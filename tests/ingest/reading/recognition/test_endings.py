"""Words that say that a process is no more, and words that only sound like it."""

import pytest

from ingest.page import Capture
from ingest.reading.outline.read import read_outline
from ingest.reading.recognition.endings import endings

COLOMBO = (
    "https://www.iom.int/regional-consultative-process-overseas-employment-and-contractual-labor-"
    "countries-origin-asia-colombo-process"
)


def codes(text: str) -> list[str]:
    page = Capture(url=COLOMBO, body=text.encode())
    return [one.code for one in endings(read_outline(page.body, page.media_type), page.url)]


@pytest.mark.parametrize(
    "text",
    [
        "This process is no longer operational.",
        "The Colombo Process ceased to exist in 2020.",
        "The Colombo Process has been replaced by another forum.",
        "The Colombo Process merged with another.",
        "This process has become inactive.",
        "Este proceso ya no existe.",
        "Este proceso se fusionó con otro.",
        "Ce processus a cessé ses activités.",
        "Ce processus a fusionné avec un autre.",
        "Cette initiative a été intégrée dans un autre forum.",
        "Members agreed to disband this forum in 2022.",
        "In 2021 Ministers decided to wind up the Colombo Process.",
        "This process has been dormant since 2019.",
        "The Colombo Process has been succeeded by a new mechanism.",
        "The last meeting of this process was held in 2018 and it has not been revived.",
        "Activities of the Colombo Process have been suspended indefinitely.",
        "Les activités du Processus de Colombo sont suspendues jusqu’à nouvel ordre.",
        "Les membres ont décidé de dissoudre ce forum en 2022.",
        "Ce processus est en sommeil depuis 2019.",
        "Le Processus de Colombo a cédé la place à un nouveau mécanisme.",
        "Las actividades de este proceso están suspendidas hasta nuevo aviso.",
        "Los miembros decidieron disolver este foro en 2022.",
        "Este foro ha sido sucedido por un nuevo mecanismo.",
    ],
)
def test_a_process_that_is_no_more_is_told(text: str) -> None:
    assert codes(text) == ["discontinued"]


@pytest.mark.parametrize(
    "text",
    [
        "The meeting was concluded on 3 May.",
        "The conference was concluded on 3 May with a declaration.",
        "The Dialogue was ended by a vote of thanks.",
        "The former chair is Nepal.",
        "The forum is over 100 pages long.",
        "La conférence a pris fin le 3 mai.",
        "Le forum est terminé.",
        "El proceso de inscripción está cerrado.",
        "The Puebla Process was dissolved.",
        "Members agreed to close the gap between them.",
        "The Colombo Process decided to end the practice.",
        "Members agreed to disband the Puebla Process.",
        "The session was suspended until 3 p.m.",
        "Les participants ont décidé de clore la réunion.",
        "Los miembros acordaron poner fin a la trata.",
        "The chair was succeeded by Nepal.",
    ],
)
def test_harmless_words_say_nothing(text: str) -> None:
    assert codes(text) == []
