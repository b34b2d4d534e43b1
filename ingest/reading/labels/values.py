"""Readers of sections that hold one value, and of the contact block."""

from urllib.parse import unquote

from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.found import Fact
from ingest.reading.labels.section import (
    NAME_LENGTH,
    PROSE,
    Entry,
    Outcomes,
    Reader,
    Section,
    ignored,
)
from ingest.reading.normalize.contact import addresses, web_address
from ingest.reading.normalize.states import is_list_of_states
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern

_MAIL = "mailto:"
_LAST_BRACKET = lazy_pattern(r"\s*\([^()]*\)\s*$")
_PART = lazy_pattern(r"[:.(]\s")


def value(field: str) -> Reader:
    """Reads the value beside the label or on the line below it; what follows is prose."""

    def read_value(section: Section) -> Outcomes:
        words, line, rest = beside_or_below(section)
        if words:
            said = section.line.text if line is section.line else words
            rule = f"{field} beside its label"
            yield Fact(field=field, words=words, quote=section.quote(line, said, rule))
        else:
            yield section.empty(field)
        if line is not section.line:
            yield section.label_line
        yield from ignored(rest, PROSE)

    return read_value


def beside_or_below(section: Section) -> tuple[str, Line, tuple[Line, ...]]:
    """The value, the line that has it, and the lines behind it."""
    remarks = "".join(f" ({remark})" for remark in section.label.remarks)
    if section.label.value:
        return section.label.value + remarks, section.line, section.lines
    if section.lines and not section.lines[0].item:
        return section.lines[0].text, section.lines[0], section.lines[1:]
    return "", section.line, section.lines


def objectives(section: Section) -> Outcomes:
    """Paragraphs, and what their sentences say besides."""
    yield section.label_line
    for line in section.lines:
        if _is_objective(Entry(text=line.text, lines=(line,))):
            said = section.quote(line, line.text, "paragraph under its label")
            yield Fact(field="objectives", words=line.text, quote=said)
        yield from ignored((line,), PROSE)


def _is_objective(entry: Entry) -> bool:
    """A paragraph or an entry of a list; no name, title or excerpt, and no list of members."""
    told = entry.item or entry.enumerated or entry.is_sentence or len(entry.text) > NAME_LENGTH
    if not told or entry.is_excerpt or load_catalogue().named(_LAST_BRACKET.sub("", entry.text)):
        return False
    return not any(map(is_list_of_states, _PART.split(entry.text)))


def contact(section: Section) -> Outcomes:
    """Address lines; telephone, fax and e-mail have labels of their own."""
    yield section.label_line
    for entry in section.entries:
        yield section.fact(entry, "contact", "line of the contact block", "address")


def labelled_contact(kind: str) -> Reader:
    """Reads a line of the contact block that has a label; the block ends with the last of them."""

    def read_contact(section: Section) -> Outcomes:
        words, line, rest = beside_or_below(section)
        words = _linked(kind, words, line)
        if words:
            said = section.quote(line, section.line.text, f"{kind} beside its label")
            yield Fact(field="contact", words=words, quote=said, kind=kind)
        if line is not section.line or not words:
            yield section.label_line
        yield from ignored(rest, PROSE)

    return read_contact


def _linked(kind: str, words: str, line: Line) -> str:
    """The address that the words are a link to: "Write to us"; else the words themselves."""
    targets = [link.target for link in line.links if link.words and link.words in words]
    if kind == "email" and not addresses(words):
        sent = [unquote(one[len(_MAIL) :].partition("?")[0]) for one in targets if _is_mail(one)]
        return next(filter(addresses, sent), words)
    alone = len(targets) == 1 and line.links[0].words == words
    return targets[0] if kind == "website" and alone and web_address(targets[0]) else words


def _is_mail(target: str) -> bool:
    return target.lower().startswith(_MAIL)
