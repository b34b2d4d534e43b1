"""What a page says in its own words, each with the place where it stands."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a page and how to find them again."""

    words: str
    line: int
    last: int = 0
    """The last line, where the words go over several."""
    path: tuple[str, ...] = ()
    rule: str

    def lines(self) -> range:
        """The numbers of the lines that the words go over."""
        return range(self.line, max(self.line, self.last) + 1)


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one field, not yet interpreted."""

    field: str
    """A key of the facts: `themes`, `participating_states`, `meetings`…"""
    words: str
    """The words that carry the value; `quote.words` may be longer."""
    quote: Quote
    kind: str = ""
    """What the heading adds: LATEST for a meeting, past for a chair."""
    parts: Mapping[str, str] = {}
    """Pieces that the family could tell apart by their place on the page, in the page's words:
    `title`, `date`, `place`, `ordinal`… for a meeting; `title`, `type`, `date_kind`… for a
    document. Without them the normalizer takes `words` apart itself."""


class Ignored(msgspec.Struct, frozen=True):
    """A line that is no fact, and why."""

    line: int
    reason: str


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Something that cannot be read, or that contradicts itself."""

    code: str
    """Stable and lower case, as in `docs/issues.md`."""
    message: str
    field: str = ""
    quote: Quote | None = None


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """All that a family makes of one page."""

    facts: tuple[Fact, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def dropped_lines(facts: Iterable[Fact], kept: Iterable[Fact], reason: str) -> Iterator[Ignored]:
    """The lines of the facts that are not kept: they were looked at, and this is why they went."""
    cited = {line for fact in kept for line in fact.quote.lines()}
    gone = {line: None for fact in facts for line in fact.quote.lines() if line not in cited}
    return (Ignored(line, reason) for line in gone)
