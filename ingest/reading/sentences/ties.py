"""Which date of a sentence belongs to a meeting that it names.

The grammar must tie the two: "the Dialogue (3-4 October 2013)", "the Dialogue, held by the Assembly
on…", "from 15 to 16 October the second Meeting was held…". A date near by may as well be that of a
report on the meeting, of a hearing before it, or of what came after.
"""

import re

from ingest.reading.normalize.places import place_in, venue_in
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import DateSpan
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.series import Naming

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
_VERB = lazy_pattern(rf"(?:\s(?:EN|FR|ES))?,?\s(?:{'|'.join(_VERBS)})(?!\w)", re.I)
_ATTRIBUTE = lazy_pattern(
    r"(?:\s(?:EN|FR|ES))?,?\s(?:which|that|qui|que|to\s|being\s|taking\s|first\s|last\s|"
    rf"{_HELD}|tenue?|organisée?|prévue?|convoquée?|celebrad|organizad|convocad|previst)",
    re.I,
)
"""Verbs that go with the name itself; others have the head of the whole phrase as subject."""
_TO_DATE = lazy_pattern(
    r"(?:\s(?:EN|FR|ES))?(?P<comma>,)?\s?(?:\s(?:on|in|from|of|le|les|du|des|en|el|los|del|de|entre)"
    r"(?:\s(?:the|días?|le|el))?)?\s",
    re.I,
)
BRACKET = lazy_pattern(r"(?:\s(?:EN|FR|ES))?\s\((?:(?P<place>[A-ZÀ-Ý][^()\d]{2,50}),\s)?")
"""The beginning of a bracket behind a name, with the place that stands in it before a date."""
_OTHER_CLAUSE = lazy_pattern(
    r"[;:()]|,\s(?:and|which|who|but|et|qui|y|que)\s|\s(?:that|whose|while)\s|"
    r"(?:^|\s)(?:after|before|until|till|since|following|prior|ahead|every|each|under|pursuant|"
    r"après|avant|depuis|jusqu['’]|d['’]ici|suite|tous|toutes|dès|"
    r"después|antes|desde|hasta|tras|cada)(?=[\s'’]|$)|"
    r"\s(?:by|beginning|starting|à\spartir|a\spartir)(?:\s(?:in|from|de|du))?\s$",
    re.I,
)
"""What parts a date from the verb: another clause, or another relation than "on that day"."""
_AGENT = lazy_pattern(
    r"\s(?:by|par|por)\s(?:the\s|l[ae]\s|el\s|l['’])?"
    r"(?:[A-ZÀ-Ý][\w’'-]*\s(?:(?:of|on|for|and|the|de|des|du|et|y|la|del)\s)*)+"
)
"""Who held a meeting; what meets there is no other event."""
_WHERE = lazy_pattern(r",?\s(?:in|at|à|au|aux|en)\s(?:the\s|la\s|le\s|el\s)?[A-ZÀ-Ý]|,\s[A-ZÀ-Ý]")
_SINCE = lazy_pattern(r"\s(?:from|since|depuis|dès|desde)\s$")
_BEFORE = lazy_pattern(
    r"(?:^|[\s,(])(?:on|in|from|du|le|les|en|el|los|del)(?:\sdías?)?(?:\sthe)?\s$", re.I
)
_INVERTED = lazy_pattern(
    r"(?:se\stiendra|s[’']est\stenue?|se\stient|aura\slieu|a\seu\slieu|a\slieu|"
    r"se\scelebrará|se\scelebró|tendrá\slugar|tuvo\slugar),?\s"
    r"(?:du|le|les|en|el|los|del|de|entre)(?:\sdías?)?\s$",
    re.I,
)
"""In French and Spanish the subject may follow: "se tiendra, du 17 au 20 mai, le premier…"."""
_ARTICLE = lazy_pattern(r",?\s(?:(?:the|a|an|le|la|el|un|une|una|its|su)\s)?")
_PHRASE = lazy_pattern(
    r"(?P<head>(?:[\w-]+\s){0,2}[\w-]+)\s"
    r"(?:of|for|on|to|before|about|regarding|concerning|"
    r"du|de|des|sur|pour|avant|à|au|del|sobre|para|previ[oa]s?\sal?|antes\sdel?)\s?"
    r"(?:(?:the|an?|its|this|that|l[ae]s?|el|los|su|cette?)\s|l['’]\s?)?$"
)
_ALSO = lazy_pattern(r",?\s(?:and|et|y|e|&)\s(?:(?:the|l[ae]|el|its)\s|l['’])?")
_LISTED = lazy_pattern(
    r"(?:,|;|,?\s(?:and|et|y|&))\s(?:(?:in|on|en|le|el)\s)?(?:[A-ZÀ-Ý][^()\d]{2,40},\s)?"
)
FARTHEST = 160
"""Characters between a verb and its date: "by", a department's name and a place fit in."""


def date_of(
    text: str, naming: Naming, dates: tuple[DateSpan, ...], others: list[Naming]
) -> DateSpan | None:
    """The date that the sentence ties to the name: behind it, else before it."""
    behind = next((date for date in dates if date.at >= naming.to), None)
    if behind and (_lists_dates(text, behind, dates) or _is_period(behind)):
        behind = None
    parted = behind and any(naming.to <= other.at < behind.at for other in others)
    if behind and not parted and _is_tied(text, naming, behind, others):
        return behind
    before = next((date for date in reversed(dates) if date.to <= naming.at), None)
    if before and _is_in_front(text, naming, before):
        return before
    return next((date for date in dates if naming.year and date.at == naming.at), None)


def _is_tied(text: str, naming: Naming, date: DateSpan, others: list[Naming]) -> bool:
    between = text[naming.to : date.at]
    direct = _TO_DATE.fullmatch(between)
    if direct:
        alone = not direct["comma"] or date.precise or text[date.to : date.to + 1] in (",", ".", "")
        since = _SINCE.search(between) and not date.end
        return alone and not since and not _is_about(text, naming)
    if BRACKET.fullmatch(between):
        closed = text[date.to : date.to + 1] in (")", ",", ";")
        return closed and not _is_about(text, naming)
    return len(between) <= FARTHEST and _is_told(text, naming, date, others)


def _is_told(text: str, naming: Naming, date: DateSpan, others: list[Naming]) -> bool:
    """Whether a verb, or a place alone, leads from the name to the date."""
    verb = _VERB.match(text, naming.to)
    if verb is None or verb.end() > date.at:
        rest = text[naming.to : date.at]
        told = date.precise and _WHERE.match(rest) and (place_in(rest) or venue_in(rest))
        return bool(told) and not _is_other(rest) and not _is_about(text, naming)
    rest = text[verb.end() : date.at]
    if _is_other(rest) or (_SINCE.search(rest) and not date.end):
        return False
    own = _ATTRIBUTE.match(verb[0]) is not None
    return own or not (_is_about(text, naming) or _is_joined(text, naming, others))


def _is_other(rest: str) -> bool:
    """Whether a date behind these words belongs to something else that they name."""
    bare = _AGENT.sub(" ", rest)
    return bool(_OTHER_CLAUSE.search(rest) or load_event_labels().dated.search(bare))


def _is_about(text: str, naming: Naming) -> bool:
    """Whether the name only says what a report, a hearing or a deadline is about."""
    phrase = _PHRASE.search(text[max(0, naming.at - FARTHEST) : naming.at])
    return phrase is not None and load_event_labels().attached.search(phrase["head"]) is not None


def _is_joined(text: str, naming: Naming, others: list[Naming]) -> bool:
    """Whether "and" joins the name to another one: then a verb speaks of both."""
    return any(
        other.to <= naming.at and _ALSO.fullmatch(text[other.to : naming.at]) for other in others
    )


def _lists_dates(text: str, date: DateSpan, dates: tuple[DateSpan, ...]) -> bool:
    """Whether another date goes on with a list: "Dialogue (2006, 2013)", "in 2006 and 2013"."""
    following = next((one for one in dates if one.at >= date.to), None)
    return following is not None and _LISTED.fullmatch(text[date.to : following.at]) is not None


def _is_period(date: DateSpan) -> bool:
    """Whether it is years that a series went on, not days of a meeting."""
    return date.end is not None and len(date.start) == len("2006")


def _is_in_front(text: str, naming: Naming, date: DateSpan) -> bool:
    """ "From 15 to 16 October 2003 the second Meeting…", "In 2006, the Dialogue was held…"."""
    tied = _ARTICLE.fullmatch(text[date.to : naming.at])
    if not tied or not _BEFORE.search(text[: date.at]):
        return False
    inverted = _INVERTED.search(text[max(0, date.at - FARTHEST) : date.at])
    return inverted is not None or _VERB.match(text, naming.to) is not None
