"""Which values of a page have gone, apart from those that leave in normal life."""

from collections.abc import Callable

from ingest.review.limits import load_limits
from ingest.review.profile import NOBODY, Profile

Marks = tuple[str, ...]


def lost(field: str, good: Profile, fresh: Profile) -> Marks:
    """The identities of a field that the good reading has and the fresh one lacks.

    What a later meeting or chair took the place of is not lost, and of words that are rewritten
    only as many are as the page has fewer.
    """
    limits = load_limits().of(field)
    gone = tuple(one for one in good.of(field) if not _is_kept(one, field, fresh))
    return _COMPARED[limits.compare](gone, field, good, fresh)


def emptied(field: str, good: Profile, fresh: Profile) -> bool:
    """Whether the field had values and has none now, and they did not leave in normal life."""
    if not good.of(field) or fresh.of(field):
        return False
    into = load_limits().of(field).into
    return not into or bool(lost(field, good, fresh))


def _is_kept(identity: str, field: str, fresh: Profile) -> bool:
    """Whether it is there, more precisely dated, or known by now under the same words."""
    if identity in fresh.of(field):
        return True
    if identity.startswith("date:"):
        return any(one.startswith(f"{identity}-") for one in fresh.of(field))
    kind, _, words = identity.partition(":")
    return kind == "words" and words in fresh.words.get(field, ())


def _identity(gone: Marks, field: str, good: Profile, fresh: Profile) -> Marks:
    del field, good, fresh
    return gone


def _number(gone: Marks, field: str, good: Profile, fresh: Profile) -> Marks:
    fewer = max(0, len(good.of(field)) - len(fresh.of(field)))
    return (gone if len(gone) >= fewer else good.of(field))[:fewer]


def _rolling(gone: Marks, field: str, good: Profile, fresh: Profile) -> Marks:
    """As many of the oldest may go as later ones have come than any before."""
    last = max((one for one in good.of(field) if one.startswith("date:")), default="date:")
    come = sum(one.startswith("date:") and one > last for one in fresh.of(field))
    return gone[come:]


def _succession(gone: Marks, field: str, good: Profile, fresh: Profile) -> Marks:
    """Who has come among the past ones has left in order; as many others may as have come."""
    into = load_limits().of(field).into
    past = set(fresh.of(into)) - set(good.of(into))
    left = tuple(one for one in gone if not any(_is_same(one, other) for other in past))
    come = [one for one in fresh.of(field) if one not in good.of(field) and one != NOBODY]
    return left[len(come) :]


def _is_same(current: str, past: str) -> bool:
    """`state:KEN` and `state:KEN:2014`."""
    return past == current or past.startswith(f"{current}:")


_COMPARED: dict[str, Callable[[Marks, str, Profile, Profile], Marks]] = {
    "identity": _identity,
    "number": _number,
    "rolling": _rolling,
    "succession": _succession,
}
