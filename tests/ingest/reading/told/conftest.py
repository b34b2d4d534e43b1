from collections.abc import Callable

import pytest

from ingest.reading.outline.text import read_text
from ingest.reading.told.sentence import Sentence, sentences_of


@pytest.fixture
def sentences() -> Callable[[str], tuple[Sentence, ...]]:
    """Makes the sentences of a page from its text."""
    return lambda text: tuple(sentences_of(read_text(text).lines))
