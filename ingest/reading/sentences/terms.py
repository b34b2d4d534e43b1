"""Who was in the chair of a forum, and when.

A heading tells it by an adjective ("The 2013-2014 Swedish Chairmanship"), a sentence by name ("had
Sweden as Chair-in-Office from … to …"). Where the sentence has the days, the heading's years give
way.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.reading.found import Fact, Quote
from ingest.reading.normalize.states import find_state
from ingest.reading.outline.lines import Line
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.shapes import words_of
from ingest.reading.vocabulary.adjectives import find_adjective
from ingest.reading.vocabulary.dates import read_date
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.series import Naming, namings

_NAME = r"(?P<state>[A-Z][\w'-]*(?: (?:{name_within}|[A-Z][\w'-]*)){0,5}?)"
_YEARS = r"(?:19|20)\d\d(?: ?[-/] ?(?:(?:19|20)\d\d|\d\d))?"
_TERM = rf" (?P<term>{{term_between}} [^.;]{{6,60}}|{{term_in}} {_YEARS})"
_CHAIR = r"(?:(?P<whose>[A-Z]{2,8}\d{0,2}) )?{chair_of_term}(?: {chair_of} (?P<of>[^.;,]{2,80}?))?"
_HEADING = (
    rf"{{The}}(?P<term>{_YEARS}) "
    + r"(?:(?P<whose>[A-Z]{2,8}\d{0,2}) )?"
    + (
        r"(?P<state>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}) "
        r"{chair_of_term}(?: {chair_of} (?P<of>[^.;,]{2,80}?))?"
    )
)
_SENTENCES = (
    r"{had} {The}" + _NAME + r" {as} (?:{its} )?" + _CHAIR + _TERM,
    r"(?<!\w)" + _NAME + r" {held_chair} (?:{the} |{its} )?" + _CHAIR + _TERM,
)
_PERSON = r"(?:{person}\.?|{of_whom}(?: {the})?|'s) $"
"""Before a State: then it is a person or a part of the State that is in the chair."""


def chairmanships(lines: Sequence[Line]) -> Iterator[Fact]:
    """Each State with its term; one without dates tells nothing."""
    telling = [line for line in lines if _is_triggered(line.text)]
    told = [fact for line in telling for fact in _told(line)]
    named = {state.alpha3 for fact in told if (state := find_state(fact.words))}
    yield from told
    heading = load_grammar().pattern(_HEADING)
    for line in telling:
        text = line.text.strip(" .:")
        found = heading.fullmatch(plain(text))
        code = _state(_words(text, found, "state")) if found and _is_forum(text, found) else None
        if found and code and code not in named:
            yield _fact(line, text, found, "heading of a chairmanship")


def _is_triggered(text: str) -> bool:
    triggers = load_grammar().triggers(("chair_of_term",))
    return not triggers.isdisjoint(words_of(text))


def _words(text: str, found: re.Match[str], name: str) -> str:
    """The page's words of a group, which stood in the same place of the plain text."""
    return text[slice(*found.span(name))] if found[name] else ""


def _told(line: Line) -> Iterator[Fact]:
    grammar, text = load_grammar(), line.text
    for shape in _SENTENCES:
        for found in grammar.pattern(shape).finditer(plain(text)):
            person = grammar.pattern(_PERSON).search(plain(text[: found.start("state")]))
            known = find_state(_words(text, found, "state")) and read_date(found["term"])
            if known and not person and _is_forum(text, found):
                yield _fact(line, text, found, "term in a sentence")


def _is_forum(text: str, found: re.Match[str]) -> bool:
    """Whether the chair is that of a series, where it is said to be one of something."""
    whose = [words for name in ("whose", "of") if (words := _words(text, found, name))]
    return all(any(_is_series(naming, words) for naming in namings(words)) for words in whose)


def _is_series(naming: Naming, words: str) -> bool:
    """Whether the words are the name of a series, with an article at most."""
    return naming.at <= len("the ") and naming.to == len(words)


def _state(words: str) -> str | None:
    state = find_state(words)
    return state.alpha3 if state else find_adjective(words)


def _fact(line: Line, text: str, found: re.Match[str], rule: str) -> Fact:
    said = Quote(words=text[slice(*found.span())], line=line.number, rule=rule)
    return Fact(
        field="chairs",
        words=_words(text, found, "state"),
        quote=said,
        kind="past",
        parts={"year": _words(text, found, "term")},
    )
