from collections.abc import Callable, Mapping

import pytest

from ingest.reading.found import Fact, Quote

MakeFact = Callable[..., Fact]


@pytest.fixture
def fact() -> MakeFact:
    """Makes a fact of words, as a family does."""

    def make(
        words: str, field: str = "meetings", kind: str = "", parts: Mapping[str, str] | None = None
    ) -> Fact:
        quote = Quote(words=words, line=7, path=("Label",), rule="a rule")
        return Fact(field=field, words=words, quote=quote, kind=kind, parts=parts or {})

    return make
