"""The parameters of a request, from an address or a body (GraphQL over HTTP, Request)."""

from typing import Any, Final

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request

from server.graphql.errors import Refused
from server.http.negotiation import parameters

MAX_BODY: Final = 1_000_000
"""Bytes of a body; a question of this size asks for more than any page shows."""
MAX_ADDRESS: Final = 32_768
"""Bytes of the query component of an address; most programs take less."""
_JSON: Final = "application/json"
_UTF_8: Final = ("utf-8", "utf8")
_UNREADABLE: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_NAMES: Final = ("query", "documentId", "operationName", "variables", "extensions")


class Params(msgspec.Struct, frozen=True):
    """The parameters by their names in the specification; null is as good as absent."""

    query: str | None = None
    documentId: str | None = None  # noqa: N815 - the specification's spelling
    operationName: str | None = None  # noqa: N815 - the specification's spelling
    variables: dict[str, Any] | None = None
    extensions: dict[str, Any] | None = None


async def params_of(request: Request) -> Params:
    """What is asked, of whatever method. Raises Refused."""
    if request.method in ("GET", "HEAD"):
        return address_params(request.scope["query_string"])
    _check_content(request)
    return body_params(await _limited(request))


def _check_content(request: Request) -> None:
    """JSON in UTF-8 only.

    A page of another site can send any other type that browsers call simple without asking
    first; JSON it cannot.
    """
    kind, given = parameters(request.headers.get("content-type", ""))
    charset = given.get("charset", "utf-8")
    coding = request.headers.get("content-encoding", "identity").lower()
    if kind != _JSON:
        raise _unsupported(f"Content-Type {_JSON} expected, {kind or 'none'} found")
    if charset not in _UTF_8:
        raise _unsupported(f"charset utf-8 expected, {charset} found")
    if coding != "identity":
        raise _unsupported(f"no Content-Encoding expected, {coding} found")


def _unsupported(message: str) -> Refused:
    headers = {"Accept": _JSON, "Accept-Encoding": "identity"}
    return Refused("UNSUPPORTED_MEDIA_TYPE", message, headers=headers)


async def _limited(request: Request) -> bytes:
    """The body, as long as it is not larger than any question needs."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            message = f"a body of at most {MAX_BODY:,} bytes expected, more found"
            raise Refused("CONTENT_TOO_LARGE", message)
    return bytes(body)


def body_params(body: bytes) -> Params:
    """What a body asks. Raises Refused."""
    if body.lstrip()[:1] == b"[":
        message = "one request expected, an array found: requests are not taken in batches"
        raise Refused("BATCHING_NOT_SUPPORTED", message)
    try:
        params = msgspec.json.decode(body, type=Params)
    except _UNREADABLE as error:
        why = unreadable(error)
        message = f'a JSON object like {{"query": "{{ processes {{ slug }} }}"}} expected: {why}'
        raise Refused("BAD_REQUEST", message) from error
    return _complete(params)


def address_params(query: bytes) -> Params:
    """What the query component of an address asks. Raises Refused."""
    if len(query) > MAX_ADDRESS:
        message = f"an address of at most {MAX_ADDRESS:,} bytes expected, more found"
        raise Refused("URI_TOO_LONG", message)
    asked = QueryParams(query)
    for name in (*_NAMES, "language"):
        if len(asked.getlist(name)) > 1:
            raise Refused("BAD_REQUEST", f"`{name}` expected once, found more than once")
    params = Params(
        asked.get("query"),
        asked.get("documentId"),
        asked.get("operationName") or None,  # an empty one is as good as none, in an address
        _object(asked.get("variables"), "variables"),
        _object(asked.get("extensions"), "extensions"),
    )
    return _complete(params)


def _object(text: str | None, name: str) -> dict[str, Any] | None:
    try:
        return msgspec.json.decode(text or "null", type=dict[str, Any] | None)
    except _UNREADABLE as error:
        message = f"`{name}` is no JSON object: {unreadable(error)}"
        raise Refused("BAD_REQUEST", message) from error


def unreadable(error: Exception) -> str:
    """What is wrong with JSON: in the words of its reader, and none of Python's."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        return f"UTF-8 expected, byte 0x{error.object[error.start]:02x} found at {error.start:,}"
    if isinstance(error, UnicodeEncodeError):
        return f"Unicode expected, half of a pair found at {error.start:,}"
    return str(error)


def _complete(params: Params) -> Params:
    """Raises Refused where nothing says which document is meant."""
    persisted = (params.extensions or {}).get("persistedQuery")
    if params.query is None and params.documentId is None and persisted is None:
        example = '{"query": "{ processes { slug } }"}, or ?query={processes{slug}} by GET'
        message = f"`query` is missing (or a `documentId`): {example}"
        raise Refused("BAD_REQUEST", message)
    return params
