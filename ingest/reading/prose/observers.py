"""Sentences that say who observes: "IOM became an Observer", "l’OIM a le statut d’observateur"."""

import re
from collections.abc import Iterator

from ingest.reading.normalize.states import find_state
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.organizations import load_organizations

_OBSERVES = lazy_pattern(
    r"(?P<body>[A-ZÀ-Þ][^.;:]{1,120}?)\s(?:"
    r"(?:is|became|has\sbeen|has\sbecome|acts\sas|participates\sas)\s(?:an?\s|the\s)?"
    r"(?:permanent\s)?[Oo]bserver(?!\w)|"
    r"(?:has|holds|enjoys|was\sgranted)\s(?:permanent\s)?[Oo]bserver\s[Ss]tatus|"
    r"(?:est|a|a\sobtenu|possède)\s(?:le\sstatut\sd[’'])?[Oo]bserva(?:teur|trice)(?!\w)|"
    r"(?:es|tiene|participa\scomo)\s(?:el\s)?(?:estatuto\sde\s|carácter\sde\s)?observadora?(?!\w))"
    # An observer at some other body, or of something: "is an observer to the United Nations".
    r"(?!\s(?:of|de|du|des|del)\s)(?!\s(?:to|at|in|with|auprès|à|ante|en)\s(?:(?:the|de|la|las|los|les|des|l[’'])\s?)*[A-ZÀ-Þ])"
)
_JOINT = lazy_pattern(r",\s(?:and\s|et\s|y\s)?|\s(?:and|et|y)\s")
_ARTICLE = lazy_pattern(r"^(?:(?:the|le|la|les|el|los|las)\s|l[’']\s?)", re.I)


def observing(text: str) -> Iterator[tuple[str, str]]:
    """Field and name of each body or State that a sentence calls an observer."""
    known = load_organizations()
    for found in _OBSERVES.finditer(text):
        for piece in reversed(_JOINT.split(found["body"])):
            name = _ARTICLE.sub("", piece.strip())
            if known.find(name):
                yield "observer_organizations", name
            elif find_state(name):
                yield "observer_states", name
            else:
                break
