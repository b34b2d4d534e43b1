"""Documents that an event page names by symbol."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ingest.reading.events.lines import is_sentence
from ingest.reading.found import Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.symbols import SymbolMention, find_symbols

_WORD = lazy_pattern(
    r"(?:(?:General\sAssembly\s)?(?:documents?|documentos?|reports?|rapports?|informes?|"
    r"(?:r[ée]solu(?:tion|ci[óo]n)(?:e?s)?)|d[ée]cisi(?:on|ón)(?:e?s)?)\s)?$",
    re.I,
)
_LONGEST_NOUN = 60
"""Characters that what stands before a symbol may have."""
_RELEASE = lazy_pattern(
    r"(?:Press Release|Communiqué de presse|Comunicado de prensa)\s"
    r"(?P<number>[A-Z]{2,4}(?:/[A-Z]{1,4})?/\d{1,5})\b"
)
_CLAUSE = lazy_pattern(r"[^.;)]{0,120}")


def documents(lines: Sequence[Line]) -> Iterator[Fact]:
    """Entries of a list of documents, and symbols in sentences."""
    listing = False
    for line in lines:
        kind, _ = load_event_labels().read(line.text) or ("", "")
        listing = kind == "documents" if kind else listing
        found = find_symbols(line.text)
        yield from _release(line)
        if listing and not is_sentence(line.text) and len(found) == 1:
            quote = Quote(words=line.text, line=line.number, rule="document in the list")
            yield Fact(field="documents", words=line.text, quote=quote, kind="list")
        else:
            yield from _in_prose(line, found)


def _release(line: Line) -> Iterator[Fact]:
    """The number of a press release is no symbol: "Press Release POP/834"."""
    found = _RELEASE.search(line.text)
    if found:
        said = Quote(words=found[0], line=line.number, rule="number of the press release")
        parts = {"type": "press release", "number": found["number"], "as_written": found[0]}
        yield Fact(field="documents", words=found[0], quote=said, kind="heading", parts=parts)


def _in_prose(line: Line, found: tuple[SymbolMention, ...]) -> Iterator[Fact]:
    places: set[int] = set()
    for n, mention in enumerate(found):
        if mention.at not in places:
            places.add(mention.at)
            behind = (one.at for one in islice(found, n, None) if one.at >= mention.to)
            following = next(behind, len(line.text))
            words = _clause(line.text, mention, following)
            quote = Quote(words=words, line=line.number, rule="symbol in a sentence")
            yield Fact(field="documents", words=_bare(words, mention), quote=quote, kind="prose")


def _clause(text: str, mention: SymbolMention, following: int) -> str:
    """From the word before the symbol to the end of the clause or the next symbol."""
    before = _WORD.search(text, max(0, mention.at - _LONGEST_NOUN), mention.at)
    start = before.start() if before else mention.at
    end = _CLAUSE.match(text, mention.to)
    stop = min(end.end() if end else mention.to, max(following, mention.to))
    return text[start:stop].strip()


def _bare(words: str, mention: SymbolMention) -> str:
    """The clause; of an enumeration's later numbers only what begins with the number."""
    if find_symbols(words) or mention.symbols[0].parts.kind != "RES":
        return words
    return re.sub(r"^[^\d]*", "", words)
