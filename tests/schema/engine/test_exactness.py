"""Operations that nobody thought of: the engine answers what the reference executor answers.

`TEST_EXACT=20000` asks so many, other ones each time.
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

OPERATIONS = asking(os.environ.get("TEST_EXACT", ""), otherwise=250)
VIEWS = {"bundled": load_bundled(), "random": View(snapshot_of(seed=7, scale=1), "sha256:0", None)}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_schema())


@pytest.mark.parametrize("name", VIEWS)
def test_whatever_is_asked_is_answered_as_by_the_reference(
    exact: Callable[..., bool], engine: Engine, name: str
) -> None:
    answered = 0

    @OPERATIONS
    @given(query=operations(), language=st.sampled_from(Language))
    def ask(query: str, language: Language) -> None:
        nonlocal answered
        answered += exact(engine, VIEWS[name], query, language=language)

    ask()
    assert answered > OPERATIONS.max_examples / 10
