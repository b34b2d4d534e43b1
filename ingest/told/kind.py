"""What sort of process it is: "processus consultatif régional", "Ce processus … interrégional"."""

import re
from collections.abc import Iterator

from ingest.found import Fact
from ingest.told.sentence import Sentence, names_one

_KINDS = re.compile(
    r"(?<!\w)(?P<kind>(?:processus|procès)\sconsultatifs?\sr[ée]gional|"
    r"processus\s(?:[\w-]+,?\s(?:et\s)?){0,3}?(?:inter-?)?r[ée]gional(?:\sconsultatif)?|"
    r"regional\sconsultative\sprocess|inter-?\s?regional\s(?:consultative\s)?(?:forum|process)|"
    r"global\s(?:consultative\s)?process|proceso\sconsultivo\sregional|"
    r"proceso\sregional(?:\sconsultivo)?|foro\sinterregional|forum\sinterr[ée]gional)(?!\w)",
    re.I,
)
_PRONOUN = re.compile(r"^(?:Ce|Cette|This|It|Il|Elle|Este|Esta)\s", re.I)
_IN_NAME = re.compile(r"\b(?:Global|mondial|Mundial)\b")


def told_kind(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The type where a sentence about the process tells it, or its very name does."""
    found = _KINDS.search(sentence.text)
    about = names_one(sentence.text, names) or _PRONOUN.match(sentence.text)
    if found and about:
        yield sentence.fact("type", found["kind"], found.start(), "type told in a sentence")
        return
    for name in names:
        at = sentence.text.find(name)
        word = _IN_NAME.search(name) if at >= 0 else None
        if word:
            yield sentence.fact("type", word[0], at + word.start(), "type told by the name")
            return
