"""What an execution came to, as the map of a response (GraphQL, 7.1)."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import structlog
from graphql import ExecutionResult, GraphQLError

from server.graphql.errors import formatted

_log = structlog.get_logger("iscm.graphql")
_INTERNAL: Final = "INTERNAL_SERVER_ERROR"
_OURS: Final = "this field could not be resolved; the error is ours and was logged"


def response_map(result: ExecutionResult, new_id: Callable[[], str]) -> dict[str, Any]:
    """Errors and data; without `data` where nothing was executed.

    What nobody foresaw is logged under an id, and the asker is told the id and nothing else.
    """
    body: dict[str, Any] = {}
    errors = result.errors or ()
    if errors:
        unforeseen = [error for error in errors if _code(error) == _INTERNAL]
        error_id = _logged(unforeseen, new_id()) if unforeseen else ""
        body["errors"] = [_shown(error, error_id) for error in errors]
    extensions = result.extensions or {}
    if result.data is not None or "dryRun" in extensions or any(error.path for error in errors):
        body["data"] = result.data
    if extensions:
        body["extensions"] = extensions
    return body


def _code(error: GraphQLError) -> str:
    """A code that the schema gave on purpose, else what graphql-core must have meant.

    An error without a path comes from the variables. With a path it is the asker's only where
    an argument has no value that the schema allows: a null in a variable that has a default.
    """
    given = (error.extensions or {}).get("code")
    if given:
        return str(given)
    unforeseen = error.original_error is not None and not isinstance(
        error.original_error, GraphQLError
    )
    if not unforeseen and (error.path is None or error.message.startswith("Argument ")):
        return "BAD_USER_INPUT"
    return _INTERNAL


def _shown(error: GraphQLError, error_id: str) -> dict[str, Any]:
    code = _code(error)
    made = formatted(error, code)
    if code == _INTERNAL:
        made["message"] = _OURS
        made["extensions"]["errorId"] = error_id
    return made


def _logged(errors: Sequence[GraphQLError], error_id: str) -> str:
    """The first with its traceback; a list of States gives the same one two hundred times."""
    first = errors[0]
    cause = first.original_error or first
    _log.error(
        "a field could not be resolved",
        error_id=error_id,
        path=".".join(str(one) for one in first.path or ()),
        number=len(errors),
        exc_info=(type(cause), cause, cause.__traceback__),
    )
    return error_id
