"""Meetings that a sentence names together with their date.

A date belongs to a meeting only where the grammar ties the two: "the 2013 Dialogue", "the
Dialogue (3-4 October 2013)", "the Dialogue, held by the Assembly on…", "from 15 to 16 October the
second Meeting…". What is merely near is left alone.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from ingest.dates import DateSpan, find_dates
from ingest.events.generic import generic_namings
from ingest.events.places import place_in, venue_in
from ingest.events.sentences import sentences
from ingest.events.series import Naming, Series, namings
from ingest.outline.lines import Line

_BE = r"(?:was|were|is|are|will\sbe|would\sbe|to\sbe|has\sbeen|had\sbeen|shall\sbe|being)\s"
_HELD = r"(?:held|hosted|convened|conducted|organi[sz]ed|scheduled|planned)"
_VERBS = (
    rf"(?:(?:which|that)\s)?(?:{_BE})?(?:first\s|also\s|last\s)?{_HELD}",
    r"(?:which\s|that\s)?(?:took|takes|take|will\stake|taking|to\stake)\splace",
    r"(?:which|that)\s(?:the\s)?[^,;.:()\d]{2,120}?\s(?:(?:will|would|shall|is\sto)\s)?"
    r"(?:held|holds?|convene[sd]?|conduct(?:s|ed)?|host(?:s|ed)?)",
    r"(?:qui\s)?(?:s[’']est\s(?:tenue?|déroulée?|ouverte?)|se\stiendra|se\stient|se\sdéroule(?:ra)?|"
    r"aura\slieu|a\slieu|a\seu\slieu|est\sprévue?|"
    r"(?:a\sété\s|sera\s)?(?:tenue?|organisée?|prévue?|convoquée?))",
    r"(?:que\s)?(?:se\s(?:celebró|celebrará|celebra|realizó|realizará|llevó\sa\scabo|llevará\sa\scabo)|"
    r"(?:fue\s|será\s)?(?:celebrad[oa]|organizad[oa]|convocad[oa]|previst[oa])|tuvo\slugar|tendrá\slugar)",
)
_VERB = re.compile(rf"(?:\s(?:EN|FR|ES))?,?\s(?:{'|'.join(_VERBS)})(?!\w)", re.I)
_FUTURE = re.compile(
    r"\b(?:will|shall|to be|is to)\b|\bse tiendra\b|\baura lieu\b|\bsera\b|"
    r"\bse celebrará\b|\btendrá lugar\b",
    re.I,
)
_TO_DATE = re.compile(
    r"(?:\s(?:EN|FR|ES))?(?P<comma>,)?\s?(?:\s(?:on|in|from|of|le|les|du|des|en|el|los|del|de|entre)"
    r"(?:\s(?:the|días?|le|el))?)?\s",
    re.I,
)
_BRACKET = re.compile(r"(?:\s(?:EN|FR|ES))?\s\((?:(?P<place>[A-ZÀ-Ý][^()\d]{2,50}),\s)?")
_OTHER_CLAUSE = re.compile(
    r"[;:()]|,\s(?:and|which|who|but|et|qui|y|que)\s|\s(?:that|whose|while)\s"
)
_BEFORE = re.compile(
    r"(?:^|[\s,(])(?:on|in|from|du|le|les|en|el|los|del)(?:\sdías?)?(?:\sthe)?\s$", re.I
)
_ARTICLE = re.compile(r",?\s(?:(?:the|a|an|le|la|el|un|une|una|its|su)\s)?")
_FARTHEST = 160
"""Characters between a verb and its date: "by", a department's name and a place fit in."""


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
    for sentence in sentences(line.text):
        dates = find_dates(sentence, year)
        if not dates:
            continue
        named = list(more(sentence)) if more else []
        named += [one for one in namings(sentence, own) if not _overlaps(one, named)]
        named += [one for one in generic_namings(sentence) if not _overlaps(one, named)]
        for naming in named:
            others = [one for one in named if one is not naming]
            span = _date_of(sentence, naming, dates, others)
            if span is not None:
                yield _mention(line, sentence, naming, span, year)


def _overlaps(one: Naming, named: list[Naming]) -> bool:
    return any(one.at < other.to and other.at < one.to for other in named)


def _date_of(
    text: str, naming: Naming, dates: tuple[DateSpan, ...], others: list[Naming]
) -> DateSpan | None:
    """The date that the sentence ties to the name: behind it, else before it."""
    behind = next((date for date in dates if date.at >= naming.to), None)
    parted = behind and any(naming.to <= other.at < behind.at for other in others)
    if behind and not parted and _is_tied(text, naming, behind):
        return behind
    before = next((date for date in reversed(dates) if date.to <= naming.at), None)
    if before and _is_in_front(text, naming, before):
        return before
    return next((date for date in dates if naming.year and date.at == naming.at), None)


def _is_tied(text: str, naming: Naming, date: DateSpan) -> bool:
    between = text[naming.to : date.at]
    direct = _TO_DATE.fullmatch(between)
    if direct:
        return not direct["comma"] or date.precise or text[date.to : date.to + 1] in (",", ".", "")
    if _BRACKET.fullmatch(between):
        return text[date.to : date.to + 1] in (")", ",", ";")
    if len(between) > _FARTHEST:
        return False
    verb = _VERB.match(text, naming.to)
    rest = between[verb.end() - naming.to :] if verb and verb.end() <= date.at else between
    if _OTHER_CLAUSE.search(rest):
        return False
    return verb is not None or (date.precise and bool(place_in(rest) or venue_in(rest)))


def _is_in_front(text: str, naming: Naming, date: DateSpan) -> bool:
    """ "From 15 to 16 October 2003 the second Meeting…", "In 2006, the Dialogue was held…"."""
    tied = _ARTICLE.fullmatch(text[date.to : naming.at])
    if not tied or not _BEFORE.search(text[: date.at]):
        return False
    return (date.precise and date.end is not None) or _VERB.match(text, naming.to) is not None


def _mention(
    line: Line, sentence: str, naming: Naming, span: DateSpan, year: int | None
) -> Mention:
    around = _phrase_around(sentence, naming, span)
    bracket = _BRACKET.match(sentence, naming.to)
    place = bracket["place"] if bracket and bracket["place"] else ""
    return Mention(
        naming=naming,
        title=sentence[naming.at : naming.to],
        date=sentence[span.at : span.to],
        span=span,
        year=year,
        place=place_in(f", {place}") if place else place_in(around),
        venue=venue_in(around),
        announced=_FUTURE.search(around) is not None,
        line=line,
        sentence=sentence,
    )


def _phrase_around(sentence: str, naming: Naming, span: DateSpan) -> str:
    """The words between name and date, and the place that follows directly."""
    if span.at < naming.at:
        start = max(0, sentence.rfind(".", 0, span.at) + 1)
        return sentence[start : span.at] + sentence[naming.to : naming.to + _FARTHEST]
    following = re.match(
        r"(?:,?\s(?:at|in|à|au|en)\s(?:the\s)?[^,.;()]{2,60})*", sentence[span.to : span.to + 150]
    )
    return sentence[naming.to : span.at] + (following[0] if following else "")
