"""What resolver is put in as its expression, and what is called."""

from typing import Any

import pytest

from schema.engine.inline import inlined

LIMIT = 3


def one_expression(part: Any) -> Any:
    """Its documentation is no part of what it does."""
    return part.record.name


def with_a_global(part: Any) -> Any:
    return part.number < LIMIT


def with_a_comprehension(part: Any, known: Any) -> Any:
    return [known[one] for one in part.names if one in known]


def with_names_that_meet(one: Any) -> Any:
    return [one.name for one in one.names]


def with_a_function(part: Any) -> Any:
    return sorted(part.names, key=lambda one: -one)


def named(names: Any, language: Any) -> Any:
    return names[language] if language in names else any_of(names)


def any_of(names: Any) -> Any:
    return sum(one for one in names)


def asked(info: Any, language: Any) -> Any:
    return str(language or info.context.language)


def with_functions(part: Any, info: Any, language: Any) -> Any:
    return named(part.names, asked(info, language))


def with_a_function_of_more(part: Any, info: Any, language: Any) -> Any:
    return named(sorted(part.names), asked(info, language))


def two_statements(part: Any) -> Any:
    name = part.name
    return name or part.id


class Names:
    """Names objects as they come."""

    def __init__(self) -> None:
        self.known: list[Any] = []
        self.once: list[str] = []

    def name(self, one: Any) -> str:
        self.known.append(one)
        return f"g{len(self.known)}"

    def keep(self, expression: str) -> str:
        self.once.append(expression)
        return f"h{len(self.once)}"


def test_an_expression_takes_the_place_of_the_call() -> None:
    names = Names()
    assert inlined(one_expression, {"part": "_v1"}, "_v1", names.name, names.keep) == (
        "(_v1.record.name)"
    )


def test_what_the_module_knows_is_named() -> None:
    names = Names()
    assert inlined(with_a_global, {"part": "_v1"}, "_v1", names.name, names.keep) == (
        "(_v1.number < g1)"
    )
    assert names.known == [LIMIT]


def test_what_is_the_same_for_all_records_is_worked_out_once() -> None:
    names = Names()
    given = {"part": "_v1", "known": "i1.context.known"}
    made = inlined(with_a_comprehension, given, "_v1", names.name, names.keep)
    assert made == "([h1[one] for one in _v1.names if one in h2])"
    assert set(names.once) == {"i1.context.known"}


def test_functions_that_are_called_are_put_in_too() -> None:
    names = Names()
    given = {"part": "_v1", "info": "FieldInfo(context, 'name', t1)", "language": "a1"}
    made = inlined(with_functions, given, "_v1", names.name, names.keep)
    assert made == "(_v1.names[h2] if h1 in _v1.names else g4(_v1.names))"
    assert names.once == ["g3(a1 or context.language)"] * 2
    assert names.known[-2:] == [str, any_of]


def test_what_would_be_worked_out_twice_is_worked_out_for_a_call() -> None:
    names = Names()
    given = {"part": "_v1", "info": "FieldInfo(context, 'name', t1)", "language": "a1"}
    made = inlined(with_a_function_of_more, given, "_v1", names.name, names.keep)
    assert made == "(g1(g2(_v1.names), h1))"


@pytest.mark.parametrize("function", [with_names_that_meet, with_a_function, two_statements, len])
def test_what_is_more_is_called(function: Any) -> None:
    names = Names()
    given = {"part": "_v1", "one": "_v1"}
    assert inlined(function, given, "_v1", names.name, names.keep) is None
