"""Entries about the chair → States with their years."""

import re
from collections.abc import Iterator

import msgspec

from ingest.reading.found import Doubt, Fact
from ingest.reading.normalize.states import find_state, split_states, unknown_state
from ingest.reading.patterns import lazy_pattern
from ingest.reading.reading import ChairValue, NoChairValue
from ingest.reading.vocabulary.adjectives import find_adjective
from ingest.reading.vocabulary.dates import DateSpan, read_date
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.organizations import load_organizations
from ingest.reading.vocabulary.states import StateEntry
from ingest.reading.vocabulary.worded import worded_pattern

_YEARS = (
    r"(?<!\w)(?:{since}\s)?(?:19|20)\d\d"
    r"(?:\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d(?!\d)|{until_now}))?"
)
_NAME = r"(?:[^(),;:\d]|\([^()\d]{0,80}\))+?"
_INSIDE = r"\((?P<years>[^)\d]{0,80}\d[^)]{0,80})\)"
_ITEM = worded_pattern(
    # "2021: Fiji" · "2018-2019 – Vanuatu"
    rf"(?P<first>{_YEARS})\s?[:–—-]?\s(?P<name1>{_NAME})\s*(?:[,;]|$)|"
    # "Fiji (2021)" · "Fiji, 2021" · "Fiji: 2021" · "Fiji"
    rf"(?P<name2>{_NAME})\s*(?:{_INSIDE}|"
    rf"[,:–—-]?\s*(?P<last>{_YEARS})(?!\s?[:–—-]))?\s*(?:[,;]|$|(?<=\))’?)"
)
_RUN = lazy_pattern(r"[^(),;:\d]+")
_SHORT_END = lazy_pattern(r"(?<!\d)(?P<century>19|20)(?P<from>\d\d)\s?[-–—/]\s?(?P<to>\d\d)(?!\d)")
_REMARK = lazy_pattern(r"\s*\([^()]*\)")
_JOINT = worded_pattern(r"^{and}\s")


class Chair(msgspec.Struct, frozen=True):
    """A name in a list of chairs, with the years beside it."""

    name: str
    state: StateEntry | None
    span: DateSpan | None


def chairs(fact: Fact) -> Iterator[ChairValue | NoChairValue | Doubt]:
    """One value for each State; an organization in the chair means that no State is."""
    if fact.kind == "none" or load_organizations().find(fact.words.strip(" .")):
        yield NoChairValue(field=fact.field, quote=fact.quote)
        return
    for chair in read_chairs(fact.words, fact.parts.get("year", "")):
        state = chair.state.alpha3 if chair.state else find_adjective(chair.name)
        if state is None:
            yield unknown_state(chair.name, fact.field, fact.quote)
            if load_labels().read(chair.name):  # "Outgoing Chair" is a role and nobody's name
                continue
        yield ChairValue(
            field=fact.field,
            quote=fact.quote,
            state=state,
            listed_as=chair.name,
            current=fact.kind == "current",
            incoming=fact.kind == "incoming",
            start=chair.span.start if chair.span else None,
            end=chair.span.end if chair.span else None,
        )


def read_chairs(words: str, year: str = "") -> Iterator[Chair]:
    """The chairs of an entry; `year` stands in where a name has none."""
    items = list(_items(words.rstrip(" .")))
    if not items:
        yield Chair(words, None, None)
    for found in items:
        years = found["first"] or found["years"] or found["last"] or year
        name = (found["name1"] or found["name2"]).strip(" .’/–—-")
        yield from _named(_JOINT.sub("", name), read_date(_SHORT_END.sub(_full_end, years)))


def _items(words: str) -> Iterator[re.Match[str]]:
    """The items in their order, in one pass: where none begins, none begins further in the run."""
    at = 0
    while at < len(words):
        if found := _ITEM.match(words, at):
            yield found
            at = found.end()
        else:
            run = _RUN.match(words, at)
            at = run.end() if run else at + 1


def _full_end(found: re.Match[str]) -> str:
    """A term "2013-14" with both years in full; "2016-05" is no term."""
    if found["to"] <= found["from"]:
        return found[0]
    return f"{found['century']}{found['from']}-{found['century']}{found['to']}"


def _named(words: str, span: DateSpan | None) -> Iterator[Chair]:
    """A bracket may belong to the name; one that does not is a remark."""
    bare = words if find_state(words) else _REMARK.sub("", words).strip()
    if bare:
        yield from (Chair(name, state, span) for name, state in split_states(bare))
