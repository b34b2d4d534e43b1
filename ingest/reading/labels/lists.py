"""Readers of sections that hold a list."""

import re
from collections.abc import Iterator

import msgspec

from ingest.reading.found import Fact
from ingest.reading.labels.section import NAME_LENGTH, Entry, Outcomes, Reader, Section
from ingest.reading.normalize.states import (
    find_state,
    is_list_of_states,
    listed_states,
    split_states,
)
from ingest.reading.normalize.theme_lists import listed_in_sentence
from ingest.reading.outline.lines import Line
from ingest.reading.outline.marks import without_footnotes
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.chairing import says_no_chair
from ingest.reading.sentences.observing import present_in
from ingest.reading.sentences.secretariat import says_no_secretariat
from ingest.reading.sentences.themes import focus_of
from ingest.reading.vocabulary.organizations import load_organizations
from ingest.reading.vocabulary.worded import worded_pattern

_ORGANIZATIONS = frozenset({"observers", "observer_organizations", "partners"})
_BRACKETED = lazy_pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_ACRONYM = lazy_pattern(r"[A-Z][A-Za-z-]*[A-Z]")
_STATUS = worded_pattern(r"\s*\({observer}\)$", re.I)
_BESIDE = worded_pattern(r",\s{and}\s|,|\s{and}\s")
_COUNT = lazy_pattern(r"(?<!\d)(\d{1,3})(?!\d)")
_COUNT_LINE = lazy_pattern(r"\d{1,3}(?:\s+[^\W\d]+(?:\s[^\W\d]+)?)?")
_FEWEST = 3
_SHORT = 60
"""An enumeration has so many members of at most so many letters; other sentences tell."""
_SENTENCE_WORDS = 4
_NOTHING = worded_pattern(r"(?:{none}|{not_yet})\.?", re.I)


def texts(field: str, rule: str, kind: str = "") -> Reader:
    """Reads one value an entry; sentences around the list are prose."""

    def read_list(section: Section) -> Outcomes:
        values, others = list_entries(section)
        if field in _ORGANIZATIONS and section.label.value and not any(one.item for one in values):
            values, others = values[:1], values[1:] + others
        yield section.label_line
        for entry in values:
            for name in names_beside(entry) if field in _ORGANIZATIONS else (entry,):
                yield section.fact(name.stripped(), field, rule, kind)
        yield from around(others)
        if not values:
            yield section.empty(field)

    return read_list


def names_beside(entry: Entry) -> Iterator[Entry]:
    """Organizations on one line: parted by semicolons, or by commas and a last "and" if all parts
    are known."""
    known = load_organizations()
    bare = without_footnotes(entry.text)
    parts = [_STATUS.sub("", part.strip()) for part in bare.split(";") if part.strip()]
    for part in parts:
        pieces = [piece.strip() for piece in _BESIDE.split(part) if piece.strip()]
        named = all(known.find(piece) or find_state(piece) for piece in pieces)
        acronyms = len(pieces) >= _FEWEST and all(map(_ACRONYM.fullmatch, pieces))
        one = known.find(part) or find_state(part)
        several = len(pieces) > 1 and not one and (named or acronyms)
        for name in pieces if several else [part]:
            yield msgspec.structs.replace(entry, text=name)


def themes(section: Section) -> Outcomes:
    """Themes: a list, or where the entries are statements, the list inside one of them."""
    values, others = list_entries(section)
    told = [entry for entry in values if not entry.item and not _is_short(entry)]
    values, others = [entry for entry in values if entry not in told], others + told
    yield section.label_line
    inside = [(entry, found) for entry in values if (found := focus_of(entry.text))]
    if inside:
        for entry, found in inside:
            yield from _enumerated_themes(section, entry, found)
        told = [entry for entry in values if entry not in [one for one, _ in inside]]
        yield from around(told + others)
        return
    for entry in values:
        yield section.fact(entry.stripped(), "themes", "theme in the list")
    yield from around(others)
    named = () if values else tuple(_told_themes(section, others))
    yield from named
    if not values and not named:
        yield section.empty("themes")


def _told_themes(section: Section, others: list[Entry]) -> Iterator[Fact]:
    """The themes that a sentence enumerates where nothing is listed."""
    for entry in others:
        found = focus_of(entry.text)
        listed = listed_in_sentence(found) if found else ()
        if found and len(listed) >= _FEWEST and max(map(len, listed)) <= _SHORT:
            yield from _enumerated_themes(section, entry, found)
            return


def _enumerated_themes(section: Section, entry: Entry, words: str) -> Iterator[Fact]:
    for theme in listed_in_sentence(words):
        yield section.fact(entry, "themes", "theme named in a sentence", words=theme)


def around(others: list[Entry]) -> Outcomes:
    """What stands around a list, read as prose."""
    for entry in others:
        yield from entry.ignored()


def list_entries(
    section: Section, found: list[Entry] | None = None
) -> tuple[list[Entry], list[Entry]]:
    """The entries of the list, and what stands around it.

    Where anything has a bullet, an entry without one counts only between two that have one (it
    lost its own). Where nothing has, numbered entries are the list if there are any, else all
    that is no sentence.
    """
    found = section.entries if found is None else found
    bulleted = [n for n, entry in enumerate(found) if entry.item]
    numbered = not bulleted and any(one.enumerated for one in found)
    values: list[Entry] = []
    others: list[Entry] = []
    for n, entry in enumerate(found):
        if bulleted:
            lost = bulleted[0] < n < bulleted[-1] and not entry.enumerated
            listed = entry.item or (lost and not entry.is_sentence)
        else:
            listed = entry.enumerated if numbered else not entry.is_sentence
        (values if listed and not is_remark(entry.text) else others).append(entry)
    return values, others


def is_remark(text: str) -> bool:
    """A heading inside the list, or words that something is not there."""
    nothing = _NOTHING.fullmatch(text) is not None or _BRACKETED.fullmatch(text) is not None
    return text.endswith(":") or nothing or says_no_chair(text) or says_no_secretariat(text)


def _is_short(entry: Entry) -> bool:
    """A theme without bullet is shorter than a sentence, or closed like a part of a list."""
    closed = entry.text.endswith((";", ","))
    return len(entry.text) <= NAME_LENGTH or closed or entry.enumerated


def participants(section: Section) -> Outcomes:
    """Member States, and the number that the page declares."""
    yield section.label_line
    counted, listed = _declared(section)
    if counted is not None:
        count, line = counted
        yield Fact(
            field="participating_states_declared",
            words=str(count),
            quote=section.quote(line, line.text, "number in the label"),
        )
    yield from _states("participating_states", section, listed)


def _declared(section: Section) -> tuple[tuple[int, Line] | None, list[Entry]]:
    """The number that the page states, in or before the label or on the line below it."""
    listed = section.entries
    if section.label.number is not None:
        return (section.label.number, section.line), listed
    for remark in section.label.remarks:
        if found := _COUNT.search(remark):
            return (int(found[1]), section.line), listed
    if listed and _COUNT_LINE.fullmatch(listed[0].text):
        found = _COUNT.search(listed[0].text)
        return (int(found[1]), listed[0].lines[0]) if found else None, listed[1:]
    return None, listed


def states(field: str) -> Reader:
    """Reads a list of States of one role."""

    def read_states(section: Section) -> Outcomes:
        yield section.label_line
        yield from _states(field, section, section.entries)

    return read_states


def _present(field: str, section: Section, entry: Entry) -> Outcomes:
    """A sentence in a list: "The Netherlands and the United States were present at…"."""
    names = listed_states(present_in(entry.text)) if field == "observer_states" else ()
    for name in names:
        yield section.fact(entry, field, "State named in a sentence", words=name)
    if not names:
        yield from entry.ignored()


def _tells(entry: Entry) -> bool:
    """Whether an item of a list of States is a sentence: closed, of some words, none a name."""
    text = entry.text.rstrip()
    closed = text.endswith(".") and len(text.split()) >= _SENTENCE_WORDS
    return closed and not any(state for _, state in split_states(text))


def _states(field: str, section: Section, listed: list[Entry]) -> Outcomes:
    for entry in listed:
        if _NOTHING.fullmatch(entry.text) or _COUNT_LINE.match(entry.text):
            yield from entry.ignored("no name")
        elif is_remark(entry.text) or _tells(entry):
            yield from entry.ignored()
        elif entry.is_sentence and not is_list_of_states(entry.text):
            yield from _present(field, section, entry)
        else:
            yield section.fact(entry, field, "name in the list")
