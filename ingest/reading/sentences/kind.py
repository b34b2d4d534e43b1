"""What sort of process it is: "is an inter-regional forum", "Ce processus régional…"."""

from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.sentences.sentence import Said
from ingest.reading.vocabulary.folding import plain

TRIGGERS = ("regional", "global_name")
_KIND = (
    r"(?P<kind>(?:(?!{not})[\w-]+,? ){0,4}?{regional}(?: [\w-]+){0,4}? {kind_noun}"
    r"|{kind_noun}(?:,? [\w-]+){0,4}?,? (?:{and} )?{regional}(?:,? {and} [\w-]+| {consultative})?)"
)
_SHAPES = (
    r"{starts}{subject},?(?: {which})? {is} {A}" + _KIND,
    r"{starts}(?P<subject>{this}) " + _KIND,
    r"{PROCESS}['\"]*(?: ?\([^()]*\))?(?:,| \(| -) ?(?:{A}|{The})" + _KIND,
    # "… of the Process … the regional consultative process": what has been named before
    r"{PROCESS}[^.;]* (?:{the} ?|{of} ?)" + _KIND,
)
_NAMED_SO = r"(?P<en>{global_name}) {named_kind}|{named_kind} (?P<behind>{global_name})"


def kinds(said: Said) -> Iterator[Fact]:
    """The type where a sentence says it of the process, or its very name does."""
    found = said.first(*_SHAPES)
    if found:
        yield said.fact("type", found.span("kind"), "type told in a sentence")
        return
    for one in said.marked.marks:
        words = plain(said.sentence.text[one.at : one.to])
        named = (
            said.page.grammar.pattern(_NAMED_SO).search(words) if one.sign == "PROCESS" else None
        )
        if named:
            at, to = named.span(str(named.lastgroup))
            yield said.sentence.fact("type", one.at + at, one.at + to, "type told by the name")
            return
