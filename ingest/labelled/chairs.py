"""Readers of sections about the chair."""

import re

from ingest.found import Fact
from ingest.labelled.made import Made, Reader, entry_fact, label_line, quote, with_value
from ingest.prose.chairs import says_no_chair
from ingest.prose.read import read_line
from ingest.prose.states import is_list_of_states, names_in
from ingest.sections import Entry, Section

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LONGEST = 60
"""A chair is a name, perhaps with years; a longer line without a bracket is a sentence."""


def chairs(kind: str) -> Reader:
    """Reads the chairs beside or below a label, `kind` being current or past."""

    def read_chairs(section: Section) -> Made:
        yield label_line(section)
        told = False
        for entry in with_value(section):
            beside = bool(section.label.value)
            if told and (beside or not is_list_of_states(entry.text)):
                yield from _prose(section, entry)
            else:
                yield from _chair(section, entry, kind)
                told = True

    return read_chairs


def _chair(section: Section, entry: Entry, kind: str) -> Made:
    if says_no_chair(entry.text):
        said = quote(section, entry.line, entry.text, "the page says that there is no chair")
        yield Fact(field="chairs", words=entry.text, quote=said, kind="none")
    elif _is_list(entry):
        year = section.label.number
        fact = entry_fact(section, entry, "chairs", f"{kind} chair beside its label", kind)
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
        yield from _prose(section, entry)


def _prose(section: Section, entry: Entry) -> Made:
    for line in entry.lines:
        yield from read_line(section.path, line)


def _is_list(entry: Entry) -> bool:
    """Names that are short, or a list with years that ends as a sentence does."""
    bare = _BRACKETS.sub("", entry.text).rstrip(" .")
    if entry.text.rstrip().endswith("."):
        return bool(names_in(bare))
    return max(map(len, bare.split(","))) <= _LONGEST


def no_current_chair(section: Section) -> Fact:
    """A heading for the current chair with nothing under it: nobody is in the chair."""
    said = quote(section, section.line.number, section.line.text, "heading without a chair")
    return Fact(field="chairs", words=section.line.text, quote=said, kind="none")
