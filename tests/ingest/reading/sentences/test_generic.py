import pytest

from ingest.reading.sentences.generic import generic_namings


def named(text: str) -> list[tuple[int | None, str]]:
    return [(one.ordinal, text[one.at : one.to]) for one in generic_namings(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Symposium on Ships, held in Rome", (None, "Symposium on Ships")),
        ("a two-day workshop on crews in Rome", (None, "two-day workshop on crews")),
        (
            "la première conférence ministérielle sur les marins le 3 mai",
            (1, "première conférence ministérielle sur les marins"),
        ),
        (
            "the sixty-eighth session of the General Assembly",
            (68, "sixty-eighth session of the General Assembly"),
        ),
    ],
)
def test_a_meeting_is_named_by_noun_and_subject(text: str, found: tuple[int | None, str]) -> None:
    assert named(text) == [found]


@pytest.mark.parametrize(
    "text", ["the symposium", "a session of the Assembly", "symposia on ships", "a seminar by us"]
)
def test_a_noun_without_subject_or_number_names_none(text: str) -> None:
    assert named(text) == []
