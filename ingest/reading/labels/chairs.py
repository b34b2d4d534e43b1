"""Readers of sections about the chair."""

import re
from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.labels.lists import is_remark
from ingest.reading.labels.meetings import rows
from ingest.reading.labels.section import Entry, Outcomes, Reader, Section
from ingest.reading.normalize.chairs import read_chairs
from ingest.reading.normalize.states import is_list_of_states, listed_states
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.chairing import says_no_chair
from ingest.reading.vocabulary.dates import find_dates

_BRACKETS = lazy_pattern(r"\s*\([^)]*\)")
_LONGEST = 60
"""A chair is a name, perhaps with years; a longer line without a bracket is a sentence."""
_MOST_CHAIRS = 3
"""More names in a list without years are no chairs of one time: a heading has been lost."""


def chairs(kind: str) -> Reader:
    """Reads the chairs beside or below a label, `kind` being current, past or incoming."""

    def read_section(section: Section) -> Outcomes:
        yield section.label_line
        listed: list[Entry] = []
        for entry in rows(section, section.entries, " "):
            if _is_table_heading(entry):
                yield from entry.ignored("heading of a table")
            else:
                listed.append(entry)
        count = _chairs_in(section, listed, kind)
        for n, entry in enumerate(listed):
            if n < count:
                yield from _chair(section, entry, kind)
            else:
                yield from entry.ignored()

    return read_section


def _is_table_heading(entry: Entry) -> bool:
    named = any(chair.state for chair in read_chairs(entry.text))
    return entry.lines[0].row > 0 and not named and not find_dates(entry.text)


def _chairs_in(section: Section, listed: list[Entry], kind: str) -> int:
    """How many of the first entries are chairs: one, or a run of names of one sort."""
    if not listed:
        return 0
    run = [listed[0], *_run(listed, beside=bool(section.label.value))]
    bare = not any(chair.span for entry in run for chair in read_chairs(entry.text))
    return 1 if kind != "past" and bare and len(run) > _MOST_CHAIRS else len(run)


def _run(listed: list[Entry], *, beside: bool) -> Iterator[Entry]:
    """The entries behind the first that go on with it: further names with years or bullets."""
    first, *rest = listed
    for before, entry in zip(listed, rest, strict=False):
        named = tuple(read_chairs(entry.text))
        if not named or any(chair.state is None for chair in named):
            return
        dated = all(chair.span for chair in named)
        alike = not beside and ((entry.item and first.item) or is_list_of_states(entry.text))
        goes_on = before.text.endswith((",", ";"))
        if not dated and not alike and not goes_on:
            return
        yield entry


def _chair(section: Section, entry: Entry, kind: str) -> Outcomes:
    nobody = says_no_chair(entry.text) or is_remark(entry.text)
    if kind == "incoming" and _is_list(entry) and not nobody:
        yield section.fact(entry, "chairs_incoming", "incoming chair beside its label", kind)
    elif kind == "incoming":
        yield from entry.ignored()
    elif nobody:
        yield section.fact(entry, "chairs", "the page says that there is no chair", "none")
    elif _is_list(entry):
        year = section.label.number
        fact = section.fact(entry, "chairs", f"{kind} chair beside its label", kind)
        if year is None:
            yield fact
        else:
            yield Fact(
                field="chairs",
                words=fact.words,
                quote=fact.quote,
                kind="past",
                parts={"year": str(year)},
            )
    else:
        yield from entry.ignored()


def _is_list(entry: Entry) -> bool:
    """Names that are short, or a list with years that ends as a sentence does."""
    if entry.is_excerpt:
        return False
    bare = _BRACKETS.sub("", entry.text).rstrip(" .")
    if entry.text.rstrip().endswith("."):
        return bool(listed_states(bare))
    return max(map(len, re.split("[,;]", bare))) <= _LONGEST


def no_current_chair(section: Section) -> Fact:
    """A heading for the current chair with nothing under it: nobody is in the chair."""
    said = section.quote(section.line, section.line.text, "heading without a chair")
    return Fact(field="chairs", words=section.line.text, quote=said, kind="none")
