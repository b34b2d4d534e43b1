"""Why a request is refused: a stable code, a status, and a way out.

Refused            carries the code, the response's errors and further headers
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from graphql import GraphQLError


class Rule(msgspec.Struct, frozen=True):
    """What a code stands for."""

    status: int
    """The status of an answer without data."""
    help: str
    """The way out, in one sentence."""
    well_formed: bool = True
    """The request was one of GraphQL over HTTP: to those who take `application/json` only the
    status is 200 then, because they trust no other (GraphQL over HTTP, application/json)."""


RULES: Final = {
    "BAD_REQUEST": Rule(
        400, 'Send a JSON object like {"query": "{ processes { slug } }"}.', well_formed=False
    ),
    "BATCHING_NOT_SUPPORTED": Rule(
        400,
        "Send one request for each operation, or ask for all of it in one document.",
        well_formed=False,
    ),
    "METHOD_NOT_ALLOWED": Rule(
        405, "Send queries by GET or POST; nothing else is executed here.", well_formed=False
    ),
    "NOT_ACCEPTABLE": Rule(
        406,
        "Accept application/graphql-response+json or application/json; "
        "a stream of events is at /graphql/stream.",
        well_formed=False,
    ),
    "CONTENT_TOO_LARGE": Rule(
        413, "Ask for less at once, or send a documentId in place of the document.", False
    ),
    "URI_TOO_LONG": Rule(414, "Send it by POST, or a documentId in place of the document.", False),
    "UNSUPPORTED_MEDIA_TYPE": Rule(
        415, "Send JSON in UTF-8 with the header Content-Type: application/json.", False
    ),
    "GRAPHQL_PARSE_FAILED": Rule(
        400, "Correct the document at the location given; the explorer at /graphql marks it."
    ),
    "DOCUMENT_LIMIT": Rule(
        400, "Ask in several questions, and give what is long as the value of a variable."
    ),
    "GRAPHQL_VALIDATION_FAILED": Rule(
        400, "Compare the document with the schema, which is at /schema.graphql."
    ),
    "OPERATION_RESOLUTION_FAILURE": Rule(
        400, "Name one operation of the document by operationName."
    ),
    "SUBSCRIPTION_NOT_SUPPORTED": Rule(
        400, "Subscribe by server-sent events at /graphql/stream or by WebSocket at /graphql."
    ),
    "BAD_USER_INPUT": Rule(400, "Correct the variable or argument that the message names."),
    "COST_LIMIT": Rule(
        400, "Ask for smaller pages, for fewer fields inside lists, or in several questions."
    ),
    "PERSISTED_QUERY_NOT_FOUND": Rule(
        404, "Send the document once together with its id; it is known by the id from then on."
    ),
    "PERSISTED_QUERY_HASH_MISMATCH": Rule(
        400, "Send the lower-case hexadecimal SHA-256 of the document's UTF-8 bytes.", False
    ),
    "DOCUMENT_NOT_TRUSTED": Rule(
        403, "Ask the operator to add the document to those that this server answers."
    ),
    "OVERLOADED": Rule(503, "Ask again after the seconds that Retry-After says.", False),
    "INTERNAL_SERVER_ERROR": Rule(500, "Try again later, or tell the operator the errorId."),
}
_OTHER: Final = Rule(400, "Read docs/http.md about errors.")
"""Of codes that resolvers and rules of the schema define themselves."""
_SIGNS: Final = 500
"""Characters of a message; the longest of ours has half of it."""
_PLACES: Final = 10
"""Places that are told of one error."""
_BECAUSE: Final = ", but encountered error '"
"""How graphql-core leads over to the words of a cause."""
_UNFIT: Final = "a value that the schema allows expected, another one found"


class Refused(Exception):
    """A request that is not executed."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        errors: Sequence[GraphQLError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.headers = dict(headers or {})
        self.errors = [formatted(one, code) for one in errors or (GraphQLError(message),)]


def rule_of(code: str) -> Rule:
    """What the code stands for."""
    return RULES.get(code, _OTHER)


def formatted(error: GraphQLError, code: str) -> dict[str, Any]:
    """The error as a response has it (GraphQL, 7.1.2); a code and help of its own win.

    What was sent is not sent back in full, and no exception of Python's speaks for itself.
    """
    made: dict[str, Any] = {**error.formatted}
    made["message"] = _cut(_without_cause(error))
    if "locations" in made:
        made["locations"] = made["locations"][:_PLACES]
    own = made.get("extensions") or {}
    code = own.get("code", code)
    made["extensions"] = {"code": code, "help": rule_of(code).help, **own}
    return made


def _without_cause(error: GraphQLError) -> str:
    """The message as far as it is ours or the library's: the words of a cause are neither."""
    cause: Exception | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if cause is None:
        return error.message
    message = error.message.partition(_BECAUSE)[0]
    return _UNFIT if str(cause) in message else message


def _cut(message: str) -> str:
    return message if len(message) <= _SIGNS else message[:_SIGNS] + "…"
