"""Names that a sentence enumerates: "IOM, the World Bank and UNHCR"."""

from collections.abc import Iterator

from ingest.reading.outline.lines import Line
from ingest.reading.outline.passages import joined
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.marking import Mark
from ingest.reading.sentences.sentence import Page, Said, Sentence

_PIECE = (
    r"(?:^|(?<=[,;]))\s?(?:{and} |{or} )?(?:[^,;]*?{such_as} )?(?P<name>{one_known})"
    r"(?P<more>(?: (?:{and}|{or}) {one_known})*)"
    r"(?: (?:{and}|{or}) {other}[^,;]*)?\s?(?=[,;.]|$)"
)


def known_in(said: Said, at: int, to: int) -> Iterator[Mark]:
    """The known States and bodies that are members of an enumeration, each a whole member."""
    for found in said.page.grammar.pattern(_PIECE).finditer(said.text[at:to]):
        begin, end = at + found.start("name"), at + found.end("more")
        yield from said.marked.within(begin, end)


_BEFORE_LAST = r"(?:{one_known}\s?[,;]\s?){0,40}{one_known}"
_NAMES = (
    rf"(?P<names>{_BEFORE_LAST}(?=,? {{and}} {{other}})"
    rf"|(?:{_BEFORE_LAST},? (?:{{and}}|{{or}}) )?{{one_known}})"
    r"(?:,? {and} {other}[^,;]*)?$"
)


def known_ending(said: Said, at: int, to: int) -> tuple[Mark, ...]:
    """The known names with which a stretch ends: one, or several that "and" joins."""
    found = said.page.grammar.pattern(_NAMES).search(said.text[at:to])
    return said.marked.within(at + found.start("names"), at + found.end("names")) if found else ()


def known_names(words: str) -> tuple[str, ...]:
    """The known bodies of an enumeration that stands alone, in its words."""
    said = Said(
        Sentence(words, joined((Line(number=0, text=words),)), 0), Page(grammar=load_grammar())
    )
    found = known_in(said, 0, len(said.text))
    return tuple(words[one.at : one.to] for one in found if one.sign == "BODY")
