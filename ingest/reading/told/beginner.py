"""Whether a verb of beginning speaks of the process: not of its secretariat, nor of another body.

The process must be the subject by its name ("the Process, established…"), by a pronoun, by what it
is ("is a forum, established…") or by an apposition; or it is what somebody has founded.
"""

import re

import msgspec

from ingest.reading.patterns import lazy_pattern
from ingest.reading.told.sentence import COMPLEMENT, NAMED, Sentence, masked, names_one
from ingest.reading.told.words import load_told_words, names_body

_ACRONYM = lazy_pattern(rf"{NAMED}\s?\({NAMED}+\)")
"""A second name in brackets behind the first, which goes with it."""
_ARTICLE = r"(?:[Tt]he\s|[Ll][ae]s?\s|[Ee]l\s|[Ll]os\s|[Ll]['’]\s?)?"
_BRACKET = r"(?:\s?\([^()]*\))?"
_QUOTES = r"[”»\"'’]{0,2}"
_PASSIVE = (
    r"(?:(?:was|were|is|has\sbeen|had\sbeen|a\sété|fut|est|fue|es|ha\ssido)\s"
    r"(?:\w+(?:ly|mente?)\s)?)"
)
_ALSO = r"(?:\w+\s(?:in|en)\s(?:19|20)\d\d\s(?:and|et|y)\s)?"
_VERB_NEXT = rf"(?:(?:which|that|qui|que)\s)?(?P<passive>{_PASSIVE})?{_ALSO}"
_RIGHT_AFTER = lazy_pattern(
    rf"{_QUOTES}{_BRACKET}{_QUOTES}(?P<comma>,|,\s(?P<aside>[^,.;:]{{3,60}}),)?\s{_VERB_NEXT}",
    re.I,
)
_APPOSITION = lazy_pattern(
    r"[(,–-]\s?(?:(?:an?|une?|una?)\s)?(?P<what>[^(),;.:]{3,60}(?:\([^()]*\)[^(),;.:]{0,60})?)\s"
)
_IS_A = lazy_pattern(r"\s(?:is\san?|est\sune?|es\suna?)\s")
_RELATIVE = lazy_pattern(r"\s(?:that|which|whose|with|qui|que|dont|avec|con)\s")
_PRONOUN = lazy_pattern(
    rf"(?:^|{NAMED}{_QUOTES}\s)"
    rf"(?:It|Il|Elle|(?:This|Ce|Cet|Cette|Este|Esta)\s(?P<noun>[\w-]+))\s{_VERB_NEXT}$"
)
_OBJECT = lazy_pattern(r"\s(?:an?|the|its|une?|la|les?|son|sa|ses|un|una|el|los|las|sus?)\s", re.I)
_SOMEBODY = lazy_pattern(r"\s(?:a|ont|had|has|have|ha|han)\s$")
_SUBJECT_BEHIND = lazy_pattern(
    rf"(?P<between>[^.;]{{0,90}}?),\s(?:{_ARTICLE}{NAMED}|(?:this|cet?|cette|est[ea])\s(?P<noun>[\w-]+))"
)
_SAME_BEHIND = lazy_pattern(r",\s(?:it|il|elle)\s")
_EXISTS = lazy_pattern(
    rf",?\s{_ARTICLE}{NAMED}+{_BRACKET}\s(?:has\s(?:existed|met|brought)|exists|meets|"
    r"existe|réunit|rassemble|regroupe|se\sréunit|reúne|agrupa|se\sreúne|"
    r"(?:offers|provides|offre|ofrece|sert|serves)\s[^.;]{0,90}?\s"
    r"(?:lieu|cadre|espace|forum|platform|space|framework|espacio|foro|marco))(?!\w)"
)
_LAST_WORDS = 40
"""Characters before a comma in which a body would be what the participle belongs to."""


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """A verb of beginning with its date, in a text in which the process's names are masked."""

    sentence: Sentence
    names: tuple[str, ...]
    head: str
    """What stands before the verb."""
    verb: str
    behind: str
    """What stands behind the date."""

    @classmethod
    def of(
        cls, sentence: Sentence, names: tuple[str, ...], verb: tuple[int, int], to: int
    ) -> "Beginning":
        """The parts of a sentence around a verb and the date that ends at `to`."""
        text = _ACRONYM.sub(lambda found: NAMED * len(found[0]), masked(sentence.text, names))
        at, end = verb
        return cls(
            sentence=sentence, names=names, head=text[:at], verb=text[at:end], behind=text[to:]
        )


def begins(one: Beginning) -> bool:
    """Whether it is the process that begins."""
    opens = len(one.head) <= 1 or (one.verb[:1].isupper() and one.head.rstrip().endswith(NAMED))
    if opens:
        return _has_subject_behind(one)
    return (
        _follows_name(one)
        or _follows_apposition(one.head)
        or _follows_definition(one.head)
        or _follows_pronoun(one)
        or _is_founded(one)
    )


def exists_since(one: Beginning) -> bool:
    """Whether what follows the date says that it exists: "Since 2003 the Process meets"."""
    return _EXISTS.match(one.behind) is not None


def _has_subject_behind(one: Beginning) -> bool:
    """ "Founded in 2008, the Process seeks…", "Née en 1996…, cette conférence réunit…"."""
    if one.head.rstrip().endswith(NAMED) and _SAME_BEHIND.match(one.behind):
        return True
    found = _SUBJECT_BEHIND.match(one.behind)
    if found is None or names_body(found["between"]):
        return False
    return not found["noun"] or bool(load_told_words().processes.fullmatch(found["noun"]))


def _follows_name(one: Beginning) -> bool:
    """ "The Process was established…"; "the Process established in 2004 a group" tells no date."""
    before, name, tail = one.head.rpartition(NAMED)
    found = _RIGHT_AFTER.fullmatch(tail) if name else None
    if found is None or COMPLEMENT.search(before.rstrip(NAMED)):
        return False
    if found["aside"] and (names_body(found["aside"]) or _names_part(found["aside"])):
        return False
    bare = not found["passive"] and not found["comma"]
    return not (bare and _OBJECT.match(one.behind))


def _follows_apposition(head: str) -> bool:
    """ "the Process (a regional process founded…"."""
    for found in _APPOSITION.finditer(head):
        if found.end() == len(head) and NAMED in head[: found.start()]:
            return load_told_words().processes.match(found["what"]) is not None
    return False


def _follows_definition(head: str) -> bool:
    """ "the Process is a forum, established…"; the participle may belong to a later noun."""
    defined = _IS_A.search(head)
    if defined is None:
        return False
    before, name, tail = head[: defined.start()].rpartition(NAMED)
    if not name or len(tail) > _LAST_WORDS or COMPLEMENT.search(before.rstrip(NAMED)):
        return False
    what = head[defined.end() :]
    apart = what.endswith(", ")
    if _names_part(what) or (not apart and _RELATIVE.search(what)):
        return False
    return not names_body(what.rstrip(", ")[-_LAST_WORDS:])


def _follows_pronoun(one: Beginning) -> bool:
    """ "It was established…", where the sentence before speaks of no other body."""
    found = _PRONOUN.search(one.head)
    if found is None:
        return False
    if found["noun"]:
        return load_told_words().processes.fullmatch(found["noun"]) is not None
    before = one.sentence.before
    return found.start() > 0 or names_one(before, one.names) or not names_body(before)


def _is_founded(one: Beginning) -> bool:
    """ "Somebody founded in 1985 the Process"."""
    behind = re.match(rf"\s{_ARTICLE}{NAMED}", one.behind)
    return bool(behind and _SOMEBODY.search(one.head))


def _names_part(text: str) -> bool:
    return load_told_words().parts.search(text) is not None
