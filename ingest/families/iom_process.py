"""IOM's page of one process: labels, and under each a value or a list.

The same label set finds the sections in every template generation; what stands under a label is
read by one short function, listed in `_READERS`.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from ingest.found import Doubt, Fact, Found, Ignored, Quote
from ingest.outline.lines import Line, Outline
from ingest.sections import Entry, Section, cut, entries
from ingest.symbols import find_symbols
from ingest.vocabulary.labels import load_labels

_Made = Iterator[Fact | Ignored | Doubt]

_TRAILING = re.compile(r"\s*(?:[;,.]|;\s*(?:and|et|y|e)|,\s*(?:and|et|y))\s*$", re.I)
_ENUMERATOR = re.compile(r"^(?:\d{1,2}[.)]|\(?[ivx]{1,5}\)|\(\d{1,2}\)|[a-z]\))\s+")
_COUNT = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")
_COUNT_LINE = re.compile(r"\d{1,3}\s+[^\W\d]+(?:\s[^\W\d]+)?")
_SENTENCE = re.compile(r"[^.;]{0,160}")
_PROSE_LENGTH = 90
"""A line of a list of names is shorter than this; a longer one is a remark."""


def read(outline: Outline) -> Found:
    """All facts of a process page, in page order."""
    page = cut(outline, load_labels())
    made: list[Fact | Ignored | Doubt] = [
        Ignored(line.number, "navigation") for line in outline.lines if line.navigation
    ]
    made += [Ignored(line.number, "before the first label") for line in page.preamble]
    for section in page.sections:
        made += _READERS.get(section.label.field, _skip)(section)
    return Found(
        facts=tuple(one for one in made if isinstance(one, Fact)),
        ignored=tuple(one for one in made if isinstance(one, Ignored)),
        doubts=tuple(one for one in made if isinstance(one, Doubt)),
    )


def _quote(section: Section, line: int, words: str, rule: str) -> Quote:
    return Quote(words=words, line=line, path=section.path, rule=rule)


def _fact(section: Section, entry: Entry, field: str, rule: str, kind: str = "") -> Fact:
    return Fact(
        field=field,
        words=entry.text,
        quote=_quote(section, entry.line, entry.text, rule),
        kind=kind,
    )


def _ignore(entry: Entry, reason: str) -> Iterator[Ignored]:
    return (Ignored(line.number, reason) for line in entry.lines)


def _skip(section: Section) -> _Made:
    reason = f"under {section.label.words}"
    return (Ignored(line.number, reason) for line in (section.line, *section.lines))


def _value(field: str) -> Callable[[Section], _Made]:
    """Reads the one value beside the label, or on the line below it."""

    def read_value(section: Section) -> _Made:
        value, line, rest = _beside_or_below(section)
        if value:
            rule = f"{field} beside its label"
            words = section.line.text if line is section.line else value
            yield Fact(field=field, words=value, quote=_quote(section, line.number, words, rule))
        else:
            yield _empty(section, field)
        for other in rest:
            yield from _prose(section, other)

    return read_value


def _beside_or_below(section: Section) -> tuple[str, Line, tuple[Line, ...]]:
    remarks = "".join(f" ({remark})" for remark in section.label.remarks)
    if section.label.value:
        return section.label.value + remarks, section.line, section.lines
    if section.lines and not section.lines[0].item:
        return section.lines[0].text, section.lines[0], section.lines[1:]
    return "", section.line, section.lines


def _empty(section: Section, field: str) -> Doubt:
    return Doubt(
        code="empty-section",
        message=f"nothing stands under {section.label.words!r}",
        field=field,
        quote=_quote(section, section.line.number, section.line.text, "label without content"),
    )


def _objectives(section: Section) -> _Made:
    yield Ignored(section.line.number, "label")
    for line in section.lines:
        quote = _quote(section, line.number, line.text, "paragraph under its label")
        yield Fact(field="objectives", words=line.text, quote=quote)
        yield from _documents_in_prose(section, line)


def _prose(section: Section, line: Line) -> _Made:
    yield Ignored(line.number, "prose")
    yield from _documents_in_prose(section, line)


def _documents_in_prose(section: Section, line: Line) -> _Made:
    """Documents that a sentence names by symbol; only the clause is quoted, not the paragraph."""
    for mention in find_symbols(line.text):
        clause = line.text[_clause_start(line.text, mention.at) :]
        end = _SENTENCE.match(clause)
        words = clause[: end.end()] if end else clause
        yield Fact(
            field="documents",
            words=words,
            quote=_quote(section, line.number, words, "symbol in prose"),
            kind="prose",
        )


def _clause_start(text: str, at: int) -> int:
    """Where the word before a symbol begins: "résolution 58/208"."""
    before = text.rfind(" ", 0, max(0, at - 1))
    return before + 1


def _texts(field: str, rule: str, kind: str = "") -> Callable[[Section], _Made]:
    """Reads a list, one value an entry; prose around the list is no value."""

    def read_list(section: Section) -> _Made:
        values, others = _list_entries(section)
        yield Ignored(section.line.number, "label")
        for entry in values:
            yield _fact(section, _stripped(entry), field, rule, kind)
        for entry in others:
            for line in entry.lines:
                yield from _prose(section, line)
        if not values:
            yield _empty(section, field)

    return read_list


def _list_entries(section: Section) -> tuple[list[Entry], list[Entry]]:
    """The entries of the list, and what stands around it.

    Where anything has a bullet, an entry without one counts only between two that have one (it
    lost its own), or above them all where it is as short as a name.
    """
    all_entries = _with_value(section)
    bulleted = [n for n, entry in enumerate(all_entries) if entry.item]
    values: list[Entry] = []
    others: list[Entry] = []
    for n, entry in enumerate(all_entries):
        inside = not bulleted or entry.item or bulleted[0] < n < bulleted[-1]
        named = len(entry.text) <= 2 * _PROSE_LENGTH or entry.item
        heading = entry.text.endswith(":")
        (values if inside and named and not heading else others).append(entry)
    return values, others


def _with_value(section: Section) -> list[Entry]:
    """The entries below the label, and the one beside it if there is one."""
    below = list(entries(section.lines))
    if not section.label.value:
        return below
    return [Entry(text=section.label.value, lines=(section.line,)), *below]


def _stripped(entry: Entry) -> Entry:
    text = _ENUMERATOR.sub("", _TRAILING.sub("", entry.text))
    return msgspec.structs.replace(entry, text=text)


def _participants(section: Section) -> _Made:
    yield Ignored(section.line.number, "label")
    counted, listed = _declared(section)
    if counted is not None:
        count, line = counted
        yield Fact(
            field="participating_states_declared",
            words=str(count),
            quote=_quote(section, line.number, line.text, "number in the label"),
        )
    yield from _states("participating_states", section, listed)


def _declared(section: Section) -> tuple[tuple[int, Line] | None, list[Entry]]:
    """The number that the page states, in or before the label or on the line below it."""
    listed = _with_value(section)
    if section.label.number is not None:
        return (section.label.number, section.line), listed
    for remark in section.label.remarks:
        if found := _COUNT.search(remark):
            return (int(found[1]), section.line), listed
    if listed and _COUNT_LINE.fullmatch(listed[0].text):
        found = _COUNT.search(listed[0].text)
        return (int(found[1]), listed[0].lines[0]) if found else None, listed[1:]
    return None, listed


def _state_list(field: str) -> Callable[[Section], _Made]:
    def read_states(section: Section) -> _Made:
        yield Ignored(section.line.number, "label")
        yield from _states(field, section, _with_value(section))

    return read_states


def _states(field: str, section: Section, listed: list[Entry]) -> _Made:
    for entry in listed:
        if len(entry.text) > _PROSE_LENGTH and not entry.item:
            yield from _ignore(entry, "prose")
        else:
            yield _fact(section, entry, field, "name in the list")


def _contact(section: Section) -> _Made:
    yield Ignored(section.line.number, "label")
    for entry in _with_value(section):
        yield _fact(section, entry, "contact", "line of the contact block", "address")


def _labelled_contact(kind: str) -> Callable[[Section], _Made]:
    def read_contact(section: Section) -> _Made:
        value, line, rest = _beside_or_below(section)
        if value:
            rule = f"{kind} beside its label"
            quote = _quote(section, line.number, section.line.text, rule)
            yield Fact(field="contact", words=value, quote=quote, kind=kind)
        for other in rest:
            yield Ignored(other.number, "behind the contact block")

    return read_contact


_READERS: dict[str, Callable[[Section], _Made]] = {
    "type": _value("type"),
    "region": _value("regions"),
    "association": _value("association"),
    "established": _value("established"),
    "objectives": _objectives,
    "themes": _texts("themes", "theme in the list"),
    "themes_more": _texts("themes", "theme in the list"),
    "secretariat": _texts("secretariat", "line under its label"),
    "participants": _participants,
    "observers": _texts("observers", "name in the list"),
    "observer_states": _state_list("observer_states"),
    "observer_organizations": _texts("observer_organizations", "name in the list"),
    "partners": _texts("partners", "name in the list"),
    "meetings_latest": _texts("meetings", "meeting in the list", "LATEST"),
    "meetings_past": _texts("meetings", "meeting in the list", "PAST"),
    "meetings_related": _texts("meetings", "meeting in the list", "RELATED"),
    "meetings_upcoming": _texts("meetings", "meeting in the list", "UPCOMING"),
    "documents": _texts("documents", "document in the list", "list"),
    "links": _texts("links", "link in the list"),
    "website": _labelled_contact("website"),
    "contact": _contact,
    "address": _labelled_contact("address"),
    "phone": _labelled_contact("phone"),
    "fax": _labelled_contact("fax"),
    "email": _labelled_contact("email"),
}
