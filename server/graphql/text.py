"""The text of a document, whose lines are counted once."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from graphql import Source, SourceLocation

_NEWLINE: Final = re.compile(r"\r\n|[\n\r]")
"""GraphQL, 2.1.2, LineTerminator."""


class Text(Source):
    """Says where a place is at once: the library counts the lines anew for each error."""

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(one.end() for one in _NEWLINE.finditer(self.body))]

    def get_location(self, position: int) -> SourceLocation:
        """Line and column, both counted from 1."""
        line = bisect_right(self._lines, position)
        return SourceLocation(line, position - self._lines[line - 1] + 1)
