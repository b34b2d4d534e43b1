"""Meetings that a sentence names together with their date.

A date belongs to a meeting only where the grammar ties the two (`ties.py`); what is merely near is
left alone.
"""

from collections.abc import Callable, Iterator

import msgspec

from ingest.reading.found import Fact, Quote
from ingest.reading.normalize.places import place_in, venue_in
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.generic import generic_namings
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.ties import BRACKET, FARTHEST, date_of
from ingest.reading.vocabulary.dates import DateSpan, find_dates
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.sentence_ends import sentences
from ingest.reading.vocabulary.series import Naming, Series, namings

_FIGURE = lazy_pattern(r"\d")
_COPYRIGHT = r"©|{copyright}|(?i:\(c\)) ?(?:19|20)\d\d"
"""Its year is that of the site."""
_PLACES = r"(?:,? {at} {The}[^,.;()]{2,60})*"


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting with the date that a sentence gives it."""

    naming: Naming
    title: str
    date: str
    """The date's words; a phrase without year is completed by `year`."""
    span: DateSpan
    year: int | None = None
    place: str = ""
    venue: str = ""
    announced: bool = False
    line: Line
    sentence: str

    @property
    def key(self) -> str:
        """The series' id, or nothing."""
        return self.naming.key

    @property
    def days(self) -> tuple[str, str]:
        """First and last day, as precise as the words."""
        return self.span.start, self.span.end or self.span.start


def mentions(
    line: Line,
    own: Series | None,
    year: int | None = None,
    more: Callable[[str], Iterator[Naming]] | None = None,
) -> Iterator[Mention]:
    """The dated meetings of a line; `year` stands in where a phrase has none.

    `more` names meetings besides those of the series and the generic ones.
    """
    if not _FIGURE.search(line.text):
        return  # no date is without one
    for sentence in sentences(line.text):
        dates = find_dates(sentence, year)
        if not dates or load_grammar().pattern(_COPYRIGHT).search(sentence):
            continue
        named = list(more(sentence)) if more else []
        named += [one for one in namings(sentence, own) if not _overlaps(one, named)]
        named += [one for one in generic_namings(sentence) if not _overlaps(one, named)]
        for naming in named:
            others = [one for one in named if one is not naming]
            span = date_of(sentence, naming, dates, others)
            if span is not None:
                yield _mention(line, sentence, naming, span, year)


def _overlaps(one: Naming, named: list[Naming]) -> bool:
    return any(one.at < other.to and other.at < one.to for other in named)


def _mention(
    line: Line, sentence: str, naming: Naming, span: DateSpan, year: int | None
) -> Mention:
    around = _phrase_around(sentence, naming, span)
    bracket = BRACKET.match(sentence, naming.to)
    place = bracket["place"] if bracket and bracket["place"] else ""
    return Mention(
        naming=naming,
        title=sentence[naming.at : naming.to],
        date=sentence[span.at : span.to],
        span=span,
        year=year,
        place=place_in(f", {place}") if place else place_in(around),
        venue=venue_in(around),
        announced=load_grammar().pattern("{announced}").search(plain(around)) is not None,
        line=line,
        sentence=sentence,
    )


def _phrase_around(sentence: str, naming: Naming, span: DateSpan) -> str:
    """The words between name and date, and the place that follows directly."""
    if span.at < naming.at:
        start = max(0, sentence.rfind(".", 0, span.at) + 1)
        return sentence[start : span.at] + sentence[naming.to : naming.to + FARTHEST]
    behind = sentence[span.to : span.to + 150]
    following = load_grammar().pattern(_PLACES).match(plain(behind))
    return sentence[naming.to : span.at] + (behind[: following.end()] if following else "")


def mentioned(mention: Mention, kind: str) -> Fact:
    """The meeting of a sentence."""
    ordinal = mention.naming.ordinal
    parts = {
        "title": mention.title,
        "date": mention.date,
        "year": str(mention.year or ""),
        "place": mention.place,
        "venue": mention.venue,
        "ordinal": str(ordinal) if ordinal is not None else "",
        "series": mention.key,
        "announced": "true" if mention.announced else "",
    }
    return Fact(
        field="meetings",
        kind=kind,
        words=mention.title,
        quote=told_quote(mention),
        parts={part: words for part, words in parts.items() if words},
    )


def told_quote(mention: Mention) -> Quote:
    """The sentence that dates a meeting."""
    rule = "meeting dated in a sentence"
    return Quote(words=mention.sentence, line=mention.line.number, rule=rule)
