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
    ],
)
def test_harmless_words_say_nothing(text: str) -> None:
    assert codes(text) == []
