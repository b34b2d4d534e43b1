"""Operations that nobody thought of, for tests that ask them."""

from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from schema.schema import printed

_DATES: Final = ["2013", "2013-10", "2013-10-03", "2006/2013", "x", "2013-13"]
_MOMENTS: Final = ["2026-01-31T04:00:00Z", "x"]
_SCALARS: Final = {
    "PartialDate": st.sampled_from(_DATES).map(nodes.String),
    "DateTime": st.sampled_from(_MOMENTS).map(nodes.String),
}


def operations() -> Any:
    """Operations that the schema allows, some of them with values that it refuses."""
    return queries(printed(), custom_scalars=_SCALARS, allow_x00=False)


def asking(asked: str, otherwise: int) -> settings:
    """So many of them, other ones each time; without a number, the same few each time."""
    return settings(
        max_examples=int(asked or otherwise),
        deadline=None,
        derandomize=not asked,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
