import pytest

from ingest.reading.vocabulary.processes import process_namings


def named(text: str) -> list[tuple[int | None, str]]:
    return [(one.ordinal, text[one.at : one.to]) for one in process_namings(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "the 7th ministerial conference of the Budapest Process in",
            (7, "7th ministerial conference of the Budapest Process"),
        ),
        (
            "la 14ème Conférence sud-américaine sur la migration a",
            (14, "14ème Conférence sud-américaine sur la migration"),
        ),
        (
            "la VII Conferencia Sudamericana sobre Migraciones en",
            (None, "VII Conferencia Sudamericana sobre Migraciones"),
        ),
        ("the third meeting of the Almaty Process", (3, "third meeting of the Almaty Process")),
    ],
)
def test_a_meeting_is_named_by_noun_or_number_and_process(
    text: str, found: tuple[int | None, str]
) -> None:
    assert named(text) == [found]


@pytest.mark.parametrize("text", ["the Budapest Process", "meetings of processes", "a meeting"])
def test_a_process_alone_is_no_meeting(text: str) -> None:
    assert named(text) == []
