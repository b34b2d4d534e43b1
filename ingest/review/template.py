"""All pages of one run together: a field that empties on many pages at once is a new template."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import msgspec

from ingest.review.limits import load_limits
from ingest.review.losses import emptied
from ingest.review.profile import Profile
from snapshots.checks import Finding, Severity


class PagePair(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the run; where it has not changed, `fresh` is `good`."""

    fresh: Profile
    good: Profile | None = None
    """The last good reading; None for a page that is seen first and so says nothing here."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One field over the known pages of one family."""

    family: str
    field: str
    pages: int
    had: int
    has: int
    emptied: tuple[str, ...]
    """The addresses where the field had values and has lost them all."""


Found = Iterator[tuple[Severity, str]]


class RunRule(msgspec.Struct, frozen=True):
    """A rule over the pages of a run, by its stable name."""

    name: str
    check: Callable[[Column], Found]


def review_run(pages: Sequence[PagePair]) -> tuple[Finding, ...]:
    """What speaks against the run as a whole; one HOLD keeps everything as it is served."""
    return tuple(
        Finding(rule=rule.name, severity=severity, message=message, node=f"family:{column.family}")
        for column in _columns(pages)
        for rule in RUN_RULES
        for severity, message in rule.check(column)
    )


def field_emptied(column: Column) -> Found:
    """A field does not go empty on several pages of a family at once."""
    limits, pages = load_limits().run, len(column.emptied)
    if pages >= limits.emptied_pages and pages >= limits.emptied_share * column.had:
        message = (
            f"template change: {column.field} went empty on {pages} of {column.had} pages of "
            f"family {column.family}: {', '.join(column.emptied)}"
        )
        yield Severity.HOLD, message


def fill_rate(column: Column) -> Found:
    """The share of pages that fill a field stays about the same."""
    limits = load_limits().run
    fallen = 100 * (column.had - column.has) / column.pages
    if column.pages >= limits.fill_pages and fallen > limits.fill_points:
        message = (
            f"{column.field} was filled on {column.had} and is on {column.has} of {column.pages} "
            f"pages of family {column.family}"
        )
        yield Severity.WARN, message


RUN_RULES: tuple[RunRule, ...] = (
    RunRule("field-emptied", field_emptied),
    RunRule("fill-rate", fill_rate),
)


def _columns(pages: Sequence[PagePair]) -> Iterator[Column]:
    families: dict[str, list[tuple[Profile, Profile]]] = defaultdict(list)
    for pair in pages:
        if pair.good is not None:
            families[pair.good.family].append((pair.fresh, pair.good))
    for family, known in sorted(families.items()):
        for field in sorted({field for _, good in known for field in good.fields}):
            yield _column(family, field, known)


def _column(family: str, field: str, known: Sequence[tuple[Profile, Profile]]) -> Column:
    return Column(
        family=family,
        field=field,
        pages=len(known),
        had=sum(bool(good.of(field)) for _, good in known),
        has=sum(bool(fresh.of(field)) for fresh, _ in known),
        emptied=tuple(fresh.url for fresh, good in known if emptied(field, good, fresh)),
    )
