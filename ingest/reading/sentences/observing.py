"""Who observes: "observer countries are: …", "IOM became an observer", "l’OIM a le statut…"."""

from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.lists import known_ending, known_in
from ingest.reading.sentences.marking import Mark
from ingest.reading.sentences.sentence import Said
from ingest.reading.vocabulary.folding import plain

TRIGGERS = ("observer", "observer_status", "observes", "observe", "as_observers_came")
_BEFORE = 90
_LISTS = (
    r"(?:{opens}{The}{observer}|{observer} (?:{states}|{organizations})"
    r"|(?:{states}|{organizations}) {observer}|{observer_status})"
    r"(?P<gap>[^.,:;()]{0,80}?)(?:\s?:| {are}\s?:?)\s(?P<list>.+)",
    r"{as_observers_came} (?P<list>.+)",
)
_TOLD = (
    r"(?:^|[.;] |, )(?P<list>[^.;]{1,220}?) (?:{observes}|{observe})"
    r"(?! (?>(?:{of}|{in}) ?)(?!{DATE}|{owner}))"
)
_PRESENT = r"(?P<names>[^.]{3,200}?) {were_present} "
_FIELDS = {"STATE": "observer_states", "BODY": "observer_organizations"}


def observers(said: Said) -> Iterator[Fact]:
    """The States and bodies that observe the process; who came to a meeting does not by that."""
    for shape in _LISTS:
        for found in said.find(shape):
            start = max(0, found.start() - _BEFORE)
            if not said.holds("{former}|{occasion}", start, found.start("list")):
                yield from (_fact(said, one) for one in known_in(said, *found.span("list")))
                return
    for found in said.find(_TOLD):
        yield from (_fact(said, one) for one in known_ending(said, *found.span("list")))


def _fact(said: Said, one: Mark) -> Fact:
    return said.fact_of(_FIELDS[one.sign], one, "observer named in a sentence")


def present_in(text: str) -> str:
    """The words before "were present at the meeting", or nothing."""
    found = load_grammar().pattern(_PRESENT).match(plain(text))
    return text[: found.end("names")] if found else ""
