"""Who is in the chair now: "La Turquie le préside", "La présidence … revient au Sri Lanka"."""

import re
from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.normalize.states import find_state
from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.sentence import Sentence, masked, names_one
from ingest.reading.told.words import is_process, names_body

_WORD = r"[A-ZÀ-Þ][\w’'-]*"
_NAME = (
    r"(?P<state>(?:[Ll]e\s|[Ll]a\s|[Ll]es\s|[Ll]['’]|[Tt]he\s|[Ee]l\s)?"
    rf"{_WORD}(?:\s(?:of\s|the\s|de\s|du\s|la\s|et\s|and\s)?{_WORD}){{0,4}}?)"
)
_BEGINS = rf"(?:^|[.,;:]\s){_NAME}\s"
_OF = r"(?P<of>[^.,;]{2,80})"
_PAST = lazy_pattern(r"(?:In|En|Until|Till|Jusqu['’]en|Hasta|By)\s(?:\w+\s)?(?:19|20)\d\d")
"""What was so then need not be so now."""
_SENTENCES = (
    re.compile(rf"{_BEGINS}(?:le|la)\spréside\s(?:depuis|jusqu|pour|en\s(?:19|20)\d\d)"),
    re.compile(rf"{_BEGINS}préside\s(?:le\s|la\s|l['’]\s?){_OF}"),
    re.compile(
        rf"{_BEGINS}(?:tient|assure|exerce|occupe|détient)\s(?:actuellement\s)?"
        rf"la\s(?:co)?présidence\s(?:tournante\s)?(?:du|de)\s{_OF}"
    ),
    re.compile(
        r"[Ll]a\sprésidence\s(?:de\sl['’]\s?|du\s|de\sla\s)(?P<of>[^.,;]{2,60}?)\s"
        r"(?:revient|échoit|est\sassurée\spar|est\sexercée\spar|appartient)\s"
        rf"(?:à\sla\s|à\sl['’]\s?|au\s|aux\s|à\s)?{_NAME}"
        r"(?=[,.;]|\s(?:depuis|après|pour|en)\s|$)"
    ),
    re.compile(
        rf"{_BEGINS}(?:holds|has)\sthe\s(?:current\s|rotating\s)?"
        rf"(?:[Cc]hair(?:manship)?|[Pp]residency)\s(?:since\s(?:19|20)\d\d|of\s{_OF})"
    ),
    re.compile(rf"(?<!\w)(?:presidió|preside)\s{_NAME},\stitular\sactual"),
    re.compile(
        rf"{_BEGINS}(?:ejerce|ostenta|tiene)\sla\s"
        rf"[Pp]residencia(?:\s[Pp]ro[\s-][Tt][eé]mpore)?\s(?:de|del)\s{_OF}"
    ),
)


def chair(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The State in the chair; who chairs a group, a meeting or another body is none of it."""
    text = masked(sentence.text, names)
    if _PAST.match(text):
        return
    for pattern in _SENTENCES:
        for found in pattern.finditer(sentence.text):
            of = text[slice(*found.span("of"))] if found.groupdict().get("of") else ""
            own = is_process(of) if of else _is_spoken_of(sentence, names)
            if find_state(found["state"]) and own:
                rule = "chair named in a sentence"
                yield sentence.fact("chairs", found["state"], found.start("state"), rule, "current")
                return


def _is_spoken_of(sentence: Sentence, names: tuple[str, ...]) -> bool:
    """Whether "le préside" can only mean the process: nothing else was named before."""
    return names_one(sentence.before, names) or not names_body(sentence.before)
