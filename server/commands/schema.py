"""`iscm schema`: the GraphQL schema, and what a change of it would break."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from graphql import GraphQLError, GraphQLSchema, build_schema

from schema.evolution import Change, Comparison, compare
from schema.schema import printed
from server.errors import UsageError

BREAKING = 3
"""The exit code where askers would break."""
_GO_ON = """
What was removed or changed is still relied on. Bring it back, add the new beside it, and give
notice: @deprecated(reason: "Deprecated on <day>: use <this>; goes on <a year later>"). It may go
from that day on. docs/schema-changes.md says how.
"""
_TAKE_CARE = """
Nothing breaks. Programs that take each value or type they know may meet one that they do not:
name the dangerous changes in the changelog.
"""


def schema(
    check: Annotated[
        str | None,
        typer.Option(help="Compare with this older schema: a file of SDL, or - for stdin."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
) -> None:
    """Print the GraphQL schema (SDL), or compare it with an older one.

    Example: iscm schema --check schema/released.graphql

    Exit codes: 0 printed, or nothing breaks, 3 a question that was answered would not be any more,
    2 the older schema cannot be read.
    """
    if check is None:
        if json:
            raise UsageError("--json: --check OLD must say what to compare with")
        sys.stdout.write(printed())
        return
    found = compare(_read(check), build_schema(printed()), datetime.now(UTC).date())
    sys.stdout.write(_as_json(found) if json else "".join(_lines(found)))
    if found.breaking:
        raise typer.Exit(BREAKING)


def _read(source: str) -> GraphQLSchema:
    try:
        text = _stdin() if source == "-" else Path(source).read_text(encoding="utf-8")
        return build_schema(text)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--check {source}: cannot be read: {error}") from error
    except (GraphQLError, TypeError) as error:
        first = str(error).partition("\n")[0]
        raise UsageError(f"--check {source}: a schema (SDL) expected: {first}") from error


def _stdin() -> str:
    if sys.stdin is None:
        raise UsageError("--check -: a schema on standard input expected, it is closed")
    return sys.stdin.read()


def _as_json(found: Comparison) -> str:
    return msgspec.json.format(msgspec.json.encode(found)).decode() + "\n"


def _lines(found: Comparison) -> Iterator[str]:
    yield from _told("breaking", found.breaking)
    yield from _told("dangerous", found.dangerous)
    yield from _told("retired", found.retired)
    counted = (found.breaking, found.dangerous, found.retired)
    yield "{} breaking, {} dangerous, {} retired\n".format(*(len(one) for one in counted))
    if found.breaking:
        yield _GO_ON
    elif found.dangerous:
        yield _TAKE_CARE


def _told(kind: str, changes: tuple[Change, ...]) -> Iterator[str]:
    for one in changes:
        yield f"{kind:<10} {one.description}{f' ({one.reason})' if one.reason else ''}\n"
