"""With whom a process works: "The Process works closely with IOM and UNHCR"."""

from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.sentences.lists import known_in
from ingest.reading.sentences.sentence import Said

TRIGGERS = ("works_with",)
_SHAPE = r"{starts}{subject} {works_with} (?P<list>[^.;]+)"


def partners(said: Said) -> Iterator[Fact]:
    """The known bodies that the process itself, not a part of it, works with."""
    for found in said.find(_SHAPE):
        for one in known_in(said, *found.span("list")):
            if one.sign == "BODY":
                yield said.fact_of("partners", one, "organization named in a sentence")
        return
