"""The rules by which a freshly read page is held against the last good reading of it.

Each is one short function, listed in `RULES`; how much is too much stands in `limits.toml`. What a
rule holds, is that one page: it keeps its last good reading, and the others go on.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeVar

import msgspec

from ingest.reading.found import Doubt
from ingest.reading.reading import Reading
from ingest.review.losses import emptied, load_limits, lost_values
from ingest.review.profile import DECLARED, LISTED, Profile, profile
from ingest.review.revisions import Revision, far_ahead
from snapshots.checks import Finding, Severity

T = TypeVar("T")

_SHOWN = 5
"""So many values are named in a message; the others are counted."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared."""

    fresh: Profile
    good: Profile | None = None
    """The last good reading of the same page; None where there is none yet."""
    earlier: tuple[Profile, ...] = ()
    """What the page said before that, the latest first."""
    siblings: tuple[Profile, ...] = ()
    """The same process's pages in other languages, as they are served."""
    revisions: tuple[Revision, ...] = ()
    ahead: tuple[str, ...] = ()
    """Meetings that the page lists among those that were held, and that lie far ahead."""
    doubts: tuple[Doubt, ...] = ()
    """What the fresh reading doubts of the page as a whole, and the good one did not."""
    no_names: tuple[str, ...] = ()
    """What stands in lists of States, is no name, and did not stand there before."""
    named: bool = True
    """Whether the page names its process."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known besides of a page that is reviewed."""

    at: str = ""
    """The moment of the run (RFC 3339, UTC); without it, no meeting lies ahead."""
    earlier: tuple[Profile, ...] = ()
    """What the page said before the good reading, the latest first."""
    revisions: tuple[Revision, ...] = ()
    named: bool = True


_BARE = Context()
_TOLD = frozenset({"discontinued", "another-process", "said-twice"})
"""Doubts about a page as a whole that the report of the run tells of."""

Objections = Iterator[tuple[Severity, str]]
Rule = Callable[[Comparison], Objections]
"""Its stable name is that of the function, with hyphens."""


def review_page(
    fresh: Reading,
    good: Reading | None,
    siblings: tuple[Reading, ...] = (),
    context: Context = _BARE,
) -> tuple[Finding, ...]:
    """What speaks against the fresh reading of a page; one HOLD is enough to keep the good one.

    A page that only gains, or that changes order, markup, prose or navigation, gives no HOLD.
    """
    known = {(one.code, one.message) for one in good.doubts} if good else set()
    codes = {code for code, _ in known}
    new = [one for one in fresh.doubts if (one.code, one.message) not in known]
    case = Comparison(
        fresh=profile(fresh),
        good=profile(good) if good else None,
        earlier=context.earlier,
        siblings=tuple(map(profile, siblings)),
        revisions=context.revisions,
        ahead=tuple(far_ahead(fresh, good, context.at)),
        doubts=tuple(one for one in fresh.doubts if one.code in _TOLD and one.code not in codes),
        no_names=tuple(one.message for one in new if one.code == "no-name"),
        named=context.named,
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


def against_all(compare: Callable[[Profile, Profile], Objections]) -> Rule:
    """A rule that holds a page against all that it said before: small losses add up."""

    @wraps(compare)
    def check(case: Comparison) -> Objections:
        befores = (case.good, *case.earlier) if case.good is not None else ()
        found = (list(compare(case.fresh, one)) for one in befores if one is not None)
        yield from next(filter(None, found), ())

    return check


def unnamed_process(case: Comparison) -> Objections:
    """A page names the process whose page it is before anything of it is believed."""
    if not case.named:
        yield Severity.HOLD, f"{case.fresh.url} does not name its process, or is about another one"


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


@against_all
def section_gone(fresh: Profile, good: Profile) -> Objections:
    """A field that had values has some now."""
    for field in good.fields:
        if emptied(field, good, fresh):
            yield Severity.HOLD, f"{field} had {_shown(good.of(field))}, has nothing"


@against_all
def values_gone(fresh: Profile, good: Profile) -> Objections:
    """Of a field that is still there, only a small share of the values goes at once."""
    for field, before in good.fields.items():
        gone = lost_values(field, good, fresh) if fresh.of(field) else ()
        if len(gone) > load_limits().of(field).lost * len(before):
            yield Severity.HOLD, f"{field} lost {len(gone)} of {len(before)}: {_shown(gone)}"


@against_all
def values_moved(fresh: Profile, good: Profile) -> Objections:
    """Values stay in their field; a good part of them in another one is under a wrong label."""
    for field, before in good.fields.items():
        limits = load_limits().of(field)
        gone = set(lost_values(field, good, fresh))
        words = set(good.words.get(field, ())) - set(fresh.words.get(field, ()))
        for other in fresh.fields:
            if other in (field, limits.into):
                continue
            new = set(fresh.of(other)) - set(good.of(other))
            new_words = set(fresh.words.get(other, ())) - set(good.words.get(other, ()))
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


def declared_exceeded(case: Comparison) -> Objections:
    """A list has no more names than the page says that there are, or no more than it had."""
    listed, declared = len(case.fresh.of(LISTED)), case.fresh.declared
    before = len(case.good.of(LISTED)) if case.good else 0
    if declared is not None and listed > max(declared, before):
        yield Severity.HOLD, f"{LISTED} are {listed}, {DECLARED} {declared}"


def no_name(case: Comparison) -> Objections:
    """An entry of a list of States that is no name shows that the list is not what it seems."""
    for message in case.no_names:
        yield Severity.HOLD, message


@against_good
def page_grew(fresh: Profile, good: Profile) -> Objections:
    """A list that grows much may have swallowed its neighbour; growth alone holds nothing."""
    for field, before in good.fields.items():
        limits, now = load_limits().of(field), fresh.of(field)
        more = len(now) - len(before)
        if more >= limits.grew_least and more > limits.grew * len(before):
            yield Severity.WARN, f"{field} grew from {len(before)} to {len(now)}"


@against_good
def list_swallowed(fresh: Profile, good: Profile) -> Objections:
    """A list that doubles by many entries has taken up those of another one."""
    for field in fresh.fields if good.whole else ():
        before, now = len(good.of(field)), len(fresh.of(field))
        least = load_limits().of(field).swallowed_least
        if now - before >= least and now > 2 * before:
            yield Severity.HOLD, f"{field} had {before}, has {now}: perhaps those of another list"


@against_good
def said_twice(fresh: Profile, good: Profile) -> Objections:
    """What a page says once it says once again."""
    for field in fresh.fields:
        said = fresh.of(field)
        if load_limits().of(field).single and len(said) > max(1, len(good.of(field))):
            yield Severity.HOLD, f"{field} is said {len(said)} times: {_shown(said)}"


@against_good
def said_at_once(fresh: Profile, good: Profile) -> Objections:
    """A page that says none of what is said once may come to; all of it at once is another's."""
    single = [field for field in fresh.fields if load_limits().of(field).single]
    if good.whole >= fresh.whole and len(single) > 1 and not any(map(good.of, single)):
        yield Severity.HOLD, f"{' and '.join(single)} stand on a page that said none of them"


def past_moved(case: Comparison) -> Objections:
    """A meeting that was held stays on its days, give or take a few."""
    for one in case.revisions:
        if one.field == "meetings" and one.past and one.moved > load_limits().dates.moved:
            yield Severity.HOLD, f"{one.message}: {one.moved} days at least"


def more_precise(case: Comparison) -> Objections:
    """A date of the past is known by then; where it is more precise, somebody may have guessed."""
    for one in case.revisions:
        if one.closer and one.past:
            yield Severity.HOLD, f"{one.message}: more precise than before"


def past_ahead(case: Comparison) -> Objections:
    """What is listed among the meetings that were held does not lie years ahead."""
    for words in case.ahead:
        yield Severity.HOLD, f"among the meetings that were held: {words}"


def revised(case: Comparison) -> Objections:
    """What stays on a page and reads otherwise is told."""
    for one in case.revisions:
        yield Severity.REVISED, one.message


def told(case: Comparison) -> Objections:
    """What a page says of itself as a whole, for the first time; two pages in one wait."""
    for doubt in case.doubts:
        yield Severity.HOLD if doubt.code == "said-twice" else Severity.REVISED, doubt.message


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
    unnamed_process,
    whole_changed,
    language_changed,
    family_changed,
    required_sections,
    section_gone,
    values_gone,
    values_moved,
    declared_count,
    declared_exceeded,
    no_name,
    list_swallowed,
    said_twice,
    said_at_once,
    past_moved,
    more_precise,
    past_ahead,
    page_grew,
    language_parity,
    told,
    revised,
)


def _shown(identities: Iterable[str]) -> str:
    """The first few values, as a message names them."""
    known = sorted(identities)
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return ", ".join(one[:60] for one in known[:_SHOWN]) + more
