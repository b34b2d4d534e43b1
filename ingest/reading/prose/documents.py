"""Documents that sentences name, by symbol or by title."""

import re
from collections.abc import Iterator

from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.symbols import find_symbols

_CLAUSE = lazy_pattern(r"[^.;]{0,160}")
_KIND = (
    r"(?:Declaration|Programme of Action|Program of Action|Plan of Action|Action Plan|Agenda|"
    r"Commitments?|Strategy|Roadmap|Road Map|Communiqué|agenda for action)"
)
_TITLED = lazy_pattern(
    r"\b(?:adopted|issued|approved|endorsed|produced|signed)\s(?:the|a|an)?\s?"
    rf"(?P<title>(?:[A-Z0-9][\w’'-]*\s|\w+-point\s|(?:of|on|the|for|and|a)\s){{0,12}}{_KIND}"
    r"(?:\s(?:on|of|for|to)\s(?:(?:[A-Z][\w’'-]*|on|of|for|the|a|an|and|in)\s?){1,14})?)"
)
_DATED = lazy_pattern(
    rf"\b(?:the|The)\s(?P<title>(?:19|20)\d\d\s(?:[A-Z][\w’'-]*\s){{1,6}}(?!Agenda){_KIND}"
    r"(?:\s(?:on|of|for)\s(?:(?:[A-Z][\w’'-]*|on|of|for|the|a|an|and|in)\s?){1,14})?)"
)
"""A document that is told from others by its year: "the 2013 Istanbul Declaration"."""
_QUOTED = lazy_pattern(
    r"\b(?:adopted|issued|approved|endorsed|signed|with the)\s(?:the\s)?"
    r"[“«]\s?(?P<title>[^”»]{5,200})[”»]"
)


def symbols_in(text: str) -> Iterator[str]:
    """The clause of each symbol, beginning at the word before it: "résolution 58/208 du…"."""
    for mention in find_symbols(text):
        clause = text[text.rfind(" ", 0, max(0, mention.at - 1)) + 1 :]
        end = _CLAUSE.match(clause)
        # A clause ends at a full stop, but a symbol may hold one: A/68/L.5.
        yield clause[: max(end.end() if end else 0, mention.to - (len(text) - len(clause)))]


def titles_in(text: str) -> Iterator[str]:
    """Titles of what a meeting adopted or issued, as far as capitals or quotation marks reach."""
    for pattern in (_QUOTED, _TITLED, _DATED):
        for found in pattern.finditer(text):
            title = re.sub(r"\s(?:on|of|for|the|a|an|and|in|to)$", "", found["title"].strip())
            yield title.strip(" ,-–")
