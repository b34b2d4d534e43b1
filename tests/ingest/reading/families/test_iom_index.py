"""Index pages: processes in lists and in sentences."""

from typing import Any

import pytest

from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page

URL = "https://www.iom.int/igo-facilitated-global-processes-addressing-migration"


def read(*lines: str) -> dict[str, Any]:
    return facts(read_page(Capture(url=URL, body="\n".join(lines).encode())))


def test_examples_in_a_sentence_are_processes_of_the_index() -> None:
    found = read(
        "Some deal with one theme (e.g. the now dormant High-level Dialogue on International "
        "Migration and Development was such a process). Further examples: the International "
        "Labour Conference; and the Global Forum on Migration and Development (GFMD)."
    )
    assert found["processes"] == [
        {
            "name": "High-level Dialogue on International Migration and Development",
            "status": "dormant",
        },
        {"name": "International Labour Conference"},
        {"name": "Global Forum on Migration and Development", "acronym": "GFMD"},
    ]


def test_a_process_is_listed_once_where_the_page_says_most_of_it() -> None:
    found = read(
        "Talks (e.g. International Dialogue on Migration) differ.",
        "Only the International Dialogue on Migration (IDM) deals with all of it.",
    )
    assert found["processes"] == [{"name": "International Dialogue on Migration", "acronym": "IDM"}]


def test_an_example_that_is_no_known_process_is_none() -> None:
    assert "processes" not in read("They cover many fields, for example: Health; Trade; Labour.")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("They are talks between States at the global level.", "GLOBAL"),
        ("Ils sont des dialogues entre États au niveau régional.", "REGIONAL"),
        ("Todos son foros entre Estados a nivel interregional.", "INTERREGIONAL"),
        ("States meet at the global level.", None),
        ("They look like any other talks.", None),
    ],
)
def test_what_is_said_of_all_processes_is_the_type_of_the_index(
    sentence: str, kind: str | None
) -> None:
    assert read("ISCMs are led by States.", sentence).get("type") == kind


@pytest.mark.parametrize(
    "cut",
    [
        "The Regional Conference on Migration and the South American Conference on Migration are",
        "Other Inter-State Consultation Forum and Process of Member States of",
        "Los Procesos Consultivos Regionales del Foro Iberoamericano sobre",
        "Le Dialogue et le Processus de Concertation des États de",
    ],
)
def test_a_sentence_that_is_cut_is_no_process(cut: str) -> None:
    assert read("Budapest Process", cut)["processes"] == [{"name": "Budapest Process"}]
