from collections.abc import Callable

import pytest

from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading

MakeReading = Callable[[str, str], Reading]


@pytest.fixture
def page() -> MakeReading:
    """Reads a page from its address and text, or its HTML where it begins with a tag."""

    def make(url: str, text: str) -> Reading:
        media = "text/html" if text.startswith("<") else "text/plain"
        return read_page(Capture(url=url, body=text.encode(), media_type=f"{media}; charset=utf-8"))

    return make
