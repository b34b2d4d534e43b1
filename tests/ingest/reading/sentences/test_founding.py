from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The Lima Process was established in 1996.", "1996"),
        ("The Lima Process (LIP), established in May 1996, is old.", "May 1996"),
        ("The Lima Process is a regional forum, established in 1996, for dialogue.", "1996"),
        ("Founded in 2008, the Lima Process is young.", "2008"),
        ("Somebody has founded in 1985 the Lima Process.", "1985"),
        (
            "El Proceso de Lima, llamado también de otro modo, nació en febrero de 1996.",
            "febrero de 1996",
        ),
        ("Le Processus de Lima (LIP) date de 2007, dit-on.", "2007"),
        ("Né en 2006, le Processus de Lima est jeune.", "2006"),
        ("Née en 1996 à Puebla, cette conférence réunit du monde.", "1996"),
        ("la réunion du Processus de Lima (processus consultatif fondé en 2013) finit", "2013"),
        ("Since 2003 the Lima Process meets.", "2003"),
        ("Depuis 1991, le Processus de Lima offre à 50 pays un lieu de dialogue.", "1991"),
        ("LE PROCESSUS DE LIMA A ÉTÉ CRÉÉ EN 1996.", "1996"),
        ("The Lima\nProcess was established\nin 1996.", "1996"),
    ],
)
def test_the_process_begins(said: Said, text: str, year: str) -> None:
    assert said(text, "established") == [year]


@pytest.mark.parametrize(
    "text",
    [
        "The secretariat of the Lima Process was established in 2003.",
        "The Lima Process Secretariat was established in 2003.",
        "The Lima Process website was launched in 2010.",
        "Secretariat of the Lima Process, established in 2003",
        "Established in 2003, the secretariat of the Lima Process sits in Quito.",
        "Since 2003 the secretariat of the Lima Process meets.",
        "Le comité du Processus de Lima, créé en 1999, est ancien.",
        "La secretaría del Proceso de Lima fue creada en 2002.",
        "This secretariat was established in 2003.",
        "The Lima Process is a forum with a secretariat, established in 2003.",
    ],
)
def test_a_part_of_the_process_begins(said: Said, text: str) -> None:
    assert said(text, "established") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Lima Process established in 2004 a working group.",
        "The Lima Process started in 2011 a project.",
        "Under the Lima Process, a task force was created in 2005.",
        "The Lima Process adopted the plan launched in 2007.",
        "IOM, established in 1951, supports the Lima Process.",
        "The Lima Process is supported by IOM, founded in 1951.",
        "The Lima Process is a forum that works with IOM, founded in 1951.",
        "Founded in 1951, IOM supports the Lima Process.",
        "Since 2010, Kenya is a member of the Lima Process.",
        "Since 2010 the Lima Process has had a website.",
    ],
)
def test_something_else_begins(said: Said, text: str) -> None:
    assert said(text, "established") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Lima Process was not established in 1996.",
        "The Lima Process will be established in 2030.",
        "The Lima Process was to be established in 2003.",
        "The Lima Process was re-established in 2001.",
        "The Lima Process was established last year.",
        "Ministers have not founded in 1996 the Lima Process.",
        "Ministers never founded the Lima Process in 1996.",
    ],
)
def test_nothing_begins(said: Said, text: str) -> None:
    assert said(text, "established") == []


def test_a_pronoun_stands_for_what_the_sentence_before_speaks_of(
    said: Said,
) -> None:
    assert said("The Lima Process helps. It was founded in 1996.", "established") == ["1996"]
    assert said("IOM helps. It was founded in 1951.", "established") == []
