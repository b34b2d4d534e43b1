"""The lines above a document's text: which of them tells the type, the title and the body."""

from collections.abc import Iterator

import msgspec

from ingest.reading.documents.head import Head, Occasion, read_occasion
from ingest.reading.documents.marks import Mark
from ingest.reading.documents.resolutions import OPENING
from ingest.reading.documents.titles import (
    Paragraph,
    TypeLine,
    find_type,
    follows,
    is_body,
    paragraphs,
    type_of,
)
from ingest.reading.outline.lines import Line
from ingest.reading.vocabulary.worded import worded_pattern

_PARAGRAPH = worded_pattern(
    r"[“\"]?\s?1\.\s?\S.{20,}|\d{1,2}\.\s?\S.{60,}|{opening_article}\s?[^.]{3,120},"
)
_TEXT_HEADING = worded_pattern(
    r"(?i:(?:[IVX]{1,4}\.\s?|[A-Z]\.\s?)?{body_heading})[\s.*]*(?:$|(?<!\w)(?:{text_article})(?!\w))"
)
_DECLARES = worded_pattern(r"{declaring}[,\s]")
STRONG = frozenset({"symbol", "distribution", "item", "session"})
_ASIDE = frozenset({"job", "footnote", "language", "original"})
"""Marks that may stand anywhere; they part no headings."""


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
        if mark.kind == "text" and _begins_text(mark.words, begun):
            return at
        begun = begun or mark.kind in STRONG or (mark.kind == "text" and _is_type(mark.words))
    return len(marks)


def _is_type(words: str) -> bool:
    found = type_of(words)
    return found is not None and (not found[1] or found[0].alone)


def _begins_text(words: str, begun: bool) -> bool:
    """Whether the text begins so, behind the beginning of a head; a declaration's has "We"."""
    if not begun:
        return _DECLARES.match(words) is not None
    begins = _TEXT_HEADING.match(words) or _DECLARES.match(words) or _PARAGRAPH.fullmatch(words)
    return begins is not None or _opens(words)


def _opens(words: str) -> bool:
    organ = OPENING.match(words)
    return organ is not None and words[organ.end() : organ.end() + 1] in (",", "")


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
    places = {
        "before": above[-1:] or (own if line.rest else ()),
        "behind": below,
        "beside": block.headings[max(0, line.at - 1) : line.at] or below or own,
        "in": own,
    }
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
