"""Answers as they are sent, and as many of them as are worth keeping."""

from collections.abc import Hashable, Iterable
from typing import Final

import msgspec

from schema.holds import Holds
from schema.lru import Lru
from server.graphql.caching import is_known
from server.graphql.question import Question
from server.http.lines import lines_of
from snapshots.model import Language

_NUMBER: Final = 50_000
_OVERHEAD: Final = 2_000
"""Bytes of headers and of what keeps an answer in its place."""
_HEADS: Final = (500, 1_000_000)
"""So many heads, of questions of so many bytes together."""
_OF_THE_BODY: Final = (b"content-length", b"content-type", b"content-encoding")
_OF_THIS_BODY: Final = (b"content-length", b"content-encoding", b"etag")

Pairs = list[tuple[bytes, bytes]]


class Head(msgspec.Struct, frozen=True):
    """Headers, as ASGI and as HTTP/1.1 have them."""

    headers: Pairs
    lines: bytes

    @classmethod
    def of(cls, headers: Pairs) -> "Head":
        """The same in both ways."""
        return cls(headers, lines_of(headers))

    def beside(self, own: Pairs) -> "Head":
        """With more of them."""
        return Head(self.headers + own, self.lines + lines_of(own)) if own else self


class Reply(msgspec.Struct, frozen=True):
    """A whole response."""

    status: int
    head: Head
    body: bytes


class Kept(msgspec.Struct, frozen=True):
    """The answer to a question, complete and without errors."""

    head: Head
    body: bytes
    tag: str
    """The strong entity tag, empty where it has none."""
    holds: Holds
    question: Question

    @property
    def weight(self) -> int:
        """Bytes that it takes, its place included."""
        return len(self.body) + 2 * self.question.weight + _OVERHEAD

    def reply(self, known: str) -> Reply:
        """The response to one who knows these entity tags."""
        if known and self.tag and is_known(known, self.tag):
            return Reply(304, Head.of(self._not_modified(known)), b"")
        return Reply(200, self.head, self.body)

    def _not_modified(self, known: str) -> Pairs:
        """The headers without those of the body; who knows a weak tag is told that one again."""
        left = [pair for pair in self.head.headers if pair[0] not in (*_OF_THE_BODY, b"etag")]
        weak = f"W/{self.tag}"
        tag = weak if weak in known else self.tag
        return [*left, (b"etag", tag.encode("latin-1"))]


def kept_of(
    headers: Iterable[tuple[bytes, bytes]], body: bytes, holds: Holds, asked: Question
) -> Kept:
    """An answer that was sent."""
    pairs = [(name, value) for name, value in headers]
    tag = next((value.decode("latin-1") for name, value in pairs if name == b"etag"), "")
    return Kept(Head.of(pairs), body, tag.removeprefix("W/"), holds, asked)


class Told(msgspec.Struct, frozen=True):
    """What all answers to questions that are put alike have in common."""

    head: Head
    """Without what tells of a body."""
    language: Language


class Heads:
    """How answers began of late, by how their questions were put."""

    def __init__(self) -> None:
        self._told = Lru[Hashable, Told](number=_HEADS[0], weight=_HEADS[1])

    def get(self, asked: Question, language: str | None) -> Told | None:
        """How the answer begins; `language` is the one that the address names."""
        return self._told.get(_manner(asked, language))

    def put(self, asked: Question, language: str | None, kept: Kept, spoken: Language) -> None:
        """Remember how an answer in a language began."""
        common = [pair for pair in kept.head.headers if pair[0] not in _OF_THIS_BODY]
        weight = asked.weight - len(asked.body)
        self._told.put(_manner(asked, language), Told(Head.of(common), spoken), weight)

    def clear(self) -> None:
        """Another version is served."""
        self._told.keep(lambda _: False)


def _manner(asked: Question, language: str | None) -> Hashable:
    return (asked.method, asked.traits, asked.headers[0], asked.path, language)


class Memory:
    """The answers that are kept."""

    def __init__(self, room: int) -> None:
        """`room` is how many bytes all of them together may take."""
        self.room = room
        self.answers = Lru[Hashable, Kept](number=_NUMBER, weight=room)
        self.given = 0
        """Requests that were answered from it."""
