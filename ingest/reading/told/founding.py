"""Since when a process exists: "established in 1996", "Nacida en febrero de 1996", "date de 2007".

A sentence tells of many beginnings; the date counts only where the process itself begins, which
`ingest/reading/told/beginner.py` decides.
"""

import re
from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.beginner import Beginning, begins, exists_since
from ingest.reading.told.sentence import Sentence
from ingest.reading.vocabulary.dates import DateSpan, find_dates

_PARTICIPLE = (
    r"(?:established|founded|created|launched|initiated|operationali[sz]ed|"
    r"(?:co)?fondée?|créée?|établie?|lancée?|instituée?|née?|débutée?|"
    r"nacid[oa]|fundad[oa]|cread[oa]|establecid[oa]|lanzad[oa]|iniciad[oa])"
)
_FINITE = r"(?:nació|nace(?:\sformalmente)?|surgió|began|started|dates\sback|date)"
_TO_DATE = (
    r"(?:\s(?:officially|formally|officiellement|formalmente))?,?"
    r"\s(?:in|on|since|en|depuis|el|le|de|to|from|desde)\s(?:el\saño\s|el\smes\sde\s|the\syear\s)?"
)
_VERB = lazy_pattern(rf"(?<![\w-])(?P<verb>{_PARTICIPLE}|{_FINITE}){_TO_DATE}", re.I)
_SINCE = lazy_pattern(r"^(?:Depuis|Since|Desde)\s", re.I)


def founded(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The date since when the process exists, once at most."""
    dates = {one.at: one for one in find_dates(sentence.text)}
    for found in _VERB.finditer(sentence.text):
        date = dates.get(found.end())
        if date and begins(Beginning.of(sentence, names, found.span("verb"), date.to)):
            yield _fact(sentence, date)
            return
    opening = _SINCE.match(sentence.text)
    date = dates.get(opening.end()) if opening else None
    if date and exists_since(Beginning.of(sentence, names, (0, 0), date.to)):
        yield _fact(sentence, date)


def _fact(sentence: Sentence, date: DateSpan) -> Fact:
    words = sentence.text[date.at : date.to]
    return sentence.fact("established", words, date.at, "beginning told in a sentence")
