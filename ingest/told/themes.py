"""Themes behind words that announce them: "porte sur cinq domaines clefs:", then the list."""

import re
from collections.abc import Iterator, Sequence

from ingest.events.topics import listed_members
from ingest.found import Fact, Quote
from ingest.labelled.made import ENUMERATOR
from ingest.outline.lines import Line
from ingest.told.sentence import Sentence

_ANNOUNCED = (
    r"(?:axes|domaines|piliers|thèmes|thématiques|ejes|temas|áreas|pillars|themes|topics|areas)"
)
_LEAD = re.compile(rf"(?<!\w){_ANNOUNCED}(?!\w)[^.:;]{{0,60}}:$", re.I)
_INSIDE = re.compile(rf"(?<!\w){_ANNOUNCED}(?!\w)[^.:;]{{0,60}}:\s(?P<list>[^:]{{5,600}})$", re.I)
_CLOSING = re.compile(r"[\s;,.]*(?:;\s(?:and|et|y))?[\s;,.]*$")
_MOST = 30


def listed_themes(lines: Sequence[Line]) -> Iterator[Fact]:
    """The bulleted or numbered lines below a line that announces them."""
    for at, line in enumerate(lines):
        if not _LEAD.search(line.text):
            continue
        groups = tuple(_items(lines[at + 1 : at + 1 + 2 * _MOST]))
        for group in groups if len(groups) > 1 else ():
            words = _CLOSING.sub("", ENUMERATOR.sub("", " ".join(one.text for one in group)))
            said = Quote(
                words=" ".join(one.text for one in group),
                line=group[0].number,
                last=group[-1].number if len(group) > 1 else 0,
                path=(line.text,),
                rule="theme below words that announce it",
            )
            yield Fact(field="themes", words=words, quote=said)
        return


def told_themes(sentence: Sentence) -> Iterator[Fact]:
    """The members of an enumeration in the sentence itself."""
    found = _INSIDE.search(sentence.text)
    for words in listed_members(found["list"]) if found else ():
        at = sentence.text.find(words, found.start("list")) if found else 0
        yield sentence.fact("themes", words, max(at, 0), "theme told in a sentence")


def _items(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Items with the lines on which they go on, up to the item that a full stop ends."""
    group: list[Line] = []
    for line in lines:
        if line.item or ENUMERATOR.match(line.text):
            if group:
                yield group
            group = [line]
        elif group and not group[-1].text.rstrip().endswith((".", ";")):
            group.append(line)
        else:
            break
        if line.text.rstrip().endswith("."):
            break
    if group:
        yield group
