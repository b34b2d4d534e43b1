"""What is asked, of a request: all that an answer depends on, and nothing of who asks."""

from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any, Final

import msgspec

from server.graphql.answer import GRAPHQL, HTML, JSON
from server.http.compression import CODINGS
from server.http.headers import MOST
from server.http.languages import accepted
from server.http.negotiation import best_coding, best_type
from snapshots.model import Language

LONGEST: Final = 16_384
"""Bytes of a question that is kept with its answer; no program of ours writes a quarter of it."""
_NEGOTIABLE: Final = 2_000
"""Bytes of what is negotiated; browsers send a tenth of it."""
_METHODS: Final = {"GET": (GRAPHQL, JSON, HTML), "POST": (GRAPHQL, JSON)}
_HEADERS: Final = (
    b"content-type",
    b"accept",
    b"accept-language",
    b"accept-encoding",
    b"if-none-match",
    b"content-encoding",
)
"""Of a request, as far as an answer depends on them."""
_PLACES: Final = {name: place for place, name in enumerate(_HEADERS)}


class Traits(msgspec.Struct, frozen=True, eq=False):
    """What is negotiated; `_same` gives the same one for the same."""

    kind: str
    """The media type of the answer."""
    language: Language
    coding: str | None


class Question(msgspec.Struct, frozen=True):
    """A request that may be answered like another one."""

    method: str
    path: str
    query: bytes
    """Of the address."""
    body: bytes
    """Empty but of a POST."""
    headers: tuple[bytes, ...]
    """The values of `content-type`, `accept`, `accept-language` and `accept-encoding`."""
    traits: Traits
    known: str
    """The entity tags that the asker has already."""

    @property
    def key(self) -> Hashable:
        """The same of two questions that have the same answer."""
        return (self.body, self.query, self.method, self.traits, self.headers[0], self.path)

    @property
    def weight(self) -> int:
        """Bytes that it takes."""
        return len(self.body) + len(self.query) + len(self.path) + sum(map(len, self.headers))

    def as_scope(self) -> dict[str, Any]:
        """A request of ASGI that asks it again, for nobody."""
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "server": None,
            "client": None,
            "scheme": "http",
            "method": self.method,
            "root_path": "",
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": self.query,
            "headers": [pair for pair in zip(_HEADERS, self.headers, strict=False) if pair[1]],
        }


def question_of(
    method: str, path: str, query: bytes, headers: Iterable[tuple[bytes, bytes]], body: bytes
) -> Question | None:
    """The question; None where its answer is one for this asker alone."""
    asked = body if method == "POST" else query
    if not asked or len(asked) > LONGEST or len(query) > LONGEST or method not in _METHODS:
        return None
    found = _asked(headers)
    if found is None:
        return None
    content_type, accept, language, coding, known, packed = found
    if packed or len(accept) + len(language) + len(coding) > _NEGOTIABLE:
        return None
    if len(content_type) + len(path) > _NEGOTIABLE:
        return None
    traits = _traits(method, accept, language, coding)
    if traits is None:
        return None
    told = (content_type, accept, language, coding)
    return Question(method, path, query, body, told, traits, known.decode("latin-1"))


def _asked(headers: Iterable[tuple[bytes, bytes]]) -> list[bytes] | None:
    """The values of `_HEADERS`, empty where there is none.

    None where one comes twice, and where all together are more than is taken.
    """
    found = [b""] * len(_HEADERS)
    size = seen = 0
    for name, value in headers:
        size += len(name) + len(value)
        place = _PLACES.get(name)
        if place is not None:
            if seen & (1 << place):
                return None
            seen |= 1 << place
            found[place] = value
    return found if size <= MOST else None


@lru_cache(maxsize=1_000)
def _traits(method: str, accept: bytes, language: bytes, coding: bytes) -> Traits | None:
    """What is negotiated; None for a page, and where nothing is taken that there is."""
    kind = best_type(accept.decode("latin-1"), _METHODS[method], JSON)
    if kind is None or kind == HTML:
        return None
    packing = best_coding(coding.decode("latin-1"), CODINGS)
    return _same(kind, accepted(language.decode("latin-1")), packing)


@lru_cache(maxsize=100)
def _same(kind: str, language: Language, coding: str | None) -> Traits:
    return Traits(kind, language, coding)
