"""Running text → facts, for what a page of another site has no label for."""

from collections.abc import Iterator, Sequence

import msgspec

from ingest.catalogue import load_catalogue
from ingest.events.facts import mentioned
from ingest.events.mentions import Mention, mentions
from ingest.events.processes import process_namings
from ingest.found import Fact, Found, let_go
from ingest.names import names_of_page
from ingest.outline.lines import Outline
from ingest.prose.contact import emails
from ingest.told.founding import founded
from ingest.told.kind import told_kind
from ingest.told.membership import declared, members, observers
from ingest.told.organizations import known_in, organizations
from ingest.told.presidency import chair
from ingest.told.sentence import Sentence, sentences_of
from ingest.told.themes import listed_themes, told_themes

_ORGANIZATIONS = frozenset({"observer_organizations", "partners", "observers"})


def with_told(found: Found, outline: Outline, url: str) -> Found:
    """The labelled facts, and those of running text in the fields that no label has."""
    labelled = tuple(sure for fact in found.facts for sure in _sure(fact))
    lines = tuple(outline.content())
    said = tuple(sentences_of(lines))
    if not any(fact.field == "name" for fact in labelled):
        labelled += tuple(_first_named(said, url))
    names = _names(labelled)
    told = [fact for one in said for fact in _told(one, names)]
    told += emails(lines)
    if not any(fact.field == "themes" for fact in labelled):
        labelled += tuple(listed_themes(lines))
    known = {fact.field for fact in labelled}
    facts = (*labelled, *_once(fact for fact in told if fact.field not in known))
    met = () if "meetings" in known else tuple(_meetings(said))
    gone = let_go(found.facts, labelled, "nothing that is known, on a page of another site")
    return msgspec.structs.replace(found, facts=(*facts, *met), ignored=(*found.ignored, *gone))


def _first_named(said: Sequence[Sentence], url: str) -> Iterator[Fact]:
    """Name and acronym of the process that a sentence names first."""
    for sentence in said:
        found = tuple(names_of_page((), (sentence.line_of(""),), url))
        if any(load_catalogue().named(fact.words) for fact in found):
            yield from (
                sentence.fact(one.field, one.words, _place(sentence, one.words), one.quote.rule)
                for one in found
            )
            return


def _place(sentence: Sentence, words: str) -> int:
    return max(0, sentence.text.find(words))


def _sure(fact: Fact) -> Iterator[Fact]:
    """The fact, as far as it holds on a page of no known template.

    A bare line is no secretariat there, and of an entry under a label of organizations only
    what is known as one.
    """
    if fact.field in _ORGANIZATIONS:
        names = [words for words, _ in known_in(fact.words)]
        yield from (msgspec.structs.replace(fact, words=words) for words in names)
    elif fact.kind != "bare":
        yield fact


def _told(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    yield from members(sentence, names)
    yield from observers(sentence, names)
    yield from declared(sentence, names)
    yield from founded(sentence, names)
    yield from chair(sentence, names)
    yield from organizations(sentence, names)
    yield from told_themes(sentence)
    yield from told_kind(sentence, names)


def _once(told: Iterator[Fact]) -> Iterator[Fact]:
    """One value of each field that has one, from the first sentence that gives it."""
    taken: dict[str, str] = {}
    for fact in told:
        first = taken.setdefault(fact.field, fact.quote.words)
        if fact.field == "contact" or first == fact.quote.words:
            yield fact


def _names(facts: Sequence[Fact]) -> tuple[str, ...]:
    """What the page calls its process, and what the catalogue knows it under."""
    said = [fact.words for fact in facts if fact.field in ("name", "acronym")]
    process = next((one for words in said if (one := load_catalogue().named(words))), None)
    known = (
        (*process.names.values(), *process.aliases, *process.acronyms.values()) if process else ()
    )
    return tuple(dict.fromkeys((*said, *known)))


def _meetings(said: Sequence[Sentence]) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    found: list[Mention] = [
        msgspec.structs.replace(one, line=sentence.line_of(one.title))
        for sentence in said
        for one in mentions(sentence.line_of(""), None, more=process_namings)
    ]
    for one in sorted(found, key=lambda one: -len(one.days[0])):
        if not any(_is_same(one, start, end) for start, end in seen):
            seen.add(one.days)
            yield mentioned(one, "UPCOMING" if one.announced else "PAST")


def _is_same(one: Mention, start: str, end: str) -> bool:
    return start.startswith(one.days[0]) or (one.days[0] >= start and one.days[1] <= end)
