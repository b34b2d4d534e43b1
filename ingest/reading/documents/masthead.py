"""The head of a UN document → what it says of itself, and of the documents named there."""

from collections.abc import Iterator, Mapping
from itertools import islice

import msgspec

from ingest.reading.documents.head import Head, Occasion
from ingest.reading.documents.headings import STRONG, read_head
from ingest.reading.documents.marks import Mark, marks
from ingest.reading.documents.resolutions import ResolutionHead, read_resolution
from ingest.reading.documents.tables import Row, read_table
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.outline.passages import Passage, joined
from ingest.reading.sentences.symbols import entries
from ingest.reading.vocabulary.document_words import load_words, named
from ingest.reading.vocabulary.symbols import find_symbols, parse_symbol

HEAD_LINES = 80
"""Lines within which a document's head ends, a document-sharing site's navigation included."""
_FIRST = 4
"""Lines of which one is the title of a document that shows nothing else of its head."""
_MORE = 40
"""Characters behind the title on its own line: with more of them the text goes on there."""


class Related(msgspec.Struct, frozen=True):
    """A document that the head names: the report that a resolution rests on, its draft."""

    symbol: str
    type: str
    line: Line


class Masthead(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says of itself."""

    parts: Mapping[str, str]
    """In the page's words: symbol, title, date, date_kind, type, body, session…"""
    line: Line
    """The line to cite."""
    lines: frozenset[int]
    """The numbers of the lines that make the head."""
    related: tuple[Related, ...] = ()
    occasion: Occasion | None = None
    occasion_line: Line | None = None


def read_masthead(lines: tuple[Line, ...]) -> Masthead | None:
    """The head of the document that these lines are, or None where they show none."""
    found = marks(lines[:HEAD_LINES])
    row = read_table(found)
    if row:
        return _of_table(row)
    passage = joined(lines[:HEAD_LINES])
    resolution = read_resolution(passage)
    head = read_head(found)
    if resolution and (resolution.number or head.first("symbol")):
        return _adopted(resolution, head, passage)
    return _of_head(head) if _is_document(head) else _of_entry(lines, resolution)


def _adopted(resolution: ResolutionHead, head: Head, passage: Passage) -> Masthead:
    symbol = head.first("symbol")
    first, last = passage.line_at(resolution.at), passage.line_at(max(resolution.to - 1, 0))
    goes_on = passage.line_end(last) - resolution.to > _MORE
    own = frozenset(range(first.number, last.number + (not goes_on)))
    return Masthead(
        parts=_of_resolution(resolution, head),
        line=symbol.line if symbol else first,
        lines=head.lines | own,
        related=tuple(_basis(resolution, passage)),
    )


def looks_like_document(outline: Outline) -> bool:
    """Whether a page at any address shows the head of a UN document, and not only talks of one."""
    lines = tuple(outline.content())[:HEAD_LINES]
    if not lines:
        return False
    found = marks(lines)
    resolution = read_resolution(joined(lines))
    if resolution and resolution.title and (resolution.basis or _kinds(found) & STRONG):
        return True
    if not _kinds(found) & {"symbol", "item"}:
        return False  # without having looked for a title
    head = read_head(found)
    kinds = _kinds(head.marks)
    if "symbol" in kinds and ("distribution" in kinds or {"united-nations", "records"} <= kinds):
        return True
    if head.type is None or not head.title:
        return False
    return "item" in kinds or ("symbol" in kinds and bool(kinds & {"organ", "session"}))


def _kinds(found: tuple[Mark, ...]) -> set[str]:
    return {mark.kind for mark in found}


def _is_document(head: Head) -> bool:
    kinds = _kinds(head.marks)
    if "symbol" in kinds:
        return bool(kinds & {"distribution", "records", "item"}) or head.type is not None
    if head.type is None or not head.title:
        return False
    committee = named(load_words().committee, head.type.name) is not None
    return "item" in kinds or (committee and not head.type_rest) or head.type.alone


def _of_head(head: Head) -> Masthead:
    parts = head.parts()
    symbol = head.first("symbol")
    parts |= _told_by_symbol(parts.get("symbol", ""))
    line = symbol.line if symbol else (head.title_line or head.marks[0].line)
    return Masthead(
        parts=parts,
        line=line,
        lines=head.lines,
        occasion=head.occasion,
        occasion_line=head.occasion_line,
    )


def _of_entry(lines: tuple[Line, ...], resolution: ResolutionHead | None) -> Masthead | None:
    """The document of a page that begins with its title and symbol, and offers no other."""
    found = tuple(islice(entries(lines[:HEAD_LINES]), 2))
    if len(found) != 1 or found[0].behind or found[0].line not in lines[:_FIRST]:
        return None
    parts = {"symbol": found[0].symbol, "title": found[0].title}
    if resolution and resolution.adopted:
        parts |= {"type": "resolution", "date": resolution.adopted, "date_kind": "adoption"}
    parts |= {"body": resolution.organ} if resolution else {}
    line = found[0].line
    parts |= _told_by_symbol(found[0].symbol)
    return Masthead(parts=parts, line=line, lines=frozenset({line.number}))


def _of_resolution(resolution: ResolutionHead, head: Head) -> dict[str, str]:
    parts = {key: one for key, one in head.parts().items() if key in _OF_ANY}
    printed = parts.get("symbol")
    if resolution.number and (printed is None or "RES" not in printed):
        # Other organs number n/n, too: the symbol follows from the number only for the Assembly.
        parts.pop("symbol", None)
        organ = named(load_words().organ, resolution.organ)
        assembly = organ is not None and organ.name == "General Assembly"
        parts |= {"symbol" if assembly else "number": resolution.number}
    parts |= {"type": "resolution"}
    parts |= {"title": resolution.title} if resolution.title else {}
    if resolution.organ and resolution.organ.casefold() != parts.get("body", "").casefold():
        parts["body"] = resolution.organ
    if resolution.adopted:
        if "date" in parts:
            parts["distributed"] = parts.pop("date")
        parts |= {"date": resolution.adopted, "date_kind": "adoption"}
    committee = named(load_words().committee, resolution.basis)
    parts |= {"committee": committee.name} if committee else {}
    return parts | _told_by_symbol(parts.get("symbol", ""))


_OF_ANY = frozenset(
    {
        *("symbol", "distribution", "original_language", "date", "date_kind", "agenda_item"),
        *("job_number", "body"),
    }
)
"""What the marks of a head tell of a resolution as of any document."""


def _of_table(row: Row) -> Masthead:
    found = find_symbols(row.report) if row.report_line else ()
    words = (row.report[mention.at : mention.to] for mention in found)
    return Masthead(
        parts=row.parts | _told_by_symbol(row.parts["symbol"]),
        line=row.lines[0],
        lines=frozenset(one.number for one in row.lines),
        related=tuple(Related(one, "report", row.report_line) for one in words if row.report_line),
    )


def _told_by_symbol(words: str) -> dict[str, str]:
    """The session or the year that the symbol itself names."""
    symbol = parse_symbol(words) or next(
        (one for mention in find_symbols(words) for one in mention.symbols), None
    )
    if symbol is None:
        return {}
    told = {"session": symbol.parts.session, "year": symbol.parts.year}
    return {key: one for key, one in told.items() if one}


def _basis(resolution: ResolutionHead, passage: Passage) -> Iterator[Related]:
    """The documents in "[on the report of the Second Committee (A/58/483/Add.3)]"."""
    committee = named(load_words().committee, resolution.basis)
    kind = f"report of the {committee.name}" if committee else "report"
    for mention in find_symbols(resolution.basis):
        words = resolution.basis[mention.at : mention.to]
        draft = any(symbol.parts.kind == "L" for symbol in mention.symbols)
        line = passage.line_at(resolution.basis_at + mention.at)
        yield Related(words, "draft resolution" if draft else kind, line)
