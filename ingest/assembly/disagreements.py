"""What pages disagree about: one issue a field, with the words of every side."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from ingest.assembly.source import Source, SourcedValue, V, values_of
from ingest.reading.reading import ChairValue, NoChairValue, StateValue, TextValue, Value
from ingest.reading.vocabulary.organizations import load_organizations
from snapshots.model import Citation, Issue

_NOBODY = "nobody"
"""What a page says that has no current chair."""


def pages_disagree(
    node: str, field: str, found: Iterable[tuple[SourcedValue[V], str | None]]
) -> Iterator[Issue]:
    """An issue where pages give different values; None is what cannot be compared."""
    said: dict[str, SourcedValue[V]] = {}
    heard: set[str] = set()
    for sourced, text in found:
        if text is not None and sourced.source.page not in heard:  # a page's first value is its own
            heard.add(sourced.source.page)
            said.setdefault(text, sourced)
    if len(said) > 1:
        sides = "; ".join(f"{one.source.page} says {text or 'none'}" for text, one in said.items())
        yield _issue(node, field, sides, (one.cite(field) for one in said.values()))


def _issue(node: str, field: str, sides: str, citations: Iterable[Citation]) -> Issue:
    """The issue of pages that disagree."""
    return Issue(
        code="pages-disagree",
        message=f"{field}: {sides}",
        node=node,
        field=field,
        citations=tuple(citations),
    )


class _List(msgspec.Struct, frozen=True):
    """What one page lists: State or name → the first words that do."""

    source: Source
    items: Mapping[str, SourcedValue[Any]]

    def without(self, other: "_List") -> list[str]:
        """What is here and not there."""
        return [item for item in self.items if item not in other.items]


def list_disagreements(node: str, sources: tuple[Source, ...]) -> Iterator[Issue]:
    """Participants and current chairs that one page has and another has not."""
    whole = (source for source in sources if source.reading.whole)
    yield from _lists(node, "participations", [_List(one, _members(one)) for one in whole])
    yield from _lists(node, "chairs", [_List(one, _chairs(one)) for one in sources])


def _lists(node: str, field: str, lists: list[_List]) -> Iterator[Issue]:
    """One issue for each page that differs from the first one, which is the one that is followed.

    A page that was cut may have lost entries: what it lacks is no disagreement, what it has and
    the other lacks is none where that one was cut.
    """
    full = [one for one in lists if one.items]
    for other in full[1:]:
        first = full[0]
        more, less = first.without(other), other.without(first)
        cut = not (first.source.reading.whole and other.source.reading.whole)
        if (more and less) or (not cut and (more or less)):
            sides = f"{_side(first, more, other)}; {_side(other, less, first)}"
            citations = (*_cited(first, more, field), *_cited(other, less, field))
            yield _issue(node, field, sides, citations)


def _side(one: _List, extra: list[str], other: _List) -> str:
    if not extra:
        return f"{one.source.page} has nothing that {other.source.page} lacks"
    return f"{one.source.page} alone has {', '.join(extra)}"


def _cited(one: _List, extra: list[str], field: str) -> Iterator[Citation]:
    """The entries that the other page lacks; else where the list begins."""
    for item in extra or list(one.items)[:1]:
        yield one.items[item].cite(field)


def _members(source: Source) -> Mapping[str, SourcedValue[Any]]:
    found = values_of((source,), "participating_states", StateValue)
    items: dict[str, SourcedValue[Any]] = {}
    for one in found:
        if one.value.state:
            items.setdefault(one.value.state, one)
    return items


def _chairs(source: Source) -> Mapping[str, SourcedValue[Any]]:
    items: dict[str, SourcedValue[Any]] = {}
    for one in values_of((source,), "chairs", Value):
        if isinstance(one.value, NoChairValue):
            items.setdefault(_NOBODY, one)
        elif isinstance(one.value, ChairValue) and one.value.current:
            items.setdefault(one.value.state or one.value.listed_as, one)
    return items


def association(value: TextValue) -> str | None:
    """The organization, or nothing where the page says "None".

    What the vocabulary lacks cannot be compared: a page of another language words it otherwise.
    """
    known = load_organizations().find(value.text)
    return known.id if known else None if value.text else ""
