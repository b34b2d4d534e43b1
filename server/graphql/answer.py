"""The bytes, the status and the headers of an answer (GraphQL over HTTP, Response)."""

from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from schema.holds import Holds
from server.graphql.caching import NO_STORE, is_known, tag_of
from server.graphql.errors import Refused, rule_of
from server.http.languages import language_in_address

JSON: Final = "application/json"
GRAPHQL: Final = "application/graphql-response+json"
HTML: Final = "text/html"
PARTIAL: Final = 294
"""Partial Success: data and errors both (GraphQL over HTTP, edition of September 2026)."""


class Answer(msgspec.Struct, frozen=True):
    """A response map, ready to be sent as one of the two types."""

    kind: str
    """The media type, without its charset."""
    status: int
    content: bytes
    complete: bool
    """Data without errors: only this may be kept by a cache."""
    headers: dict[str, str]
    """What only this answer needs."""
    version: int | None = None
    """The number of the version that was asked; None where none was."""
    holds: Holds = Holds.NOW


def answer_of(body: dict[str, Any], kind: str, holds: Holds) -> Answer:
    """The answer of an operation that was executed; what has errors holds for nobody else."""
    version = body.get("extensions", {}).get("version")
    content = msgspec.json.encode(body)
    complete = "errors" not in body
    holds = holds if complete else Holds.NOW
    return Answer(kind, _status(body, kind), content, complete, {}, version, holds)


def refusal(error: Refused, kind: str) -> Answer:
    """The answer to a request that is not executed."""
    body = {"errors": error.errors}
    return Answer(kind, _status(body, kind), msgspec.json.encode(body), False, error.headers)


def response(request: Request, answer: Answer, *, version: int, cache_control: str) -> Response:
    """The response; `version` is the served one, 0 for the bundled snapshot.

    Who pages on asks another one, which the answer tells.
    """
    headers = {
        "Vary": _varies(request),
        "X-Iscm-Version": str(version if answer.version is None else answer.version),
        "X-Content-Type-Options": "nosniff",
        **answer.headers,
    }
    if not answer.complete or request.method == "POST":
        return _sent(answer, headers | NO_STORE)
    tag = tag_of(answer.kind, answer.content)
    headers |= {"ETag": tag, "Cache-Control": cache_control}
    if is_known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return _sent(answer, headers)


def _sent(answer: Answer, headers: dict[str, str]) -> Response:
    kind = f"{answer.kind}; charset=utf-8"
    return Response(answer.content, answer.status, headers, kind)


def _varies(request: Request) -> str:
    """Who says the language in the address is not asked for it twice."""
    return "Accept" if language_in_address(request) else "Accept, Accept-Language"


def _status(body: dict[str, Any], kind: str) -> int:
    errors = body.get("errors")
    if "data" in body:
        return PARTIAL if errors and kind == GRAPHQL else 200
    rule = rule_of(errors[0]["extensions"]["code"] if errors else "")
    return 200 if kind == JSON and rule.well_formed else rule.status
