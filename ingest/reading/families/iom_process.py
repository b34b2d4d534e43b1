"""IOM's page of one process: labels, and under each a value or a list.

The same label set finds the sections in every template generation; what stands under a label is
read by one short function, listed in `_READERS`. Sentences are read too, for what has no label.
"""

from collections.abc import Iterable, Iterator

import msgspec

from ingest.reading.found import Doubt, Fact, Found, Ignored, Quote, let_go
from ingest.reading.labels.chairs import chairs, no_current_chair
from ingest.reading.labels.lists import participants, states, texts, themes
from ingest.reading.labels.made import Made, Reader, label_line
from ingest.reading.labels.meetings import documents, meetings
from ingest.reading.labels.secretariat import bodies, secretariat
from ingest.reading.labels.sections import Section, Sections, cut
from ingest.reading.labels.values import contact, labelled_contact, objectives, value
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.prose.meetings import names_a_meeting, process_at, told_meetings
from ingest.reading.prose.read import IN_PROSE, read_line
from ingest.reading.recognition.names import names_of_page
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.organizations import load_organizations
from ingest.reading.vocabulary.processes import processes_in

_LONGEST_SENTENCE = 2_000
"""Characters of a line in which the process that it is about stands."""
_TITLE_LINES = 4
"""A page without navigation begins with its title; behind more lines than these it is no title."""
_LISTS = frozenset(
    {"documents", "elsewhere", "links", "contact", "address", "website"}
    | {f"meetings_{kind}" for kind in ("latest", "past", "related", "upcoming")}
)
"""Sections whose lines are titles; a date there belongs to the title."""


def read(outline: Outline, url: str) -> Found:
    """All facts of a process page, in page order."""
    page = cut(outline, load_labels())
    sections = tuple(_grouped(_regrouped(page.sections)))
    made: list[Fact | Ignored | Doubt] = [
        Ignored(line.number, "navigation") for line in outline.lines if line.navigation
    ]
    made += _preamble(page)
    for section in sections:
        made += _READERS.get(section.label.field, _skip)(section)
    prose = [line for section in sections for line in section.lines] or page.preamble
    made += names_of_page(_title_lines(page, outline), prose, url)
    made += _chair_headings(sections, made)
    told = [line for one in sections if one.label.field not in _LISTS for line in one.lines]
    listed = [one for one in made if isinstance(one, Fact) and one.field == "meetings"]
    own = process_at(url)
    made += told_meetings(told, listed, own)
    read_facts = [one for one in made if isinstance(one, Fact)]
    of_page = [one for one in read_facts if not _is_of_others(one, outline, own)]
    facts = tuple(_labelled_first(of_page))
    gone = let_go(read_facts, of_page, "tells of another process")
    return Found(
        facts=facts,
        ignored=(*(one for one in made if isinstance(one, Ignored)), *gone),
        doubts=tuple(one for one in made if isinstance(one, Doubt)),
    )


def _is_of_others(fact: Fact, outline: Outline, own: str | None) -> bool:
    """Whether a line of prose that made the fact names other processes and not the page's own."""
    if own is None or not _in_prose(fact) or fact.field in ("documents", "meetings"):
        return False
    text = next((one.text for one in outline.lines if one.number == fact.quote.line), "")
    named = processes_in(text[:_LONGEST_SENTENCE])
    return bool(named) and own not in named


def _preamble(page: Sections) -> Made:
    """Where a page has labels, what stands before them is its title or the site's navigation."""
    for line in page.preamble:
        if page.sections:
            yield Ignored(line.number, "before the first label")
        else:
            yield from read_line((), line)


def _title_lines(page: Sections, outline: Outline) -> list[Line]:
    """Headings of the first level, else the few lines before the first label; <title> last."""
    headings = [line for line in page.preamble if line.heading == 1]
    short = page.preamble if len(page.preamble) <= _TITLE_LINES else page.preamble[-1:]
    element = outline.title.split(" | ")[0].strip()
    site = not element or load_organizations().find(element) is not None
    return [*(headings or short), *([] if site else [Line(number=0, text=element)])]


def _regrouped(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections with the lines given back that another label has cut off.

    The chair may stand between the heading of the members and their list, and a box of links
    between the heading of the themes and theirs: a heading that got nothing takes the lines.
    """
    waiting: Section | None = None
    held: list[Section] = []
    for section in sections:
        if waiting is not None and _is_box(section, waiting):
            bare, taken = _without_list(section, waiting)
            waiting = msgspec.structs.replace(waiting, lines=taken)
            held.append(bare)
            if len(section.lines) == len(bare.lines):
                continue
            yield waiting
            yield from held
            waiting, held = None, []
            continue
        if waiting is not None:
            yield waiting
            yield from held
            held = []
        waiting = section if _is_waiting(section) else None
        if waiting is None:
            yield section
    if waiting is not None:
        yield waiting
        yield from held


def _grouped(sections: Iterable[Section]) -> Iterator[Section]:
    """Members' headings with a number of their own, behind one with the number of all, are groups
    of them: their numbers do not count once more."""
    whole = False
    for section in sections:
        label = section.label
        if whole and label.field == "participants" and label.number is not None:
            label = msgspec.structs.replace(label, field="participants_group")
        elif label.field != "participants_group":
            whole = label.field == "participants" and bool(label.remarks) and _is_waiting(section)
        yield msgspec.structs.replace(section, label=label)


def _is_waiting(section: Section) -> bool:
    field = section.label.field
    bare = all(line.text[:1].isdigit() and len(line.text) < 30 for line in section.lines)
    return field in ("participants", "themes") and not section.label.value and bare


def _is_box(section: Section, waiting: Section) -> bool:
    field = section.label.field
    if waiting.label.field == "themes":
        return field == "links" and all(line.item and not line.links for line in section.lines[:1])
    return field in ("chair_current", "chairs_past", "chair_upcoming")


def _without_list(section: Section, waiting: Section) -> tuple[Section, tuple[Line, ...]]:
    """The box without the list behind it; a chair may stand on the line below its label."""
    own = 1 if waiting.label.field == "participants" and not section.label.value else 0
    bare = msgspec.structs.replace(section, lines=section.lines[:own])
    return bare, waiting.lines + section.lines[own:]


def _chair_headings(
    sections: Iterable[Section], made: list[Fact | Ignored | Doubt]
) -> Iterator[Fact]:
    """A heading for the chair under which nobody is named now: the chair is vacant."""
    if any(isinstance(one, Fact) and one.field == "chairs" and one.kind != "past" for one in made):
        return
    for section in sections:
        named = section.label.field in ("chair", "chair_current")
        if named and not section.label.value and not section.lines:
            yield no_current_chair(section)
            return


def _labelled_first(facts: list[Fact]) -> Iterator[Fact]:
    """Facts of prose count where the page has no labelled fact of the same field.

    A bare line is taken for the secretariat only where nothing else tells of one. Documents are
    kept from both: a symbol in prose is as good as one in a list.
    """
    labelled = {fact.field for fact in facts if not _in_prose(fact)} - {"documents"}
    chairs_told = {fact.kind for fact in facts if fact.field == "chairs" and not _in_prose(fact)}
    told = any(fact.field == "secretariat" and fact.kind != "bare" for fact in facts)
    bare_seen = False
    for fact in facts:
        if fact.field == "secretariat" and fact.kind == "bare":
            if told or bare_seen:
                continue
            bare_seen = True
        elif _in_prose(fact) and fact.field == "chairs":
            if fact.kind in chairs_told or (fact.kind == "none" and "current" in chairs_told):
                continue
        elif _in_prose(fact) and fact.field in labelled:
            continue
        yield fact


def _in_prose(fact: Fact) -> bool:
    return fact.quote.rule.endswith(IN_PROSE)


def _skip(section: Section) -> Made:
    """Sections that hold no fact of ours; a dated meeting may have strayed in."""
    yield label_line(section)
    for line in section.lines:
        if (
            line.item
            and names_a_meeting(line.text)
            and any(d.precise for d in find_dates(line.text))
        ):
            said = Quote(words=line.text, line=line.number, rule="dated entry without heading")
            yield Fact(field="meetings", words=line.text, quote=said, kind="PAST")
        else:
            yield Ignored(line.number, f"under {section.label.words}")


def _elsewhere(section: Section) -> Made:
    """Boxes that lead to other pages; what is dated there is a text."""
    yield label_line(section)
    for line in section.lines:
        yield Ignored(line.number, f"under {section.label.words}")


_READERS: dict[str, Reader] = {
    "type": value("type"),
    "region": value("regions"),
    "association": value("association"),
    "established": value("established"),
    "objectives": objectives,
    "themes": themes,
    "themes_more": themes,
    "chair": chairs("current"),
    "chair_current": chairs("current"),
    "chairs_past": chairs("past"),
    "secretariat": secretariat,
    "bodies": bodies,
    "participants": participants,
    "participants_group": states("participating_states"),
    "observers": texts("observers", "name in the list"),
    "observer_states": states("observer_states"),
    "elsewhere": _elsewhere,
    "suspended": states("suspended_states"),
    "former_members": states("former_states"),
    "guests": states("guest_states"),
    "observer_organizations": texts("observer_organizations", "name in the list"),
    "partners": texts("partners", "name in the list"),
    "meetings_latest": meetings("LATEST"),
    "meetings_past": meetings("PAST"),
    "meetings_related": meetings("RELATED"),
    "meetings_upcoming": meetings("UPCOMING"),
    "documents": documents,
    "links": texts("links", "link in the list"),
    "website": labelled_contact("website"),
    "contact": contact,
    "address": labelled_contact("address"),
    "phone": labelled_contact("phone"),
    "fax": labelled_contact("fax"),
    "email": labelled_contact("email"),
}
