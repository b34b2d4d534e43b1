"""Who belongs to a process, and how many: "its eleven member countries: Belize, Canada…".

Presence at a meeting is no membership: a list counts only behind words of belonging, and a number
only where it stands at such words. What speaks of IOM or the United Nations counts their members.
"""

import re
from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.normalize.states import find_state, split_states
from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.numbers import NUMBER, number_of
from ingest.reading.told.sentence import COMPLEMENT, NAMED, Sentence, masked
from ingest.reading.told.words import is_process, load_told_words, names_body

_COUNTRIES = r"(?:countries|States|states|pays|[EÉé]tats|[Pp]aíses|[Ee]stados|[Gg]obiernos)"
_BELONGS = (
    r"(?:[Mm]embers?|[Mm]embres|[Mm]iembros|[Pp]articipating|participants?|participantes|"
    r"[Ss]ignatories|signataires|signatarios)"
)
_COUNTED = rf"(?:{_BELONGS}|[Pp]artner|partenaires|socios)"
_LEADS = (
    # "sus once Países Miembros: …", "RCM Member States are: …", "Signatories of … are: …"
    re.compile(rf"(?<!\w){_BELONGS}(?!\w)[^.:;()]{{0,140}}?(?::|\s(?:are|sont|son):?)\s"),
    # "Les Etats-membres de la CRM (…)", "cuyos 11 países (…)"
    re.compile(
        rf"(?<!\w)(?:{_COUNTRIES}[\s-]{_BELONGS}|{_BELONGS}\s{_COUNTRIES}|"
        rf"(?:cuyos|sus|dont\sles|whose)\s(?:{NUMBER}\s)?{_COUNTRIES})[^.:;()]{{0,60}}?\("
    ),
    # "reúne a los gobiernos de: …", "cette conférence réunit des responsables du …"
    re.compile(
        r"(?<!\w)(?:reúne|agrupa|integrad[oa]\spor|compuest[oa]\spor|conformad[oa]\spor|réunit|"
        r"regroupe|rassemble|se\scompose|composée?|comprises|is\scomposed\sof|brings\stogether|"
        r"consists\sof)\s(?:(?:a|de|of|by|los|las|les|des|the|responsables|representantes|"
        r"représentants|governments?|gouvernements|gobiernos|Governments|du|la)\s?){0,6}:?\s?"
    ),
)
_OBSERVERS = lazy_pattern(
    rf"(?:[Oo]bserver\s(?:status|{_COUNTRIES})|{_COUNTRIES}\s(?:observateurs|observadores))"
    r"[^.:;()]{0,80}?(?::|\s(?:are|sont|son):?)\s"
)
_OTHERS = lazy_pattern(
    r"found(?:ing|ed)|former|steering|attend|present|suspended|fondat|fundador|asist|observ|ancien|"
    r"invit|signed|candidat|associate|associé|asociad|prospective|potential|possible|posible|future|"
    r"futur[oe]?s?\b|\bnon?[\s-]|\bnot\b|\bthat\s|\bwhich\s|\bwho\s|\bqui\sont|\bque\shan|initiative|routes?\b|\bEU\b|\bUE\b|"
    r"European Union|Union européenne|Unión Europea",
    re.I,
)
"""Words that make the members others than those of the process."""
_OF_OTHERS = lazy_pattern(
    r"(?<!\w)(?:IOM|OIM|United\sNations|Nations\sUnies|Naciones\sUnidas|UN|ONU|EU|UE)(?!\w)|"
    # "composed of 175 States and present in 171 countries" tells of IOM, wherever it stands
    r"(?<!\w)(?i:(?:in|dans|en)\s(?:over\s|plus\sde\s|más\sde\s)?\d{3}\s(?:countries|pays|países))(?!\w)"
)
_PARTITIVE = lazy_pattern(
    r"^(?:(?:and|et|y|e)\s)?(?:(?:du|de\sla|de\slos|des|del|de|les?|la|el|los|las|the)\s|"
    r"(?:de\s)?l['’]\s?|d['’]\s?)?"
)
_JOINT = lazy_pattern(r"\s(?:and|et|y|e)\s")
_PAST = lazy_pattern(r"former|ancien|antigu", re.I)
_OF = lazy_pattern(r"\s(?:of|de\sla|de\sl['’]|del|du|des|de)\s?(?P<owner>[^.,;:()]{2,60})")
_SHARE = lazy_pattern(
    r"(?:^|\s)(?:[Oo]f|[Ss]ur|[Dd]e|[Pp]armi|[Aa]mong|out\sof)\s(?:the|its|les|ses|los|sus)\s(?:\d|\w+\s)"
)
_CAME = lazy_pattern(
    r"attend|took part|take part|signed|particip(?:aron|èrent|ated)|a pris part|asisti|"
    r"(?<!\w)(?:in|dans|en)\s\d{1,3}:?\s(?:countries|pays|países)",
    re.I,
)
"""Who came to a gathering; or a body that counts the countries that it works in, too."""
_PRONOUN = lazy_pattern(r"(?:It|Il|Elle)\s")
_GOVERNED = lazy_pattern(
    r"(?:\b(?:has|have|counts?|comprises?|includes?|with|its|their|whose|the|these|of|"
    r"compte(?:\sactuellement)?|comprend|regroupe|avec|ses|leurs|les|des|dont\sles|"
    r"cuenta\scon|tiene|comprende|con|sus|cuyos|los)\s(?:now\s|currently\s|actuellement\s)?|[:;(]\s?)$",
    re.I,
)
"""What makes a number the members of somebody; at the head of a sentence it may be a share."""
_UNSURE = lazy_pattern(
    r"\b(?:not|never|no\slonger|will|would|could|may|might|should|started|began|initially|originally|"
    r"grow|grew|by\s(?:19|20)\d\d|sera|seront|pourrait|devrait|ne|será|serán|podría|debería)\b|"
    r"\bn['’]|(?<!\w)no\s(?:tiene|cuenta|es)",
    re.I,
)
"""What is denied, expected or past."""
_FAR = 200
"""Characters between the name of the process and a number, behind which it is about another."""
_ITS = lazy_pattern(r"(?:^|\s)(?:[Ii]ts|[Ss]es|[Ss]us)\s$")
_WITH = lazy_pattern(r"(?:With|Avec|Con)\s")
_SUBJECT = lazy_pattern(r"[^,.;]{0,30},\s[^,.;]{2,50}")
"""What follows "With 12 member countries, …"."""
_FEWEST = 4
_BEFORE = 90
"""Characters before words of belonging that may say of whom they speak."""
_COUNTS = (
    re.compile(rf"(?P<number>{NUMBER})\s{_COUNTRIES}[\s-]{_COUNTED}(?!\w)"),
    re.compile(rf"(?P<number>{NUMBER})\s{_COUNTED}\s{_COUNTRIES}(?!\w)"),
    re.compile(
        rf"(?:[Ss]es|[Ii]ts|[Ss]us|[Cc]uyos)\s(?P<number>{NUMBER})\s(?:{_COUNTED}|{_COUNTRIES})(?!\w)"
    ),
    re.compile(
        rf"(?P<number>{NUMBER})\s{_COUNTRIES}\squ[ei]\s(?:composent|conforman|integran|forment|componen)"
    ),
    re.compile(
        rf"(?:regroup(?:e|ant)|qui\scompte(?:\sactuellement)?)\s(?P<number>{NUMBER})\s{_COUNTRIES}"
    ),
    re.compile(
        rf"(?:A\stotal\sof\s)(?P<number>{NUMBER})\s(?:[\w-]+\s){{0,4}}?{_COUNTED}\s(?:[\w-]+\s){{0,3}}?{_COUNTRIES}"
    ),
)


def members(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The States of a list that words of belonging introduce."""
    text = masked(sentence.text, names)
    for lead in _LEADS:
        for found in lead.finditer(sentence.text):
            listed = _listed(sentence.text, found.end()) if _is_own(text, found) else ()
            if len(listed) >= _FEWEST:
                rule = "member named in a sentence"
                for words, at in listed:
                    yield sentence.fact("participating_states", words, at, rule)
                return


def observers(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The States of a list that words of observing introduce."""
    for found in _OBSERVERS.finditer(sentence.text):
        before = masked(sentence.text, names)[max(0, found.start() - _BEFORE) : found.end()]
        if _PAST.search(before) or load_told_words().occasions.search(before):
            continue
        for words, at in _listed(sentence.text, found.end()):
            yield sentence.fact("observer_states", words, at, "observer named in a sentence")
        return


def declared(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The number of members; a vague one ("more than 50") and other bodies' numbers are none."""
    if _OF_OTHERS.search(sentence.text):
        return
    text = masked(sentence.text, names)
    for pattern in _COUNTS:
        for found in pattern.finditer(text):
            if _counts_own(text, found):
                number = str(number_of(found["number"]))
                rule = "number of members in a sentence"
                yield sentence.fact(
                    "participating_states_declared", number, found.start("number"), rule
                )
                return


def _is_own(text: str, found: re.Match[str]) -> bool:
    """Whether the members are those of the process: of no other body, group or gathering."""
    words = load_told_words()
    before = text[max(0, found.start() - _BEFORE) : found.end()]
    if _OTHERS.search(before) or words.parts.search(before) or words.occasions.search(before):
        return False
    known = NAMED in before or words.processes.search(before)
    if found.re is _LEADS[-1]:  # whoever brings States together must be the process
        return bool(known) or _PRONOUN.match(text) is not None
    return bool(known) or not names_body(before)


def _counts_own(text: str, found: re.Match[str]) -> bool:
    """Whether an exact number counts what belongs to the process, not who came or a share."""
    words = load_told_words()
    before, behind = text[: found.start("number")], text[found.end() :]
    if words.vague.search(before) or _SHARE.search(before) or _CAME.search(before + behind):
        return False
    own_words = found["number"] != found[0].split(" ")[0]  # the pattern itself has what governs it
    if _UNSURE.search(text) or not (own_words or _GOVERNED.search(before)):
        return False
    owner = _OF.match(behind)
    if owner and not is_process(owner["owner"]):
        return False
    earlier, name, clause = before.rpartition(NAMED)
    if name and COMPLEMENT.search(earlier.rstrip(NAMED)) and words.parts.search(earlier):
        return False
    if len(clause) > _FAR and not _ITS.search(before):
        return False
    # "its 12 members" are the subject's, whatever gathering is named in between.
    met = not _ITS.search(before) and words.occasions.search(clause)
    subject = _SUBJECT.match(behind) if _WITH.match(before) else None
    others = words.parts.search(clause) or met or names_body(clause)
    return not others and not (subject and names_body(subject[0]))


def _listed(text: str, at: int) -> tuple[tuple[str, int], ...]:
    """The leading run of names with their places; nothing where an unknown name breaks it."""
    end = min((p for p in (text.find(sign, at) for sign in ").:|") if p > 0), default=len(text))
    made: list[tuple[str, int]] = []
    pieces = text[at:end].split(",")
    for n, piece in enumerate(pieces):
        names = _names(piece, last=n == len(pieces) - 1)
        if not names:
            later = any(_names(other, last=True) for other in pieces[n + 1 :])
            return () if later else tuple(made)
        made += [(name, text.find(name, at)) for name in names]
        at += len(piece) + 1
    return tuple(made)


def _names(piece: str, *, last: bool) -> tuple[str, ...]:
    """The name of a piece, or the two of the last one: "Panama et des États-Unis"."""
    bare = piece.strip(" *;")
    name = _bare(bare)
    if find_state(name):
        return (name,)
    halves = [_bare(half) for half in _JOINT.split(bare)]
    if len(halves) == 2 and all(map(find_state, halves)):
        return tuple(halves)
    split = split_states(name) if last else ()
    known = split and all(entry is not None for _, entry in split)
    return tuple(words for words, _ in split) if known else ()


def _bare(words: str) -> str:
    """The name without what joins it to the sentence, where it is one then."""
    words = re.sub(r"\s\([a-z]{2,5}\)$|\*+$", "", words.strip())
    stripped = _PARTITIVE.sub("", words)
    return stripped if find_state(stripped) or not find_state(words) else words
