"""Documents that sentences name, by symbol or by the title of what was adopted or issued."""

from collections.abc import Iterator

import msgspec

from ingest.reading.found import Fact
from ingest.reading.sentences.sentence import Said, Sentence
from ingest.reading.sentences.symbols import mentions

TRIGGERS = ("adopted", "document_noun")
_CAPITAL = r"[A-Z0-9\ue001-\ue007][\w'-]*"
_LINKED = r"(?:{title_link} ?){0,3}[A-Z\ue001-\ue005][\w'-]*"
_NOUN = rf"{{document_noun}}(?: {{title_link}} {_LINKED}(?: {_LINKED}){{0,14}})?"
_ADOPTED = r"{adopted} (?:{the} ?|{a} )?"
_SHAPES = (
    _ADOPTED + r"\"\s?(?P<title>[^\"]{5,200})\"",
    # "adopted the Istanbul Declaration on a Partnership", "an eight-point agenda for action"
    rf"{_ADOPTED}(?P<title>(?:{_CAPITAL} (?:{{title_link}} ?){{0,3}}){{0,12}}(?={_CAPITAL}){_NOUN}"
    r"|(?:\w+|{NUMBER})-{point} {document_noun})",
    # "the 2013 Istanbul Declaration": told from others by its year
    rf"{{the}} ?(?P<title>{{DATE}} (?:[A-Z][\w'-]* ){{1,6}}(?=[A-Z])(?!{{other_agenda}}){_NOUN})",
)


def titles(said: Said) -> Iterator[Fact]:
    """Titles of what was adopted or issued, as far as capitals or quotation marks reach."""
    for shape in _SHAPES:
        for found in said.find(shape):
            at, to = found.span("title")
            words = said.text[at:to]
            to -= len(words) - len(words.rstrip(" ,-"))
            yield said.fact("documents", (at, to), "adopted title in a sentence", "title")


def by_symbol(sentence: Sentence) -> Iterator[Fact]:
    """The documents that a sentence names by symbol."""
    for one in mentions(sentence.text):
        made = sentence.fact("documents", one.at, one.at + len(one.words), "symbol in a sentence")
        yield msgspec.structs.replace(made, kind="prose", parts=one.parts)
