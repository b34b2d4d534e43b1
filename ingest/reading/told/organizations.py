"""Organizations that a sentence gives a role: observers, partners, the secretariat.

Only names that the vocabulary knows count: a sentence has many other words.
"""

import re
from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.sentence import Sentence, masked, names_in, names_one
from ingest.reading.told.words import is_process, load_told_words, names_body
from ingest.reading.vocabulary.organizations import load_organizations

_LISTS = {
    "observer_organizations": (
        re.compile(
            r"(?:[Oo]bserver\sorgani[sz]ations|[Oo]rganisations\sobservatrices|"
            r"[Oo]rganizaciones\sobservadoras)[^.:;]{0,40}?(?::|\s(?:include|are|sont|son):?)\s(?P<list>.+)"
        ),
        re.compile(
            r"^(?P<list>.+?)\s(?:are|is|sont|est|assistent|y\sassistent|son|es)\s"
            r"(?:en\s|permanent\s|como\s|comme\s)?(?:observ(?:ers?|ateurs?|adores|adora?s?)\b|"
            r"régulièrement\sconvié)"
        ),
        re.compile(
            r"[Cc]omo\sobservador[ea]s\s(?:asistieron|participan|participaron)\s(?P<list>.+)"
        ),
    ),
}
_PARTNERS = lazy_pattern(
    r"\s(?:travaille|coopère|collabore|works|cooperates|trabaja|coopera)\s"
    r"(?:aussi\s|également\s|closely\s|también\s)?(?:avec|with|con)\s(?P<list>.+)"
)
_SECRETARIAT = lazy_pattern(
    r"(?:^|[.;]\s)(?P<list>[^.;]{2,160}?)\s(?:lleva|ejerce|asume|(?:en\s)?gère|(?:en\s)?assure|"
    r"(?:en\s)?tient|(?:en\s)?exerce)\s(?:la|le)\s(?:[Ss]ecr[ée]tariat|[Ss]ecretaría)"
)
_OWNER = lazy_pattern(
    r"(?:\s[\w-]+)?\s(?:of|in|at|to|for|de|du|des|dans|à|au|del|en)\s(?P<of>[^.,;:]{2,60})"
)
_NEGATED = lazy_pattern(r"(?:\b(?:not|no\slonger|never|no)|\bne|\bn['’])\s?$", re.I)
_OTHERS = lazy_pattern(r"d['’]autres|other|otr[ao]s", re.I)
_AND = lazy_pattern(r"\s(?:and|et|y|or|ou|o)\s")
_LEADING = lazy_pattern(
    r"^(?:.*\s)?(?:such\sas|comme|como|notamment)\s|^(?:and|et|y|or|ou|o)\s", re.S
)
_ARTICLE = lazy_pattern(r"^(?:(?:the|le|la|les|el|los|las)\s|l['’]\s?)", re.I)


def organizations(sentence: Sentence, names: tuple[str, ...]) -> Iterator[Fact]:
    """The organizations of each role that the sentence tells."""
    for field, patterns in _LISTS.items():
        found = next((m for pattern in patterns if (m := pattern.search(sentence.text))), None)
        if found and _is_own(sentence, found, names):
            yield from _known(sentence, found, field, names)
    works = _PARTNERS.search(sentence.text)
    if (
        works
        and not _NEGATED.search(sentence.text[: works.start()])
        and _is_subject(sentence.text[: works.start()], names)
    ):
        yield from _known(sentence, works, "partners", names)
    runs = _SECRETARIAT.search(sentence.text)
    if runs and _is_own(sentence, runs, names):
        yield from _known(sentence, runs, "secretariat", names)


def _is_own(sentence: Sentence, found: re.Match[str], names: tuple[str, ...]) -> bool:
    """Whether the role is one in the process, where the words say in what."""
    end = found.end() if found.end("list") < found.end() else found.start("list")
    owner = _OWNER.match(masked(sentence.text, names), end)
    return owner is None or is_process(owner["of"])


def known_in(words: str) -> Iterator[tuple[str, int]]:
    """The known organizations of an enumeration, with their places; mere kinds of them are none."""
    for piece in re.finditer(r"[^;,]+", words):
        at = piece.start()
        for name in _names(piece[0]):
            at = words.find(name, at)
            yield name, at


def _names(piece: str) -> tuple[str, ...]:
    """The name of a piece, or the names that "and" joins, if each of them is known."""
    bare = _bare(_LEADING.sub("", piece.strip(" .,:")))
    if _is_known(bare):
        return (bare,)
    parts = [_bare(part) for part in _AND.split(bare)]
    for first in range(len(parts)):
        if len(parts) - first > 1 and all(map(_is_known, parts[first:])):
            return tuple(parts[first:])
    others = len(parts) > 1 and _OTHERS.match(parts[1])
    return (parts[0],) if others and _is_known(parts[0]) else ()


def _bare(words: str) -> str:
    return _ARTICLE.sub("", words.strip(" .,:"))


def _is_known(words: str) -> bool:
    entry = load_organizations().find(words)
    return entry is not None and not entry.group


def _is_subject(before: str, names: tuple[str, ...]) -> bool:
    """Whether the process is what the words speak of last, and not a part of it."""
    places = names_in(before, names)
    if not places:
        return False
    at, to = places[-1]
    parts = load_told_words().parts
    return not (names_body(before[to:]) or parts.search(before[to:]) or parts.search(before[:at]))


def _known(
    sentence: Sentence, found: re.Match[str], field: str, names: tuple[str, ...]
) -> Iterator[Fact]:
    for words, at in known_in(found["list"]):
        if not names_one(words, names):
            rule = "organization named in a sentence"
            yield sentence.fact(field, words, found.start("list") + at, rule)
