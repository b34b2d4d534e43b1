"""Themes behind words that announce them: "porte sur cinq domaines clefs:", then the list."""

import re
from collections.abc import Iterator, Sequence

from ingest.reading.events.topics import listed_members
from ingest.reading.found import Fact, Quote
from ingest.reading.labels.made import ENUMERATOR
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.sentence import Sentence, names_one
from ingest.reading.vocabulary.themes import load_themes

_ANNOUNCED = (
    r"(?:axes|domaines|piliers|thèmes|thématiques|ejes|temas|áreas|pillars|themes|topics|areas)"
)
_LEAD = lazy_pattern(rf"(?<!\w){_ANNOUNCED}(?!\w)[^.:;]{{0,60}}:$", re.I)
_INSIDE = lazy_pattern(rf"(?<!\w){_ANNOUNCED}(?!\w)[^.:;]{{0,60}}:\s(?P<list>[^:]{{5,600}})$", re.I)
_CLOSING = lazy_pattern(r"[\s;,.]*(?:;\s(?:and|et|y))?[\s;,.]*$")
_MOST = 30


def listed_themes(lines: Sequence[Line], names: tuple[str, ...]) -> Iterator[Fact]:
    """The bulleted or numbered lines below a line that announces them as the process's."""
    for at, line in enumerate(lines):
        if not _LEAD.search(line.text):
            continue
        groups = tuple(_items(lines[at + 1 : at + 1 + 2 * _MOST]))
        listed = [_words(group) for group in groups]
        near = " ".join(one.text for one in lines[max(0, at - 1) : at + 1])
        if len(groups) < 2 or not _is_own(near, listed, names):
            return
        for group, words in zip(groups, listed, strict=True):
            said = Quote(
                words=" ".join(one.text for one in group),
                line=group[0].number,
                last=group[-1].number if len(group) > 1 else 0,
                path=(line.text,),
                rule="theme below words that announce it",
            )
            yield Fact(field="themes", words=words, quote=said)
        return


def told_themes(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The members of an enumeration in the sentence itself."""
    found = _INSIDE.search(sentence.text)
    listed = listed_members(found["list"]) if found else ()
    if found is None or not _is_own(sentence.text[: found.start("list")], listed, names):
        return
    for words in listed:
        at = max(0, sentence.text.find(words, found.start("list")))
        yield sentence.fact("themes", words, at, "theme told in a sentence")


def _is_own(lead: str, listed: Sequence[str], names: tuple[str, ...]) -> bool:
    """Whether the lead names the process, or the list has a theme of processes that we know."""
    return names_one(lead, names) or any(map(load_themes().find, listed))


def _words(group: Sequence[Line]) -> str:
    return _CLOSING.sub("", ENUMERATOR.sub("", " ".join(one.text for one in group)))


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
