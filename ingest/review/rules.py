"""The rules by which a freshly read page is held against the last good reading of it.

Each is one short function, listed in `RULES`; how much is too much stands in `limits.toml`. What a
rule holds, is that one page: it keeps its last good reading, and the others go on.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeVar

import msgspec

from ingest.reading.reading import Reading
from ingest.review.losses import emptied, load_limits, lost_values
from ingest.review.profile import DECLARED, LISTED, Profile, profile
from snapshots.checks import Finding, Severity

T = TypeVar("T")

_SHOWN = 5
"""So many values are named in a message; the others are counted."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared."""

    fresh: Profile
    good: Profile | None = None
    """The last good reading of the same page; None where there is none yet."""
    siblings: tuple[Profile, ...] = ()
    """The same process's pages in other languages, as they are served."""


Objections = Iterator[tuple[Severity, str]]
Rule = Callable[[Comparison], Objections]
"""Its stable name is that of the function, with hyphens."""


def review_page(
    fresh: Reading, good: Reading | None, siblings: tuple[Reading, ...] = ()
) -> tuple[Finding, ...]:
    """What speaks against the fresh reading of a page; one HOLD is enough to keep the good one.

    A page that only gains, or that changes order, markup, prose or navigation, gives no HOLD.
    """
    case = Comparison(
        fresh=profile(fresh),
        good=profile(good) if good else None,
        siblings=tuple(map(profile, siblings)),
    )
    return tuple(findings(RULES, case, f"page:{fresh.url}"))


def findings(rules: Iterable[Callable[[T], Objections]], case: T, node: str) -> Iterator[Finding]:
    """What the rules say of the case."""
    for rule in rules:
        for severity, message in rule(case):
            yield Finding(rule=name_of(rule), severity=severity, message=message, node=node)


def name_of(rule: Callable[..., Objections]) -> str:
    """The stable name of a rule: `whole-changed`."""
    return rule.__name__.replace("_", "-")


def against_good(compare: Callable[[Profile, Profile], Objections]) -> Rule:
    """A rule that has nothing to say of a page that is seen first."""

    @wraps(compare)
    def check(case: Comparison) -> Objections:
        if case.good is not None:
            yield from compare(case.fresh, case.good)

    return check


@against_good
def whole_changed(fresh: Profile, good: Profile) -> Objections:
    """A page that came whole comes whole again."""
    if good.whole and not fresh.whole:
        yield Severity.HOLD, "the page was whole and only a part of it came"


@against_good
def language_changed(fresh: Profile, good: Profile) -> Objections:
    """A page keeps its language: its lists and prose are served under it."""
    if fresh.language != good.language:
        yield Severity.HOLD, f"the page was {good.language.value}, is {fresh.language.value}"


@against_good
def family_changed(fresh: Profile, good: Profile) -> Objections:
    """A page is read by the module that read it before."""
    if fresh.family != good.family:
        yield Severity.HOLD, f"the page was of family {good.family}, is of {fresh.family}"


def required_sections(case: Comparison) -> Objections:
    """A whole page has one of the fields that its family exists for, even when it is seen first.

    A page that never had one is as it was.
    """
    fields = load_limits().required.get(case.fresh.family, ())
    had = case.good is None or any(map(case.good.of, fields))
    if case.fresh.whole and fields and had and not any(map(case.fresh.of, fields)):
        message = f"a page of family {case.fresh.family} gives none of {', '.join(fields)}"
        yield Severity.HOLD, message


@against_good
def section_gone(fresh: Profile, good: Profile) -> Objections:
    """A field that had values has some now."""
    for field in good.fields:
        if emptied(field, good, fresh):
            yield Severity.HOLD, f"{field} had {_shown(good.of(field))}, has nothing"


@against_good
def values_gone(fresh: Profile, good: Profile) -> Objections:
    """Of a field that is still there, only a small share of the values goes at once."""
    for field, before in good.fields.items():
        gone = lost_values(field, good, fresh) if fresh.of(field) else ()
        if len(gone) > load_limits().of(field).lost * len(before):
            yield Severity.HOLD, f"{field} lost {len(gone)} of {len(before)}: {_shown(gone)}"


@against_good
def values_moved(fresh: Profile, good: Profile) -> Objections:
    """Values stay in their field; a good part of them in another one is under a wrong label."""
    for field, before in good.fields.items():
        limits = load_limits().of(field)
        gone = set(lost_values(field, good, fresh))
        words = set(good.words[field]) - set(fresh.words.get(field, ()))
        for other in fresh.fields:
            if other in (field, limits.into):
                continue
            new = set(fresh.of(other)) - set(good.of(other))
            new_words = set(fresh.words[other]) - set(good.words.get(other, ()))
            moved = max((gone & new, words & new_words), key=len)
            if len(moved) > limits.moved * len(before):
                message = f"{len(moved)} of {len(before)} {field} are {other} now: {_shown(moved)}"
                yield Severity.HOLD, message


@against_good
def declared_count(fresh: Profile, good: Profile) -> Objections:
    """Where the number that the page states fitted its list, it fits it again."""
    listed = len(fresh.of(LISTED))
    if None in (good.declared, fresh.declared) or not listed:
        return
    if good.declared == len(good.of(LISTED)) and fresh.declared != listed:
        were = f"{DECLARED} and the list were both {good.declared}"
        yield Severity.HOLD, f"{were}, are {fresh.declared} and {listed}"


@against_good
def page_grew(fresh: Profile, good: Profile) -> Objections:
    """A list that grows much may have swallowed its neighbour; growth alone holds nothing."""
    for field, before in good.fields.items():
        limits, now = load_limits().of(field), fresh.of(field)
        more = len(now) - len(before)
        if more >= limits.grew_least and more > limits.grew * len(before):
            yield Severity.WARN, f"{field} grew from {len(before)} to {len(now)}"


def language_parity(case: Comparison) -> Objections:
    """A list that was as long as that of the same process in another language still is."""
    if case.good is None:
        return
    parity = load_limits().parity
    for sibling in case.siblings:
        for field in parity.fields:
            now, before, there = (len(one.of(field)) for one in (case.fresh, case.good, sibling))
            if before and before == there != now:
                behind = there - now > parity.hold * there
                other = f"{there} in {sibling.language.value}; both had {there}"
                severity = Severity.HOLD if behind else Severity.WARN
                yield severity, f"{field}: {now} here, {other}"


RULES: tuple[Rule, ...] = (
    whole_changed,
    language_changed,
    family_changed,
    required_sections,
    section_gone,
    values_gone,
    values_moved,
    declared_count,
    page_grew,
    language_parity,
)


def _shown(identities: Iterable[str]) -> str:
    """The first few values, as a message names them."""
    known = sorted(identities)
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return ", ".join(one[:60] for one in known[:_SHOWN]) + more
