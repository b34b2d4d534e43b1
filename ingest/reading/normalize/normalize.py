"""The table of normalizers, and the one function that applies it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from ingest.reading.found import Doubt, Fact, Ignored, PageFacts, dropped_lines
from ingest.reading.normalize import values
from ingest.reading.normalize.chairs import chairs
from ingest.reading.normalize.contact import contact
from ingest.reading.normalize.documents import documents
from ingest.reading.normalize.meetings import meetings
from ingest.reading.normalize.states import states
from ingest.reading.outline.marks import without_footnotes
from ingest.reading.reading import Value

Normalizer = Callable[[Fact], Iterator[Value | Doubt]]

NORMALIZERS: dict[str, Normalizer] = {
    "type": values.type_and_regions,
    "regions": values.regions,
    "association": values.association,
    "established": values.established,
    "objectives": values.text,
    "themes": values.theme,
    "participating_states": states,
    "participating_states_declared": values.count,
    "observer_states": states,
    "suspended_states": states,
    "former_states": states,
    "guest_states": states,
    "status": values.text,
    "observers": values.observer,
    "observer_organizations": values.organization,
    "partners": values.organization,
    "secretariat": values.organization,
    "chairs": chairs,
    "chairs_incoming": chairs,
    "meetings": meetings,
    "documents": documents,
    "name": values.text,
    "acronym": values.text,
    "series": values.series,
    "ordinal": values.count,
    "theme": values.text,
    "replaces": values.series,
    "periodicity_years": values.count,
    "organizers": values.organization,
    "agenda": values.agenda,
    "processes": values.indexed,
    "links": values.text,
    "contact": contact,
}
"""Which function interprets the words of which field."""


_NAMES = frozenset(
    {
        *("observers", "observer_organizations", "partners", "secretariat", "organizers"),
        *("chairs", "chairs_incoming", "themes", "regions", "association", "name", "acronym"),
    }
)
"""Fields whose words are one name, behind which footnotes may be marked."""


class Normalized(NamedTuple):
    """What a page says, interpreted."""

    values: tuple[Value, ...]
    doubts: tuple[Doubt, ...]
    ignored: tuple[Ignored, ...]


def normalize(found: PageFacts) -> Normalized:
    """All in page order; the family's own doubts and ignored lines come first."""
    read = [(fact, tuple(NORMALIZERS[fact.field](_bare(fact)))) for fact in found.facts]
    made = [one for _, some in read for one in some]
    telling = [fact for fact, some in read if some]
    return Normalized(
        tuple(one for one in made if isinstance(one, Value)),
        found.doubts + tuple(one for one in made if isinstance(one, Doubt)),
        (*found.ignored, *dropped_lines(found.facts, telling, "words without a value")),
    )


def _bare(fact: Fact) -> Fact:
    """The fact with its name as it is without marks; the quotation keeps them."""
    if fact.field not in _NAMES:
        return fact
    return msgspec.structs.replace(fact, words=without_footnotes(fact.words))
