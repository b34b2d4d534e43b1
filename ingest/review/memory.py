"""What a page said before what is served of it: for so long, small losses add up."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from ingest.reading.found import Doubt
from ingest.reading.reading import Reading
from ingest.review.losses import load_limits
from ingest.review.profile import Profile, profile
from ingest.review.revisions import Revision, revisions


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """What a page said until some moment, without the words around it."""

    until: str
    """When it said something else (RFC 3339, UTC)."""
    whole: bool
    fields: Mapping[str, tuple[str, ...]]
    """Field → identities, as in the profile."""


class ServedReading(Reading, frozen=True, kw_only=True):
    """What is served of a page, and what was before; doubts tell what was revised."""

    earlier: tuple[Earlier, ...] = ()
    """The latest first."""

    def profiles(self) -> tuple[Profile, ...]:
        """What the page said before, as far as it is remembered."""
        return tuple(
            Profile(
                url=self.url,
                language=self.language,
                family=self.family,
                whole=one.whole,
                fields=one.fields,
                words={},
            )
            for one in self.earlier
        )


def revised(fresh: Reading, good: Reading | None, at: str) -> tuple[Revision, ...]:
    """What the page revised; where its bytes are the same, only the reader is another one."""
    if good is None or fresh.capture == good.capture:
        return ()
    return revisions(fresh, good, at)


def served(fresh: Reading, good: Reading | None, at: str) -> ServedReading:
    """The fresh reading in the place of the good one, which is remembered with those before it."""
    earlier = (_earlier(good, at), *_earlier_of(good)) if good else ()
    kept = tuple(one for n, one in enumerate(earlier) if _is_recent(n, one.until, at))
    old = good.doubts if good and kept else ()
    new = map(_doubt, revised(fresh, good, at))
    return _with(fresh, kept, (*new, *(one for one in old if one.code == "revised")))


def accepted(fresh: Reading, good: Reading | None, at: str) -> ServedReading:
    """The reading that a person let through: from then on, it is the best that is remembered."""
    return _with(fresh, (), tuple(map(_doubt, revised(fresh, good, at))))


def without_revisions(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    """What the reader itself doubts."""
    return tuple(one for one in doubts if one.code != "revised")


def _with(
    fresh: Reading, earlier: tuple[Earlier, ...], revised: tuple[Doubt, ...]
) -> ServedReading:
    said = {value.quote.words: value.quote for value in fresh.values}
    places = (
        msgspec.structs.replace(one, quote=said.get(one.quote.words) if one.quote else None)
        for one in dict.fromkeys(revised)
    )
    own = {name: getattr(fresh, name) for name in Reading.__struct_fields__}
    own["doubts"] = (*without_revisions(fresh.doubts), *places)
    return ServedReading(**own, earlier=earlier)


def _earlier(good: Reading, at: str) -> Earlier:
    return Earlier(until=at, whole=good.whole, fields=profile(good).fields)


def _earlier_of(good: Reading) -> tuple[Earlier, ...]:
    return good.earlier if isinstance(good, ServedReading) else ()


def _is_recent(place: int, until: str, at: str) -> bool:
    limits = load_limits().memory
    if place < limits.versions:
        return True
    age = datetime.fromisoformat(at) - datetime.fromisoformat(until)
    return age <= timedelta(limits.days)


def _doubt(one: Revision) -> Doubt:
    return Doubt(code="revised", message=one.message, field=one.field, quote=one.quote)
