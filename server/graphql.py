"""GraphQL over HTTP: a request in, the bytes of an answer out."""

from collections.abc import Callable
from typing import Any

import msgspec
from anyio import to_thread
from graphql import GraphQLError, GraphQLSyntaxError, OperationDefinitionNode, parse
from starlette.requests import Request
from starlette.responses import Response
from strawberry.types import ExecutionResult

from schema.context import Context
from schema.schema import load_schema
from server.explorer.page import explorer_page
from server.languages import language_of
from snapshots.model import Language

_JSON = "application/json"
_GRAPHQL = "application/graphql-response+json"
MAX_BODY = 1_000_000
"""Bytes of a request; a question of this size asks for more than any page shows."""
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class Params(msgspec.Struct, frozen=True):
    """The parameters of a request, by their names in the specification."""

    query: str
    variables: dict[str, Any] | None = None
    operationName: str | None = None  # noqa: N815 - the specification's spelling


class BadRequest(Exception):
    """A request that is no GraphQL request; carries the answer's status and code."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class GraphQL:
    """The endpoint; `context` gives what one answer in a language is made from."""

    def __init__(self, context: Callable[[Language], Context], examples: tuple[str, ...]) -> None:
        self._context = context
        self._examples = examples

    async def answer(self, request: Request) -> Response:
        """Answer GET and POST; a browser that asks for a page gets the explorer."""
        if _asks_for_page(request):
            return explorer_page(
                endpoint=request.url.path,
                title="iscm GraphQL",
                language=language_of(request).value,
                examples=self._examples,
            )
        try:
            params = await _params(request)
        except BadRequest as error:
            body = {"errors": [_error(str(error), error.code)]}
            return _answer(request, body, error.status)
        context = self._context(language_of(request))
        body = await to_thread.run_sync(_executed, params, context)
        refused = "data" not in body and _wants_graphql(request)
        return _answer(request, body, 400 if refused else 200)


def _asks_for_page(request: Request) -> bool:
    accept = request.headers.get("accept", "")
    return request.method == "GET" and "query" not in request.query_params and "text/html" in accept


async def _params(request: Request) -> Params:
    if request.method == "GET":
        return _from_address(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _JSON:
        message = f"Content-Type {_JSON} expected, {kind or 'none'} found"
        raise BadRequest(415, "UNSUPPORTED_MEDIA_TYPE", message)
    try:
        return msgspec.json.decode(await _limited(request), type=Params)
    except _UNREADABLE as error:
        message = f'a JSON object like {{"query": "{{ processes {{ slug }} }}"}} expected: {error}'
        raise BadRequest(400, "BAD_REQUEST", message) from error


async def _limited(request: Request) -> bytes:
    """The body, as long as it is not larger than any question needs."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            message = f"a body of at most {MAX_BODY:,} bytes expected, more found"
            raise BadRequest(413, "CONTENT_TOO_LARGE", message)
    return bytes(body)


def _from_address(request: Request) -> Params:
    asked = request.query_params
    if "query" not in asked:
        raise BadRequest(
            400, "BAD_REQUEST", "the parameter `query` is missing: ?query={processes{slug}}"
        )
    try:
        variables = msgspec.json.decode(
            asked.get("variables") or "null", type=dict[str, Any] | None
        )
    except _UNREADABLE as error:
        raise BadRequest(400, "BAD_REQUEST", f"`variables` is no JSON object: {error}") from error
    return Params(asked["query"], variables, asked.get("operationName"))


def _executed(params: Params, context: Context) -> dict[str, Any]:
    """The response map of a request: what refuses it, or what the schema answers."""
    refusal = _refusal(params)
    if refusal is not None:
        return {"errors": [_error(refusal, "OPERATION_RESOLUTION_FAILURE")]}
    try:
        return _body(_execute(params, context))
    except RecursionError:
        return {"errors": [_error("the variables are nested too deeply", "BAD_USER_INPUT")]}


def _refusal(params: Params) -> str | None:
    """Why no operation of the document can be chosen (GraphQL, 6.1), or None."""
    try:
        document = parse(params.query) if params.query.strip() else None
    except GraphQLSyntaxError:
        return None  # the schema's own answer says where
    nodes = document.definitions if document else ()
    names = [
        n.name.value if n.name else "" for n in nodes if isinstance(n, OperationDefinitionNode)
    ]
    asked = params.operationName
    if not names:
        return "the document has no operation: a query expected"
    if asked is None and len(names) > 1:
        return f"the document has {len(names)} operations: `operationName` must say which"
    if asked is not None and asked not in names:
        return f"the document has no operation {asked!r}; it has {', '.join(names) or 'none'}"
    return None


def _execute(params: Params, context: Context) -> ExecutionResult:
    return load_schema().execute_sync(
        params.query,
        variable_values=params.variables,
        operation_name=params.operationName,
        context_value=context,
    )


def _body(result: ExecutionResult) -> dict[str, Any]:
    """The response map; a request that was refused before execution has no `data` key."""
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [_formatted(error) for error in result.errors]
    if result.data is not None or any(error.path for error in result.errors or ()):
        body["data"] = result.data
    return body


def _formatted(error: GraphQLError) -> dict[str, Any]:
    made: dict[str, Any] = {**error.formatted}
    if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
        made["message"] = "this field could not be resolved; the error is ours and was logged"
    made["extensions"] = {"code": _code(error), **made.get("extensions", {})}
    return made


def _code(error: GraphQLError) -> str:
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    if error.path is None:
        return "GRAPHQL_VALIDATION_FAILED"
    return "INTERNAL_SERVER_ERROR"


def _error(message: str, code: str) -> dict[str, Any]:
    return {"message": message, "extensions": {"code": code}}


def _wants_graphql(request: Request) -> bool:
    return _GRAPHQL in request.headers.get("accept", "")


def _answer(request: Request, body: dict[str, Any], status: int) -> Response:
    kind = _GRAPHQL if _wants_graphql(request) else _JSON
    return Response(
        msgspec.json.encode(body),
        status,
        {"Vary": "Accept, Accept-Language"},
        f"{kind}; charset=utf-8",
    )
