"""Readers of sections about the secretariat and other bodies of a process."""

from ingest.reading.found import Fact
from ingest.reading.labels.lists import names_beside
from ingest.reading.labels.outcomes import (
    NAME_LENGTH,
    PROSE,
    Outcomes,
    empty,
    entry_fact,
    entry_quote,
    ignored,
    is_sentence,
    label_line,
    quote,
    stripped,
    with_value,
)
from ingest.reading.labels.sections import Entry, Section
from ingest.reading.outline.lines import Line
from ingest.reading.sentences.secretariat import has_verb, says_no_secretariat, secretariats_in


def secretariat(section: Section) -> Outcomes:
    """The bodies that are named, alone on a line or by a sentence."""
    yield label_line(section)
    listed = with_value(section)
    for entry in listed:
        yield from _entry(section, entry)
    if not listed and section.label.remarks:
        yield entry_fact(section, _label_itself(section), "secretariat", "name with a remark")
    elif not listed:
        yield empty(section, "secretariat")


def _label_itself(section: Section) -> Entry:
    """A line that only looks like a label: "Technical Secretariat (IOM gives support)"."""
    return Entry(text=section.line.text, lines=(section.line,))


def _entry(section: Section, entry: Entry) -> Outcomes:
    if says_no_secretariat(entry.text):
        yield from ignored(entry.lines, "the page says that there is none")
        return
    named = secretariats_in(entry.text)
    for name in named:
        said = entry_quote(section, entry, "secretariat named in a sentence")
        yield Fact(field="secretariat", words=name, quote=said)
    if not named and not _tells(entry):
        for body in names_beside(entry):
            yield entry_fact(section, stripped(body), "secretariat", "line under its label")
    elif not named:
        yield from ignored(entry.lines, PROSE)


def _tells(entry: Entry) -> bool:
    """Whether a line says something, be it cut off, instead of naming a body."""
    return is_sentence(entry) or len(entry.text) > 2 * NAME_LENGTH or has_verb(entry.text)


def bodies(section: Section) -> Outcomes:
    """Working groups and committees are no facts of ours; a sentence may name the secretariat."""
    yield label_line(section)
    for line in section.lines:
        yield from _body(section, line)


def _body(section: Section, line: Line) -> Outcomes:
    yield from ignored((line,), f"under {section.label.words}")
    for name in secretariats_in(line.text):
        said = quote(section, line.number, line.text, "secretariat in prose")
        yield Fact(field="secretariat", words=name, quote=said)
