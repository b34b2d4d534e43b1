"""Names and acronyms of processes, as pages introduce them."""

import pytest

from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page


@pytest.mark.parametrize(
    ("lines", "name", "acronym"),
    [
        (
            ("Northern Dialogue on Migration (NDM)", "Established: 2001"),
            "Northern Dialogue on Migration",
            "NDM",
        ),
        (
            (
                "Established: 2001",
                "The Northern Dialogue on Migration (NDM) or Oslo Process is new.",
            ),
            "Northern Dialogue on Migration",
            "NDM",
        ),
        (
            ("Established: 2001", "The Northern Dialogue on Migration seeks more exchange."),
            "Northern Dialogue on Migration",
            None,
        ),
        (("Established: 2001", "It meets every year."), None, None),
        (
            (
                "Established: 2001",
                f"The Northern Dialogue on Migration (formerly called the {'Northern ' * 10}"
                "Meeting) or the Oslo Process is new.",
            ),
            "Northern Dialogue on Migration",
            "Oslo Process",
        ),
    ],
)
def test_a_process_is_called_by_the_words_of_its_page(
    lines: tuple[str, ...], name: str | None, acronym: str | None
) -> None:
    body = "\n".join(lines).encode()
    found = facts(read_page(Capture(url="https://www.iom.int/unknown-process", body=body)))
    assert (found.get("name"), found.get("acronym")) == (name, acronym)


def test_a_known_name_is_found_whatever_its_case_and_accents() -> None:
    body = b"Established: 2000\nThe SOUTH AMERICAN CONFERENCE on Migration meets."
    url = "https://www.iom.int/south-american-conference-migration-sacm"
    found = facts(read_page(Capture(url=url, body=body)))
    assert found["name"] == "SOUTH AMERICAN CONFERENCE on Migration"


@pytest.mark.parametrize(
    ("line", "acronym"),
    [
        ("The Western Forum or 5+5 Dialogue began in 1990.", None),
        ("The 5+5 met in 1990.", "5+5"),
    ],
)
def test_a_word_of_the_very_name_is_its_acronym_only_where_it_stands_alone(
    line: str, acronym: str | None
) -> None:
    title = "5+5 Dialogue on Migration in the Western Mediterranean"
    body = f"{title}\nEstablished 2002\n{line}".encode()
    found = facts(read_page(Capture(url="https://www.iom.int/node/30037", body=body)))
    assert (found["name"], found.get("acronym")) == (title, acronym)


def test_an_article_is_no_part_of_a_known_name() -> None:
    body = b"Established: 1996\nThe Pacific Immigration Directors' Conference meets."
    url = "https://www.iom.int/pacific-immigration-directors-conference-pidc"
    found = facts(read_page(Capture(url=url, body=body)))
    assert found["name"] == "Pacific Immigration Directors' Conference"
