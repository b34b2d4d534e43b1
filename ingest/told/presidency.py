"""Who is in the chair now: "La Turquie le préside", "La présidence … revient au Sri Lanka"."""

import re
from collections.abc import Iterator

from ingest.found import Fact
from ingest.normalize.states import find_state
from ingest.told.sentence import Sentence

_WORD = r"[A-ZÀ-Þ][\w’'-]*"
_NAME = (
    r"(?P<state>(?:[Ll]e\s|[Ll]a\s|[Ll]es\s|[Ll]['’]|[Tt]he\s|[Ee]l\s)?"
    rf"{_WORD}(?:\s(?:of\s|the\s|de\s|du\s|la\s|et\s|and\s)?{_WORD}){{0,4}}?)"
)
_BEGINS = rf"(?:^|[.,;:]\s){_NAME}\s"
_SENTENCES = (
    re.compile(rf"{_BEGINS}(?:le\s|la\s)?préside\s(?:depuis|le\s|la\s|l['’])"),
    re.compile(
        rf"{_BEGINS}(?:tient|assure|exerce|occupe|détient)\s(?:actuellement\s)?"
        r"la\s(?:co)?présidence\s(?:tournante\s)?(?:du|de)\s"
    ),
    re.compile(
        r"[Ll]a\sprésidence\s(?:de\sl['’]\s?|du\s|de\sla\s)[^.,;]{2,60}?\s"
        r"(?:revient|échoit|est\sassurée\spar|est\sexercée\spar|appartient)\s"
        rf"(?:à\sla\s|à\sl['’]\s?|au\s|aux\s|à\s)?{_NAME}"
        r"(?=[,.;]|\s(?:depuis|après|pour|en)\s|$)"
    ),
    re.compile(
        rf"{_BEGINS}(?:holds|has|assumed)\sthe\s(?:current\s|rotating\s)?"
        r"(?:[Cc]hair(?:manship)?|[Pp]residency)\s(?:of|since)\s"
    ),
    re.compile(rf"(?<!\w)(?:presidió|preside)\s{_NAME},\stitular\sactual"),
    re.compile(
        rf"{_BEGINS}(?:ejerce|ostenta|tiene)\sla\s"
        r"[Pp]residencia(?:\s[Pp]ro[\s-][Tt][eé]mpore)?\s(?:de|del)\s"
    ),
)


def chair(sentence: Sentence) -> Iterator[Fact]:
    """The State in the chair; who chairs one meeting or a round table is none of the process."""
    for pattern in _SENTENCES:
        for found in pattern.finditer(sentence.text):
            if find_state(found["state"]):
                rule = "chair named in a sentence"
                yield sentence.fact("chairs", found["state"], found.start("state"), rule, "current")
                return
