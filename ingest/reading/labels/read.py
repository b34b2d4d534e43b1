"""A page read by its labels: what stands under each, and which lines are running text.

The same label set finds the sections in every template generation; what stands under a label is
read by one short function, listed in `_READERS`.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ingest.reading.found import Doubt, Fact, Ignored, Quote
from ingest.reading.labels.chairs import chairs, no_current_chair
from ingest.reading.labels.lists import participants, states, texts, themes
from ingest.reading.labels.meetings import documents, meetings
from ingest.reading.labels.secretariat import bodies, secretariat
from ingest.reading.labels.section import PROSE, Outcomes, Reader, Section, is_open
from ingest.reading.labels.sections import Sections, cut
from ingest.reading.labels.values import contact, labelled_contact, objectives, value
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.recognition.names import names_of_page
from ingest.reading.sentences.meetings import names_a_meeting
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.organizations import load_organizations

_TITLE_LINES = 4
"""A page without navigation begins with its title; behind more lines than these it is no title."""
_LISTS = frozenset(
    {"documents", "elsewhere", "links", "contact", "address", "website"}
    | {f"meetings_{kind}" for kind in ("latest", "past", "related", "upcoming")}
)
"""Sections whose lines are titles; a date there belongs to the title."""


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """What labels tell, and what they leave to the readers of sentences."""

    facts: tuple[Fact, ...]
    ignored: tuple[Ignored, ...]
    doubts: tuple[Doubt, ...]
    prose: tuple[Line, ...]
    """The lines of running text that no label explains."""
    told: tuple[Line, ...]
    """The lines under labels of no list of titles: there sentences may date a meeting."""
    paths: Mapping[int, tuple[str, ...]]
    """The headings over each line, by its number."""


def read_labels(outline: Outline, url: str) -> Labelled:
    """All facts of labels, in page order."""
    page = cut(outline, load_labels())
    sections = tuple(_grouped(_regrouped(page.sections)))
    made: list[Fact | Ignored | Doubt] = [
        Ignored(line.number, "navigation") for line in outline.lines if line.navigation
    ]
    made += _preamble(page)
    shown: dict[str, set[str]] = {}
    for section in sections:
        made += _READERS.get(_field(section, shown), _skip)(section)
    first = [line for section in sections for line in section.lines] or page.preamble
    made += names_of_page(_title_lines(page, outline), first, url)
    made += _chair_headings(sections, made)
    ignored = tuple(one for one in made if isinstance(one, Ignored))
    prose = {one.line for one in ignored if one.reason == PROSE}
    return Labelled(
        facts=tuple(one for one in made if isinstance(one, Fact)),
        ignored=ignored,
        doubts=tuple(one for one in made if isinstance(one, Doubt)),
        prose=tuple(line for line in outline.content() if line.number in prose),
        told=tuple(line for one in sections if one.label.field not in _LISTS for line in one.lines),
        paths={line.number: one.path for one in sections for line in (one.line, *one.lines)},
    )


def _field(section: Section, shown: dict[str, set[str]]) -> str:
    """The field of the section; none of a list that the page has shown already."""
    texts = {entry.text for entry in section.entries}
    before = shown.setdefault(section.label.field, set())
    again = len(texts) > 1 and texts <= before
    before |= texts
    return "" if again else section.label.field


def _preamble(page: Sections) -> Outcomes:
    """Where a page has labels, what stands before them is its title or the site's navigation."""
    reason = "before the first label" if page.sections else PROSE
    return (Ignored(line.number, reason) for line in page.preamble)


def _title_lines(page: Sections, outline: Outline) -> list[Line]:
    """Headings of the first level, else the few lines before the first label; <title> last."""
    headings = [line for line in page.preamble if line.heading == 1]
    short = page.preamble if len(page.preamble) <= _TITLE_LINES else page.preamble[-1:]
    element = outline.title.split(" | ")[0].strip()
    site = not element or load_organizations().find(element) is not None
    return [*_whole(headings or short), *([] if site else [Line(number=0, text=element)])]


def _whole(titles: Iterable[Line]) -> tuple[Line, ...]:
    """Titles with the lines put together over which one goes."""
    made: list[Line] = []
    for line in titles:
        if made and (is_open(made[-1].text) or line.text[:1].islower()):
            text = f"{made[-1].text} {line.text}"
            made[-1] = msgspec.structs.replace(made[-1], text=text)
        else:
            made.append(line)
    return tuple(made)


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
    return field in ("chair_current", "chairs_past", "chairs_incoming", "chairs_beside")


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


def _skip(section: Section) -> Outcomes:
    """Sections that hold no fact of ours; a dated meeting may have strayed in."""
    yield section.label_line
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


def _elsewhere(section: Section) -> Outcomes:
    """Boxes that lead to other pages; what is dated there is a text."""
    yield section.label_line
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
    "chairs_incoming": chairs("incoming"),
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
