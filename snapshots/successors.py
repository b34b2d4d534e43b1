"""Under which id a record goes on whose own id is gone: told by where both were read, never by
likeness."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from snapshots.model import Citation, Page, Process

Evidence = frozenset[tuple[Any, ...]]
Key = tuple[str, str]
"""Kind and id."""
Renamed = tuple[str, str, str]
"""Kind, the id that is gone, and the one under which the record goes on."""
_encoder: Final = msgspec.json.Encoder(order="deterministic")


class Side(msgspec.Struct, frozen=True):
    """One version, as far as records of one kind are told by it."""

    records: Mapping[str, Any]
    """By id."""
    urls: Mapping[str, str]
    """The addresses of pages by their ids, which may change as well."""

    def evidence(self, one: str) -> Evidence:
        """What the record is known by: see `successors`."""
        record = self.records[one]
        if isinstance(record, Page):
            return frozenset({(record.url,)})
        if isinstance(record, Process) and record.pages:
            return frozenset((self.urls.get(page, page),) for page in record.pages)
        lines = frozenset(
            (self.urls.get(cited.page, cited.page), cited.capture, cited.line, cited.words)
            for cited in citations_within(record)
        )
        return lines or frozenset({(_encoder.encode(msgspec.structs.replace(record, id="")),)})


def successors(before: Side, after: Side) -> dict[str, str]:
    """The id that is gone → the id of the only record that took over all of what that one was of.

    A page is known by its address, a process by its pages; other records by the lines of captures
    that they were read from, and what cites nothing by all that it says.
    """
    gone = before.records.keys() - after.records.keys()
    if not gone:
        return {}
    holders: dict[tuple[Any, ...], set[str]] = {}
    for one in after.records:
        for item in after.evidence(one):
            holders.setdefault(item, set()).add(one)
    found = {}
    for one in sorted(gone):
        lost = before.evidence(one)
        able = set.intersection(*(holders.get(item, set()) for item in lost))
        heirs = [it for it in able if it not in before.records or not lost <= before.evidence(it)]
        if len(heirs) == 1:
            found[one] = heirs[0]
    return found


def heirs(renamed: Iterable[Renamed]) -> dict[Key, Key]:
    """Each id and the one that it led to in the end, where ids changed one after the other."""
    found: dict[Key, Key] = {}
    for kind, old, new in reversed(tuple(renamed)):
        found.setdefault((kind, old), found.get((kind, new), (kind, new)))
    return found


def citations_within(value: Any) -> Iterator[Citation]:
    """All citations within, those of the value itself first."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, msgspec.Struct):
        own: Iterable[Citation] = getattr(value, "citations", ())
        yield from sorted(own, key=lambda one: bool(one.field))
        for field in value.__struct_fields__:
            if field != "citations":
                yield from citations_within(getattr(value, field))
    elif isinstance(value, tuple):
        for one in value:
            yield from citations_within(one)
