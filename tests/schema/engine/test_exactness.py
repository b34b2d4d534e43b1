"""Operations that nobody thought of: the engine answers what the reference executor answers.

`TEST_EXACT=10000` writes so many, other ones each time, and asks each of both snapshots. To write
one takes three times as long as to plan, answer and compare it: the parts may run side by side.
"""

import os
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.operations import asking, operations
from benchmarks.snapshots import snapshot_of
from schema.engine.run import Engine
from schema.schema import load_schema
from snapshots.bundle import load_bundled
from snapshots.model import Language
from snapshots.view import View

ASKED = os.environ.get("TEST_EXACT", "")
PARTS = 1 + int(ASKED or 0) // 500
OPERATIONS = asking(ASKED and str(int(ASKED) // PARTS + 1), otherwise=250)


@pytest.fixture(scope="module")
def views() -> tuple[View, ...]:
    return load_bundled(), View(snapshot_of(seed=7, scale=1), "sha256:0", None)


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_asked_is_answered_as_by_the_reference(
    exact: Callable[..., bool], views: tuple[View, ...], part: int
) -> None:
    engine = Engine(load_schema())
    answered = 0

    @OPERATIONS
    @given(operations(), st.permutations(views), st.sampled_from(Language))
    def ask(query: str, ordered: list[View], language: Language) -> None:
        nonlocal answered
        answered += sum(exact(engine, view, query, language=language) for view in ordered)

    ask()
    assert answered > OPERATIONS.max_examples / 5, f"too few of part {part} have an answer"
