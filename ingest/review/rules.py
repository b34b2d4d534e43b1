"""The rules by which a freshly read page is held against the last good reading of it.

Each is one short function, listed in `RULES`; how much is too much stands in `limits.toml`. What a
rule holds, is that one page: it keeps its last good reading, and the others go on.
"""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from ingest.reading.reading import Reading
from ingest.review.limits import load_limits
from ingest.review.losses import emptied, lost
from ingest.review.profile import DECLARED, LISTED, Profile, profile
from snapshots.checks import Finding, Severity

_SHOWN = 5
"""So many values are named in a message; the others are counted."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared."""

    fresh: Profile
    good: Profile | None = None
    """The last good reading of the same page; None where there is none yet."""
    siblings: tuple[Profile, ...] = ()
    """The same process's pages in other languages, as they are served."""


Found = Iterator[tuple[Severity, str]]
Compare = Callable[[Profile, Profile], Found]


class Rule(msgspec.Struct, frozen=True):
    """A rule by its stable name."""

    name: str
    check: Callable[[Case], Found]


def review_page(
    fresh: Reading, good: Reading | None, siblings: tuple[Reading, ...] = ()
) -> tuple[Finding, ...]:
    """What speaks against the fresh reading of a page; one HOLD is enough to keep the good one.

    A page that only gains, or that changes order, markup, prose or navigation, gives no HOLD.
    """
    case = Case(
        fresh=profile(fresh),
        good=profile(good) if good else None,
        siblings=tuple(map(profile, siblings)),
    )
    return review_profiles(case)


def review_profiles(case: Case) -> tuple[Finding, ...]:
    """The same, of profiles that are there already."""
    node = f"page:{case.fresh.url}"
    return tuple(
        Finding(rule=rule.name, severity=severity, message=message, node=node)
        for rule in RULES
        for severity, message in rule.check(case)
    )


def against_good(compare: Compare) -> Callable[[Case], Found]:
    """A rule that has nothing to say of a page that is seen first."""

    def check(case: Case) -> Found:
        if case.good is not None:
            yield from compare(case.fresh, case.good)

    return check


def whole_changed(fresh: Profile, good: Profile) -> Found:
    """A page that came whole comes whole again."""
    if good.whole and not fresh.whole:
        yield Severity.HOLD, "the page was whole and only a part of it came"


def language_changed(fresh: Profile, good: Profile) -> Found:
    """A page keeps its language: its lists and prose are served under it."""
    if fresh.language != good.language:
        yield Severity.HOLD, f"the page was {good.language.value}, is {fresh.language.value}"


def family_changed(fresh: Profile, good: Profile) -> Found:
    """A page is read by the module that read it before."""
    if fresh.family != good.family:
        yield Severity.HOLD, f"the page was of family {good.family}, is of {fresh.family}"


def required_sections(case: Case) -> Found:
    """A whole page has one of the fields that its family exists for, even when it is seen first.

    A page that never had one is as it was.
    """
    fields = load_limits().required.get(case.fresh.family, ())
    had = case.good is None or any(map(case.good.of, fields))
    if case.fresh.whole and fields and had and not any(map(case.fresh.of, fields)):
        message = f"a page of family {case.fresh.family} gives none of {', '.join(fields)}"
        yield Severity.HOLD, message


def section_gone(fresh: Profile, good: Profile) -> Found:
    """A field that had values has some now."""
    for field in good.fields:
        if emptied(field, good, fresh):
            yield Severity.HOLD, f"{field} had {_shown(good.of(field))}, has nothing"


def values_gone(fresh: Profile, good: Profile) -> Found:
    """Of a field that is still there, only a small share of the values goes at once."""
    for field, before in good.fields.items():
        gone = lost(field, good, fresh) if fresh.of(field) else ()
        if len(gone) > load_limits().of(field).lost * len(before):
            yield Severity.HOLD, f"{field} lost {len(gone)} of {len(before)}: {_shown(gone)}"


def values_moved(fresh: Profile, good: Profile) -> Found:
    """Values stay in their field; a good part of them in another one is under a wrong label."""
    for field, before in good.fields.items():
        limits = load_limits().of(field)
        gone, words = set(lost(field, good, fresh)), _words_gone(field, fresh, good)
        for other in fresh.fields:
            if other in (field, limits.into):
                continue
            new = set(fresh.of(other)) - set(good.of(other))
            new_words = set(fresh.words[other]) - set(good.words.get(other, ()))
            moved = max((gone & new, words & new_words), key=len)
            if len(moved) > limits.moved * len(before):
                message = f"{len(moved)} of {len(before)} {field} are {other} now: {_shown(moved)}"
                yield Severity.HOLD, message


def declared_count(fresh: Profile, good: Profile) -> Found:
    """Where the number that the page states fitted its list, it fits it again."""
    numbers = good.declared, fresh.declared
    if None in numbers or not fresh.of(LISTED):
        return
    if good.declared == len(good.of(LISTED)) and fresh.declared != len(fresh.of(LISTED)):
        message = (
            f"{DECLARED} and the list were both {good.declared}, "
            f"are {fresh.declared} and {len(fresh.of(LISTED))}"
        )
        yield Severity.HOLD, message


def page_grew(fresh: Profile, good: Profile) -> Found:
    """A list that grows much may have swallowed its neighbour; growth alone holds nothing."""
    for field, before in good.fields.items():
        limits, now = load_limits().of(field), fresh.of(field)
        more = len(now) - len(before)
        if more >= limits.grew_least and more > limits.grew * len(before):
            yield Severity.WARN, f"{field} grew from {len(before)} to {len(now)}"


def language_parity(case: Case) -> Found:
    """A list that was as long as that of the same process in another language still is."""
    if case.good is None:
        return
    parity = load_limits().parity
    for sibling in case.siblings:
        for field in parity.fields:
            now, before, there = (len(one.of(field)) for one in (case.fresh, case.good, sibling))
            if before and before == there != now:
                behind = there - now > parity.hold * there
                message = (
                    f"{field}: {now} here, {there} in {sibling.language.value}; both had {there}"
                )
                yield Severity.HOLD if behind else Severity.WARN, message


RULES: tuple[Rule, ...] = (
    Rule("whole-changed", against_good(whole_changed)),
    Rule("language-changed", against_good(language_changed)),
    Rule("family-changed", against_good(family_changed)),
    Rule("required-sections", required_sections),
    Rule("section-gone", against_good(section_gone)),
    Rule("values-gone", against_good(values_gone)),
    Rule("values-moved", against_good(values_moved)),
    Rule("declared-count", against_good(declared_count)),
    Rule("page-grew", against_good(page_grew)),
    Rule("language-parity", language_parity),
)


def _words_gone(field: str, fresh: Profile, good: Profile) -> set[str]:
    return set(good.words[field]) - set(fresh.words.get(field, ()))


def _shown(identities: Iterable[str]) -> str:
    """The first few values, as a message names them."""
    known = sorted(identities)
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return ", ".join(one[:60] for one in known[:_SHOWN]) + more
