"""Readers of sections about the secretariat and other bodies of a process."""

from ingest.reading.found import Fact
from ingest.reading.labels.lists import is_remark, names_beside
from ingest.reading.labels.section import NAME_LENGTH, Entry, Outcomes, Section, ignored
from ingest.reading.outline.lines import Line
from ingest.reading.sentences.secretariat import goes_on, has_verb, secretariats_in


def secretariat(section: Section) -> Outcomes:
    """The bodies that are named, alone on a line or by a sentence."""
    yield section.label_line
    listed = section.entries
    for entry in listed:
        yield from _entry(section, entry)
    if not listed and section.label.remarks:
        yield section.fact(_label_itself(section), "secretariat", "name with a remark")
    elif not listed:
        yield section.empty("secretariat")


def _label_itself(section: Section) -> Entry:
    """A line that only looks like a label: "Technical Secretariat (IOM gives support)"."""
    return Entry(text=section.line.text, lines=(section.line,))


def _entry(section: Section, entry: Entry) -> Outcomes:
    if is_remark(entry.text):
        yield from entry.ignored("the page says that there is none")
        return
    named = secretariats_in(entry.text)
    for name in named:
        yield section.fact(entry, "secretariat", "secretariat named in a sentence", words=name)
    if not named and not _tells(entry):
        for body in names_beside(entry):
            yield section.fact(body.stripped(), "secretariat", "line under its label")
    elif not named:
        yield from entry.ignored()


def _tells(entry: Entry) -> bool:
    """Whether a line says something, be it cut off, instead of naming a body."""
    long = len(entry.text) > 2 * NAME_LENGTH
    return entry.is_sentence or long or has_verb(entry.text) or goes_on(entry.text)


def bodies(section: Section) -> Outcomes:
    """Working groups and committees are no facts of ours; a sentence may name the secretariat."""
    yield section.label_line
    for line in section.lines:
        yield from _body(section, line)


def _body(section: Section, line: Line) -> Outcomes:
    yield from ignored((line,), f"under {section.label.words}")
    for name in secretariats_in(line.text):
        said = section.quote(line, line.text, "secretariat in prose")
        yield Fact(field="secretariat", words=name, quote=said)
