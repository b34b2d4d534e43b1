"""When a document was adopted and when its printed text was distributed: two dates, kept apart."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from ingest.assembly.disagreements import disagreement
from ingest.assembly.source import Sourced
from ingest.reading.reading import DocumentValue
from snapshots.model import Issue

SOONEST: Final = 14
LATEST: Final = 100
"""Days between adoption and distribution of the printed text: one to three months as a rule, two
weeks for the shortest texts. Pages of UN DESA date resolutions 58/208 and 61/208 by the latter."""

_MIXING: Final = "un-desa-event"
_BEFORE_FIRST: Final = 1945

Told = list[Sourced[DocumentValue]]
"""What the pages say of one document, pages in the order of precedence."""


class Dates(msgspec.Struct, frozen=True, kw_only=True):
    """The two dates of a document, ISO, as far as the pages tell."""

    adopted: str | None = None
    distributed: str | None = None


def dates_of(told: Told) -> Dates:
    """The first page's date of adoption, unless it is, or may be, that of the print.

    The document's own head comes before all other pages.
    """
    found = _adopted(told)
    every = [one.value.date or "" for one in found]
    said = [one.value.date or "" for one in found if not _may_be_printed(one)]
    earlier = (one for one in said if explained(one, said[0]))
    printed = (one for one in every if any(explained(other, one) for other in said))
    own_first = sorted(told, key=lambda one: not one.value.subject)
    distributed = [*(day for one in own_first for day in _printed(one.value)), *printed]
    return Dates(
        adopted=next(iter((*earlier, *said)), None),
        distributed=next(iter(distributed), None),
    )


def explained(adopted: str, other: str) -> bool:
    """Whether the other date is that of the distribution of what was adopted on the first."""
    days = (date.fromisoformat(other) - date.fromisoformat(adopted)).days
    return SOONEST <= days <= LATEST


def adoption_disagreements(document: str, told: Told) -> Iterator[Issue]:
    """Dates of adoption that distribution does not explain, each with its words."""
    adopted = dates_of(told).adopted
    days = ((one, one.value.date or "") for one in _adopted(told))
    yield from disagreement(
        f"document:{document}",
        "adopted",
        ((one, None if adopted and explained(adopted, day) else day) for one, day in days),
    )


def field_of(value: DocumentValue, dates: Dates) -> str:
    """The field of the document that the words of the value support, or none in particular."""
    if value.date_kind == "adoption" and value.date:
        if value.date == dates.adopted:
            return "adopted"
        return "distributed" if value.date == dates.distributed else ""
    return "distributed" if any(True for _ in _printed(value)) else ""


def _adopted(told: Told) -> Told:
    dated = [one for one in told if one.value.date and one.value.date_kind == "adoption"]
    return sorted(dated, key=lambda one: not one.value.subject)


def _may_be_printed(sourced: Sourced[DocumentValue]) -> bool:
    """Whether a date of adoption may as well be that of the printed text.

    UN DESA's pages date resolutions by the one or the other; the main part of a session, from
    September to December, leaves no doubt. The Assembly's first session was that of 1946.
    """
    value = sourced.value
    if sourced.source.reading.family != _MIXING or not value.symbols or value.date is None:
        return False
    session = value.symbols[0].parts.session or ""
    year = str(_BEFORE_FIRST + int(session)) if session.isdigit() else ""
    return not f"{year}-09" <= value.date <= f"{year}-12-31"


def _printed(value: DocumentValue) -> Iterator[str]:
    if value.date and value.date_kind == "distribution":
        yield value.date
    if "distributed" in value.details:
        yield value.details["distributed"]
