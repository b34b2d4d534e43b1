"""Operations that nobody thought of: the engine answers what the reference executor answers.

`TEST_EXACT=20000` asks so many, other ones each time.
"""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from benchmarks.snapshots import snapshot_of
from schema.engine.run import Engine
from schema.schema import load_schema, printed
from snapshots.bundle import load_bundled
from snapshots.model import Language
from snapshots.view import View

ASKED = os.environ.get("TEST_EXACT", "")
OPERATIONS = settings(
    max_examples=int(ASKED or "250"),
    deadline=None,
    derandomize=not ASKED,
    database=None,
    suppress_health_check=list(HealthCheck),
)
WORDS = st.text(max_size=20).map(nodes.String)
DATES = st.sampled_from(["2013", "2013-10", "2013-10-03", "2006/2013", "x", "2013-13"])
MOMENTS = st.sampled_from(["2026-01-31T04:00:00Z", "x"])
SCALARS = {"PartialDate": DATES.map(nodes.String), "DateTime": MOMENTS.map(nodes.String)}
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
    @given(
        query=queries(printed(), custom_scalars=SCALARS, allow_x00=False),
        language=st.sampled_from(Language),
    )
    def ask(query: str, language: Language) -> None:
        nonlocal answered
        answered += exact(engine, VIEWS[name], query, language=language)

    ask()
    assert answered > OPERATIONS.max_examples / 10
