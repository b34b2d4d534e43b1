"""What a line of an event page is by its form: a date, a place, a title, a sentence…"""

import re

import msgspec

from ingest.reading.normalize.places import is_place, place_in
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import DateSpan, find_dates
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.organizations import load_organizations
from ingest.reading.vocabulary.series import Naming, namings
from ingest.reading.vocabulary.worded import worded_pattern

_EDGES = " \t,;:.–—-|()/•·"
_LEADING = worded_pattern(r"^{before_date}\s(?:{day_word}\s)?", re.I)
_TRAILING = worded_pattern(r"(?:^|[\s,(]){before_date}(?:\s{day_word})?$", re.I)
_FOREIGN = lazy_pattern(r"\s(?:EN|FR|ES)$")
_TIMES = worded_pattern(r"\d{1,2}[:.h]\d{2}|{time_zone}|\b[ap]\.?m\b", re.I)
_OPENS = worded_pattern(r"{to_date}\s", re.I)
_WHERE = worded_pattern(r",?\s{located}\s", re.I)
_NEAR = 120
"""Characters behind a date within which the place stands."""
_ARTICLE = r"(?:{any_article}\s|{article}\s?\b)"
_BEFORE_SERIES = worded_pattern(rf"(?:{_ARTICLE})?(?:(?:[A-ZÀ-Ý][\w’'-]*|\d{{4}})\s){{0,4}}", re.I)
_BEHIND_SERIES = worded_pattern(r"$|\s?[,;:.()\"“”«»–—?-]|\s(?:{behind_event}|EN|FR|ES)(?!\w)|\s\d")
_LEADING_ARTICLE = worded_pattern(rf"^{_ARTICLE}", re.I)
_PHRASE_ENDS = worded_pattern(r"\s{phrase_end}(?!\w)|\s{elided_of}|\s?[,:;(–—]|\s-\s", re.I)
_TELLS = worded_pattern(r"(?<!\w)[a-z]+{verb_ending}\s")
"""A verb in the middle of a headline: "opens", "called"."""
_ADJECTIVE = worded_pattern(r"[\w-]+{adjective_ending}")
_LONGEST_TITLE = 250
_FEWEST_LETTERS = 6


class DateLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that gives one date and little else."""

    line: Line
    date: str
    """The words of the date."""
    span: DateSpan
    place: str = ""
    title: str = ""
    """The words beside the date that are neither place nor body: the event itself."""


def is_sentence(text: str) -> bool:
    """Whether the words tell something instead of naming it."""
    return text.rstrip(" ”»\"'").endswith((".", ";", "?", ",")) or len(text) > _LONGEST_TITLE


def is_title(line: Line) -> bool:
    """Whether the line may be a title: no sentence, no label, no item, no place."""
    text = line.text
    letters = sum(letter.isalpha() for letter in text)
    if line.item or is_sentence(text) or letters < _FEWEST_LETTERS:
        return False
    return load_event_labels().read(text) is None and not is_place(text)


def without_mark(text: str) -> str:
    """The words without the mark of a link to another language: "Dialogue EN"."""
    return _FOREIGN.sub("", text.strip())


def read_date_line(line: Line, text: str, year: int | None) -> DateLine | None:
    """The date of a line that consists of it, of it and a place, or of it and a title."""
    if is_sentence(text) and not text.endswith(","):
        return None
    spans = [span for span in find_dates(text, year) if span.precise]
    if len(spans) != 1 or _TIMES.search(text):
        return None
    span = spans[0]
    before = _TRAILING.sub("", text[: span.at].strip(_EDGES)).strip(_EDGES)
    title, bracket, inside = before.rpartition("(")
    if bracket and ")" not in inside:
        if not is_place(inside):
            return None  # "Symposium (posted 4 May 2004)"
        before = f"{title.strip(_EDGES)}, {inside}"
    after = text[span.to :].strip(_EDGES)
    if before and after and not text[span.to :].lstrip().startswith((")", ",", "-", "–")):
        return None
    rest = ", ".join(part for part in (_LEADING.sub("", before), after) if part)
    return _with_rest(line, text, span, rest)


def read_opening(line: Line, year: int | None) -> DateLine | None:
    """The date that a sentence below a title begins with: "On 3-4 May 2016, in Lima, …"."""
    span = next((one for one in find_dates(line.text, year) if one.precise), None)
    if span is None or not _OPENS.fullmatch(line.text[: span.at]):
        return None
    behind = line.text[span.to : span.to + _NEAR]
    if not _WHERE.match(behind):
        return None
    place = place_in(behind)
    return DateLine(line=line, date=line.text[span.at : span.to], span=span, place=place)


def _with_rest(line: Line, text: str, span: DateSpan, rest: str) -> DateLine | None:
    place, title = _told_apart(rest)
    if title and not names_event(title):
        return None
    return DateLine(
        line=line,
        date=text[span.at : span.to],
        span=span,
        place=place,
        title=without_mark(title),
    )


def _told_apart(rest: str) -> tuple[str, str]:
    """Place and title of the words beside a date; a body that meets is neither."""
    if not rest or load_organizations().find(rest) or load_event_labels().organized(rest):
        return "", ""
    if is_place(rest):
        return rest, ""
    head, _, tail = rest.rpartition(",")
    if head and (load_organizations().find(tail.strip()) or is_place(tail.strip())):
        place, title = _told_apart(head.strip(_EDGES))
        found = tail.strip() if is_place(tail.strip()) else ""
        return ", ".join(one for one in (place, found) if one), title
    return "", rest


def names_event(text: str) -> bool:
    """Whether words are the name of an event, or only a headline that speaks of one.

    The name of a series must begin the words, or the noun of an event must head them: at the end
    of the first phrase in English ("Informal thematic debate on…"), at its beginning in French and
    Spanish ("Débat thématique informel sur…").
    """
    words = text.strip()
    if words.endswith(":"):
        return False  # it introduces what somebody said
    if any(_is_named(words, naming) for naming in namings(words)):
        return True
    phrase = _LEADING_ARTICLE.sub(
        "", _PHRASE_ENDS.split(_LEADING_ARTICLE.sub("", words), maxsplit=1)[0]
    )
    return _is_headed(phrase.strip(' "“«'))


def _is_named(text: str, naming: Naming) -> bool:
    before, behind = text[: naming.at], text[naming.to :]
    head = _BEFORE_SERIES.fullmatch(
        before.lstrip('“«"') + ("" if before.endswith(" ") or not before else " ")
    )
    return head is not None and _BEHIND_SERIES.match(behind) is not None


def _is_headed(phrase: str) -> bool:
    for noun in load_event_labels().nouns.finditer(phrase):
        before, behind = phrase[: noun.start()], phrase[noun.end() :].strip(' "”»')
        if not behind and not _TELLS.search(before):
            return True
        if len(before.split()) <= 1 and all(map(_ADJECTIVE.fullmatch, behind.split())):
            return True
    return False
