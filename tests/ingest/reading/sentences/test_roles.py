from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]
ROLES = ("observer_organizations", "partners", "secretariat")


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
    said: Said, text: str, found: list[tuple[str, str]]
) -> None:
    assert [(role, words) for role in ROLES for words in said(text, role)] == found


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
def test_roles_elsewhere_are_none_here(said: Said, text: str) -> None:
    assert [(role, words) for role in ROLES for words in said(text, role)] == []
