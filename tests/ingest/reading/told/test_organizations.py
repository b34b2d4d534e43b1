from collections.abc import Callable

import pytest

from ingest.reading.told.organizations import known_in, organizations
from ingest.reading.told.sentence import Sentence

MakeSentences = Callable[[str], tuple[Sentence, ...]]
NAMES = ("Lima Process", "Processus de Lima", "Proceso de Lima")


def told(found: tuple[Sentence, ...]) -> list[tuple[str, str]]:
    return [(f.field, f.words) for one in found for f in organizations(one, NAMES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Observer organizations are: IOM, UNHCR.",
            [("observer_organizations", "IOM"), ("observer_organizations", "UNHCR")],
        ),
        (
            "L'OIM, le HCR et d'autres organisations y assistent en observateurs.",
            [("observer_organizations", "OIM"), ("observer_organizations", "HCR")],
        ),
        (
            "The Lima Process works closely with IOM and UNHCR.",
            [("partners", "IOM"), ("partners", "UNHCR")],
        ),
        ("L’OIM assure le Secrétariat du Processus de Lima.", [("secretariat", "OIM")]),
        ("La OIM ejerce la Secretaría Técnica del Proceso de Lima.", [("secretariat", "OIM")]),
    ],
)
def test_a_sentence_gives_known_organizations_a_role(
    sentences: MakeSentences, text: str, found: list[tuple[str, str]]
) -> None:
    assert told(sentences(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "IOM is observer of the European Union.",
        "IOM are observers in the working group.",
        "UNHCR is not an observer of the Lima Process.",
        "L’OIM assure le secrétariat du comité.",
        "La OIM ejerce la Secretaría de la CEPAL.",
        "The Lima Process secretariat works with IOM.",
        "The Lima Process no longer works with IOM.",
        "The World Bank, unlike the Lima Process and UNHCR, works with IOM.",
        "The World Bank works with the Lima Process.",
        "The Lima Process works with Some Unknown Body.",
    ],
)
def test_roles_elsewhere_are_none_here(sentences: MakeSentences, text: str) -> None:
    assert told(sentences(text)) == []


def test_mere_kinds_of_organizations_are_not_named() -> None:
    assert [name for name, _ in known_in("IOM, civil society, and the World Bank")] == [
        "IOM",
        "World Bank",
    ]
