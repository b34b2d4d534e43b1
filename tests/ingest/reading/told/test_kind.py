from collections.abc import Callable

import pytest

from ingest.reading.told.kind import told_kind
from ingest.reading.told.sentence import Sentence

MakeSentences = Callable[[str], tuple[Sentence, ...]]
NAMES = ("Lima Process", "Processus de Lima")


def kinds(found: tuple[Sentence, ...], names: tuple[str, ...] = NAMES) -> list[str]:
    return [fact.words for sentence in found for fact in told_kind(sentence, names)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Lima Process is a regional consultative process.", "regional consultative process"),
        ("The Lima Process (an inter-regional forum) met.", "inter-regional forum"),
        ("Ce processus consultatif régional aide.", "processus consultatif régional"),
        ("It is a global process.", "global process"),
        (
            "a session of the Lima Process ended the regional consultative process year",
            "regional consultative process",
        ),
    ],
)
def test_a_sentence_about_the_process_tells_its_kind(
    sentences: MakeSentences, text: str, kind: str
) -> None:
    assert kinds(sentences(text)) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The Lima Process is not a global process.",
        "The Lima Process met the Budapest Process, an inter-regional forum.",
        "The World Bank, a global process, and the Lima Process met.",
        "IOM supports each regional consultative process.",
        "Global migration and the Lima Process",
    ],
)
def test_the_kind_of_another_is_not_its_own(sentences: MakeSentences, text: str) -> None:
    assert kinds(sentences(text)) == []


def test_a_name_may_tell_the_kind(sentences: MakeSentences) -> None:
    forum = ("Global Forum on Ships", "Forum mondial des navires")
    assert kinds(sentences("The Global Forum on Ships met."), forum) == ["Global"]
    assert kinds(sentences("Le Forum mondial des navires"), forum) == ["mondial"]


def test_an_adjective_of_something_else_in_the_name_does_not(sentences: MakeSentences) -> None:
    names = ("Conference to Adopt the Global Compact",)
    assert kinds(sentences("The Conference to Adopt the Global Compact met."), names) == []
