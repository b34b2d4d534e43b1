"""How filters combine, and what all of them compare by.

A filter is made ready once and then asked of each entry: what is wrong with it is said even where
there is no entry, and nothing about it is looked up twice.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

import msgspec
import strawberry

from schema.context import Context
from schema.errors import bad_input
from schema.filters.values import Values
from schema.holds import Holds, marked
from snapshots.folding import folded
from snapshots.view import View

Test = Callable[[Any], bool]
"""Whether something holds for an entry."""
Meaning = Callable[[View, Sequence[Any]], Iterable[Any]]
"""What askers' words mean; raises GraphQLError where they mean nothing."""
Comparison = Callable[[Context, Any, Any], Test | None]
"""Makes ready what is asked by one field: given the whole filter, and what the field has in it."""

MOST_LEVELS: Final = 10
"""Filters within filters."""
MOST_CODES: Final = 300
"""Codes of States in one list: there are fewer States."""
MOST_SIGNS: Final = 200
"""Characters of a text to look for."""
_TEXTS: Final = 20_000
_COMPARISON: Final = "compares by"


def asked(description: str, comparison: Comparison, holds: Holds = Holds.VERSION) -> Any:
    """A field of a filter, which may be left out; it stands in the class of the filter.

    `holds` says for how long what is kept by it holds true.
    """
    return strawberry.field(
        default=None,
        description=description,
        metadata={_COMPARISON: comparison, **marked(holds)},
    )


def comparisons(filter: Any) -> Mapping[str, Comparison]:
    """What each field of a filter compares by, by the name of its attribute."""
    fields = filter.__strawberry_definition__.fields
    return {
        one.python_name: one.metadata[_COMPARISON] for one in fields if _COMPARISON in one.metadata
    }


def combined(
    context: Context, compared: Mapping[str, Comparison], where: Any, level: int = 1
) -> Test:
    """Whether a filter holds: all that it says itself, all of `and`, one of `or`, and not `not`.

    An empty `or` offers nothing that could hold. Raises GraphQLError where it makes no sense.
    """
    if level > MOST_LEVELS:
        raise bad_input(
            f"filters within filters {MOST_LEVELS} deep at most expected, more found",
            "Write `and` and `or` as one list each.",
        )
    given = ((comparison, getattr(where, name)) for name, comparison in compared.items())
    made = (ready(context, where, value) for ready, value in given if value is not None)
    own = [test for test in made if test is not None]
    own += [combined(context, compared, one, level + 1) for one in where.and_ or ()]
    if where.or_ is not None:
        own.append(_any([combined(context, compared, one, level + 1) for one in where.or_]))
    if where.not_ is not None:
        own.append(_not(combined(context, compared, where.not_, level + 1)))
    return own[0] if len(own) == 1 else lambda entry: all(test(entry) for test in own)


def _any(tests: Sequence[Test]) -> Test:
    return lambda entry: any(test(entry) for test in tests)


def _not(test: Test) -> Test:
    return lambda entry: not test(entry)


class Parts(msgspec.Struct, frozen=True):
    """What ties a record to others. Where a filter names roles, only parts of these count in it."""

    of: Callable[[View, Any], Sequence[Any]]
    role: Callable[[Any], Any]
    named_by: str = "roles"
    """The field of the filter that names roles."""

    def all(self, values: Values) -> Values:
        """The values of all parts of a record, given those of several parts."""
        return lambda view, entry: values(view, self.of(view, entry))

    def counting(self, where: Any, values: Values) -> Values:
        """The values of those parts of a record that count in the filter."""
        named = getattr(where, self.named_by)
        if named is None:
            return self.all(values)
        of, role, roles = self.of, self.role, frozenset(named)
        return lambda view, entry: values(
            view, [part for part in of(view, entry) if role(part) in roles]
        )


def one_of(
    description: str,
    values: Values,
    meaning: Meaning = lambda _, words: words,
    parts: Parts | None = None,
) -> Any:
    """An entry has one of the values that are asked for; with `parts` those of its parts."""

    def ready(context: Context, where: Any, words: Sequence[Any]) -> Test:
        view, wanted = context.view, frozenset(meaning(context.view, words))
        found = parts.counting(where, values) if parts else values
        return lambda entry: not wanted.isdisjoint(found(view, entry))

    return asked(description, ready)


def is_so(description: str, attribute: str) -> Any:
    """Something is so with an entry, or is not."""
    value = attrgetter(attribute)
    return asked(description, lambda _, __, so: lambda entry: value(entry) is so)


def speaks_of(texts_have: str, texts: Values) -> Any:
    """All words stand in an entry's texts, as beginnings of words, whatever case and accents."""

    def ready(context: Context, _: Any, words: str) -> Test:
        view = context.view
        if len(words) > MOST_SIGNS:
            raise bad_input(
                f"a text of {MOST_SIGNS} characters at most expected, {len(words):,} found",
                "Give fewer words.",
            )
        wanted = [f" {word}" for word in folded(words).split()]

        def speaks(entry: Any) -> bool:
            known = _known(tuple(texts(view, entry)))
            return all(word in known for word in wanted)

        return speaks

    return asked(
        f"{texts_have} all these words, or words that begin so, in any language, whatever case "
        "and accents.",
        ready,
    )


@lru_cache(maxsize=_TEXTS)
def _known(texts: tuple[str | None, ...]) -> str:
    """The texts of a record, which is met again and again."""
    return "".join(f" {folded(text)}" for text in texts if text)


def alpha3s(view: View, codes: Sequence[str]) -> tuple[str, ...]:
    """The States that codes mean; raises GraphQLError for a code of none."""
    if len(codes) > MOST_CODES:
        raise bad_input(
            f"{MOST_CODES} codes of States at most expected, {len(codes):,} found",
            "Name each State once.",
        )
    return tuple(_alpha3(view, code) for code in codes)


def _alpha3(view: View, code: str) -> str:
    state = view.state(code)
    if state is None:
        raise bad_input(
            f"the code of a State expected, {code[:40]!r} found",
            "Alpha-2, alpha-3 and M49 codes are known: `states { nodes { alpha3 name } }`.",
        )
    return state.id
