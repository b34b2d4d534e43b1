"""A sentence of running text, what it is about, and the way back to its lines."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from ingest.reading.found import Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.outline.passages import Passage, joined, passages
from ingest.reading.sentences.grammar import Grammar, load_grammar
from ingest.reading.sentences.marking import Mark, Marked, mark
from ingest.reading.sentences.signs import SIGNS
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.sentence_ends import sentences

_LONGEST = 2_000
"""Characters of a passage that may introduce a list."""
_NARROW = 40
"""Characters of a page's longest line below which its breaks tell nothing."""
_SHORT = 0.75
"""A title over a paragraph is shorter than this share of its longest line."""
_SHORTER = 0.5
"""The same for one between two paragraphs."""
_OPEN = r"(?:[,:(]|{the}|{of}|{in}|{and}|{its}|{by}|{with}|{a}|{or})$"
"""No title ends so."""
_OPENING = (
    r"{opens}(?:{founded}|{in}|{since}|{with}) [^;:]*?, (?={The}\"?(?:{PROCESS}|{process_noun}))"
)
"""What stands before the subject of a sentence: "Born in May 1996 at a summit, …"."""
_NAMED = "{PROCESS}|{OTHER}|{BODY}|{body_noun}"
_SUBJECTS = "{it}|{PROCESS}|{OTHER}|{BODY}|{part}|{occasion}|{body_noun}|{process_noun}"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a page before its sentences are read."""

    names: tuple[str, ...] = ()
    """What it calls its process, and what the catalogue knows that one under."""
    former: tuple[str, ...] = ()
    """Names of what its process has followed."""
    process: str = ""
    """The id of the process in the catalogue, or nothing."""
    own: bool = True
    """Whether it is about one process: then nobody else is an unnamed subject."""
    grammar: Grammar

    def mark(self, text: str) -> Marked:
        """The text with names, dates and numbers as signs."""
        return mark(text, (self.names, self.former, self.process), self.grammar)


class Sentence(msgspec.Struct, frozen=True):
    """One sentence and the passage that it is a part of."""

    text: str
    passage: Passage
    at: int
    """Where it begins in the passage."""
    before: tuple[str, ...] = ()
    """The sentences of the passage before it."""

    def line_of(self, words: str) -> Line:
        """The sentence as one line, under the number of the line on which the words begin."""
        line = self.passage.line_at(self.at + max(0, self.text.find(words)))
        return msgspec.structs.replace(line, text=self.text)

    def fact(self, field: str, at: int, to: int, rule: str) -> Fact:
        """A fact of the words between two places of the sentence, cited by the sentence."""
        first = self.passage.line_at(self.at + at).number
        last = self.passage.line_at(self.at + max(at, to - 1)).number
        said = Quote(words=self.text, line=first, last=last if last > first else 0, rule=rule)
        return Fact(field=field, words=self.text[at:to], quote=said)


class Said:
    """A sentence of a page, marked; what readers of statements ask."""

    def __init__(self, sentence: Sentence, page: Page) -> None:
        self.sentence = sentence
        self.page = page
        self.marked: Marked = page.mark(sentence.text)
        self.text = self.marked.text

    def find(self, shape: str) -> Iterator[re.Match[str]]:
        """Where the shape stands and its subject, if it has one, is the process."""
        for found in self.page.grammar.pattern(shape).finditer(self.text):
            if self._is_process("subject", found) and self._is_process("owner", found):
                yield found

    def first(self, *shapes: str) -> re.Match[str] | None:
        """The first place of the first shape that stands."""
        return next((found for shape in shapes for found in self.find(shape)), None)

    def holds(self, shape: str, at: int = 0, to: int | None = None) -> bool:
        """Whether the shape stands somewhere between two places."""
        end = len(self.text) if to is None else to
        return self.page.grammar.pattern(shape).search(self.text, at, end) is not None

    def is_about_process(self, to: int) -> bool:
        """Whether what is named last before a place is the process, or nothing but it can be."""
        named = [one[0] for one in self.page.grammar.pattern(_NAMED).finditer(self.text, 0, to)]
        return named[-1] == SIGNS["PROCESS"] if named else self.is_spoken_of()

    def names_process(self, to: int) -> bool:
        """Whether the process is named before a place."""
        return SIGNS["PROCESS"] in self.text[:to]

    def fact(
        self, field: str, span: tuple[int, int], rule: str, kind: str = "", **parts: str
    ) -> Fact:
        """A fact of the words between two places of the marked text."""
        at, to = (self.marked.place(place) for place in span)
        made = self.sentence.fact(field, at, to, rule)
        return msgspec.structs.replace(made, kind=kind, parts=parts) if kind or parts else made

    def fact_of(self, field: str, one: Mark, rule: str, kind: str = "") -> Fact:
        """A fact of a marked name."""
        made = self.sentence.fact(field, one.at, one.to, rule)
        return msgspec.structs.replace(made, kind=kind) if kind else made

    def words(self, span: tuple[int, int]) -> str:
        """The page's words between two places of the marked text."""
        at, to = (self.marked.place(place) for place in span)
        return self.sentence.text[at:to]

    def _is_process(self, name: str, found: re.Match[str]) -> bool:
        """Whether a subject or owner is the process: by name, or as nobody else was spoken of."""
        words = found.groupdict().get(name)
        if not words or SIGNS["PROCESS"] in words:
            return True
        if name == "owner":
            return self.is_spoken_of()
        return self.is_about_process(found.start(name))

    def is_spoken_of(self) -> bool:
        """Whether a pronoun is the process: by the sentences before it, else by the page."""
        for text in reversed(self.sentence.before):
            marked = self.page.mark(text)
            opening = self.page.grammar.pattern(_OPENING).match(marked.text)
            at = opening.end() if opening else 0
            first = self.page.grammar.pattern(_SUBJECTS).search(marked.text, at)
            if first is not None and not self._stands(r"{it}", first[0]):
                return first[0] == SIGNS["PROCESS"] or self._stands("{process_noun}", first[0])
        return self.page.own

    def _stands(self, shape: str, words: str) -> bool:
        return self.page.grammar.pattern(shape).fullmatch(words) is not None


def sentences_of(lines: Iterable[Line]) -> Iterator[Sentence]:
    """The sentences of running text; they may go over several lines, and over a colon."""
    for passage in _over_colons(passages(lines)):
        before: list[str] = []
        ends = list(_breaks(passage))
        for begin, end in zip([0, *ends], [*ends, len(passage.text)], strict=True):
            at = begin
            for text in sentences(passage.text[begin:end].strip()):
                at = passage.text.find(text, at)
                yield Sentence(text, passage, at, tuple(before))
                before.append(text)
                at += len(text)


def _breaks(passage: Passage) -> Iterator[int]:
    """Where titles end that stand over or within a paragraph: lines that are short and not open."""
    width = max(len(line.text) for line in passage.lines)
    pairs = zip(passage.lines, passage.lines[1:], passage.starts[1:], strict=False)
    share = _SHORT if width >= _NARROW else 0
    for before, line, start in pairs:
        begins = _begins(before.text) and _begins(line.text)
        fits = len(before.text) + 1 + len(line.text.split(" ", 1)[0]) <= share * width
        if fits and begins and not load_grammar().pattern(_OPEN).search(plain(before.text)):
            yield start
        else:
            share = min(share, _SHORTER)


def _begins(text: str) -> bool:
    """Whether a sentence or a title may begin so."""
    return text.lstrip("¿¡")[:1].isupper()


def _over_colons(found: Iterable[Passage]) -> Iterator[Passage]:
    """A passage that ends in a colon goes on in the next one, unless that is a list of items."""
    waiting: Passage | None = None
    for passage in found:
        whole = passage
        if waiting is not None:
            if passage.lines[0].item:
                yield waiting
            else:
                whole = joined((*waiting.lines, *passage.lines))
        waiting = whole if whole.text.endswith(":") and len(whole.text) < _LONGEST else None
        if waiting is None:
            yield whole
    if waiting is not None:
        yield waiting
