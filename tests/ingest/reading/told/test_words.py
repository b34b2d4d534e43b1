import pytest

from ingest.reading.told.sentence import NAMED
from ingest.reading.told.words import is_process, load_told_words, names_body


@pytest.mark.parametrize(
    "text",
    [
        "works with ECOWAS, whose",
        "SADC's",
        "the Southern African Development Community has",
        "The Union",
        "l’Union européenne compte",
        "la CELAC",
    ],
)
def test_a_body_is_named_by_name_acronym_or_noun(text: str) -> None:
    assert names_body(text)


@pytest.mark.parametrize("text", ["", "the union of all", "Peru and Chile", "a based network"])
def test_other_words_name_no_body(text: str) -> None:
    assert not names_body(text)


@pytest.mark.parametrize(
    ("words", "process"),
    [
        (f"the {NAMED * 4}", True),
        ("the process", True),
        ("the working group", False),
        (f"the working group of the {NAMED * 4}", False),
        ("the European Union", False),
        ("the meeting of the process", False),
    ],
)
def test_the_process_is_told_from_its_parts(words: str, process: bool) -> None:
    assert is_process(words) is process


def test_a_rough_number_is_announced_right_before_it() -> None:
    vague = load_told_words().vague
    assert vague.search("more than ")
    assert vague.search("plus d’")
    assert not vague.search("more than others, the ")
