"""Pages of no known template: labels and lists, and running text that names the process."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.found import Fact, PageFacts, dropped_lines
from ingest.reading.labels.read import read_labels
from ingest.reading.normalize.contact import emails
from ingest.reading.outline.lines import Outline
from ingest.reading.recognition.names import names_of_page
from ingest.reading.sentences.lists import known_names
from ingest.reading.sentences.meetings import told_meetings
from ingest.reading.sentences.page import page_of
from ingest.reading.sentences.read import told
from ingest.reading.sentences.sentence import Page, Sentence, sentences_of
from ingest.reading.sentences.succession import with_former
from ingest.reading.sentences.themes import listed_below
from ingest.reading.vocabulary.processes import processes_in

_ORGANIZATIONS = frozenset({"observer_organizations", "partners", "observers"})
_NUMBER = "participating_states_declared"
_NEAR = 4
"""Sentences in which the acronym stands of a name that the first of them gives."""
_HEAD = 2
"""Lines that may say what a page is about; above the first that does a site may put a word of its
own."""
_SEVERAL = frozenset({"contact", "documents"})
"""Fields of which every sentence may tell a value more."""


def read(outline: Outline, url: str) -> PageFacts:
    """The labelled facts, and those of running text in the fields that no label has."""
    labels = read_labels(outline, url)
    labelled = tuple(sure for fact in labels.facts for sure in _sure(fact))
    lines = tuple(outline.content())
    said = tuple(sentences_of(lines))
    if not any(fact.field == "name" for fact in labelled):
        labelled += tuple(_first_named(said, url))
    page = with_former(page_of(labelled, url, own=_is_titled(outline)), said)
    found = [fact for one in said for fact in told(one, page)]
    found += emails(lines)
    if not any(fact.field == "themes" for fact in labelled):
        labelled += tuple(listed_below(lines, page.names, page.grammar))
    known = {fact.field for fact in labelled} - {"documents"}
    more = _once(fact for fact in _agreed(found) if fact.field not in known)
    met = [fact for fact in labelled if fact.field == "meetings"]
    facts = (*labelled, *more, *_meetings(said, met, page))
    gone = dropped_lines(labels.facts, labelled, "nothing that is known, on a page of another site")
    return PageFacts(facts=facts, ignored=(*labels.ignored, *gone), doubts=labels.doubts)


def _first_named(said: Sequence[Sentence], url: str) -> Iterator[Fact]:
    """Name and acronym of the process that a sentence names first."""
    for n in range(len(said)):
        near = {one.line_of("").number: one for one in reversed(said[n : n + _NEAR])}
        lines = [one.line_of("") for one in said[n : n + _NEAR]]
        first = next(iter(names_of_page((), lines[:1], url)), None)
        if first is None or " " not in first.words or not load_catalogue().named(first.words):
            continue
        for found in names_of_page((), lines, url):
            cited = near[found.quote.line]
            at = max(0, cited.text.find(found.words))
            yield cited.fact(found.field, at, at + len(found.words), found.quote.rule)
        return


def _is_titled(outline: Outline) -> bool:
    """Whether the title of the page names a process: then the page is about that one."""
    texts = (line.text for line in outline.content() if not line.item)
    head = (outline.title, *islice(texts, _HEAD))
    return any(processes_in(words) for words in head)


def _sure(fact: Fact) -> Iterator[Fact]:
    """The fact; of an entry under a label of organizations only what is known as one."""
    if fact.field in _ORGANIZATIONS:
        names = known_names(fact.words)
        yield from (msgspec.structs.replace(fact, words=words) for words in names)
    else:
        yield fact


def _agreed(found: Sequence[Fact]) -> Iterator[Fact]:
    """The facts without numbers of members that contradict each other."""
    numbers = {fact.words for fact in found if fact.field == _NUMBER}
    yield from (fact for fact in found if fact.field != _NUMBER or len(numbers) == 1)


def _once(found: Iterator[Fact]) -> Iterator[Fact]:
    """One value of each field that has one, from the first sentence that gives it."""
    taken: dict[str, str] = {}
    for fact in found:
        first = taken.setdefault(fact.field, fact.quote.words)
        if fact.field in _SEVERAL or first == fact.quote.words:
            yield fact


def _meetings(said: Sequence[Sentence], listed: Sequence[Fact], page: Page) -> Iterator[Fact]:
    """The dated meetings of the process; of none, where the page is about none that we know."""
    if not page.process:
        return
    by_text = {sentence.text: sentence for sentence in said}
    lines = [sentence.line_of("") for sentence in said]
    for fact in told_meetings(lines, listed, page.process):
        sentence = by_text.get(fact.quote.words)
        line = sentence.line_of(fact.words).number if sentence else fact.quote.line
        yield msgspec.structs.replace(fact, quote=msgspec.structs.replace(fact.quote, line=line))
