"""Whether a process rests: "has been dormant since 2016"."""

from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.sentences.sentence import Said

TRIGGERS = ("dormant",)
_SHAPE = (
    r"(?:{starts}|(?<={DATE} )){subject},?(?: {which})? "
    r"(?P<status>{became} (?:{now} )?{dormant}(?: {since} {DATE})?)"
)


def dormancy(said: Said) -> Iterator[Fact]:
    """The words that say that the process is dormant."""
    found = said.first(_SHAPE)
    if found:
        yield said.fact("status", found.span("status"), "dormant in a sentence")
