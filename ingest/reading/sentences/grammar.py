"""The words of all languages, and the patterns that shapes of sentences become with them.

A shape is a regular expression over a marked text, in which `{name}` stands for a class
of words (`ingest/reading/vocabulary/sentences/*.toml`), `{<!name}` for none of them before,
`{STATE}` for a sign, `{subject}` for a part of other shapes, and a blank for any blank.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from ingest.reading.sentences.shapes import WORD, Needs, Shape, needs_of
from ingest.reading.sentences.signs import SIGNS
from ingest.reading.vocabulary.folding import fold
from ingest.reading.vocabulary.worded import NOT_BEHIND, either, filled

_NO_WORD = r"(?!)"
"""What a class becomes of which no language has a word: nothing is found by it."""

PARTS: Mapping[str, str] = {
    "The": r"(?:{the} ?)?",
    "A": r"(?:{a} )?",
    "Of": r"(?>{of} ?(?:{the} ?)?)",
    "opens": r"^[^\w\ue001-\ue007]*",
    "starts": r"(?:{opens}|(?<=[,;:(] )|(?<= - ))",
    "ends": r"(?=\s?[.,;:)]|\s?$)",
    "named": (
        r"{The}(?:{process_noun} )?\"?'{0,2}{PROCESS}'{0,2}\"?(?: {process_noun})?"
        r"(?: ?\([^()]*\))?(?:,? {or} {The}[^,.;:]{3,40}?)?"
    ),
    "called": r"(?:{this} (?:\w+ ){0,2}?{process_noun}|{the} ?{process_noun})",
    "subject": r"(?P<subject>{named}|{called}|{it}\b)",
    "owner": r"(?P<owner>{The}\"?'{0,2}{PROCESS}|{called}|{process_noun})",
    "date": r"(?P<date>{DATE})",
    "joint": r"\s?(?:[,;]\s?(?:{and} )?|\s?{and} |\s)\s?",
    "item": r"(?:{of} ?)?{The}",
    "status": r"(?:\s?\([^()]{1,20}\)|\*+)?",
    "states_list": r"(?P<list>{item}{STATE}{status}(?:{joint}{item}{STATE}{status})*)",
    "one_known": r"{item}(?:{STATE}|{BODY}){status}",
    "ends_owner": r"(?: ?\([^()]*\))?(?=\s?[,.;:)]|\s?$| {afterwards})",
    "states_here": r"(?:{states}(?:[ -]{member})?|{member} {states})",
}
"""What several shapes have in common; a part may hold others."""


class Grammar:
    """Classes of words and everything that is made of them; made once, used everywhere."""

    def __init__(self, languages: Iterable[Mapping[str, Mapping[str, list[str]]]]) -> None:
        classes: dict[str, list[str]] = {}
        numbers: dict[str, int] = {}
        for language in languages:
            for table in language.values():
                for name, words in table.items():
                    classes.setdefault(name, []).extend(map(fold, words))
            counted = language.get("numbers", {}).get("number", [])
            numbers |= {fold(word): number for number, word in enumerate(counted, start=2)}
        self.numbers: Mapping[str, int] = numbers
        self._classes = classes
        self._shapes: dict[str, Shape] = {}
        self._triggers: dict[tuple[str, ...], frozenset[str]] = {}

    def pattern(self, shape: str) -> Shape:
        """The shape with its words; raises KeyError where it names what nobody has defined."""
        if shape not in self._shapes:
            self._shapes[shape] = Shape(self._filled(shape), needs_of(shape, self._needs))
        return self._shapes[shape]

    def triggers(self, names: tuple[str, ...]) -> frozenset[str]:
        """Of each phrase of the classes the longest word, without which it cannot stand."""
        if names not in self._triggers:
            phrases = (phrase for name in names for phrase in self._classes.get(name, ()))
            longest = (max(WORD.findall(phrase), key=len) for phrase in phrases)
            self._triggers[names] = frozenset(longest)
        return self._triggers[names]

    def _needs(self, name: str) -> Needs:
        if name in SIGNS:
            return (frozenset({SIGNS[name]}),)
        if name in PARTS:
            return needs_of(PARTS[name], self._needs)
        spelled = all(map(WORD.search, self._classes.get(name, ())))  # "&" is no word
        return (self.triggers((name,)),) if spelled else ()

    def _filled(self, shape: str) -> str:
        return filled(shape.replace(" ", r"\s"), self._meaning)

    def _meaning(self, name: str) -> str:
        if name.startswith(NOT_BEHIND):
            words = self._classes.get(name.removeprefix(NOT_BEHIND), ())
            return "".join(rf"(?<!\b{re.escape(word)})" for word in words)
        if name in SIGNS:
            return SIGNS[name]
        if name in PARTS:
            return self._filled(PARTS[name])
        words = self._classes.get(name, ()) if name in known_classes() else self._classes[name]
        return rf"(?<!\w)(?i:{either(words, _spelled)})" if words else _NO_WORD


def _spelled(word: str) -> str:
    """A pattern of the word; hyphen and blank stand for each other, an elided one ends nowhere."""
    joined = r"[\s-]".join(re.escape(part) for part in re.split(r"[\s-]", word))
    return joined if word.endswith("'") else rf"{joined}(?!\w)"


def read_grammar(sources: Iterable[str]) -> Grammar:
    """The grammar of languages, each as TOML; raises tomllib.TOMLDecodeError."""
    return Grammar([tomllib.loads(source) for source in sources])


@cache
def sources() -> Mapping[str, str]:
    """The languages that come with the package, by their code."""
    folder = files("ingest.reading.vocabulary").joinpath("sentences")
    found = [one for one in folder.iterdir() if one.name.endswith(".toml")]
    return {one.name[: -len(".toml")]: one.read_text(encoding="utf-8") for one in found}


@cache
def known_classes() -> frozenset[str]:
    """The names of all classes that a language of the package has."""
    languages = map(tomllib.loads, sources().values())
    return frozenset(name for one in languages for table in one.values() for name in table)


@cache
def load_grammar() -> Grammar:
    """The grammar of the languages that come with the package."""
    return read_grammar(sources()[code] for code in sorted(sources()))
