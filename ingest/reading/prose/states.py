"""Lists of States inside sentences: "RCM Member States are: Belize, Canada…"."""

import re

import msgspec

from ingest.reading.normalize.states import split_states
from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.words import load_told_words, names_body
from ingest.reading.vocabulary.processes import processes_in

_ROLES = (
    (
        "observer_states",
        re.compile(
            r"\b(?:observer status|observer (?:states|countries)|estados observadores|"
            r"États observateurs)\b[^.:;]{0,80}?:\s*(?P<list>[^.|]{5,1500})",
            re.I,
        ),
    ),
    (
        "participating_states",
        re.compile(
            r"\b(?:member(?:s| states| countries)|participants?|participating (?:states|countries)|"
            r"signatories|are members|pays (?:membres|participants)|"
            r"États (?:membres|participants)|países miembros|estados miembros|gobiernos de)\b"
            r"(?P<between>[^.:;]{0,160}?)(?::| are\b:?| include\b:?)\s*(?P<list>[^.|]{5,1500})",
            re.I,
        ),
    ),
)
_OTHER = lazy_pattern(
    r"found(?:ing|ed)|former|chaired|steering|working group|attend|present|suspended|committee|"
    r"fondat|fundador|asist|candidat|associate|associé|asociad|\bnot\b|\bnon-|"
    r"\b(?:that|which|who)\shave\b|\bqui\sont\b|\bque\shan\b",
    re.I,
)
_FEWEST = 3
_OF_NUMBER = lazy_pattern(
    r"\b(?:is|est|es)\s(?:an?|une?|una?)\s(?:[\w-]+\s){0,4}?"
    r"(?:ISCM|RCP|MCIM|PCR|process|dialogue|forum|platform|mechanism|conference|consultation|"
    r"processus|plateforme|mécanisme|conférence|proceso|diálogo|foro|plataforma|conferencia)\s"
    r"(?:[\w-]+\s){0,2}?(?:where|in\swhich|of|between|among|entre|de|où|dans\slequel|en\s(?:el|la)\sque)\s"
    r"(?P<number>\d{1,3})\s(?:(?:member|participating)\s)?"
    r"(?:States|countries|governments|[ÉE]tats|pays|Estados|países)\b",
)
"""A process that a sentence defines by the number of its members."""


class StateList(msgspec.Struct, frozen=True):
    """A list of States in a sentence."""

    field: str
    names: tuple[str, ...]


def state_lists(text: str) -> tuple[StateList, ...]:
    """The lists that a sentence introduces, if every name in them is a State's."""
    made: list[StateList] = []
    for field, pattern in _ROLES:
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 60) : found.start("list")]
            names = names_in(found["list"])
            if not _is_of_others(before) and len(names) >= _FEWEST:
                made.append(StateList(field, names))
    return tuple(made)


def _is_of_others(before: str) -> bool:
    """Whether the members are those of another body, a part or a gathering, or no members."""
    words = load_told_words()
    parts = words.parts.search(before) or words.occasions.search(before)
    process = processes_in(before) or words.processes.search(before)
    return bool(_OTHER.search(before) or parts) or (not process and names_body(before))


def declared_number(text: str) -> str | None:
    """The number of States of which a sentence says that the process is a forum of them."""
    found = _OF_NUMBER.search(text)
    return found["number"] if found and not _OTHER.search(text[: found.start()]) else None


def names_in(words: str) -> tuple[str, ...]:
    """The State names of a comma list, or nothing if one of them is no State's name."""
    pieces = [piece.strip(" *") for piece in re.split(r"[,;]", words) if piece.strip(" *")]
    made: list[str] = []
    for piece in pieces:
        bare = re.sub(r"^(?:and|et|y|e)\s", "", piece)
        split = split_states(bare)
        if any(entry is None for _, entry in split):
            return ()
        made += [name for name, _ in split]
    return tuple(made)


def is_list_of_states(text: str) -> bool:
    """Whether a line is nothing but names of States with commas between them."""
    return "," in text and len(names_in(text.rstrip(" ."))) >= _FEWEST
