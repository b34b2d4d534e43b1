"""The lines above a document's text, put together: type, title, body, agenda item, dates."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import msgspec

from ingest.documents.marks import Mark
from ingest.documents.occasions import Occasion, read_occasion
from ingest.documents.resolutions import opening
from ingest.documents.titles import (
    Paragraph,
    TypeLine,
    find_type,
    follows,
    is_body,
    paragraphs,
    type_of,
)
from ingest.documents.words import DocumentType, load_words, named, one_of
from ingest.outline.lines import Line
from ingest.vocabulary.keys import key

_PARAGRAPH = re.compile(
    r"[“\"]?\s?1\.\s?\S.{20,}|\d{1,2}\.\s?\S.{60,}|(?:The|El|La|L['’]|Le)\s?[^.]{3,120},"
)
_STRONG = frozenset({"symbol", "distribution", "item", "session"})
_ASIDE = frozenset({"job", "footnote", "language", "original"})
"""Marks that may stand anywhere; they part no headings."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a document, as far as its lines tell."""

    marks: tuple[Mark, ...]
    type: DocumentType | None = None
    type_words: str = ""
    type_rest: str = ""
    title: str = ""
    title_line: Line | None = None
    agenda_title: str = ""
    body: str = ""
    occasion: Occasion | None = None
    occasion_line: Line | None = None

    @property
    def lines(self) -> frozenset[int]:
        """The numbers of the lines that are nothing but pieces of a head."""
        texts = {mark.line.number for mark in self.marks if mark.kind == "text"}
        return frozenset({mark.line.number for mark in self.marks} - texts)

    def first(self, kind: str) -> Mark | None:
        """The first mark of a kind."""
        return next((mark for mark in self.marks if mark.kind == kind), None)

    def parts(self) -> dict[str, str]:
        """The pieces of the document's own record, in the page's words."""
        made = {
            "symbol": self._value("symbol"),
            "title": self.title,
            "type": self.type.name if self.type else "",
            "type_as_written": self.type_words if self.type and self.type.title != "in" else "",
            **self._bodies(),
            "agenda_item": self._value("item"),
            "agenda_title": self.agenda_title,
            "distribution": self._distribution(),
            "original_language": self._original(),
            "official_records": self._value("records"),
            "job_number": self._job(),
            "sponsor": self._sponsor(),
            **self._distributed(),
        }
        return {key: one for key, one in made.items() if one}

    def _value(self, kind: str) -> str:
        mark = self.first(kind)
        return mark.value if mark else ""

    def _bodies(self) -> dict[str, str]:
        """The body, and the principal organ above it where both are printed."""
        organs = [mark.value for mark in self.marks if mark.kind == "organ"]
        lower = [organ for organ in organs if not _is_principal(organ)]
        body = self.body or next(iter(lower), "") or next(iter(organs), "")
        above = [organ for organ in organs if _is_principal(organ) and organ != body]
        return {"body": body, "parent_body": above[0] if above and body else ""}

    def _distribution(self) -> str:
        """The word behind "Distr.", on the same line or the next."""
        for mark, behind in pairwise(self.marks):
            if mark.kind == "distribution" and not mark.value and _between(behind):
                return behind.words
        return self._value("distribution")

    def _distributed(self) -> dict[str, str]:
        """The date behind "Distr.: General", also where the language stands between."""
        kinds = [mark for mark in self.marks if not _between(mark)]
        for before, mark in pairwise(kinds):
            if before.kind == "distribution" and mark.kind == "date":
                return {"date": mark.value, "date_kind": "distribution"}
        return {}

    def _original(self) -> str:
        """The code of the language behind "Original:", on the same line or the next."""
        for at, mark in enumerate(self.marks):
            if mark.kind == "original":
                behind = self.marks[at + 1 : at + 2]
                if not mark.value and behind and behind[0].kind == "language":
                    return load_words().language(behind[0].value) or ""
                return load_words().language(mark.value) or ""
        return ""

    def _job(self) -> str:
        numbers = (
            re.match(r"(?:GE\.)?\d{2}-\d{5,6}", m.words) for m in self.marks if m.kind == "job"
        )
        return next((number[0] for number in numbers if number), "")

    def _sponsor(self) -> str:
        if self.type is None or self.type.title != "behind":
            return ""
        return re.sub(r"^(?:the|la|el|le|l['’])\s?", "", self.type_rest.strip(" *"), flags=re.I)


def _is_principal(name: str) -> bool:
    organ = named(load_words().organ, name)
    return organ is not None and organ.principal


def _between(mark: Mark) -> bool:
    """Whether a piece may stand between "Distr." and its date, and parts them not."""
    words = {key(word) for word in load_words().distribution}
    known = mark.kind in ("language", "original", "organ", "symbol", "united-nations", "job")
    return known or (mark.kind == "text" and key(mark.words) in words)


class _Block(msgspec.Struct, frozen=True):
    """Headings that stand together, and the kinds of the marks around them."""

    before: str
    headings: tuple[Paragraph, ...]
    behind: str


def read_head(marks: tuple[Mark, ...]) -> Head:
    """What the lines above the text tell."""
    kept = marks[: _end(marks)]
    blocks = tuple(_blocks(kept))
    found = _type_block(blocks)
    body, occasion, line = _body(blocks, found)
    head = Head(marks=kept, body=body, occasion=occasion, occasion_line=line)
    return _titled(head, *found) if found else head


def _end(marks: tuple[Mark, ...]) -> int:
    """Where the text begins: a summary, a first paragraph, "The General Assembly,"."""
    begun = False
    for at, mark in enumerate(marks):
        if begun and mark.kind == "text" and _begins_text(mark.words):
            return at
        begun = begun or mark.kind in _STRONG or (mark.kind == "text" and _is_type(mark.words))
    return len(marks)


def _is_type(words: str) -> bool:
    found = type_of(words)
    return found is not None and not found[1]


def _begins_text(words: str) -> bool:
    return bool(_body_words().fullmatch(words) or _opens(words) or _PARAGRAPH.fullmatch(words))


def _opens(words: str) -> bool:
    organ = opening().match(words)
    return organ is not None and words[organ.end() : organ.end() + 1] in (",", "")


@cache
def _body_words() -> re.Pattern[str]:
    return re.compile(rf"(?:[IVX]{{1,4}}\.\s?|[A-Z]\.\s?)?{one_of(load_words().body)}[\s.*]*", re.I)


def _blocks(marks: tuple[Mark, ...]) -> Iterator[_Block]:
    group: list[Mark] = []
    before = ""
    for mark in marks:
        if mark.kind == "text":
            group.append(mark)
        elif mark.kind not in _ASIDE:
            if group:
                yield _Block(before, paragraphs(group), mark.kind)
            group, before = [], mark.kind
    if group:
        yield _Block(before, paragraphs(group), "")


def _type_block(blocks: tuple[_Block, ...]) -> tuple[_Block, TypeLine] | None:
    found = [(block, one) for block in blocks if (one := find_type(block.headings))]
    exact = (pair for pair in found if not pair[1].rest)
    return next(exact, found[0] if found else None)


def _titled(head: Head, block: _Block, line: TypeLine) -> Head:
    above = tuple(one for one in block.headings[: line.at] if not is_body(one.text))
    below = block.headings[line.at + 1 : line.at + 2]
    own = _with_following(block.headings[line.at :])
    places = {"before": above[-1:] or (own if line.rest else ()), "behind": below, "in": own}
    title = places[line.type.title]
    agenda = above[:1] if block.before == "item" and above[:1] != title else ()
    return msgspec.structs.replace(
        head,
        type=line.type,
        type_words=line.words,
        type_rest=line.rest,
        title=" ".join(one.text for one in title),
        title_line=title[0].lines[0] if title else None,
        agenda_title=agenda[0].text if agenda else "",
    )


def _with_following(headings: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """A heading that tells type and title in one, and the lines on which it goes on."""
    count = 1
    while count < len(headings) and follows(
        headings[count - 1].lines[-1], headings[count].lines[0]
    ):
        count += 1
    return headings[:count]


def _body(
    blocks: tuple[_Block, ...], found: tuple[_Block, TypeLine] | None
) -> tuple[str, Occasion | None, Line | None]:
    """The conference or committee above the agenda item, and when and where it meets."""
    for block in blocks:
        if block.behind != "item" and not (found and block is found[0]):
            continue
        last = block.headings[-1]
        occasion = read_occasion(last.text) if block.behind == "item" else None
        title = occasion.title if occasion else ""
        names = [one.text for one in block.headings if is_body(one.text) and one is not last]
        name = title if is_body(title) else (names[-1] if names and not title else "")
        if occasion and name:
            return name, Occasion(name, occasion.place, occasion.date), last.lines[0]
        if block.behind == "item" and is_body(last.text):
            return last.text, None, None
    return "", None, None
