"""Which date of a sentence belongs to a meeting that it names.

The grammar must tie the two: "the Dialogue (3-4 October 2013)", "the Dialogue, held by the Assembly
on…", "from 15 to 16 October the second Meeting was held…". A date near by may as well be that of a
report on the meeting, of a hearing before it, or of what came after.
"""

import datetime

from ingest.reading.normalize.places import place_in, venue_in
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.shapes import Shape
from ingest.reading.vocabulary.dates import DateSpan
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.series import Naming

_SIGN = r"(?: (?:EN|FR|ES))?"
"""The mark of a link to another language."""
_VERB = _SIGN + (
    r",? (?:(?:{which} )?(?:{be_held} )?(?:{already} )?{held}|(?:{which} )?{takes_place}"
    r"|{which} (?:{the} )?[^,;.:()\d]{2,120}? (?:{would} )?{holds_it})"
)
_ATTRIBUTE = _SIGN + r",? (?:{which} |{attributive} |{held})"
"""Verbs that go with the name itself; others have the head of the whole phrase as subject."""
_TO_DATE = _SIGN + r"(?P<comma>,)? ?(?: {to_day}(?: {day_word})?)? "
BRACKET = lazy_pattern(r"(?:\s(?:EN|FR|ES))?\s\((?:(?P<place>[A-ZÀ-Ý][^()\d]{2,50}),\s)?")
"""The beginning of a bracket behind a name, with the place that stands in it before a date."""
_OTHER_CLAUSE = (
    r"[;:()]|, {clause_joint} | {other_clause} |{other_time}|{starting}(?: {starting_in})? $"
)
"""What parts a date from the verb: another clause, or another relation than "on that day"."""
_AGENT = r" {by} {The}(?:[A-Z][\w'-]* (?:{name_link} )*){1,30}"
"""Who held a meeting; what meets there is no other event."""
_WHERE = r",? {at} {The}[A-Z]|, [A-Z]"
_SINCE = r" {from_when} $"
_BEFORE = r"(?:^|[ ,(]){on_day}(?: {day_word})? $"
_INVERTED = r"{takes_place_first},? {to_day}(?: {day_word})? $"
"""In French and Spanish the subject may follow: "se tiendra, du 17 au 20 mai, le premier…"."""
_ARTICLE = r",? (?:(?:{the}|{a}|{its}) ?)?"
_PHRASE = r"(?P<head>(?:[\w-]+ ){0,2}[\w-]+) {about} ?(?:{determiner} ?)?$"
_ALSO = r",? {and} (?:(?:{the}|{its}) ?)?"
_LISTED = r"(?:,|;|,? {and}) (?:{listed_on} )?(?:[A-Z][^()\d]{2,40}, )?"
_LONGEST = 31
"""Days of the longest meetings; a chair is in office for longer."""
FARTHEST = 160
"""Characters between a verb and its date: "by", a department's name and a place fit in."""


def date_of(
    text: str, naming: Naming, dates: tuple[DateSpan, ...], others: list[Naming]
) -> DateSpan | None:
    """The date that the sentence ties to the name: behind it, else before it."""
    text = plain(text)
    behind = next((date for date in dates if date.at >= naming.to), None)
    if behind and (_lists_dates(text, behind, dates) or _is_period(behind)):
        behind = None
    parted = behind and any(naming.to <= other.at < behind.at for other in others)
    if behind and not parted and _is_tied(text, naming, behind, others):
        return behind
    before = next((date for date in reversed(dates) if date.to <= naming.at), None)
    if before and not _is_period(before) and _is_in_front(text, naming, before):
        return before
    return next((date for date in dates if naming.year and date.at == naming.at), None)


def _words(shape: str) -> Shape:
    return load_grammar().pattern(shape)


def _is_tied(text: str, naming: Naming, date: DateSpan, others: list[Naming]) -> bool:
    between = text[naming.to : date.at]
    direct = _words(_TO_DATE).fullmatch(between)
    if direct:
        alone = not direct["comma"] or date.precise or text[date.to : date.to + 1] in (",", ".", "")
        since = _words(_SINCE).search(between) and not date.end
        return alone and not since and not _is_about(text, naming)
    if BRACKET.fullmatch(between):
        closed = text[date.to : date.to + 1] in (")", ",", ";")
        return closed and not _is_about(text, naming)
    return len(between) <= FARTHEST and _is_told(text, naming, date, others)


def _is_told(text: str, naming: Naming, date: DateSpan, others: list[Naming]) -> bool:
    """Whether a verb, or a place alone, leads from the name to the date."""
    verb = _words(_VERB).match(text, naming.to)
    if verb is None or verb.end() > date.at:
        rest = text[naming.to : date.at]
        told = date.precise and _words(_WHERE).match(rest) and (place_in(rest) or venue_in(rest))
        return bool(told) and not _is_other(rest) and not _is_about(text, naming)
    rest = text[verb.end() : date.at]
    if _is_other(rest) or (_words(_SINCE).search(rest) and not date.end):
        return False
    own = _words(_ATTRIBUTE).match(verb[0]) is not None
    return own or not (_is_about(text, naming) or _is_joined(text, naming, others))


def _is_other(rest: str) -> bool:
    """Whether a date behind these words belongs to something else that they name."""
    bare = _words(_AGENT).sub(" ", rest)
    return bool(_words(_OTHER_CLAUSE).search(rest) or load_event_labels().dated.search(bare))


def _is_about(text: str, naming: Naming) -> bool:
    """Whether the name only says what a report, a hearing or a deadline is about."""
    phrase = _words(_PHRASE).search(text[max(0, naming.at - FARTHEST) : naming.at])
    return phrase is not None and load_event_labels().attached.search(phrase["head"]) is not None


def _is_joined(text: str, naming: Naming, others: list[Naming]) -> bool:
    """Whether "and" joins the name to another one: then a verb speaks of both."""
    return any(
        other.to <= naming.at and _words(_ALSO).fullmatch(text[other.to : naming.at])
        for other in others
    )


def _lists_dates(text: str, date: DateSpan, dates: tuple[DateSpan, ...]) -> bool:
    """Whether another date goes on with a list: "Dialogue (2006, 2013)", "in 2006 and 2013"."""
    following = next((one for one in dates if one.at >= date.to), None)
    return (
        following is not None
        and _words(_LISTED).fullmatch(text[date.to : following.at]) is not None
    )


def _is_period(date: DateSpan) -> bool:
    """Whether it is the years or months that something went on, not the days of a meeting."""
    if date.end is None or not date.precise:
        return date.end is not None and len(date.start) == len("2006")
    first, last = map(datetime.date.fromisoformat, (date.start, date.end))
    return (last - first).days > _LONGEST


def _is_in_front(text: str, naming: Naming, date: DateSpan) -> bool:
    """ "From 15 to 16 October 2003 the second Meeting…", "In 2006, the Dialogue was held…"."""
    tied = _words(_ARTICLE).fullmatch(text[date.to : naming.at])
    if not tied or not _words(_BEFORE).search(text[: date.at]):
        return False
    inverted = _words(_INVERTED).search(text[max(0, date.at - FARTHEST) : date.at])
    return inverted is not None or _words(_VERB).match(text, naming.to) is not None
