"""Since when a process exists: "established in 1996", "Nacida en febrero de 1996", "date de 2007".

A sentence tells of many beginnings; the date counts only where the process is the subject: its
name or acronym, or a pronoun at the beginning, stands right before the verb, or right behind it.
"""

import re
from collections.abc import Iterator

from ingest.dates import DateSpan, find_dates
from ingest.found import Fact
from ingest.told.sentence import Sentence, names_one

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
_VERB = re.compile(rf"(?<!\w)(?P<verb>{_PARTICIPLE}|{_FINITE}){_TO_DATE}", re.I)
_SINCE = re.compile(r"^(?:Depuis|Since|Desde)\s", re.I)
_PRONOUN = re.compile(r"^(?:It|He|Il|Elle|This\s\w+|Ce\s\w+|Cette\s\w+|Este\s\w+)\s", re.I)
_IS_A = re.compile(r"\s(?:is\san?|est\sune?|es\suna?)\s")
_NEAR = 120
"""Characters between the name of the process and the verb."""
_EARLY = 30
"""Characters before a verb that has its subject behind it."""


def founded(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The date since when the process exists, once at most."""
    dates = find_dates(sentence.text)
    for found in _VERB.finditer(sentence.text):
        date = next((one for one in dates if one.at == found.end()), None)
        if date and _is_subject(sentence.text, found.start(), date.to, names):
            yield _fact(sentence, date)
            return
    opening = _SINCE.match(sentence.text)
    date = next((one for one in dates if opening and one.at == opening.end()), None)
    if date and names_one(sentence.text[date.to : date.to + _NEAR], names):
        yield _fact(sentence, date)


def _is_subject(text: str, verb: int, after: int, names: tuple[str, ...]) -> bool:
    """Whether the process stands before the verb, or behind the participle that opens it."""
    behind = text[after : after + _NEAR]
    if verb <= 1:
        return names_one(behind, names)
    if _PRONOUN.match(text) and verb < _NEAR:
        return True
    near = text[max(0, verb - _NEAR) : verb]
    defined = _IS_A.search(text[:verb])
    return (
        names_one(near, names)
        or (verb < _EARLY and names_one(behind, names))
        or bool(defined and names_one(text[: defined.start()], names))
    )


def _fact(sentence: Sentence, date: DateSpan) -> Fact:
    words = sentence.text[date.at : date.to]
    return sentence.fact("established", words, date.at, "beginning told in a sentence")
