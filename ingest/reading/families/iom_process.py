"""IOM's page of one process: labels, and running text for what has no label."""

from collections.abc import Iterator, Sequence

import msgspec

from ingest.reading.found import Fact, PageFacts, Quote
from ingest.reading.labels.read import Labelled, read_labels
from ingest.reading.outline.lines import Outline
from ingest.reading.sentences.meetings import told_meetings
from ingest.reading.sentences.page import page_of
from ingest.reading.sentences.read import told
from ingest.reading.sentences.secretariat import bare_secretariat
from ingest.reading.sentences.sentence import Page, Sentence, sentences_of
from ingest.reading.sentences.succession import with_former

_BODIES = frozenset(
    {
        "chairs",
        "secretariat",
        "participating_states",
        "observer_states",
        "observer_organizations",
        "partners",
    }
)
"""What sentences of a paragraph about the objectives tell besides them."""


def read(outline: Outline, url: str) -> PageFacts:
    """What labels say, then what sentences say of fields without a label."""
    labelled = read_labels(outline, url)
    said = tuple(sentences_of(labelled.prose))
    page = with_former(page_of(labelled.facts, url, own=True), said)
    found = (*_bare(labelled), *_told(said, labelled, page))
    kept = tuple(_unlabelled(found, labelled.facts))
    listed = [fact for fact in labelled.facts if fact.field == "meetings"]
    aside = _aside(said, page)
    own = (one for one in labelled.facts if one.field != "objectives" or one.words not in aside)
    facts = (
        *_in_page_order(*own, *kept),
        *told_meetings(labelled.told, listed, page.process or None),
    )
    return PageFacts(facts=facts, ignored=labelled.ignored, doubts=labelled.doubts)


def _aside(said: Sequence[Sentence], page: Page) -> frozenset[str]:
    """The sentences that tell who serves or takes part in the process, not what it is for."""
    facts = (fact for sentence in said for fact in told(sentence, page))
    return frozenset(fact.quote.words for fact in facts if fact.field in _BODIES)


def _in_page_order(*facts: Fact) -> list[Fact]:
    return sorted(facts, key=lambda fact: fact.quote.line)


def _told(said: Sequence[Sentence], labelled: Labelled, page: Page) -> Iterator[Fact]:
    """What running text says, cited by the words alone, under the headings of their line."""
    for fact in (fact for sentence in said for fact in told(sentence, page)):
        path = labelled.paths.get(fact.quote.line, ())
        words = fact.words if fact.words in fact.quote.words else fact.quote.words
        quote = msgspec.structs.replace(fact.quote, words=words, path=path)
        yield msgspec.structs.replace(fact, quote=quote)


def _bare(labelled: Labelled) -> Iterator[Fact]:
    """A line of its own that is nothing but the name of a secretariat, or of an organization."""
    for line in labelled.prose:
        words = bare_secretariat(line.text)
        if words is not None:
            path = labelled.paths.get(line.number, ())
            said = Quote(words=words, line=line.number, path=path, rule="name on a line of its own")
            yield Fact(field="secretariat", words=words, quote=said, kind="bare")


def _unlabelled(found: Sequence[Fact], labelled: Sequence[Fact]) -> Iterator[Fact]:
    """The facts of fields that no label has; documents and addresses are kept from both.

    A bare line is taken for the secretariat only where nothing else tells of one, and one number
    of members, where sentences have several.
    """
    known = {fact.field for fact in labelled} - {"documents", "chairs", "contact"}
    chairs = {fact.kind for fact in labelled if fact.field == "chairs"}
    sentence = any(fact.field == "secretariat" and fact.kind != "bare" for fact in found)
    bare = False
    for fact in found:
        if fact.field in known or (fact.field == "chairs" and _is_labelled(fact.kind, chairs)):
            continue
        if fact.kind == "bare" and (sentence or bare):
            continue
        bare = bare or fact.kind == "bare"
        yield fact


def _is_labelled(kind: str, labelled: set[str]) -> bool:
    return kind in labelled or (kind == "none" and "current" in labelled)
