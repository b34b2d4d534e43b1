"""Who was in the chair of a forum, and when.

A heading tells it by an adjective ("The 2013-2014 Swedish Chairmanship"), a sentence by name ("had
Sweden as Chair-in-Office from … to …"). Where the sentence has the days, the heading's years give
way.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import read_date
from ingest.found import Fact, Quote
from ingest.normalize.states import find_state
from ingest.outline.lines import Line
from ingest.vocabulary.adjectives import find_adjective

_NAME = r"(?P<state>[A-ZÀ-Þ][\w’'-]*(?:\s(?:of|the|and|[A-ZÀ-Þ][\w’'-]*)){0,5}?)"
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?"
_TERM = rf"(?P<term>(?:from|between)\s[^.;]{{6,60}}|(?:in|for|during)\s{_YEARS})"
_CHAIR = r"(?:Chair(?:manship|ship|-in-Office)?|chair(?:manship|ship)?)"
_HEADING = re.compile(
    rf"(?:The\s)?(?P<term>{_YEARS})\s(?:GFMD\s)?(?P<state>[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){{0,3}})"
    rf"\s{_CHAIR}(?:\sof\sthe\s[^.;]{{3,80}})?"
)
_SENTENCES = (
    re.compile(rf"\bhad\s(?:the\s)?{_NAME}\sas\s(?:its\s)?{_CHAIR}\s{_TERM}"),
    re.compile(
        rf"(?<!\w){_NAME}\s(?:was|acted\sas|served\sas)\s(?:the\s|its\s)?(?:[A-Z]{{3,8}}\s)?{_CHAIR}\s"
        rf"(?:of\sthe\s[A-Z][^.;,]{{2,60}}?\s)?{_TERM}"
    ),
    re.compile(
        rf"(?<!\w){_NAME}\s(?:had|held|assumed|took\sover)\s(?:the\s|its\s)?(?:[A-Z]{{3,8}}\s)?{_CHAIR}\s"
        rf"(?:of\sthe\s[A-Z][^.;,]{{2,60}}?\s)?{_TERM}"
    ),
)


def chairmanships(lines: Sequence[Line]) -> Iterator[Fact]:
    """Each State with its term; one without dates tells nothing."""
    told = [fact for line in lines for fact in _told(line)]
    named = {state.alpha3 for fact in told if (state := find_state(fact.words))}
    yield from told
    for line in lines:
        heading = _HEADING.fullmatch(line.text.strip(" .:"))
        code = _state(heading["state"]) if heading else None
        if heading and code and code not in named:
            yield _fact(line, heading, "heading of a chairmanship")


def _told(line: Line) -> Iterator[Fact]:
    for pattern in _SENTENCES:
        for found in pattern.finditer(line.text):
            if find_state(found["state"]) and read_date(found["term"]):
                yield _fact(line, found, "term in a sentence")


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
