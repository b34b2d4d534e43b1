"""Readers of sections that hold a list."""

import re
from collections.abc import Iterator

import msgspec

from ingest.reading.found import Doubt, Fact
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
from ingest.reading.sentences.secretariat import has_verb, says_no_secretariat
from ingest.reading.sentences.themes import focus_of
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.organizations import load_organizations
from ingest.reading.vocabulary.sentence_ends import sentences
from ingest.reading.vocabulary.themes import load_themes
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
_INVITATION = worded_pattern(r"{invitation}\b", re.I)
_BEHIND = lazy_pattern(r"(?P<name>.*\S)\s*\((?P<remark>[^()]*)\)")
_REMARK_WORDS = 3
_SMALL = worded_pattern(r"(?:{and}|{or}|{of}|{article}|{name_link})", re.I)
_NO_SIGN = lazy_pattern(r"[<>{}=@|\\]|://")
"""What no name of a State has."""
_FEWEST_SMALL = 2
"""So many small words, beside those that link names, make a sentence."""


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
            yield msgspec.structs.replace(entry, text=_without_remark(name))


def _without_remark(words: str) -> str:
    """A known name without the bracket that tells its role, or something of it in a sentence."""
    behind = _BEHIND.fullmatch(words)
    if behind is None or not load_organizations().find(behind["name"]):
        return words
    remark = behind["remark"]
    told = len(remark.split()) >= _REMARK_WORDS or load_labels().read(remark)
    return behind["name"] if told and not load_organizations().find(words) else words


def themes(section: Section) -> Outcomes:
    """Themes: a list, or where the entries are statements, the list inside one of them."""
    values, others = list_entries(section)
    told = [entry for entry in values if not entry.item and not _is_short(entry)]
    values, others = [entry for entry in values if entry not in told], others + told
    yield section.label_line
    inside = [(entry, found) for entry in values if (found := focus_of(entry.text))]
    if len(values) == 1 and not values[0].item and not inside:
        inside = [(values[0], words) for words in _enumeration(values[0].text)]
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
    """The themes that a sentence enumerates, or that are nothing but an enumeration, where nothing
    is listed."""
    for entry in others:
        focus = focus_of(entry.text)
        for found in _enumeration(focus, sure=True) if focus else _enumeration(entry.text):
            yield from _enumerated_themes(section, entry, found)
            return


def _enumeration(words: str, *, sure: bool = False) -> Iterator[str]:
    """The words, where they enumerate short themes of which we know one: "a, b and c"."""
    listed = listed_in_sentence(words)
    short = len(listed) >= _FEWEST and max(map(len, listed)) <= _SHORT
    told = has_verb(words) or load_themes().find(words) or not any(map(load_themes().find, listed))
    if short and (sure or not told):
        yield words


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
    """A heading inside the list, words that something is not there, or that it is elsewhere."""
    if text.endswith(":") or says_no_chair(text) or says_no_secretariat(text):
        return True
    return bool(
        _NOTHING.fullmatch(text)
        or _BRACKETED.fullmatch(text)
        or _INVITATION.match(text.lstrip("("))
    )


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
            yield _named(field, section, entry)


def _named(field: str, section: Section, entry: Entry) -> Fact | Doubt:
    """An entry that names States, be it unknown ones; of a list that goes on as text the list."""
    text = entry.stripped().text
    first = next(sentences(text), "")
    if len(first) < len(text) and listed_states(first.rstrip(" .")):
        text = first.rstrip(" .")
    if _is_name(text):
        return section.fact(entry, field, "name in the list", words=text)
    words, line = entry.text, entry.lines[0]
    return Doubt(
        code="no-name",
        message=f"the name of a State expected, {words!r} found",
        field=field,
        quote=section.quote(line, words, "entry that is no name", entry.lines[-1].number),
    )


def _is_name(text: str) -> bool:
    """Whether an entry names States that we know, or has the words and signs of a name."""
    if any(state for _, state in split_states(without_footnotes(text))):
        return True
    small = [word for word in text.split() if word[0].islower() and not _SMALL.fullmatch(word)]
    return not _NO_SIGN.search(text) and len(small) < _FEWEST_SMALL
