import pytest

from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.marking import Marked, mark
from ingest.reading.sentences.signs import SIGNS

LETTERS = {ord(sign): name[0] for name, sign in SIGNS.items()}


def marked(text: str, *names: str, former: tuple[str, ...] = ()) -> Marked:
    return mark(text, (names, former, ""), load_grammar())


def shown(text: str, *names: str) -> str:
    """The marked text with the first letter of each sign's name in its place."""
    return marked(text, *names).text.translate(LETTERS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Lima Process (LIP) was founded in May 1996.", "The P was founded in D."),
        ("EL PROCESO DE ÁVILA", "EL P"),
        ("the ADD-4", "the O-N"),
        ("in addition, add x", "in addition, add x"),
        ("Peru, Côte d’Ivoire et Viet Nam, Vietnam", "S, S et S, S"),
        ("Bosnia and Herzegovina and Peru", "S and S"),
        ("the International Organization for Migration (IOM)", "the B"),
        ("civil society and UNHCR", "G and B"),
        ("eleven or 12 of dix-sept", "N or N of N"),
        ("in 2013, 1,250 and 3.5", "in D, 1,250 and 3.5"),
        ("the Söderköping Process", "the O"),
        ("as the Xanadu Process did", "as the O did"),
        ("Le Processus de Xanadu", "Le O"),
        ("The Process and this Dialogue", "The Process and this Dialogue"),
        ("someone in tension", "someone in tension"),
    ],
)
def test_names_dates_and_numbers_are_signs(text: str, found: str) -> None:
    assert shown(text, "Lima Process", "Proceso de Ávila") == found


def test_what_the_process_has_followed_is_another() -> None:
    text = "The Lima Process followed the Ávila Process."
    made = marked(text, "Lima Process", "Ávila Process", former=("Ávila Process",))
    assert [one.sign for one in made.marks] == ["PROCESS", "OTHER"]


def test_each_place_leads_back_to_the_words() -> None:
    text = "In 1996 the Lima Process met Peru."
    made = marked(text, "Lima Process")
    assert [text[one.at : one.to] for one in made.marks] == ["1996", "Lima Process", "Peru"]
    assert text[made.place(made.text.index("met")) :] == "met Peru."
    assert made.place(len(made.text)) == len(text)
