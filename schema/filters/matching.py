"""How filters combine, and what all of them compare by.

A filter is made ready once and then asked of each entry: what is wrong with it is said even where
there is no entry, and nothing about it is looked up twice.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar

from schema.errors import bad_input
from snapshots.folding import folded
from snapshots.model import State, Texts
from snapshots.view import View

T = TypeVar("T")
Test = Callable[[Any], bool]
"""Whether something holds for an entry."""
Asked = Callable[[Any], tuple[Test | None, ...]]
"""What a filter itself asks, without the filters in it; None for what it leaves out."""

MOST_LEVELS: Final = 10
"""Filters within filters."""
MOST_CODES: Final = 300
"""Codes of States in one list: there are fewer States."""
MOST_SIGNS: Final = 200
"""Characters of a text to look for."""
_TEXTS: Final = 20_000


def combined(where: Any, asked: Asked, level: int = 1) -> Test:
    """Whether a filter holds: all that it says itself, all of `and`, one of `or`, and not `not`.

    An empty `or` offers nothing that could hold. Raises GraphQLError where it makes no sense.
    """
    if level > MOST_LEVELS:
        raise bad_input(
            f"filters within filters {MOST_LEVELS} deep at most expected, more found",
            "Write `and` and `or` as one list each.",
        )
    own = [test for test in asked(where) if test is not None]
    own += [combined(one, asked, level + 1) for one in where.and_ or ()]
    if where.or_ is not None:
        own.append(_any([combined(one, asked, level + 1) for one in where.or_]))
    if where.not_ is not None:
        own.append(_not(combined(where.not_, asked, level + 1)))
    return own[0] if len(own) == 1 else lambda entry: all(test(entry) for test in own)


def _any(tests: Sequence[Test]) -> Test:
    return lambda entry: any(test(entry) for test in tests)


def _not(test: Test) -> Test:
    return lambda entry: not test(entry)


def one_of(asked: Iterable[T] | None, values: Callable[[Any], Iterable[T | None]]) -> Test | None:
    """Whether an entry has one of the values that are asked for."""
    if asked is None:
        return None
    wanted = frozenset(asked)
    return lambda entry: not wanted.isdisjoint(values(entry))


def is_so(asked: bool | None, value: Callable[[Any], bool]) -> Test | None:
    """Whether something is so with an entry, or is not."""
    return None if asked is None else lambda entry: value(entry) is asked


def speaks_of(words: str | None, texts: Callable[[Any], Iterable[str | None]]) -> Test | None:
    """Whether all words stand in an entry's texts, as beginnings of words, whatever case and
    accents."""
    if words is None:
        return None
    if len(words) > MOST_SIGNS:
        raise bad_input(
            f"a text of {MOST_SIGNS} characters at most expected, {len(words):,} found",
            "Give fewer words.",
        )
    wanted = [f" {word}" for word in folded(words).split()]

    def speaks(entry: Any) -> bool:
        known = _known(tuple(texts(entry)))
        return all(word in known for word in wanted)

    return speaks


@lru_cache(maxsize=_TEXTS)
def _known(texts: tuple[str | None, ...]) -> str:
    """The texts of a record, which is met again and again."""
    return "".join(f" {folded(text)}" for text in texts if text)


def all_words(*texts: Texts) -> tuple[str, ...]:
    """The words of all languages."""
    return tuple(words for one in texts for words in one.values())


def alpha3s(view: View, codes: Sequence[str] | None) -> tuple[str, ...] | None:
    """The States that codes mean; raises GraphQLError for a code of none."""
    if codes is None:
        return None
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


def names_of(state: State) -> tuple[str, ...]:
    """All that a State is or was called."""
    return (*all_words(state.names, state.formal_names), *state.other_names)
