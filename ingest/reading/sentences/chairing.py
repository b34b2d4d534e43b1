"""Who is in the chair of a process, who was, and that nobody is."""

from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.sentence import Said
from ingest.reading.vocabulary.folding import plain

TRIGGERS = ("chair", "chairmanship", "chaired", "chairs", "chairs_it", "presided", "have_chaired")
_STATE = r"{The}(?P<state>{STATE})"
_CURRENT = (
    # "Turkey has been its chair and Hungary its co-chair since 2006"
    r"{starts}"
    + _STATE
    + r" {has_been} (?:{its} |{the} ?|{a} )(?:{current} )?{chair}(?! {Of}(?!{owner}{ends_owner}))"
    r"(?:,? (?:{and}|{with}) {The}(?P<other>{STATE}) "
    r"(?:{its} |{the} ?|{as} )(?:{its} )?{co_chair})?",
    # "The Dialogue is chaired by Morocco and co-chaired by Germany"
    r"{starts}{subject},?(?: {has_been})?(?: {now})? {chaired} "
    + _STATE
    + r"(?:,? (?:{and} )?{co_chaired} {The}(?P<other>{STATE}))?",
    # "The Dialogue is co-chaired by Indonesia and Australia"
    r"{starts}{subject},?(?: {has_been})?(?: {now})? {co_chaired} "
    + _STATE
    + r" {and} {The}(?P<other>{STATE})",
    # "The current Chair of the Process is Nepal"
    r"{starts}{The}(?:{current} )?{chair}(?: {current})?(?: {Of}{owner})? {has_been} "
    + _STATE
    + r"(?=\s?[,.;(]| {since}|\s?$)",
    # "La Turquie le préside depuis 2006", "La France préside depuis 2022 le Forum"
    r"{starts}" + _STATE + r" (?P<subject>{chairs_it})",
    r"{starts}" + _STATE + r" {chairs} (?:{since} {The}{DATE},? )?{The}{owner}{ends_owner}",
    # "Sri Lanka holds the chairmanship of the Process"
    r"{starts}"
    + _STATE
    + r" {holds} {The}(?:{current} )?{chairmanship}(?: {current})?"
    + r"(?: {Of}{owner}{ends_owner}| {since} {DATE}|(?=\s?[.;]|\s?$))",
    # "La présidence du Processus revient au Sri Lanka"
    r"{The}{chairmanship} {Of}{owner}(?:-{NUMBER})? {rests_with} ?"
    + _STATE
    + r"(?=\s?[,.;]| {body_end}|\s?$)",
    # "La presidió Bolivia, titular actual de la Presidencia"
    r"{presided} " + _STATE + ", {holder}",
)
_THEN = r"{opens}(?:\w+ ){1,2}{DATE},?"
"""What was so then need not be so now."""
_PAST = r"{have_chaired} [^:]{2,60}:\s*(?P<list>.{3,1500})"
_NONE = "{no_chair}"


def chairs(said: Said) -> Iterator[Fact]:
    """The States in the chair of the process, the co-chair behind the chair, and those before."""
    if not said.holds(_THEN) or said.holds(r"{opens}{since}"):
        found = said.first(*_CURRENT)
        told = found.groupdict() if found else {}
        own = told.get("owner") or told.get("subject") or said.is_spoken_of()
        for name in ("state", "other") if own else ():
            if found and told.get(name):
                yield said.fact("chairs", found.span(name), "chair named in a sentence", "current")
    for past in said.find(_PAST):
        yield said.fact("chairs", past.span("list"), "past chairs in a sentence", "past")
    if said.holds(_NONE):
        yield said.fact("chairs", (0, len(said.text)), "no chair in a sentence", "none")


def says_no_chair(text: str) -> bool:
    """Whether the words say that no State is in the chair."""
    return load_grammar().pattern(_NONE).search(plain(text)) is not None
