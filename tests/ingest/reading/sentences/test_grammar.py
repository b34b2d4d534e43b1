import re
from importlib.resources import files

import pytest

from ingest.reading.outline.text import read_text
from ingest.reading.sentences import (
    chairing,
    documents,
    dormancy,
    founding,
    kind,
    lists,
    membership,
    observing,
    partnering,
    secretariat,
    succession,
    themes,
)
from ingest.reading.sentences import read as statements
from ingest.reading.sentences.grammar import (
    Grammar,
    known_classes,
    load_grammar,
    read_grammar,
    sources,
)
from ingest.reading.sentences.sentence import Page

SHAPED = (
    *(chairing, documents, dormancy, founding, kind, lists, membership, observing, partnering),
    *(secretariat, succession, themes),
)
PORTUGUESE = """
[common]
the = ["o", "a"]
been = ["foi"]

[founding]
founded = ["criado", "criada"]
to_date = ["em"]
"""


def years(text: str, grammar: Grammar) -> list[str]:
    page = Page(names=("Processo de Lima",), grammar=grammar)
    return [fact.words for fact in statements.tell(read_text(text).lines, page)]


def test_a_language_is_added_by_its_words_alone() -> None:
    text = "O Processo de Lima foi criado em 2006."
    assert years(text, load_grammar()) == []
    assert years(text, read_grammar([*sources().values(), PORTUGUESE])) == ["2006"]


def test_a_language_may_stand_alone() -> None:
    grammar = read_grammar([PORTUGUESE])
    assert years("O Processo de Lima foi criado em 2006.", grammar) == ["2006"]
    assert years("The Processo de Lima was founded in 2006.", grammar) == []


def test_words_are_found_whatever_their_case_and_accents() -> None:
    pattern = load_grammar().pattern("{founded} {to_date}")
    assert pattern.search("CREADA EN")
    assert pattern.search("set-up in")
    assert not pattern.search("recreated in")


def test_an_elided_article_ends_nowhere() -> None:
    assert load_grammar().pattern("{The}oim").fullmatch("l'oim")


def test_a_class_without_words_finds_nothing_and_an_unknown_one_is_a_fault() -> None:
    assert not read_grammar([PORTUGUESE]).pattern("{observer}").search("observer")
    with pytest.raises(KeyError):
        load_grammar().pattern("{no_such_class}")


def test_of_a_phrase_its_longest_word_triggers() -> None:
    assert "operationalized" in load_grammar().triggers(("founded",))
    assert "place" in load_grammar().triggers(("founded",))


def test_every_class_of_words_is_used() -> None:
    folder = files("ingest.reading.sentences")
    source = "".join(one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".py"))
    named = set(re.findall(r"\{(\w+)\}|\"(\w+)\"", source))
    assert known_classes() <= {name for pair in named for name in pair}


def test_every_trigger_is_a_class_of_words() -> None:
    named = {name for one in statements.STATEMENTS for name in (*one.triggers, *one.besides)}
    assert named <= known_classes()


def test_every_shape_can_be_made() -> None:
    grammar = load_grammar()
    for module in SHAPED:
        shapes = [one for one in vars(module).values() if isinstance(one, (str, tuple))]
        for shape in (text for one in shapes for text in ([one] if isinstance(one, str) else one)):
            if isinstance(shape, str) and "{" in shape:
                grammar.pattern(shape)


def test_a_sentence_without_a_trigger_is_asked_nothing() -> None:
    page = Page(names=("Lima Process",), grammar=load_grammar())
    lines = read_text("The sun shines over the hills of Peru and Chile.").lines
    assert list(statements.tell(lines, page)) == []
