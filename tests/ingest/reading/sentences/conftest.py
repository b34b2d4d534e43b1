from collections.abc import Callable

import pytest

from ingest.reading.outline.lines import Line
from ingest.reading.outline.text import read_text
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.read import tell
from ingest.reading.sentences.sentence import Page

NAMES = ("Lima Process", "Processus de Lima", "Proceso de Lima", "LIP")


@pytest.fixture
def said() -> Callable[..., list[str]]:
    """What the text says of a field of the Lima Process, on a page about it or of another site."""

    def read(
        text: str, field: str, *, own: bool = True, names: tuple[str, ...] = NAMES
    ) -> list[str]:
        page = Page(names=names, own=own, grammar=load_grammar())
        return [one.words for one in tell(read_text(text).lines, page) if one.field == field]

    return read


@pytest.fixture
def lines() -> Callable[[str], tuple[Line, ...]]:
    """Makes the lines of a page from its text."""
    return lambda text: read_text(text).lines


@pytest.fixture
def line() -> Callable[[str], Line]:
    """Makes a line of a page."""
    return lambda text: Line(number=7, text=text)
