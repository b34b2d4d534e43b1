from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]


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
def test_a_sentence_about_the_process_tells_its_kind(said: Said, text: str, kind: str) -> None:
    assert said(text, "type") == [kind]


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
def test_the_kind_of_another_is_not_its_own(said: Said, text: str) -> None:
    assert said(text, "type") == []


def test_a_name_may_tell_the_kind(said: Said) -> None:
    forum = ("Global Forum on Ships", "Forum mondial des navires")
    assert said("The Global Forum on Ships met.", "type", names=forum) == ["Global"]
    assert said("Le Forum mondial des navires", "type", names=forum) == ["mondial"]


def test_an_adjective_of_something_else_in_the_name_does_not(said: Said) -> None:
    names = ("Conference to Adopt the Global Compact",)
    assert said("The Conference to Adopt the Global Compact met.", "type", names=names) == []
