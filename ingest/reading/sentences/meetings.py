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
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.mentions import Mention, mentioned, mentions
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.loosely import PATTERNS_KEPT
from ingest.reading.vocabulary.ordinals import ordinal_before
from ingest.reading.vocabulary.processes import any_process, process_namings, processes_in
from ingest.reading.vocabulary.series import Naming

_NOUN = r"(?=[A-Z]){meeting_name}"
_THEMED = rf"(?<!\w)(?:[A-Z][\w'-]* ){{0,4}}{_NOUN} {{on_theme}} \"[^\"]{{5,200}}\""
"""A meeting that is named by its quoted subject."""
_NUMBERED = (
    rf"(?:{{numbered_meeting}}|(?:(?=[A-Z]){{meeting_adjective}} ){{0,3}}{_NOUN})"
    r"(?! {of_another} )(?! [A-Z])"
)
"""A meeting that is named by its number alone is one of the page's process."""
_OF_PROCESS = (
    # a capital behind the noun makes it part of another name: "CMC Meeting Secretariat"
    r" (?:{meeting_adjective} ){0,3}{meeting_name}(?! [A-Z][a-z])"
    r"(?: {on_theme} [^,.;:()\d]{5,140}?(?= {after_theme} |[,.;:()]|$))?"
)
_YEAR = lazy_pattern(r"(?<![\w.,/-])(?P<year>(?:19|20)\d\d)\s$")
_PLACED = (
    r" {at} (?P<place>[A-Z][^,.;:()\d]{1,40}?(?:, [A-Z][^,.;:()\d]{1,40}?)?)"
    r"(?=,? {to_day} (?:\w+ ){0,3}\d)"
)
"""The place between a name and its date: "in Nairobi, Kenya in January 2020"."""


def names_a_meeting(text: str) -> bool:
    """Whether the words speak of a meeting of some sort."""
    return load_grammar().pattern("{meeting_noun}").search(plain(text)) is not None


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
    placed = load_grammar().pattern(_PLACED).search(plain(mention.title) + " in 1")
    if placed is None or placed.end() != len(mention.title):
        return mention
    return msgspec.structs.replace(
        mention,
        title=mention.title[: placed.start()],
        place=mention.title[slice(*placed.span("place"))],
    )


def _namings(text: str) -> Iterator[Naming]:
    """Meetings named by a process that the catalogue knows, or by their quoted subject."""
    taken: list[Naming] = []
    process = any_process(text)
    folded = plain(text)
    before = _pattern(process).finditer(folded) if process else ()
    found = [_naming(text, one) for one in before]
    found += [_naming(text, one) for one in load_grammar().pattern(_THEMED).finditer(folded)]
    numbered = (_naming(text, one) for one in load_grammar().pattern(_NUMBERED).finditer(folded))
    found += process_namings(text)
    for one in (*found, *(one for one in numbered if one.ordinal is not None)):
        if not any(one.at < other.to and other.at < one.to for other in taken):
            taken.append(one)
            yield one


def _naming(text: str, found: re.Match[str]) -> Naming:
    ordinal, at = ordinal_before(text, found.start()) or (None, found.start())
    year = _YEAR.search(text[:at])
    placed = load_grammar().pattern(_PLACED).match(plain(text), found.end())
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
    return re.compile(rf"(?<!\w)(?i:{process}){load_grammar().pattern(_OF_PROCESS).source}")
