"""The table of normalizers, and the one function that applies it."""

from collections.abc import Callable, Iterator

from ingest.found import Doubt, Fact, Found
from ingest.normalize import values
from ingest.normalize.chairs import chairs
from ingest.normalize.documents import documents
from ingest.normalize.meetings import meetings
from ingest.normalize.states import states
from ingest.reading import Value

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
    "contact": values.contact,
}
"""Which function interprets the words of which field."""


def normalize(found: Found) -> tuple[tuple[Value, ...], tuple[Doubt, ...]]:
    """Values and doubts of a page, in page order; the family's own doubts come first."""
    made = [one for fact in found.facts for one in NORMALIZERS[fact.field](fact)]
    return (
        tuple(one for one in made if isinstance(one, Value)),
        found.doubts + tuple(one for one in made if isinstance(one, Doubt)),
    )
