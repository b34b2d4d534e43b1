"""Who organizes a meeting: behind a label, or as subject or agent of a sentence."""

from collections.abc import Iterator, Sequence

from ingest.catalogue.keys import key
from ingest.reading.events.lines import is_sentence
from ingest.reading.found import Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import date_at
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.sentence_ends import sentences
from ingest.reading.vocabulary.series import Series, namings
from ingest.reading.vocabulary.worded import worded_pattern

_WORD = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÿ’'-]+"
_LINK = r"(?:{body_link}\s){0,3}"
_BODY = rf"(?:(?i:{{article}})\s)?(?P<body>{_WORD}(?:\s{_LINK}{_WORD}){{0,14}})"
_COMMON = (
    r"(?P<common>(?:\s(?:{and}\s)?(?:{joined_of}\s|{elided_of})"
    r"[a-zà-ÿ’'-]+(?:\s{and}\s[a-zà-ÿ’'-]+)?){0,4})"
)
"""Common nouns in French and Spanish names: "Division de la population"."""
_BESIDE = worded_pattern(_BODY + _COMMON)
_SUBJECT = worded_pattern(
    rf"(?:^|[.,;]\s){_BODY}"
    r"\s(?:{auxiliary}\s){0,3}{organizes}\s(?:{any_article}\s)?$"
)
_AGENT = worded_pattern(
    r",?\s(?:{which}\s)?(?:{be_organized}\s)?{organized}\s{by}\s" + _BODY + _COMMON
)
_PLAIN = worded_pattern(r"(?<!\w)(?i:{this_event})\s(?:{counted_days}\s)?{plain_event}(?!\w)")

_NAMED = lazy_pattern(r"\s[A-ZÀ-Þ][\w’'-]+\s$")
"""A word with a capital that makes the noun behind it a name: "the Regional Workshop"."""


def organizers(lines: Sequence[Line], own: Series | None) -> Iterator[Fact]:
    """Each organizer once, the fullest name of those that begin alike."""
    kept: dict[str, Fact] = {}
    for fact in _all(lines, own):
        known = next((one for one in kept if one.startswith(key(fact.words))), None)
        if known is None:
            shorter = [one for one in kept if key(fact.words).startswith(one)]
            for one in shorter:
                del kept[one]
            kept[key(fact.words)] = fact
    yield from kept.values()


def _all(lines: Sequence[Line], own: Series | None) -> Iterator[Fact]:
    for at, line in enumerate(lines):
        kind, value = load_event_labels().read(line.text) or ("", "")
        beside = load_event_labels().organized(_behind_date(line.text))
        if kind == "organizer" or beside:
            yield from _labelled(line, value or beside, lines[at + 1 : at + 4])
        else:
            yield from _told(line, own)


def _behind_date(text: str) -> str:
    """The words of a line, without the date that it begins with."""
    date = date_at(text, 0)
    return text[date.to :].lstrip(" ,;:.–—-|") if date else text


def _labelled(line: Line, value: str, below: Sequence[Line]) -> Iterator[Fact]:
    if value:
        found = _BESIDE.match(value)
        body = found["body"] + found["common"] if found else ""
        yield from _fact(line, body, "organizer beside its label")
        return
    for one in below:
        if is_sentence(one.text) or load_event_labels().read(one.text):
            return
        yield from _fact(one, one.text, "organizer under its label")


def _told(line: Line, own: Series | None) -> Iterator[Fact]:
    """A sentence counts only where it speaks of the page's own series."""
    other = False
    for sentence in sentences(line.text):
        other = _is_of_another(sentence, own, before=other)
        for at, to in _own_places(sentence, own, plain=not other):
            subject = _SUBJECT.search(sentence[:at])
            agent = _AGENT.match(sentence, to)
            for found in (subject, agent):
                if found:
                    body = found["body"] + (found.groupdict().get("common") or "")
                    yield from _fact(line, body, "organizer named in a sentence")


def _is_of_another(sentence: str, own: Series | None, *, before: bool) -> bool:
    """Whether "the meeting" is another one from here on: the last that was named."""
    named = list(namings(sentence, own))
    if named:
        return own is not None and all(one.series is not own for one in named)
    return before or any(
        found[0][0].isupper() and _NAMED.search(sentence[: found.start()])
        for found in load_event_labels().nouns.finditer(sentence)
    )


def _own_places(sentence: str, own: Series | None, *, plain: bool) -> Iterator[tuple[int, int]]:
    """Where a sentence speaks of the page's event: by its series, or as "the meeting"."""
    for naming in namings(sentence, own):
        if own is None or naming.series is own:
            yield naming.at, naming.to
    for found in _PLAIN.finditer(sentence) if plain else ():
        yield found.start(), found.end()


def _fact(line: Line, body: str, rule: str) -> Iterator[Fact]:
    if load_event_labels().bodies.search(body):
        quote = Quote(words=line.text, line=line.number, rule=rule)
        yield Fact(field="organizers", words=body, quote=quote)
