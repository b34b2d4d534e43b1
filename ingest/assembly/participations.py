"""Which States take part in a process: of several pages' lists the one that counts."""

from collections.abc import Iterator

from ingest.assembly.source import Source, SourcedValue, values_of
from ingest.reading.reading import StateValue
from snapshots.model import Participation, ParticipationRole

_ROLES = {
    "participating_states": ParticipationRole.MEMBER,
    "observer_states": ParticipationRole.OBSERVER,
    "suspended_states": ParticipationRole.SUSPENDED,
    "former_states": ParticipationRole.FORMER_MEMBER,
    "guest_states": ParticipationRole.GUEST,
}
_List = list[SourcedValue[StateValue]]


def participations(sources: tuple[Source, ...], declared: int | None) -> Iterator[Participation]:
    """Those of the list that counts in each role; a State that further pages list cites them."""
    for field, role in _ROLES.items():
        lists = [one for source in sources if (one := values_of((source,), field, StateValue))]
        counts = declared if role is ParticipationRole.MEMBER else None
        chosen = _that_counts(lists, counts) if lists else []
        for listed in chosen:
            state = listed.value.state
            more = [
                other.cite()
                for found in lists
                if found is not chosen
                for other in found
                if state and other.value.state == state
            ]
            yield Participation(
                state=state,
                listed_as=listed.value.listed_as,
                role=role,
                since=listed.value.since,
                until=listed.value.until,
                citations=(listed.cite(), *more),
            )


def _that_counts(lists: list[_List], declared: int | None) -> _List:
    """The list that agrees with the declared number, else the first of a whole page, else, as a
    page that was cut may have lost entries, the longest; never a mixture."""
    agreeing = (one for one in lists if _count(one) == declared)
    whole = (one for one in lists if one[0].source.reading.whole)
    return next(agreeing, None) or next(whole, None) or max(lists, key=_count)


def _count(found: _List) -> int:
    return len({one.value.state or one.value.listed_as for one in found})
