"""Running text → facts, for what a page of another site has no label for."""

from collections.abc import Iterator, Sequence

import msgspec

from ingest.catalogue.catalogue import CatalogueProcess, load_catalogue
from ingest.reading.events.facts import IN_SENTENCE
from ingest.reading.found import Fact, Found, let_go
from ingest.reading.normalize.emails import emails
from ingest.reading.outline.lines import Outline
from ingest.reading.prose.meetings import process_at, told_meetings
from ingest.reading.prose.read import IN_PROSE
from ingest.reading.recognition.names import names_of_page
from ingest.reading.told.founding import founded
from ingest.reading.told.kind import told_kind
from ingest.reading.told.membership import declared, members, observers
from ingest.reading.told.organizations import known_in, organizations
from ingest.reading.told.presidency import chair
from ingest.reading.told.sentence import Sentence, sentences_of
from ingest.reading.told.themes import listed_themes, told_themes

_ORGANIZATIONS = frozenset({"observer_organizations", "partners", "observers"})
_NUMBER = "participating_states_declared"
_KEPT = frozenset({"documents", "status"})
"""Of what the sentences of process pages tell, this holds on other pages, too; all else needs the
stricter readers of this package, because other sites speak of many bodies."""


def with_told(found: Found, outline: Outline, url: str) -> Found:
    """The labelled facts, and those of running text in the fields that no label has."""
    labelled = tuple(sure for fact in found.facts for sure in _sure(fact))
    lines = tuple(outline.content())
    said = tuple(sentences_of(lines))
    if not any(fact.field == "name" for fact in labelled):
        labelled += tuple(_first_named(said, url))
    process = _process(labelled)
    names = _names(labelled, process)
    told = [fact for one in said for fact in _told(one, names)]
    told += emails(lines)
    if not any(fact.field == "themes" for fact in labelled):
        labelled += tuple(listed_themes(lines, names))
    known = {fact.field for fact in labelled}
    more = _once(fact for fact in _agreed(told) if fact.field not in known)
    met = [fact for fact in labelled if fact.field == "meetings"]
    own = process_at(url) or (process.id if process else None)
    facts = (*labelled, *more, *_meetings(said, met, own))
    gone = let_go(found.facts, labelled, "nothing that is known, on a page of another site")
    return msgspec.structs.replace(found, facts=facts, ignored=(*found.ignored, *gone))


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
    in_prose = fact.quote.rule.endswith(IN_PROSE) and fact.field not in _KEPT
    if in_prose or fact.quote.rule == IN_SENTENCE:
        return
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
    yield from told_themes(sentence, names)
    yield from told_kind(sentence, names)


def _agreed(told: Sequence[Fact]) -> Iterator[Fact]:
    """The facts without numbers of members that contradict each other."""
    numbers = {fact.words for fact in told if fact.field == _NUMBER}
    yield from (fact for fact in told if fact.field != _NUMBER or len(numbers) == 1)


def _once(told: Iterator[Fact]) -> Iterator[Fact]:
    """One value of each field that has one, from the first sentence that gives it."""
    taken: dict[str, str] = {}
    for fact in told:
        first = taken.setdefault(fact.field, fact.quote.words)
        if fact.field == "contact" or first == fact.quote.words:
            yield fact


def _process(facts: Sequence[Fact]) -> CatalogueProcess | None:
    """The process of the catalogue that the page is about, by name or acronym."""
    said = (fact.words for fact in facts if fact.field in ("name", "acronym"))
    return next((one for words in said if (one := load_catalogue().named(words))), None)


def _names(facts: Sequence[Fact], process: CatalogueProcess | None) -> tuple[str, ...]:
    """What the page calls its process, and what the catalogue knows it under."""
    said = [fact.words for fact in facts if fact.field in ("name", "acronym")]
    known = (
        (*process.names.values(), *process.aliases, *process.acronyms.values()) if process else ()
    )
    return tuple(dict.fromkeys((*said, *known)))


def _meetings(said: Sequence[Sentence], listed: Sequence[Fact], own: str | None) -> Iterator[Fact]:
    """The dated meetings of the process; of none, where the page is about none that we know."""
    if own is None:
        return
    by_text = {sentence.text: sentence for sentence in said}
    lines = [sentence.line_of("") for sentence in said]
    for fact in told_meetings(lines, listed, own):
        sentence = by_text.get(fact.quote.words)
        line = sentence.line_of(fact.words).number if sentence else fact.quote.line
        yield msgspec.structs.replace(fact, quote=msgspec.structs.replace(fact.quote, line=line))
