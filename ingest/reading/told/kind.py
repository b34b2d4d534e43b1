"""What sort of process it is: "processus consultatif régional", "Ce processus … interrégional"."""

import re
from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.sentence import NAMED, Sentence, masked, names_in

_KINDS = lazy_pattern(
    r"(?<!\w)(?P<kind>(?:processus|procès)\sconsultatifs?\sr[ée]gional|"
    r"processus\s(?:[\w-]+,?\s(?:et\s)?){0,3}?(?:inter-?)?r[ée]gional(?:\sconsultatif)?|"
    r"regional\sconsultative\sprocess|inter-?\s?regional\s(?:consultative\s)?(?:forum|process)|"
    r"global\s(?:consultative\s)?process|proceso\sconsultivo\sregional|"
    r"proceso\sregional(?:\sconsultivo)?|foro\sinterregional|forum\sinterr[ée]gional)(?!\w)",
    re.I,
)
_NEAR = 400
"""So many characters before a kind the process is named at most."""
_A = r"(?:an?|une?|una?)\s"
_SUBJECTS = (
    # "Ce processus…", "It is a…"
    re.compile(
        rf"^(?:Ce|Cet|Cette|This|Este|Esta|(?:It|Il|Elle)\s(?:is|est)\s{_A}(?:[\w-]+\s){{0,4}}|Es\s{_A})\s?$"
    ),
    # "the Process is a…"
    re.compile(rf"{NAMED}[^.;]{{0,60}}?\s(?:is|est|es)\s{_A}[^,.;]{{0,60}}$"),
    # "the Process (a…", "the Process, a…"
    re.compile(
        rf"{NAMED}[”»\"'’]{{0,2}}(?:\s?\([^()]*\))?(?:,|\s\(|\s[–-])\s?(?:{_A}|the\s|l[ea]\s|el\s)?[^,.;()]{{0,40}}$"
    ),
    # "the Process … somebody launched a…"
    re.compile(
        rf"{NAMED}.*\s(?:launch|establish|creat|set\sup|lanc|cré|institu|établi|mis\ssur\spied|mis\sen\splace|"
        rf"fond|cre[óa]|estableci|lanz)\w*\s{_A}$"
    ),
    # "… of the Process …, the regional process": what has been named before
    re.compile(rf"{NAMED}[^.;]*\s(?:the|le|du|au|el|del|al)\s$"),
)
_NAMED_SO = lazy_pattern(
    r"(?<!\w)(?P<kind>Global)\s(?:Forum|Process|Consultations?|Dialogue|Meeting)(?!\w)|"
    r"(?<!\w)(?:[Ff]orum|[Dd]ialogue|[Rr]éunion|[Pp]rocessus)\s(?P<fr>[Mm]ondiale?)(?!\w)|"
    r"(?<!\w)(?:[Ff]oro|[Dd]iálogo|[Rr]eunión|[Pp]roceso)\s(?P<es>[Mm]undial)(?!\w)"
)


def told_kind(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The type where a sentence says it of the process, or its very name does."""
    text = masked(sentence.text, names)
    for found in _KINDS.finditer(sentence.text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        if any(subject.search(before) for subject in _SUBJECTS):
            yield sentence.fact("type", found["kind"], found.start(), "type told in a sentence")
            return
    for at, to in names_in(sentence.text, names):
        word = _NAMED_SO.search(sentence.text[at:to])
        if word:
            kind = word.lastgroup or "kind"
            offset = at + word.start(kind)
            yield sentence.fact("type", word[kind], offset, "type told by the name")
            return
