"""All pages of one run together: a field that empties on many pages at once is a new template."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import msgspec

from ingest.review.losses import emptied, load_limits
from ingest.review.profile import Profile
from ingest.review.rules import Comparison, Objections, findings
from snapshots.checks import Finding, Severity


class FieldFill(msgspec.Struct, frozen=True, kw_only=True):
    """One field over the known pages of one family."""

    family: str
    field: str
    pages: int
    had: int
    has: int
    emptied: tuple[str, ...]
    """The addresses where the field had values and has lost them all."""


def review_run(pages: Sequence[Comparison]) -> tuple[Finding, ...]:
    """What speaks against the run as a whole; one HOLD keeps everything as it is served."""
    return tuple(
        finding
        for column in _columns(pages)
        for finding in findings(RUN_RULES, column, f"family:{column.family}")
    )


def field_emptied(column: FieldFill) -> Objections:
    """A field does not go empty on several pages of a family at once."""
    limits, pages = load_limits().run, len(column.emptied)
    if pages >= limits.emptied_pages and pages >= limits.emptied_share * column.had:
        message = (
            f"template change: {column.field} went empty on {pages} of {column.had} pages of "
            f"family {column.family}: {', '.join(column.emptied)}"
        )
        yield Severity.HOLD, message


def fill_rate(column: FieldFill) -> Objections:
    """The share of pages that fill a field stays about the same."""
    limits = load_limits().run
    fallen = 100 * (column.had - column.has) / column.pages
    if column.pages >= limits.fill_pages and fallen > limits.fill_points:
        message = (
            f"{column.field} was filled on {column.had} and is on {column.has} of {column.pages} "
            f"pages of family {column.family}"
        )
        yield Severity.WARN, message


RUN_RULES: tuple[Callable[[FieldFill], Objections], ...] = (field_emptied, fill_rate)


def _columns(pages: Sequence[Comparison]) -> Iterator[FieldFill]:
    families: dict[str, list[tuple[Profile, Profile]]] = defaultdict(list)
    for page in pages:
        if page.good is not None:
            families[page.good.family].append((page.fresh, page.good))
    for family, known in sorted(families.items()):
        for field in sorted({field for _, good in known for field in good.fields}):
            yield FieldFill(
                family=family,
                field=field,
                pages=len(known),
                had=sum(bool(good.of(field)) for _, good in known),
                has=sum(bool(fresh.of(field)) for fresh, _ in known),
                emptied=tuple(fresh.url for fresh, good in known if emptied(field, good, fresh)),
            )
