import pytest

from ingest.reading.vocabulary.sentence_ends import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One sentence. Another one.", 2),
        ("H.E. Mr. Smith spoke. He left", 2),
        ("It is late, i.e., money is short.", 1),
        ("See No. 5. «Ici» on parle. ¿Dónde? (Allí)", 4),
        ("It was asked: why? Because", 2),
        ("It works with IOM. The Forum met at the UN. End", 3),
        ("J. Smith came", 1),
        ("Held on 3.10.2013 in Rome", 1),
        ("", 1),
    ],
)
def test_a_line_is_cut_at_the_ends_of_sentences(text: str, count: int) -> None:
    made = list(sentences(text))
    assert len(made) == count
    assert " ".join(made) == text


def test_an_endless_line_is_looked_at_in_part() -> None:
    assert sum(map(len, sentences("x" * 50_000))) == 20_000
