from collections.abc import Callable

import pytest

from ingest.reading.outline.lines import Line
from ingest.reading.outline.text import read_text


@pytest.fixture
def lines() -> Callable[[str], tuple[Line, ...]]:
    """Makes the lines of a page from its text."""
    return lambda text: read_text(text).lines


@pytest.fixture
def line() -> Callable[[str], Line]:
    """Makes a line of a page."""
    return lambda text: Line(number=7, text=text)
