import re
from importlib.resources import files

import pytest

from ingest.reading.outline.text import read_text
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.sentence import Page, Said, sentences_of
from ingest.reading.sentences.shapes import Needs, needs_of

TEXT = """
The Lima Process (LP) was founded in May 1996 and is chaired by Peru and co-chaired by Chile.
Its twelve member States are Bolivia, Chile and Peru; the members of the forum meet twice a year.
Le Processus de Lima a été créé en 2006. La présidence du Processus revient au Pérou depuis 2010.
El Proceso reúne a: Bolivia, Chile & Perú. El Foro no tiene secretaría: la OIM la ejerce en Lima.
The third meeting of the Lima Process (Quito, 3-4 May 2016) adopted the "Quito Declaration".
"""
NEEDS = {
    "{the} {chair}": [{"the"}, {"chair"}],
    "(?:{the} )?{chair}": [{"chair"}],
    "(?:{the}|{chair})": [{"the", "chair"}],
    "(?:{the}|[a-z|)]+) {chair}": [{"chair"}],
    "(?:{the} ){0,3}{chair}*(?:{of}){1,2}": [{"of"}],
    r"(?!{the}) \(?{chair}\)(?={of})(?<!{a})": [{"chair"}, {"of"}],
    "(?P<one>{the}+) (?i:{chair}|{of} {a})": [{"the"}, {"chair", "of"}],
    "{the}|": [],
}


def meaning(name: str) -> Needs:
    return (frozenset({name}),)


@pytest.mark.parametrize("shape", NEEDS)
def test_a_shape_needs_what_stands_wherever_it_does(shape: str) -> None:
    assert [set(one) for one in needs_of(shape, meaning)] == NEEDS[shape]


def test_a_shape_finds_what_its_pattern_finds() -> None:
    folder = files("ingest.reading.sentences")
    sources = [one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".py")]
    shapes = {found for one in sources for found in re.findall(r'r"([^"\n]*\{\w+\}[^"\n]*)"', one)}
    page = Page(names=("Lima Process", "Processus de Lima"), grammar=load_grammar())
    texts = [Said(one, page).text for one in sentences_of(read_text(TEXT).lines)]
    asked = 0
    for shape in map(page.grammar.pattern, filter(is_whole, shapes)):
        for text in texts:
            expected = re.findall(shape.source, text)
            assert len(expected) == len(list(shape.finditer(text)))
            assert bool(expected) == bool(shape.search(text))
            asked += bool(expected)
    assert asked > 20


def is_whole(shape: str) -> bool:
    """Whether a piece of a shape in the source is a pattern by itself."""
    try:
        load_grammar().pattern(shape)
    except (re.error, KeyError):
        return False
    return True
