"""A resolver of one expression as that expression: it needs no call.

    def listed_as(part): return part.record.listed_as        →  _v3.record.listed_as

So are the functions that it calls. A resolver stays the one definition of its field. What is longer
or cannot be read is called.
"""

import ast
import builtins
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping
from functools import lru_cache
from keyword import iskeyword
from types import FunctionType
from typing import Any, Final

from schema.engine.read import FieldInfo

Name = Callable[[Any], str]
"""Makes an object known to the Python that is written, and gives its name there."""
Once = Callable[[str], str]
"""Gives the name of a variable that has the value of an expression."""
_PLACE: Final = re.compile(r"\b_\d+[ghp]_\b")


def inlined(
    function: Callable[..., Any], given: Mapping[str, str], record: str, name: Name, once: Once
) -> str | None:
    """The expression, with `given` for the parameters; None where the function is to be called.

    What in it does not depend on the variable `record` is worked out once an answer.
    """
    places: dict[str, str] = {}
    for one in given.values():
        if one.isidentifier() and not iskeyword(one):
            places.setdefault(one, f"_{len(places)}p_")
    standing = tuple((parameter, places.get(one, one)) for parameter, one in given.items())
    made = _template(function, standing, places.get(record, record))
    if made is None:
        return None
    text, objects, repeated = made
    known = {place: one for one, place in places.items()}
    known |= {f"_{n}g_": name(one) for n, one in enumerate(objects)}
    known |= {f"_{n}h_": once(_filled(one, known)) for n, one in enumerate(repeated)}
    return _filled(text, known)


def _filled(text: str, known: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda found: known[found[0]], text)


@lru_cache(maxsize=1_000)
def _template(
    function: Callable[..., Any], given: tuple[tuple[str, str], ...], record: str
) -> tuple[str, list[Any], list[str]] | None:
    """The expression with places for variables, what its names mean, what is worked out once.

    It is the same for all operations that ask the field alike, and takes a while to make.
    """
    source = _expression(function)
    if source is None:
        return None
    expression = ast.parse(source, mode="eval").body
    own = _names(expression, ast.Store)  # those that comprehensions bind
    if own & dict(given).keys():
        return None
    objects: list[Any] = []
    repeated: list[str] = []
    within = _Within(function, dict(given), own, lambda one: _place(objects, one, "g"))
    within.changing = own | {record}
    once_an_answer = _Once(within.changing, lambda one: _place(repeated, one, "h"))
    return f"({ast.unparse(once_an_answer.visit(within.visit(expression)))})", objects, repeated


def _place(known: list[Any], one: Any, sort: str) -> str:
    known.append(one)
    return f"_{len(known) - 1}{sort}_"


@lru_cache(maxsize=1_000)
def _expression(function: Callable[..., Any]) -> str | None:
    """What a function returns, where that is all it does."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    except (OSError, TypeError, SyntaxError):
        return None
    if not isinstance(tree, ast.FunctionDef) or tree.name != function.__name__:
        return None  # a lambda may stand in the middle of anything
    body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        return None
    if any(isinstance(one, ast.Lambda | ast.NamedExpr) for one in ast.walk(body[0])):
        return None  # their names are hard to tell from ours
    return ast.unparse(body[0].value)


def _names(expression: ast.AST, sort: type[ast.expr_context] = ast.expr_context) -> frozenset[str]:
    names = (one for one in ast.walk(expression) if isinstance(one, ast.Name))
    return frozenset(one.id for one in names if isinstance(one.ctx, sort))


class _Bound(ast.NodeTransformer):
    """Puts in what the names of an expression stand for."""

    def __init__(
        self, function: Any, given: Mapping[str, str], own: frozenset[str], name: Name
    ) -> None:
        self.given = given
        self.own = own
        self.name = name
        cells = (one.cell_contents for one in function.__closure__ or ())
        closed = dict(zip(function.__code__.co_freevars, cells, strict=True))
        self.known = {**vars(builtins), **function.__globals__, **closed}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A parameter, something that the function's module knows, or a name of its own."""
        if node.id in self.own:
            return node
        if node.id in self.given:
            return ast.parse(self.given[node.id], mode="eval").body
        return ast.Name(self.name(self.known[node.id]), ast.Load())

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """The context of an Info that is only made is what it is made of."""
        value: Any = self.visit(node.value)
        made = isinstance(value, ast.Call) and ast.unparse(value.func) == FieldInfo.__name__
        is_context = made and node.attr == "context"
        return value.args[0] if is_context else ast.Attribute(value, node.attr, node.ctx)


class _Within(_Bound):
    """Puts in the functions that are called, too, where they are one expression."""

    changing: frozenset[str]

    def visit_Call(self, node: ast.Call) -> Any:
        """The expression, unless it would work out something twice."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        called = None if name in self.own or name in self.given else self.known.get(name)
        call: Any = self.generic_visit(node)
        if not isinstance(called, FunctionType) or not all(map(self._is_free, call.args)):
            return call
        source, parameters = _expression(called), inspect.signature(called).parameters
        if source is None or call.keywords or len(parameters) != len(call.args):
            return call
        expression = ast.parse(source, mode="eval").body
        given = dict(zip(parameters, map(ast.unparse, call.args), strict=True))
        bound = _Bound(called, given, frozenset(), self.name)
        return call if _names(expression, ast.Store) else bound.visit(expression)

    def _is_free(self, node: ast.AST) -> bool:
        """Whether it costs nothing to read it again, or is worked out once an answer anyway."""
        if isinstance(node, ast.Attribute):
            return self._is_free(node.value)
        return isinstance(node, ast.Name) or not _names(node) & self.changing


class _Once(ast.NodeTransformer):
    """Takes out of an expression what is the same for all records."""

    def __init__(self, changing: frozenset[str], once: Once) -> None:
        self._changing = changing
        self._once = once

    def visit(self, node: ast.AST) -> Any:
        """The greatest parts first."""
        if not isinstance(node, ast.Call | ast.Attribute | ast.Subscript):
            return self.generic_visit(node)
        if _names(node) & self._changing:
            return self.generic_visit(node)
        return ast.Name(self._once(ast.unparse(node)), ast.Load())
