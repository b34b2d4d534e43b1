"""A resolver of one expression as that expression: it needs no call.

    def listed_as(part): return part.record.listed_as        →  _v3.record.listed_as

The resolver stays the one definition of its field. What is longer, or cannot be read, is called.
"""

import ast
import builtins
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

Name = Callable[[Any], str]
"""Makes an object known to the Python that is written, and gives its name there."""
Once = Callable[[str], str]
"""Gives the name of a variable that has the value of an expression."""


def inlined(
    function: Callable[..., Any], given: Mapping[str, str], record: str, name: Name, once: Once
) -> str | None:
    """The expression, with `given` for the parameters; None where the function is to be called.

    What in it does not depend on the variable `record` is worked out once an answer.
    """
    source = _expression(function)
    if source is None:
        return None
    expression = ast.parse(source, mode="eval")
    own = frozenset(_names_of_its_own(expression))
    if own & given.keys():
        return None
    bound = _Bound(function, given, own, name).visit(expression)
    return f"({ast.unparse(_Once(own | {record}, once).visit(bound))})"


@lru_cache(maxsize=1_000)
def _expression(function: Callable[..., Any]) -> str | None:
    """What a function returns, where that is all it does."""
    try:
        source = textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return None
    tree = ast.parse(source).body[0]
    if not isinstance(tree, ast.FunctionDef):
        return None
    body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        return None
    if any(isinstance(one, ast.Lambda | ast.NamedExpr) for one in ast.walk(body[0])):
        return None  # their names are hard to tell from ours
    return ast.unparse(body[0].value)


def _names_of_its_own(expression: ast.AST) -> Iterator[str]:
    """Names that comprehensions bind."""
    for one in ast.walk(expression):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one.id


class _Bound(ast.NodeTransformer):
    """Puts in what the names of an expression stand for."""

    def __init__(
        self,
        function: Callable[..., Any],
        given: Mapping[str, str],
        own: frozenset[str],
        name: Name,
    ) -> None:
        self._given = given
        self._own = own
        self._name = name
        code = function.__code__
        cells = (one.cell_contents for one in function.__closure__ or ())
        closed = dict(zip(code.co_freevars, cells, strict=True))
        self._known = {**vars(builtins), **function.__globals__, **closed}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A parameter, something that the function's module knows, or a name of its own."""
        if node.id in self._own:
            return node
        if node.id in self._given:
            return ast.parse(self._given[node.id], mode="eval").body
        return ast.Name(self._name(self._known[node.id]), ast.Load())


class _Once(ast.NodeTransformer):
    """Takes out of an expression what is the same for all records."""

    def __init__(self, changing: frozenset[str], once: Once) -> None:
        self._changing = changing
        self._once = once

    def visit(self, node: ast.AST) -> Any:
        """The greatest parts first."""
        if isinstance(node, ast.Call | ast.Attribute | ast.Subscript):
            names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            if not names & self._changing:
                return ast.Name(self._once(ast.unparse(node)), ast.Load())
        return self.generic_visit(node)
