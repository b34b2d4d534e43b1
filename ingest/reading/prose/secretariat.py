"""Sentences and bare lines about the secretariat."""

import re

from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.organizations import load_organizations

_NONE = lazy_pattern(
    r"\bno\s(?:official\s|formal\s|permanent\s)?secretariat|still being discussed|"
    r"\b(?:pas|pas encore|sans)(?: de| un)? secrétariat\b|\baucun secrétariat\b|"
    r"\b(?:sin|no hay|no tiene|no existe)(?: una?)? secretar(?:ía|iado)\b",
    re.I,
)
_WORD = lazy_pattern(r"[Ss]ecretariat|[Ss]upport [Uu]nit|[Ss]ecretaría|[Ss]ecrétariat")
_ARTICLE = r"(?:(?:the|la|le|el|La|Le|El)\s|[Ll][’'])"
_BODY = rf"{_ARTICLE}?(?P<body>[A-ZÉÎ][^.,;:]{{1,140}}?(?:\s?\([A-Z][\w-]*\))?)"
_PART = r"(?:the\s)?[A-Z][\w ]{1,30}?"
_UNIT = r"(?P<unit>(?:[A-Z][\w’'-]*\s){1,5}(?:Secretariat|Support Unit))"
_SECRETARIAT = r"(?:[A-Za-z]\w+\s){0,3}[Ss]ecretariat"
_END = r"(?=\swith\b|\sand\b|\sin\b|[.,;]|$)"
_PATTERNS = (
    re.compile(
        rf"(?:^|[.]\s?)(?P<list>{_PART}(?:,\s{_PART}){{0,3}},?\sand\s{_PART})\s(?:jointly\s)?"
        rf"(?:act|serve)\s(?:jointly\s)?as\s(?:the\s)?{_SECRETARIAT}"
    ),
    re.compile(r"\bThe\s(?P<unit>(?:[A-Z][\w’'-]*\s){1,5}(?:Secretariat|Support Unit)),\s"),
    re.compile(
        rf"(?P<list>(?:{_PART}(?:,\s(?:and\s)?|\sand\s)){{1,4}}{_PART})\sforms?\sthe\s{_SECRETARIAT}"
    ),
    re.compile(rf"\bhosts?\sthe\s{_UNIT}"),
    re.compile(rf"{_BODY}\s(?:administratively\s)?(?:hosts?|provides?)\sthe\s{_SECRETARIAT}"),
    re.compile(
        rf"(?:^|[.]\s?){_BODY}\s(?:acts?|serves?)\s(?:ad interim\s)?as\s(?:the\s)?{_SECRETARIAT}"
    ),
    re.compile(rf"\b{_BODY}\sis\sthe\s(?:technical\s)?secretariat\b"),
    re.compile(
        rf"\b(?:run|hosted|housed|provided|managed|administered|ensured|assured)\sby\s{_BODY}{_END}"
    ),
    re.compile(
        rf"{_BODY}\s(?:en\s)?(?:ejerce|asume|desempeña|lleva|assure|exerce|tient|gère|héberge)\s"
        r"(?:la|le)\s[Ss]ecr[ée]t(?:aría|ariat|ariado)"
    ),
    re.compile(
        r"(?:assuré|hébergé|géré|exercé|ejercida|asumida|llevada)\s(?:par|por)\s(?:l[ae]\s|l[’'])?"
        rf"{_BODY}{_END}"
    ),
    re.compile(rf"[Ss]ecretaría\s(?:[A-Z]\w+\s)?está\sa\scargo\sde\s(?:la\s|el\s)?{_BODY}{_END}"),
    re.compile(
        rf"[Ss]ecretariat\swas\s(?:created|set up|established)\s(?:in|within)\s{_BODY}{_END}"
    ),
)
_BARE = lazy_pattern(
    r"(?:[A-ZÉ][\w’'-]*\s){0,6}(?:General\s|Technical\s)?(?:Secretariat|Support Unit)"
    r"(?:\s?\([^()]{2,90}\))?"
)


def says_no_secretariat(text: str) -> bool:
    """Whether the words say that there is no secretariat, or none yet."""
    return _NONE.search(text) is not None


def secretariats(text: str) -> tuple[str, ...]:
    """The bodies that a sentence names as secretariat; none where it says that there is none."""
    if says_no_secretariat(text) or not _WORD.search(text):
        return ()
    for pattern in _PATTERNS:
        found = pattern.search(text)
        if found:
            groups = found.groupdict()
            if "list" in groups:
                return _several(groups["list"])
            unit = groups.get("unit")
            return (unit if unit else _without_run_up(groups["body"].strip()),)
    return ()


def _without_run_up(words: str) -> str:
    """The organization at the end of the words: "For the Global Meetings IOM" is IOM."""
    starts = [found.start() for found in re.finditer(r"(?<!\S)(?=[A-ZÉÎ])", words)]
    known = load_organizations()
    return next((words[start:] for start in starts if known.find(words[start:])), words)


def bare_secretariat(text: str) -> str | None:
    """A line that is nothing but a secretariat's name, or an organization's; no process is one."""
    line = text.strip(" .")
    if _BARE.fullmatch(line):
        return line
    if load_catalogue().named(line):
        return None
    return line if load_organizations().find(line) else None


def _several(words: str) -> tuple[str, ...]:
    pieces = re.split(r",\s(?:and\s)?|\sand\s", words.strip())
    return tuple(re.sub(r"^the\s", "", piece.strip()) for piece in pieces if piece.strip())
