"""UN documents: reports, resolutions and drafts with their heads, and pages that announce them.

What the head says is the page's own document; every other document that a line names is kept
with the words beside it.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import msgspec

from ingest.reading.documents.marks import Mark, marks
from ingest.reading.documents.masthead import Masthead, read_masthead
from ingest.reading.documents.resolutions import adoption_below
from ingest.reading.documents.titles import type_of
from ingest.reading.found import Doubt, Fact, Ignored, PageFacts, Quote
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.outline.passages import Passage, passages
from ingest.reading.sentences.mentions import mentioned
from ingest.reading.sentences.mentions import mentions as dated_meetings
from ingest.reading.sentences.sentence import sentences_of
from ingest.reading.sentences.symbols import entries, mentions, numbered_documents
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.document_words import load_words
from ingest.reading.vocabulary.symbols import parse_symbol
from ingest.reading.vocabulary.worded import worded_pattern

_PRESS = worded_pattern(r"{press_service}", re.I)
_PROVISIONAL = worded_pattern(r"{provisional_agenda}(?=\s?\*)", re.I)


def read(outline: Outline, url: str) -> PageFacts:
    """All documents that a page is, rests on or names."""
    lines = tuple(outline.content())
    masthead = None if _is_press(lines) else read_masthead(lines)
    taken = masthead.lines if masthead else frozenset()
    beside = [*_footnotes(lines), *_announced(lines, taken)]
    made = [*_own(masthead, lines), *beside]
    read_already = taken | {fact.quote.line for fact in beside}
    below = tuple(line for line in lines if line.number not in read_already)
    for passage in passages(below):
        made += _named(passage, masthead)
    made += _meetings(below, made)
    cited = {fact.quote.line for fact in made}
    ignored = tuple(_uncited(outline, cited, taken))
    doubts = () if made else (_nothing(url),)
    return PageFacts(facts=tuple(made), ignored=ignored, doubts=doubts)


def _is_press(lines: tuple[Line, ...]) -> bool:
    """Whether a press service writes about documents: then the page itself is none."""
    return any(_PRESS.search(line.text) for line in lines[:20])


def _own(masthead: Masthead | None, lines: tuple[Line, ...]) -> Iterator[Fact]:
    """The page's own document, what its head names beside it, and the conference it is for."""
    if masthead is None:
        return
    parts = _adopted_below(dict(masthead.parts), lines)
    yield _document("masthead", masthead.line, masthead.line.text, "head of the document", parts)
    for one in masthead.related:
        named = {"symbol": one.symbol, "type": one.type, "as_written": one.symbol}
        yield _document("heading", one.line, one.symbol, "document in the head", named)
    occasion, line = masthead.occasion, masthead.occasion_line
    if occasion and line:
        said = Quote(words=line.text, line=line.number, rule="conference in the head")
        yield Fact(field="name", words=occasion.title, quote=said)
        told = {"title": occasion.title, "date": occasion.date, "place": occasion.place}
        yield Fact(field="meetings", kind="RELATED", words=line.text, quote=said, parts=_said(told))


def _adopted_below(parts: dict[str, str], lines: tuple[Line, ...]) -> dict[str, str]:
    """Older resolutions tell the date of adoption at their end only."""
    if parts.get("type") != "resolution" or parts.get("date_kind") == "adoption":
        return parts
    text = " ".join(line.text for line in lines)
    date = adoption_below(text)
    if date is None:
        return parts
    moved = {"distributed": parts["date"]} if "date" in parts else {}
    return parts | moved | {"date": text[date.at : date.to], "date_kind": "adoption"}


def _footnotes(lines: tuple[Line, ...]) -> Iterator[Fact]:
    """Notes that are nothing but a symbol; the provisional agenda's where its star leads to it."""
    found = marks(lines)
    agenda = next((_provisional(mark) for mark in found if mark.kind == "item"), "")
    for mark in found:
        if mark.kind != "footnote":
            continue
        symbol = parse_symbol(mark.value.strip(" ."))
        if symbol:
            told = {"symbol": mark.value.strip(" ."), "title": agenda}
            yield _document("footnote", mark.line, mark.words, "note below the head", _said(told))


def _provisional(item: Mark) -> str:
    found = _PROVISIONAL.search(item.words)
    return found[0] if found else ""


def _announced(lines: tuple[Line, ...], head: frozenset[int]) -> Iterator[Fact]:
    """Lines that offer a document, with the languages on the line below."""
    following = {line.number: below.text for line, below in pairwise(lines)}
    for one in entries(lines):
        kind = type_of(one.title)
        if one.line.number in head or (one.behind and kind is None):
            continue
        told = {
            "symbol": one.symbol,
            "title": one.behind or ("" if kind and not kind[1] else one.title),
            "type": kind[0].name if kind else "",
            "languages": _languages(following.get(one.line.number, "")),
        }
        yield _document("list", one.line, one.line.text, "document offered on a line", _said(told))


def _languages(line: str) -> str:
    """The codes of the languages that a line of links lists, or nothing."""
    pieces = [bare for one in re.split(r"\||\]\s?\[|,", line) if (bare := one.strip(" []|"))]
    codes = [load_words().language(piece) for piece in pieces]
    return " ".join(code for code in codes if code) if None not in codes else ""


def _named(passage: Passage, masthead: Masthead | None) -> Iterator[Fact]:
    """The documents that running text names."""
    kind = "heading" if passage.heading else "prose"
    own = masthead.parts.get("symbol", "") if masthead else ""
    for noun, found in (
        ("symbol", mentions(passage.text, own_numbers="/HRC/" in own)),
        ("number", numbered_documents(passage.text)),
    ):
        for one in found:
            if not _same(one.parts.get("symbol", ""), own):
                line = passage.line_at(one.at)
                yield _document(kind, line, one.words, f"{noun} in {kind}", one.parts)


def _meetings(lines: tuple[Line, ...], made: list[Fact]) -> Iterator[Fact]:
    """The meetings that sentences name with their days; a month or a year is passing talk."""
    heads = [find_dates(fact.parts.get("date", "")) for fact in made if fact.field == "meetings"]
    known = {date.start for dates in heads for date in dates}
    for sentence in sentences_of(lines):
        for one in dated_meetings(sentence.line_of(""), None):
            if one.span.precise and one.span.start not in known:
                known.add(one.span.start)
                line = sentence.line_of(one.title)
                yield mentioned(msgspec.structs.replace(one, line=line), "RELATED")


def _same(symbol: str, own: str) -> bool:
    read, subject = parse_symbol(symbol), parse_symbol(own)
    return bool(own) and (read.text == subject.text if read and subject else symbol == own)


def _document(kind: str, line: Line, words: str, rule: str, parts: Mapping[str, str]) -> Fact:
    said = Quote(words=words, line=line.number, rule=rule)
    return Fact(field="documents", kind=kind, words=words, quote=said, parts=parts)


def _said(parts: dict[str, str]) -> dict[str, str]:
    return {key: words for key, words in parts.items() if words}


def _uncited(outline: Outline, cited: set[int], head: frozenset[int]) -> Iterator[Ignored]:
    for line in outline.lines:
        if line.navigation:
            yield Ignored(line.number, "navigation")
        elif line.number not in cited:
            yield Ignored(line.number, "head of the document" if line.number in head else "prose")


def _nothing(url: str) -> Doubt:
    return Doubt(
        code="no-document",
        message=f"{url} shows no document: neither a head nor a symbol",
        field="documents",
    )
