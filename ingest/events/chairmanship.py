"""Who was in the chair of a forum, and when: "had Sweden as Chair-in-Office from … to …"."""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import read_date
from ingest.found import Fact, Quote
from ingest.normalize.states import find_state
from ingest.outline.lines import Line

_NAME = r"(?P<state>[A-ZÀ-Þ][\w’'-]*(?:\s(?:of|the|and|[A-ZÀ-Þ][\w’'-]*)){0,5}?)"
_TERM = r"(?P<term>(?:from|between)\s[^.;]{6,60})"
_SENTENCES = (
    re.compile(rf"\bhad\s(?:the\s)?{_NAME}\sas\s(?:its\s)?Chair(?:-in-Office)?\s{_TERM}"),
    re.compile(
        rf"(?<!\w){_NAME}\s(?:was|acted\sas|served\sas)\s(?:the\s|its\s)?Chair(?:-in-Office)?\s{_TERM}"
    ),
    re.compile(
        rf"(?<!\w){_NAME}\s(?:held|assumed)\s(?:the\s|its\s)?(?:Chair(?:manship|ship)?|Chair-in-Office)\s(?:[^.;]{{0,20}}\s)?{_TERM}"
    ),
)


def chairmanships(lines: Sequence[Line]) -> Iterator[Fact]:
    """Each State of a sentence that tells its term; a term without dates tells nothing."""
    for line in lines:
        for pattern in _SENTENCES:
            for found in pattern.finditer(line.text):
                if find_state(found["state"]) and read_date(found["term"]):
                    said = Quote(words=found[0], line=line.number, rule="term in a sentence")
                    yield Fact(
                        field="chairs",
                        words=found["state"],
                        quote=said,
                        kind="past",
                        parts={"year": found["term"]},
                    )
