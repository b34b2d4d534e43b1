"""Ids of documents (GraphQL over HTTP, appendix on persisted documents).

`sha256:` and 64 lower-case hexadecimal digits, or whatever the operator's file of trusted documents
calls them. Apollo's clients send the digits alone, in the extension `persistedQuery`.
"""

import re
from hashlib import sha256
from typing import Final

import msgspec

from server.graphql.errors import Refused
from server.graphql.request import Params

_UNRESERVED: Final = r"[A-Za-z0-9._~-]+"
_ID: Final = re.compile(rf"sha256:[0-9a-f]{{64}}|x-{_UNRESERVED}:{_UNRESERVED}|{_UNRESERVED}")
_EXPECTED: Final = "sha256: and 64 lower-case hexadecimal digits, or an id without a colon"
_PREFIX: Final = "sha256:"


class PersistedQuery(msgspec.Struct, frozen=True):
    """Apollo's extension of the request.

    https://www.apollographql.com/docs/apollo-server/performance/apq
    """

    version: int
    sha256Hash: str  # noqa: N815 - Apollo's spelling


def id_of(text: str) -> str:
    """The id of a document by its own bytes."""
    return _PREFIX + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_hash(identifier: str) -> bool:
    """Whether the id can be told from the document."""
    return identifier.startswith(_PREFIX)


def is_id(identifier: str) -> bool:
    """Whether it is spelled as the specification has it."""
    return _ID.fullmatch(identifier) is not None


def asked_id(params: Params) -> str | None:
    """The id that a request names, `documentId` first; None without one. Raises Refused."""
    if params.documentId is not None:
        return _checked(params.documentId, "documentId")
    given = (params.extensions or {}).get("persistedQuery")
    if given is None:
        return None
    try:
        persisted = msgspec.convert(given, PersistedQuery)
    except msgspec.ValidationError as error:
        raise Refused("BAD_REQUEST", f"`extensions.persistedQuery`: {error}") from error
    if persisted.version != 1:
        message = "`extensions.persistedQuery`: version 1 expected"
        raise Refused("BAD_REQUEST", f"{message}, {persisted.version} found")
    return _checked(_PREFIX + persisted.sha256Hash, "extensions.persistedQuery.sha256Hash")


def _checked(identifier: str, name: str) -> str:
    if not is_id(identifier):
        found = identifier if len(identifier) <= 100 else identifier[:100] + "…"
        raise Refused("BAD_REQUEST", f"`{name}`: {_EXPECTED} expected, {found!r} found")
    return identifier
