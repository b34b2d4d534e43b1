"""Words that make an entry a meeting, and meetings that sentences name with their date."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.found import Fact
from ingest.reading.normalize.places import place_in
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.mentions import Mention, mentioned, mentions
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.loosely import PATTERNS_KEPT
from ingest.reading.vocabulary.ordinals import ordinal_before
from ingest.reading.vocabulary.processes import any_process, process_namings, processes_in
from ingest.reading.vocabulary.series import Naming

_MEETING = lazy_pattern(
    r"\b(?:meeting|conference|consultation|forum|session|summit|workshop|seminar|réunion|conférence|"
    r"sommet|atelier|séminaire|table ronde|reunión|conferencia|cumbre|taller|seminario|foro)s?\b",
    re.I,
)
_NOUN = r"(?:Meeting|Conference|Consultations?|Summit|Session|Workshop|Forum|Seminar|Symposium)"
_ADJECTIVES = (
    r"(?:(?:ministerial|senior|officials?[’']?|technical|expert|annual|plenary|high-level|"
    r"intersessional|preparatory|informal|extraordinary|special)\s){0,3}"
)
_THEMED = lazy_pattern(
    rf"(?<!\w)(?:[A-Z][\w’'-]*\s){{0,4}}{_NOUN}\son\s(?:“[^”]{{5,200}}”|\"[^\"]{{5,200}}\")"
)
"""A meeting that is named by its quoted subject."""
_SUBJECT = (
    r"(?:\son\s[^,.;:()\d]{5,140}?"
    r"(?=\s(?:in|on|at|from|to\sbe|was|will|is|took|takes|held|which)\s|[,.;:()]|$))?"
)
_NUMBERED = lazy_pattern(
    r"(?<!\w)(?:(?:(?:Ministerial|Vice-Ministerial|Annual|Regional|High-[Ll]evel|Expert|Plenary|"
    rf"Intersessional|Senior\sOfficials[’']?)\s){{0,3}}{_NOUN}|"
    r"(?:[Cc]onférence|[Rr]éunion)\s(?:ministérielle|annuelle|régionale|plénière)(?:\srégionale)?|"
    r"(?:[Cc]onferencia|[Rr]eunión)\s(?:ministerial|anual|regional|plenaria)(?:\sregional)?)"
    r"(?!\w)(?!\s(?:of|de|du|del|des)\s)(?!\s[A-Z])"
)
"""A meeting that is named by its number alone is one of the page's process."""
_YEAR = lazy_pattern(r"(?<![\w.,/-])(?P<year>(?:19|20)\d\d)\s$")
_PLACED = lazy_pattern(
    r"\s(?:in|at|à|en)\s(?P<place>[A-ZÀ-Þ][^,.;:()\d]{1,40}?(?:,\s[A-ZÀ-Þ][^,.;:()\d]{1,40}?)?)"
    r"(?=,?\s(?:in|on|from|en|le|les|du|el|los|del)\s(?:\w+\s){0,3}\d)"
)
"""The place between a name and its date: "in Nairobi, Kenya in January 2020"."""


def names_a_meeting(text: str) -> bool:
    """Whether the words speak of a meeting of some sort."""
    return _MEETING.search(text) is not None


def told_meetings(lines: Iterable[Line], listed: Iterable[Fact], own: str | None) -> Iterator[Fact]:
    """The meetings that sentences tie to a date, each once, without those that a list has.

    Meetings of other processes than `own` are none of the page's.
    """
    known = [span.start for fact in listed for span in find_dates(_dated_words(fact))]
    told = [
        one
        for line in lines
        for one in mentions(line, None, more=_namings)
        if own is None or _owner(one) in (None, own)
    ]
    for one in sorted(told, key=lambda one: -len(one.days[0])):
        first = one.days[0]
        if not any(day.startswith(first) or first.startswith(day) for day in known):
            known.append(first)
            yield mentioned(_without_place(one), "UPCOMING" if one.announced else "PAST")


def _owner(mention: Mention) -> str | None:
    """The process that the mention names, if any."""
    process = load_catalogue().process_of_series(mention.key)
    if process is not None:
        return process.id
    return next(iter(sorted(processes_in(mention.title))), None)


def _dated_words(fact: Fact) -> str:
    return fact.parts.get("date", fact.words)


def _without_place(mention: Mention) -> Mention:
    """The mention with the place moved out of its title."""
    placed = _PLACED.search(mention.title + " in 1")
    if placed is None or placed.end() != len(mention.title):
        return mention
    return msgspec.structs.replace(
        mention, title=mention.title[: placed.start()], place=placed["place"]
    )


def _namings(text: str) -> Iterator[Naming]:
    """Meetings named by a process that the catalogue knows, or by their quoted subject."""
    taken: list[Naming] = []
    process = any_process(text)
    before = _pattern(process).finditer(text) if process else ()
    found = [_naming(text, one) for one in before]
    found += [_naming(text, one) for one in _THEMED.finditer(text)]
    numbered = (_naming(text, one) for one in _NUMBERED.finditer(text))
    found += process_namings(text)
    for one in (*found, *(one for one in numbered if one.ordinal is not None)):
        if not any(one.at < other.to and other.at < one.to for other in taken):
            taken.append(one)
            yield one


def _naming(text: str, found: re.Match[str]) -> Naming:
    ordinal, at = ordinal_before(text, found.start()) or (None, found.start())
    year = _YEAR.search(text[:at])
    placed = _PLACED.match(text, found.end())
    to = placed.end() if placed and place_in(placed[0]) else found.end()
    return Naming(
        series=None,
        language="",
        ordinal=ordinal,
        year=int(year["year"]) if year else None,
        at=year.start("year") if year else at,
        to=to,
    )


@lru_cache(PATTERNS_KEPT)
def _pattern(process: str) -> re.Pattern[str]:
    """The name of a process before a noun: "ADD Ministerial meeting"."""
    # A capital behind the noun makes it part of another name: "CMC Meeting Secretariat".
    noun = rf"{_ADJECTIVES}{_NOUN}(?!\w)(?!(?-i:\s[A-Z][a-z]))"
    return re.compile(rf"(?<!\w){process}\s{noun}{_SUBJECT}", re.I)
