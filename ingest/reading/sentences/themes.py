"""Themes that sentences enumerate, or announce for the list below them: "focuses on …"."""

from collections.abc import Iterator, Sequence

from ingest.reading.found import Fact, Quote
from ingest.reading.normalize.theme_lists import listed_in_sentence
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.grammar import Grammar, load_grammar
from ingest.reading.sentences.sentence import Said
from ingest.reading.sentences.shapes import words_of
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.sentence_ends import sentences
from ingest.reading.vocabulary.themes import load_themes

TRIGGERS = ("theme_noun",)
_FOCUS = r"{focuses} (?P<list>[^.]{5,400})"
_TOPICS = (
    r"{theme_noun}(?:\s?:|[^.:;,()\"A-Z]{0,40}?(?:\s?:| {enumerates})) ?(?P<list>[^:]{5,600})$"
)
_ANNOUNCED = r"{theme_noun}[^.:;]{0,60}?:\s(?P<list>[^:]{5,600})$"
_ABOVE = r"(?:{theme_noun}|{focuses})[^.:;]{0,60}:$"
_BRACKET = lazy_pattern(r"\([^()]*\)")
_CLOSING = r"[\s;,.]*(?:; {and})?[\s;,.]*$"
ENUMERATOR = lazy_pattern(r"^(?:\d{1,2}[.)]|\(?[ivx]{1,5}\)|\(\d{1,2}\)|[a-z]\))\s*(?=\S)")
"""The number or letter before an entry: 1. · (ii) · a)."""
_COUNTED = r"(?:^|(?:[;,]|,? {and}|[;,] {and})? )\((?:\d{1,2}|[ivx]{1,5}|[a-z])\) "
"""The numbers within an enumeration, with what joins its members: "(1) a; and (2) b"."""
_FEWEST = 2
_HIDDEN = str.maketrans({",": "\x01", ";": "\x02"})
_SHOWN = str.maketrans({"\x01": ",", "\x02": ";"})
_LONGEST = 120
_MOST = 30


def focus_of(text: str) -> str:
    """The words behind "focuses on", or nothing."""
    found = load_grammar().pattern(_FOCUS).search(plain(text))
    return text[slice(*found.span("list"))] if found else ""


def topics(lines: Sequence[Line]) -> Iterator[Fact]:
    """The members of each enumeration of topics with which a sentence ends."""
    grammar = load_grammar()
    triggers = grammar.triggers(TRIGGERS)
    for line in lines:
        asked = not triggers.isdisjoint(words_of(line.text))
        for sentence in sentences(line.text) if asked else ():
            found = grammar.pattern(_TOPICS).search(plain(sentence))
            listed = sentence[slice(*found.span("list"))] if found else ""
            for words in listed_members(listed, grammar):
                quote = Quote(words=sentence, line=line.number, rule="topic in an enumeration")
                yield Fact(field="themes", words=words, quote=quote)


def themes(said: Said) -> Iterator[Fact]:
    """The members of an enumeration that a sentence announces as the themes of the process."""
    for found in said.find(_ANNOUNCED):
        begin = said.marked.place(found.start("list"))
        listed = listed_members(said.sentence.text[begin:], said.page.grammar)
        if said.names_process(found.start("list")) or any(map(load_themes().find, listed)):
            for words in listed:
                at = said.sentence.text.find(words, begin)
                yield said.sentence.fact("themes", at, at + len(words), "theme told in a sentence")


def listed_members(words: str, grammar: Grammar) -> tuple[str, ...]:
    """The members; what a bracket holds stays together, and a mere modifier is no member."""
    bare = words.rstrip(" .;")
    rest = grammar.pattern(r",? {and_so_on}\.?$").search(plain(bare))
    bare = bare[: rest.start()] if rest else bare
    counted = list(grammar.pattern(_COUNTED).finditer(plain(bare)))
    if len(counted) >= _FEWEST:
        ends = [*(one.start() for one in counted[1:]), len(bare)]
        return tuple(bare[one.end() : to] for one, to in zip(counted, ends, strict=True))
    masked = _BRACKET.sub(lambda bracket: bracket[0].translate(_HIDDEN), bare)
    pieces = masked.split(";") if ";" in masked else listed_in_sentence(masked)
    members = [_without_joint(piece.strip(), grammar).translate(_SHOWN) for piece in pieces]
    modifier = grammar.pattern(r"{modifier} ")
    members = [member for member in members if member and not modifier.match(plain(member))]
    told = bool(members) and grammar.pattern(r" {goes_on} ").search(plain(members[-1]))
    if len(members) < 2 or told or max(map(len, members)) > _LONGEST:
        return ()
    return tuple(members)


def _without_joint(piece: str, grammar: Grammar) -> str:
    joint = grammar.pattern(r"{and} ").match(plain(piece))
    return piece[joint.end() :] if joint else piece


def listed_below(lines: Sequence[Line], names: Sequence[str], grammar: Grammar) -> Iterator[Fact]:
    """The bulleted or numbered lines below a line that announces them as the process's themes."""
    for at, line in enumerate(lines):
        if not line.text.endswith(":") or not grammar.pattern(_ABOVE).search(plain(line.text)):
            continue
        groups = tuple(_items(lines[at + 1 : at + 1 + 2 * _MOST]))
        listed = [_words(group, grammar) for group in groups]
        near = plain(" ".join(one.text for one in lines[max(0, at - 1) : at + 1]))
        own = any(plain(name) in near for name in names) or any(map(load_themes().find, listed))
        if len(groups) > 1 and own:
            pairs = zip(groups, listed, strict=True)
            yield from (_below(line, group, words) for group, words in pairs)
        return


def _below(line: Line, group: list[Line], words: str) -> Fact:
    said = Quote(
        words=" ".join(one.text for one in group),
        line=group[0].number,
        last=group[-1].number if len(group) > 1 else 0,
        path=(line.text,),
        rule="theme below words that announce it",
    )
    return Fact(field="themes", words=words, quote=said)


def _words(group: Sequence[Line], grammar: Grammar) -> str:
    text = ENUMERATOR.sub("", " ".join(one.text for one in group))
    closing = grammar.pattern(_CLOSING).search(plain(text))
    return text[: closing.start()] if closing else text


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
