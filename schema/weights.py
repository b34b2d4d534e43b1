"""How many bytes the texts of one version take at most: what they add to an operation's cost."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from schema.remembered import once_a_view
from schema.types.field import shown_as
from snapshots.diff import KINDS
from snapshots.model import Snapshot
from snapshots.view import View

_PARTS: Final = {
    "participations": "Participation",
    "organizations": "OrganizationInProcess",
    "chairs": "Chair",
    "themes": "ThemeInProcess",
    "links": "Link",
    "contact": "Contact",
    "agenda": "AgendaItem",
    "parts": "SymbolParts",
    "citations": "Citation",
}
"""Attribute of a record → the type of the records in it."""
_REPORTED: Final = dict.fromkeys(
    ("Decision.reason", "Decision.pages", "Finding.message", "PageResult.message"), 1_000
)
"""Reports are no part of a version; what they say fits into so much."""


@once_a_view
def weights(view: View) -> Mapping[str, int]:
    """`Type.field` → the bytes of its longest value as JSON; fields without texts are not there."""
    snapshot, found = view.snapshot, dict(_REPORTED)
    for kind, records in {
        "Process": snapshot.processes,
        "State": snapshot.states,
        "Organization": snapshot.organizations,
        "Theme": snapshot.themes,
        "Series": snapshot.series,
        "Region": snapshot.regions,
        "Place": snapshot.places,
        "Meeting": snapshot.meetings,
        "Document": snapshot.documents,
        "Page": snapshot.pages,
        "Issue": snapshot.issues,
    }.items():
        _weigh(kind, records, found)
    named = (one for place, one in found.items() if place.endswith((".name", ".title", "Name")))
    found["TextPart.text"] = max(named, default=0)
    _weigh_changes(snapshot, found)
    return found


def _weigh_changes(snapshot: Snapshot, found: dict[str, int]) -> None:
    """A change may tell of a record as a whole; those of the past are as long as those here."""
    records = (one for kind in KINDS.values() for one in getattr(snapshot, kind))
    longest = max((len(msgspec.json.encode(one)) for one in records), default=0)
    found |= dict.fromkeys(("Change.before", "Change.after", "Change.element"), longest)
    found["Change.slug"] = max(
        (most for place, most in found.items() if place.endswith(".slug")), default=0
    )
    found["ChangeCitation.pageSlug"] = found.get("Page.slug", 0)
    for place, most in tuple(found.items()):
        if place.startswith("Citation."):
            found[f"Change{place}"] = most


def _weigh(kind: str, records: Iterable[Any], found: dict[str, int]) -> None:
    """Put the longest texts of the records, and of the records in them, into what was found."""
    for record in records:
        for name in record.__struct_fields__:
            value = getattr(record, name)
            if name in _PARTS and value is not None:
                inner = value if isinstance(value, tuple) else (value,)
                if not isinstance(next(iter(inner), ""), str):
                    _weigh(_PARTS[name], inner, found)
                    continue
            place = f"{kind}.{shown_as(name)}"
            found[place] = max(found.get(place, 0), _bytes(value))


def _bytes(value: Any) -> int:
    """As JSON; of texts in several languages the longest is shown."""
    if isinstance(value, Mapping):
        return max(map(_bytes, value.values()), default=0)
    return len(msgspec.json.encode(value)) if isinstance(value, str | tuple) else 0
