"""The words of `told_words.toml`, compiled, and whether a text names another body."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.sentence import NAMED
from ingest.reading.vocabulary.loosely import any_of
from ingest.reading.vocabulary.organizations import load_organizations

_WORD = lazy_pattern(r"[^\s,;:.()«»“”\"]+")
_MOST_WORDS = 9
"""Names of organizations with more words are not looked for."""
_ARTICLE = r"(?:(?:the|this|l[ae]s?|el|los|cet?|cette|est[ea])\s|l['’]\s?)?"
_NAME = lazy_pattern(
    rf"[“«\"'’]{{0,2}}\s?{_ARTICLE}[“«\"'’]{{0,2}}\s?{NAMED}+(?P<rest>.*)", re.I | re.S
)
_PLAIN = lazy_pattern(rf"{_ARTICLE}(?:[a-z-]+\s)?(?P<noun>[\w-]+)(?P<rest>.*)", re.S)
_OF_NAME = lazy_pattern(r"['’]s?\b|\s[A-Z]")
"""Behind a name: something of the process, or another name that begins alike."""
_GOES_ON = lazy_pattern(
    r"$|[”»\"'’]?\s?[,.;:(]|\s(?:that|which|qui|que|since|depuis|desde|until|jusqu|hasta|"
    r"in\s\d|en\s\d|for\s\d|pour\s\d|pendant|durant|during)\b"
)
"""Behind a noun alone: nothing that makes it the name of another body."""
_POSSESSIVE = lazy_pattern(r"['’]s?$")


class ToldWords(msgspec.Struct, frozen=True, kw_only=True):
    """Nouns and phrases that tell of whom a sentence speaks."""

    parts: re.Pattern[str]
    """What a process has: secretariat, working group…"""
    processes: re.Pattern[str]
    """What a process is called where its name is not repeated."""
    occasions: re.Pattern[str]
    """Gatherings."""
    bodies: re.Pattern[str]
    """Other bodies, named by their noun."""
    vague: re.Pattern[str]
    """The end of a text behind which a number is a rough one."""


@cache
def load_told_words() -> ToldWords:
    """Read the words that come with the package, once."""
    source = (
        files("ingest.reading.vocabulary").joinpath("told_words.toml").read_text(encoding="utf-8")
    )
    words: dict[str, list[str]] = tomllib.loads(source)
    return ToldWords(
        parts=re.compile(rf"(?<!\w)(?:{any_of(words['parts'])})s?(?!\w)", re.I),
        processes=re.compile(rf"(?<!\w)(?:{any_of(words['processes'])})(?!\w)", re.I),
        occasions=re.compile(rf"(?<!\w)(?:{any_of(words['occasions'])})s?(?!\w)", re.I),
        bodies=re.compile(rf"(?<!\w)(?:{'|'.join(words['bodies'])})(?!\w)"),
        vague=re.compile(rf"(?<!\w)(?:{any_of(words['vague'])})\s?(?:the\s|les\s|los\s)?$", re.I),
    )


def is_process(words: str) -> bool:
    """Whether masked words begin with the process: its name, or what it is and nothing more."""
    told, named = load_told_words(), _NAME.match(words)
    if named:
        return not _OF_NAME.match(named["rest"])
    plain = _PLAIN.match(words)
    called = plain is not None and told.processes.fullmatch(plain["noun"])
    return bool(called and plain and _GOES_ON.match(plain["rest"]))


def names_body(text: str) -> bool:
    """Whether the text names an organization, by a noun alone or by a name that is known."""
    return bool(load_told_words().bodies.search(text)) or any(
        _is_organization(text, word) for word in _WORD.finditer(text) if word[0][:1].isupper()
    )


def _is_organization(text: str, first: re.Match[str]) -> bool:
    for count, last in enumerate(_WORD.finditer(text, first.start())):
        if count == _MOST_WORDS:
            return False
        if load_organizations().find(_POSSESSIVE.sub("", text[first.start() : last.end()])):
            return True
    return False
