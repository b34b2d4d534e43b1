"""The endpoint: what is asked, by whom, answered from which version."""

from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from schema.context import Context
from schema.cursors import number_of
from server.explorer.page import Asked, explorer_page
from server.graphql.answer import GRAPHQL, HTML, JSON, Answer, answer_of, refusal, response
from server.graphql.documents import Documents
from server.graphql.errors import Refused
from server.graphql.execution import Executed, Executor
from server.graphql.identifiers import asked_id
from server.graphql.keeping import KEEPING, keep
from server.graphql.operation import Known, check, chosen
from server.graphql.outcome import response_map
from server.graphql.request import Params, params_of
from server.http.admission import RETRY_AFTER, Admission, Overloaded
from server.http.asker import while_there
from server.http.languages import language_in_address, language_of
from server.http.negotiation import best_type
from server.http.prefix import path_within, root_of
from snapshots.model import Language

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_ALLOW: Final = {"Allow": ", ".join(METHODS)}
_OFFERED: Final = (GRAPHQL, JSON)


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator decides about the endpoint."""

    examples: tuple[str, ...] = ()
    """What the explorer opens with."""
    explorer: bool = True
    """Whether browsers get the explorer."""
    cache_control: str = "no-cache"
    """Of complete answers to GET."""


class GraphQL:
    """An ASGI application for one address.

    `context` gives what one answer in a language is made from, `new_id` an id for each error that
    nobody foresaw.
    """

    def __init__(
        self,
        executor: Executor,
        documents: Documents,
        context: Callable[[Language], Context],
        policy: Policy,
        *,
        new_id: Callable[[], str],
        admission: Admission,
    ) -> None:
        self._admission = admission
        self._executor = executor
        self._documents = documents
        self._context = context
        self._policy = policy
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        made = await self._response(Request(scope, receive))
        await made(scope, receive, send)

    def known(self, params: Params, *, safe: bool) -> Known | None:
        """What is asked, where the document is at hand. Raises Refused."""
        document = self._documents.known(params)
        if document is None or params.extensions:
            return None
        operation = chosen(document, params.operationName)
        check(document, operation, safe=safe)
        return self._executor.known(document, operation, params.variables)

    def at_once(self, known: Known, kind: str, context: Context) -> Answer | None:
        """The answer, where it takes no time to speak of. Raises Refused."""
        made = self._executor.at_once(known, context)
        return self._answer_of(made, kind) if made is not None else None

    async def _response(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_ALLOW)
        kind = self._kind(request)
        if kind == HTML:
            return self._explorer(request)
        context = self._context(language_of(request))
        answer = await self._answer(request, kind, context)
        keep(request.scope, context, answer.holds)
        version, cache_control = number_of(context.view), self._policy.cache_control
        return response(request, answer, version=version, cache_control=cache_control)

    async def _answer(self, request: Request, kind: str | None, context: Context) -> Answer:
        try:
            _check(request, kind)
            params = await params_of(request)
            if params.query is not None and asked_id(params) is not None:
                request.scope.pop(KEEPING, None)  # it is to be known from now on, whoever kept it
            safe = request.method != "POST"
            work = partial(self._executed, params, kind or JSON, safe)
            known = self.known(params, safe=safe)
            at_once = self.at_once(known, kind or JSON, context) if known is not None else None
            if at_once is not None:
                return at_once
            return await while_there(request.receive, self._admission.run(work, context))
        except Refused as error:
            return refusal(error, kind or JSON)
        except Overloaded as error:
            return refusal(overloaded(error), kind or JSON)

    def _executed(self, params: Params, kind: str, safe: bool, context: Context) -> Answer:
        document = self._documents.find(params)
        operation = chosen(document, params.operationName)
        check(document, operation, safe=safe)
        dry = (params.extensions or {}).get("dryRun") is True
        made = self._executor.execute(document, operation, params.variables, context, dry=dry)
        return self._answer_of(made, kind)

    def _answer_of(self, made: Executed, kind: str) -> Answer:
        return answer_of(response_map(made.result, self._new_id), kind, made.holds)

    def _kind(self, request: Request) -> str | None:
        """The media type of the answer; None where the asker takes none that there is."""
        if request.method == "POST":
            return best_type(request.headers.get("accept", ""), _OFFERED, JSON)
        # The explorer can neither send an id or extensions nor show what they stand for.
        beyond = {"documentId", "extensions"} & request.query_params.keys()
        page = request.method in ("GET", "HEAD") and self._policy.explorer and not beyond
        offers = (*_OFFERED, HTML) if page else _OFFERED
        return best_type(request.headers.get("accept", ""), offers, JSON)

    def _explorer(self, request: Request) -> Response:
        language = language_in_address(request)
        page = explorer_page(
            endpoint=path_within(request.scope)
            + (f"?language={language.value}" if language else ""),
            root=root_of(request.scope),
            title="iscm GraphQL",
            language=language_of(request).value,
            examples=self._policy.examples,
            asked=_asked(request),
        )
        page.headers.update({"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"})
        return page


def _asked(request: Request) -> Asked | None:
    """The question in the address, if there is one."""
    given = request.query_params
    if not given.get("query"):
        return None
    return Asked(
        query=given["query"],
        variables=given.get("variables", ""),
        operationName=given.get("operationName", ""),
    )


def overloaded(error: Overloaded) -> Refused:
    """The refusal of a question that was not admitted."""
    return Refused("OVERLOADED", str(error), headers={"Retry-After": RETRY_AFTER})


def _check(request: Request, kind: str | None) -> None:
    """Raises Refused where neither the method nor the type of the answer can be served."""
    if request.method not in METHODS:
        message = f"{_ALLOW['Allow']} expected, {request.method} found"
        raise Refused("METHOD_NOT_ALLOWED", message, headers=_ALLOW)
    if kind is None:
        offered = " or ".join(_OFFERED)
        accept = request.headers.get("accept", "")[:200]
        raise Refused("NOT_ACCEPTABLE", f"Accept with {offered} expected, {accept!r} found")
