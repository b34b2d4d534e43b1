"""Whether words are the name of an event, or only a headline that speaks of one.

The name of a series must begin the words, or the noun of an event must head them: at the end of
the first phrase in English ("Informal thematic debate on…"), at its beginning in French and
Spanish ("Débat thématique informel sur…").
"""

import re

from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.series import Naming, namings

_LEADING = lazy_pattern(
    r"(?:(?:the|l[ae]s?|el|l['’])\s?)?(?:(?:[A-ZÀ-Ý][\w’'-]*|\d{4}|of|on|des|de\slas)\s){0,4}", re.I
)
_BEHIND = lazy_pattern(
    r"$|\s?[,;:.()\"“”«»–—?-]|\s(?:in|on|at|of|à|au|en|sur|du|de|des|sobre|del|EN|FR|ES)(?!\w)|\s\d"
)
_PHRASE_ENDS = lazy_pattern(
    r"\s(?:of|on|for|with|at|in|to|from|by|during|ahead|after|before|as|"
    r"sur|de|du|des|pour|à|au|aux|avec|par|sobre|del|para|con|en|"
    r"the|les?|la|los|las|el)(?!\w)|\s?[,:;(–—]|\s-\s|\sd['’]",
    re.I,
)
_ARTICLE = lazy_pattern(r"^(?:(?:the|l[ae]s?|el|los|un|une?)\s|l['’]\s?)", re.I)
_TELLS = lazy_pattern(r"(?<!\w)[a-z]+(?:s|ed)\s")
"""A verb in the middle of a headline: "opens", "called"."""
_ADJECTIVE = lazy_pattern(
    r"[\w-]+(?:al|ale|aux|ales|el|elle|els|elles|iques?|ifs?|ives?|aires?|ière|ier|ite|ée?s?|"
    r"ic[oa]s?|iv[oa]s?|ari[oa]s?|nsuel(?:le)?)"
)


def names_event(text: str) -> bool:
    """Whether the words have the series or the noun of an event at their head."""
    words = text.strip()
    if words.endswith(":"):
        return False  # it introduces what somebody said
    if any(_is_named(words, naming) for naming in namings(words)):
        return True
    phrase = _ARTICLE.sub("", _PHRASE_ENDS.split(_ARTICLE.sub("", words), maxsplit=1)[0])
    return _is_headed(phrase.strip(' "“«'))


def _is_named(text: str, naming: Naming) -> bool:
    before, behind = text[: naming.at], text[naming.to :]
    head = _LEADING.fullmatch(
        before.lstrip('“«"') + ("" if before.endswith(" ") or not before else " ")
    )
    return head is not None and _BEHIND.match(behind) is not None


def _is_headed(phrase: str) -> bool:
    for noun in load_event_labels().nouns.finditer(phrase):
        before, behind = phrase[: noun.start()], phrase[noun.end() :].strip(' "”»')
        if not behind and not _TELLS.search(before):
            return True
        if len(before.split()) <= 1 and all(map(_ADJECTIVE.fullmatch, behind.split())):
            return True
    return False
