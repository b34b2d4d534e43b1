"""Documents that an event page lists, or names by symbol."""

from collections.abc import Iterator, Sequence

import msgspec

from ingest.reading.events.lines import is_sentence
from ingest.reading.found import Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.sentences.symbols import Entry, entries, mentions
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.sentence_ends import sentences
from ingest.reading.vocabulary.symbols import find_symbols
from ingest.reading.vocabulary.worded import worded_pattern

_RELEASE = worded_pattern(r"{press_release}\s(?P<number>[A-Z]{2,4}(?:/[A-Z]{1,4})?/\d{1,5})\b")


def documents(lines: Sequence[Line]) -> Iterator[Fact]:
    """Titles with their symbols, entries of a list of documents, and symbols in sentences."""
    titled = {one.line.number: one for one in entries(lines)}
    listing = False
    for line in lines:
        kind, _ = load_event_labels().read(line.text) or ("", "")
        listing = kind == "documents" if kind else listing
        one = titled.get(line.number) or (_summed_up(line) if listing else None)
        yield from _release(line)
        if one and not one.behind:
            yield _titled(one)
        elif listing and not is_sentence(line.text) and len(find_symbols(line.text)) == 1:
            quote = Quote(words=line.text, line=line.number, rule="document in the list")
            yield Fact(field="documents", words=line.text, quote=quote, kind="list")
        else:
            yield from _told(line)


def _release(line: Line) -> Iterator[Fact]:
    """The number of a press release is no symbol: "Press Release POP/834"."""
    found = _RELEASE.search(line.text)
    if found:
        said = Quote(words=found[0], line=line.number, rule="number of the press release")
        parts = {"type": "press release", "number": found["number"], "as_written": found[0]}
        yield Fact(field="documents", words=found[0], quote=said, kind="heading", parts=parts)


def _summed_up(line: Line) -> Entry | None:
    """The entry that is the first sentence of a line; a summary follows it."""
    first, *more = sentences(line.text)
    bare = msgspec.structs.replace(line, text=first.rstrip("."))
    alone = more and len(find_symbols(line.text)) == 1
    return next(entries((bare,)), None) if alone else None


def _titled(one: Entry) -> Fact:
    words = one.line.text if one.first is one.line else f"{one.title} {one.line.text}"
    last = 0 if one.first is one.line else one.line.number
    said = Quote(words=words, line=one.first.number, last=last, rule="title with its symbol")
    parts = {"symbol": one.symbol, "title": one.title}
    return Fact(field="documents", words=words, quote=said, kind="list", parts=parts)


def _told(line: Line) -> Iterator[Fact]:
    for one in mentions(line.text):
        quote = Quote(words=one.words, line=line.number, rule="symbol in a sentence")
        yield Fact(field="documents", words=one.words, quote=quote, kind="prose", parts=one.parts)
