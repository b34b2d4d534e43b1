"""Who belongs to a process, and how many: "its eleven member countries: Belize, Canada…".

Presence at a meeting is no membership: a list counts only behind words of belonging, and a number
only where it stands at such words and counts what belongs to the process.
"""

import re
from collections.abc import Iterator

import msgspec

from ingest.reading.found import Fact
from ingest.reading.sentences.sentence import Said
from ingest.reading.sentences.signs import SIGNS

TRIGGERS = ("member", "states", "brings_together")
BESIDES = ("member", "brings_together", "bringing", "they_form", "partner", "process_kind", "its")
_RULE = "member named in a sentence"
_FEWEST = 4
_BEFORE = 90
"""Characters before words of belonging that may say of whom they speak."""
_LISTS = (
    # "its eleven member countries: …", "these 50 states are participants of the Process: …"
    r"(?:{states_here}|{member})(?P<gap>[^.:;()]{0,140}?)(?:\s?:| {are}\s?:?)\s?{states_list}",
    # "les États membres de la CRM (…)", "cuyos 11 países (…)"
    r"(?:{states_here}|{its} (?:{NUMBER} )?{states})(?P<gap>[^.:;()]{0,60}?)\s?\({states_list}",
)
_TOGETHER = r"{brings_together}(?: {officials})?\s?:?\s?{states_list}"
_BRINGS = (
    # "departments that are members, having signed the Memorandum, include: …"
    r"(?P<gap>{which} {are} {member}[^.:;]{0,120}?) {are}:?\s?{states_list}",
    # "Es un proceso que reúne a los gobiernos de: …"
    r"{opens}(?P<subject>{unsaid_is}) {A}(?P<gap>[^.;:]{0,120}?),? {which} " + _TOGETHER,
    # "the Process brings together governments of …"; "is a process that brings together …"
    r"{starts}{subject}(?P<gap>[^.;:]{0,120}?),?(?: {which})? " + _TOGETHER,
    # "is a process for the member States of a body (…)"
    r"{starts}{subject} {is} {A}(?P<gap>[^.;:,()]{3,80}?){states_here} {Of}{BODY}\s?"
    r"\({states_list}",
)
_ANOTHER = r",\s(?:{and} )?{item}{STATE}{status}\s?(?:[,.;)]|$)"
"""A name further in the list, behind one that is unknown."""
_FOREIGN = "{part}|{occasion}|{other_members}|{BODY}|{OTHER}"
_NUMBERS = (
    r"{starts}{subject}(?:, [^,.;:]{3,80},)?(?:,? {which})?(?: {now})? {has}(?: {now})? "
    r"(?P<number>{NUMBER}) (?:{states_here}|{member})",
    # "The Process brings together 45 Member States"
    r"{starts}{subject}(?: {now})? {brings_together}(?: {now})? (?P<number>{NUMBER}) "
    r"(?:{states_here}|{states}|{member})(?!,? {and} )",
    r"{PROCESS},? {which} {has}(?: {now})? (?P<number>{NUMBER}) (?:{states_here})",
    r"(?P<its>{its}) (?P<number>{NUMBER}) (?:{states_here}|{member}|{states})",
    r"{the} ?(?P<number>{NUMBER}) (?:{states_here}|{member}) {Of}{owner}(?!')",
    r"(?:{the}|{of}) ?(?P<number>{NUMBER}) {states} {they_form} {owner}",
    r"(?P<number>{NUMBER}) {states} {are} {member} {Of}{owner}",
    # "the Process …, the regional consultative process bringing together 11 countries"
    r"{PROCESS}[^.;]* (?:{the}|{of}) ?{process_noun} (?:[\w-]+ ){0,2}?{bringing} "
    r"(?P<number>{NUMBER}) {states}",
    # "its main parties: 57 partner countries and observers in total"
    r"(?P<its>)(?P<number>{NUMBER}) {states} (?:{partner}|{member})[^.;:]{0,80}? {in_all}",
    r"{total} (?P<number>{NUMBER}) (?:[\w-]+ ){0,5}?(?:{partner}|{member})(?: [\w-]+){0,3}? "
    r"{states}[^.;:]{0,160}? {form_core}",
    r"{starts}{subject} {is} {A}(?:[\w-]+ ){0,4}?{process_kind} (?:[\w-]+ ){0,2}?{of_members} "
    r"(?P<number>{NUMBER}) (?:{member} )?{states}",
)


def members(said: Said) -> Iterator[Fact]:
    """The States of a list that words of belonging introduce, and the number of members."""
    yield from _listed(said)
    yield from _declared(said)


def _listed(said: Said) -> Iterator[Fact]:
    introduced = (one for shape in _LISTS for one in said.find(shape) if _is_own(said, one))
    told = (
        one
        for shape in _BRINGS
        for one in said.find(shape)
        if not _has(said, "{part}|{occasion}", one)
    )
    for found in (*introduced, *told):
        listed = said.marked.within(*found.span("list"))
        if len(listed) >= _FEWEST and not _goes_on(said, found.end("list")):
            for n, one in enumerate(listed):
                if not _has_status(said, found.span("list"), n):
                    yield said.fact_of("participating_states", one, _RULE)
            return


def _has(said: Said, shape: str, found: re.Match[str]) -> bool:
    return said.holds(shape, *found.span("gap"))


def _is_own(said: Said, found: re.Match[str]) -> bool:
    """Whether the members are those of the process: of no other body, group or gathering."""
    start, end = max(0, found.start() - _BEFORE), found.start("list")
    if said.holds("{predecessor}|{opens}{The}{OTHER}", 0, found.start("list")):
        return False
    if SIGNS["STATE"] in found["gap"] or said.holds(
        "{other_members}|{part}|{occasion}", start, end
    ):
        return False
    return said.is_about_process(end)


def _goes_on(said: Said, at: int) -> bool:
    """Whether a name that we do not know interrupts the list."""
    end = min((p for p in (said.text.find(sign, at) for sign in ").:|") if p >= 0), default=None)
    return said.holds(_ANOTHER, at, len(said.text) if end is None else end + 1)


def _has_status(said: Said, span: tuple[int, int], n: int) -> bool:
    """Whether a word in brackets makes the nth name of a list something else than a member."""
    at = [place for place in said.marked.places if span[0] <= place < span[1]][n] + 1
    return said.page.grammar.pattern(r"\s?\([^()]{6,20}\)").match(said.text, at) is not None


def _declared(said: Said) -> Iterator[Fact]:
    if said.holds("{unsure}|{came}"):
        return
    for shape in _NUMBERS:
        for found in said.find(shape):
            if _counts_all(said, found):
                (number,) = said.marked.within(*found.span("number"))
                made = said.fact(
                    "participating_states_declared",
                    found.span("number"),
                    "number of members in a sentence",
                )
                yield msgspec.structs.replace(made, words=number.value)
                return


def _counts_all(said: Said, found: re.Match[str]) -> bool:
    """Whether an exact number counts the members of the process, not a share of them."""
    at = found.start("number")
    rough = (
        r"(?:{vague}|{share})\s?(?:{the} ?)?$"
        if "owner" not in found.groupdict()
        else r"{vague}\s?(?:{the} ?)?$"
    )
    if said.holds(rough, 0, at):
        return False
    if "its" not in found.groupdict():
        return True
    return said.is_about_process(at) and not said.holds("{part}", 0, at)
