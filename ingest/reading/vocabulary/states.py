"""The States and territories, and which of them a page means by a name."""

import re
from functools import cache
from typing import Final, Literal, NamedTuple

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.tables import by_key, read_table
from ingest.reading.vocabulary.worded import APOSTROPHES, worded_pattern

LONGEST_RUN: Final = 300
"""Characters beyond which a run of words is prose, not names that lost their separators."""

_ARTICLE: Final = worded_pattern(rf"\W*{{article}}(?:\s+|(?<=[{APOSTROPHES}]))", re.I)
_SEPARATORS: Final = " \t\r\n\xa0,;/|·•-–—"
_WORD: Final = re.compile(r"[^\W_]+")
_JOINT: Final = re.compile(r"[(\[,/]|\s[-–—]\s")


class Alias(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another spelling of a name; `until` is the year in which a historic one ceased to be."""

    name: str
    source: str
    until: str | None = None


class StateEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A State or territory under its names by language; the regions are M49 codes."""

    alpha3: str
    alpha2: str
    m49: str | None
    region: str
    subregion: str
    un: Literal["member", "observer", "other"]
    names: dict[str, str]
    formal: dict[str, str]
    aliases: tuple[Alias, ...]

    def spellings(self) -> tuple[str, ...]:
        """Every name of the entry, today's official ones first."""
        others = (alias.name for alias in self.aliases)
        return (*self.names.values(), *self.formal.values(), *others)


class _Cover(NamedTuple):
    """Names that together account for all words from a cut to the end."""

    found: tuple[tuple[str, StateEntry], ...] = ()
    ambiguous: bool = False


class States:
    """All entries under all their spellings; a spelling belongs to one entry only."""

    def __init__(self, entries: tuple[StateEntry, ...]) -> None:
        """Index the entries; ValueError where two of them claim one spelling."""
        self.entries = entries
        named = [(name, one.alpha3, one) for one in entries for name in one.spellings()]
        self._by_key = by_key(named)
        self._pairs = frozenset(key(name) for name, *_ in named if self._is_pair(name))

    def find(self, words: str) -> StateEntry | None:
        """The entry that bears exactly this name, with or without a leading article."""
        entry = self._look_up(words)
        return None if entry is None or self._may_be_two(words) else entry

    def segment(self, words: str) -> tuple[tuple[str, StateEntry | None], ...]:
        """Names that stand side by side without separators; the words whole where that fails."""
        cover = self._cover(words) if len(words) <= LONGEST_RUN else _Cover()
        return cover.found if cover.found and not cover.ambiguous else ((words, None),)

    def _look_up(self, words: str) -> StateEntry | None:
        if len(words) > LONGEST_RUN:
            return None
        entry = self._by_key.get(key(words))
        if entry is None and (article := _ARTICLE.match(words)):
            return self._by_key.get(key(words[article.end() :]))
        return entry

    def _is_pair(self, name: str) -> bool:
        """Whether a name joins the names of two: "Hong Kong (China)", "Congo (RDC)"."""
        parts = map(self._look_up, _JOINT.split(name))
        return len({part.alpha3 for part in parts if part}) > 1

    def _may_be_two(self, words: str) -> bool:
        # Without its bracket or comma, "Hong Kong China" is as well two columns of a table.
        return key(words) in self._pairs and not _JOINT.search(words)

    def _cover(self, words: str) -> _Cover:
        """The cover with the fewest names, built from the end of the words to their beginning."""
        covers = {len(words): _Cover()}
        for start in reversed(_cuts(words)):
            best: _Cover | None = None
            # The nearest end first: an article or "Republic of" belongs to the name behind it.
            for end in sorted(covers):
                if entry := self._look_up(words[start:end]):
                    best = _better(best, self._extended(words[start:end], entry, covers[end]))
            if best is not None:
                covers[start] = best
        return covers.get(0, _Cover())

    def _extended(self, words: str, entry: StateEntry, rest: _Cover) -> _Cover:
        found = ((words.strip(_SEPARATORS), entry), *rest.found)
        return _Cover(found, rest.ambiguous or self._may_be_two(words))


def _better(best: _Cover | None, other: _Cover) -> _Cover:
    if best is None or len(other.found) < len(best.found):
        return other
    if len(other.found) > len(best.found) or _states(best) == _states(other):
        return best
    return best._replace(ambiguous=True)


def _states(cover: _Cover) -> list[str]:
    return sorted(entry.alpha3 for _, entry in cover.found)


def _cuts(words: str) -> list[int]:
    """Where a name may begin: at a word or an inner capital, but never within brackets."""
    cuts, depth, behind = [0], 0, 0
    for match in _WORD.finditer(words):
        start, end = match.span()
        gap = words[behind:start]
        depth += sum(map(gap.count, "([")) - sum(map(gap.count, ")]"))
        if depth <= 0:  # what stands in brackets belongs to the name before them
            inner = range(start + 1, end)
            cuts += [start] if behind else []
            cuts += [at for at in inner if words[at - 1].islower() and words[at].isupper()]
        behind = end
    return cuts


@cache
def load_states() -> States:
    """Read `states.toml`, once."""
    rows = read_table("states.toml")["state"]
    return States(tuple(msgspec.convert(_entry(row), StateEntry) for row in rows))


def _entry(row: dict[str, object]) -> dict[str, object]:
    """Gather `name_en`, `name_fr`… under one field; msgspec checks the rest."""
    names = {field[5:]: row.pop(field) for field in tuple(row) if field[:5] == "name_"}
    formal = {field[7:]: row.pop(field) for field in tuple(row) if field[:7] == "formal_"}
    return {"m49": None, **row, "names": names, "formal": formal}
