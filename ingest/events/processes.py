"""Meetings of a process that the catalogue knows: "the 7th ministerial conference of MIDSA"."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.catalogue import load_catalogue
from ingest.events.loosely import any_of
from ingest.events.ordinals import ordinal_before
from ingest.events.series import Naming

_NOUN = (
    r"(?:meeting|conference|consultations?|summit|session|workshop|forum|réunion|conférence|"
    r"sommet|consultation|session|atelier|édition|reunión|conferencia|cumbre|taller|sesión|edición)"
)
_ADJECTIVES = r"(?:\s[^\W\d_]+){0,4}?"
_QUALIFIED = (
    r"(?:(?:ministerial|annual|regional|technical|intersessional|preparatory|consultative|"
    r"extraordinary|high-level|senior\sofficials['’]?|expert[\s-]level|expert)\s){0,2}"
)
_OF = r"\s(?:of\sthe|of|du|de\sla|de\sl['’`]|de|del)\s?"
_ROMAN = r"(?:[IVX]{1,6}\s)?"
_SHORTEST = 8
"""Letters of a name that no other words are."""


def process_namings(text: str) -> Iterator[Naming]:
    """Meetings named by noun and process, and numbered ones named by the process alone."""
    for found in _pattern().finditer(text):
        ordinal, at = ordinal_before(text, found.start()) or (None, found.start())
        noun = found["noun"] is not None
        roman = re.match(r"[IVX]{1,6}\s", found[0]) is not None
        if noun or ordinal is not None or roman:
            yield Naming(
                series=None, language="", ordinal=ordinal, year=None, at=at, to=found.end()
            )


@cache
def any_process() -> str:
    """A pattern of all names and, as written, acronyms of processes; to be compiled with `re.I`."""
    processes = load_catalogue().processes
    names = [
        name
        for process in processes
        for name in (*process.names.values(), *process.aliases)
        if len(name) >= _SHORTEST
    ]
    acronyms = {re.escape(one) for process in processes for one in process.acronyms.values()}
    marks = "|".join(sorted(acronyms, key=len, reverse=True))
    return rf"(?:{any_of(names)}|(?-i:{marks}))"


def processes_in(text: str) -> frozenset[str]:
    """The ids of the processes that a text names."""
    named = (load_catalogue().named(found[0]) for found in _names().finditer(text))
    return frozenset(process.id for process in named if process)


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_process()}(?!\w)", re.I)


@cache
def _pattern() -> re.Pattern[str]:
    bracket = r"(?:\s\([^()]{2,40}\))?"
    return re.compile(
        rf"(?<!\w){_ROMAN}(?:{_QUALIFIED}(?P<noun>{_NOUN}){_ADJECTIVES}{_OF})?{any_process()}"
        rf"{bracket}(?!\w)",
        re.I,
    )
