"""Who was in the chair of a forum, and when.

A heading tells it by an adjective ("The 2013-2014 Swedish Chairmanship"), a sentence by name ("had
Sweden as Chair-in-Office from … to …"). Where the sentence has the days, the heading's years give
way.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.reading.found import Fact, Quote
from ingest.reading.normalize.states import find_state
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.adjectives import find_adjective
from ingest.reading.vocabulary.dates import read_date
from ingest.reading.vocabulary.series import Naming, namings

_NAME = r"(?P<state>[A-ZÀ-Þ][\w’'-]*(?:\s(?:of|the|and|[A-ZÀ-Þ][\w’'-]*)){0,5}?)"
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?"
_TERM = rf"(?P<term>(?:from|between)\s[^.;]{{6,60}}|(?:in|for|during)\s{_YEARS})"
_CHAIR = r"(?:Chair(?:manship|ship|-in-Office)?|chair(?:manship|ship)?)"
_WHOSE = r"(?:(?P<whose>[A-Z]{2,8}\d{0,2})\s)?"
_OF = r"(?:\s(?:of|for)\s(?P<of>[^.;,]{2,80}?))?"
_HEADING = lazy_pattern(
    rf"(?:The\s)?(?P<term>{_YEARS})\s{_WHOSE}(?P<state>[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){{0,3}})"
    rf"\s{_CHAIR}{_OF}"
)
_SENTENCES = (
    re.compile(rf"\bhad\s(?:the\s)?{_NAME}\sas\s(?:its\s)?{_WHOSE}{_CHAIR}{_OF}\s{_TERM}"),
    re.compile(
        rf"(?<!\w){_NAME}\s(?:was|acted\sas|served\sas|had|held|assumed|took\sover)\s(?:the\s|its\s)?"
        rf"{_WHOSE}{_CHAIR}{_OF}\s{_TERM}"
    ),
)
_PERSON = lazy_pattern(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|M|Mme|Sr|Sra)\.?|\bof(?:\sthe)?|\bfrom(?:\sthe)?|['’]s)\s$"
)
"""Before a State: then it is a person or a part of the State that is in the chair."""


def chairmanships(lines: Sequence[Line]) -> Iterator[Fact]:
    """Each State with its term; one without dates tells nothing."""
    told = [fact for line in lines for fact in _told(line)]
    named = {state.alpha3 for fact in told if (state := find_state(fact.words))}
    yield from told
    for line in lines:
        heading = _HEADING.fullmatch(line.text.strip(" .:"))
        code = _state(heading["state"]) if heading and _is_forum(heading) else None
        if heading and code and code not in named:
            yield _fact(line, heading, "heading of a chairmanship")


def _told(line: Line) -> Iterator[Fact]:
    for pattern in _SENTENCES:
        for found in pattern.finditer(line.text):
            person = _PERSON.search(line.text[: found.start("state")])
            known = find_state(found["state"]) and read_date(found["term"])
            if known and not person and _is_forum(found):
                yield _fact(line, found, "term in a sentence")


def _is_forum(found: re.Match[str]) -> bool:
    """Whether the chair is that of a series, where it is said to be one of something."""
    whose = [words for words in (found["whose"], found["of"]) if words]
    return all(any(_is_series(naming, words) for naming in namings(words)) for words in whose)


def _is_series(naming: Naming, words: str) -> bool:
    """Whether the words are the name of a series, with an article at most."""
    return naming.at <= len("the ") and naming.to == len(words)


def _state(words: str) -> str | None:
    state = find_state(words)
    return state.alpha3 if state else find_adjective(words)


def _fact(line: Line, found: re.Match[str], rule: str) -> Fact:
    said = Quote(words=found[0], line=line.number, rule=rule)
    return Fact(
        field="chairs",
        words=found["state"],
        quote=said,
        kind="past",
        parts={"year": found["term"]},
    )
