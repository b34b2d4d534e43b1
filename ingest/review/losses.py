"""Which values of a page have gone, apart from those that leave in normal life."""

from ingest.review.limits import load_limits
from ingest.review.profile import NOBODY, Profile


def lost(field: str, good: Profile, fresh: Profile) -> tuple[str, ...]:
    """The identities of a field that the good reading has and the fresh one lacks.

    What a later meeting or chair took the place of is not lost, and of words that are rewritten
    only as many are as the page has fewer.
    """
    limits, before, now = load_limits().of(field), good.of(field), fresh.of(field)
    gone = tuple(one for one in before if not _is_kept(one, field, fresh))
    match limits.compare:
        case "number":
            fewer = max(0, len(before) - len(now))
            return (gone if len(gone) >= fewer else before)[:fewer]
        case "rolling":  # as many of the oldest may go as later ones have come than any before
            last = max((one for one in before if one.startswith("date:")), default="date:")
            return gone[sum(one.startswith("date:") and one > last for one in now) :]
        case "succession":
            # Who has come among the past ones has left in order; as many others may as have come.
            past = set(fresh.of(limits.into)) - set(good.of(limits.into))
            left = tuple(one for one in gone if not any(_is_same(one, other) for other in past))
            return left[len(set(now) - {*before, NOBODY}) :]
    return gone


def emptied(field: str, good: Profile, fresh: Profile) -> bool:
    """Whether the field had values and has none now, and they did not leave in normal life."""
    if not good.of(field) or fresh.of(field):
        return False
    return not load_limits().of(field).into or bool(lost(field, good, fresh))


def _is_kept(identity: str, field: str, fresh: Profile) -> bool:
    """Whether it is there, more precisely dated, or known by now under the same words."""
    if identity in fresh.of(field):
        return True
    kind, _, words = identity.partition(":")
    if kind == "date":
        return any(one.startswith(f"{identity}-") for one in fresh.of(field))
    return kind == "words" and words in fresh.words.get(field, ())


def _is_same(current: str, past: str) -> bool:
    """`state:KEN` and `state:KEN:2014`."""
    return past == current or past.startswith(f"{current}:")
