"""UN pages about a meeting: DESA's event pages, sites of the Assembly, conferences and forums.

The heading tells title, date and place; where a template has none, the sentence that ties a date
to the page's own series does. Everything else (programme, organizers, documents, further
meetings, what the series replaces) is read by a module of `ingest/events` each.
"""

from collections.abc import Iterable, Iterator

from ingest.reading.events.agenda import find_programme, read_programme
from ingest.reading.events.documents import documents
from ingest.reading.events.facts import other_meetings, series_facts, subject_facts
from ingest.reading.events.organizers import organizers
from ingest.reading.events.subject import Subject, find_subject, surroundings
from ingest.reading.found import Doubt, Fact, Ignored, PageFacts
from ingest.reading.normalize.contact import emails
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.sentences.renaming import periodicity, succession
from ingest.reading.sentences.terms import chairmanships
from ingest.reading.sentences.themes import topics
from ingest.reading.vocabulary.series import Series

Outcomes = Iterator[Fact | Ignored | Doubt]


def read(outline: Outline, url: str) -> PageFacts:
    """The meeting that the page is about, and what it says of it and of others."""
    lines = tuple(outline.content())
    page = surroundings(lines, url)
    subject = find_subject(lines, page)
    programme = tuple(_programme(lines, subject, outline.markup))
    scheduled = {_line(one) for one in programme}
    prose = tuple(line for line in lines if line.number not in scheduled)
    made = (
        *subject_facts(subject, lines, page),
        *series_facts(lines, subject.own, subject.heading),
        *programme,
        *other_meetings(subject),
        *_told(prose, subject.own),
    )
    facts = tuple(one for one in made if isinstance(one, Fact))
    ignored = tuple(one for one in programme if isinstance(one, Ignored))
    used = {*map(_line, facts), *map(_line, ignored), *_heading_lines(subject)}
    return PageFacts(
        facts=facts,
        ignored=(*ignored, *_unused(outline, used, subject)),
        doubts=tuple(one for one in made if isinstance(one, Doubt)),
    )


def _programme(lines: tuple[Line, ...], subject: Subject, markup: bool) -> Outcomes:
    programme = find_programme(lines, subject.year)
    if programme.lines:
        yield from read_programme(programme, subject.year, markup)


def _told(lines: tuple[Line, ...], own: Series | None) -> Outcomes:
    """What the lines outside the programme say besides."""
    yield from organizers(lines, own)
    yield from documents(lines)
    yield from topics(lines)
    yield from chairmanships(lines)
    yield from succession(lines, own)
    yield from periodicity(lines, own)
    yield from emails(lines)


def _line(one: Fact | Ignored | Doubt) -> int:
    if isinstance(one, Fact):
        return one.quote.line
    return one.line if isinstance(one, Ignored) else 0


def _heading_lines(subject: Subject) -> Iterator[int]:
    for heading in (subject.heading, *subject.others):
        yield from heading.lines if heading else ()


def _unused(outline: Outline, used: Iterable[int], subject: Subject) -> Iterator[Ignored]:
    """Every line that no fact quotes, with the reason."""
    taken = set(used)
    heading = frozenset(_heading_lines(subject))
    title = min(heading, default=0)
    for line in outline.lines:
        if line.navigation:
            yield Ignored(line.number, "navigation")
        elif line.number in heading:
            yield Ignored(line.number, "heading of the event")
        elif line.number not in taken:
            before = line.number < title and line.item
            yield Ignored(line.number, "menu above the title" if before else "prose")
