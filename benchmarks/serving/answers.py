"""Asking one question at a time, and seeing that all servers give the same answer."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

_TIMEOUT: Final = 60
_HEADERS: Final = {"Content-Type": "application/json", "Accept": "application/json"}


class Differs(Exception):
    """A server's answer is not the one that was expected."""


def ask(url: str, body: str) -> bytes:
    """The answer's bytes; raises OSError where none comes, Differs where it is no success."""
    request = urllib.request.Request(url, body.encode(), _HEADERS, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
            content: bytes = answer.read()
    except urllib.error.HTTPError as error:
        raise Differs(f"status {error.code}: {error.read()[:300]!r}") from error
    return content


def answers(url: str, body: str) -> bool:
    """Whether anybody listens there; raises Differs where the answer is no success."""
    try:
        ask(url, body)
    except OSError:
        return False
    return True


def data_of(content: bytes) -> Any:
    """What was asked for; raises Differs where the answer has errors."""
    answer = json.loads(content)
    if "errors" in answer or answer.get("data") is None:
        raise Differs(f"an answer without errors expected, {content[:300]!r} found")
    return answer["data"]


def compare(expected: Any, found: Any) -> None:
    """Raises Differs at the first place where two answers are not equal as JSON.

    What is introspected has no order, and is compared by name; without what GraphQL itself brings
    (types such as `__Type`, directives), as that depends on its edition.
    """
    for place, one, other in _differences(_own(expected), _own(found), "data"):
        raise Differs(f"{place}: {json.dumps(one)[:200]} expected, {json.dumps(other)[:200]} found")


def _own(data: Any) -> Any:
    """An introspected schema without what is not its own; anything else as it is."""
    if not isinstance(data.get("__schema"), dict):
        return data
    schema = {key: one for key, one in data["__schema"].items() if key != "directives"}
    types = [one for one in schema["types"] if not one["name"].startswith("__")]
    return {"__schema": _sorted(schema | {"types": types})}


def _sorted(value: Any) -> Any:
    """The same with all lists of named things in the order of their names."""
    if isinstance(value, dict):
        return {key: _sorted(one) for key, one in value.items()}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda one: str(one["name"]))
    return value


def _differences(expected: Any, found: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        for key, one in expected.items():
            yield from _differences(one, found[key], f"{place}.{key}")
    elif isinstance(expected, list) and isinstance(found, list):
        for at, (one, other) in enumerate(zip_longest(expected, found)):
            yield from _differences(one, other, f"{place}[{at}]")
    elif expected != found:
        yield place, expected, found
