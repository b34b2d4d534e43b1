"""Entries of a State list → States; unknown names are kept and doubted, never guessed."""

import re
from collections.abc import Iterator

import msgspec

from ingest.reading.found import Doubt, Fact, Quote
from ingest.reading.outline.marks import without_footnotes
from ingest.reading.patterns import lazy_pattern
from ingest.reading.reading import StateValue
from ingest.reading.vocabulary.dates import read_date
from ingest.reading.vocabulary.states import StateEntry, load_states
from ingest.reading.vocabulary.worded import worded_pattern

_STATUS = worded_pattern(r"\s*[(\[](?:{observer}|{suspended}|{guest})[)\]]\s*", re.I)
_ROLE = worded_pattern(
    r"(?:(?P<observer_states>{observer})|(?P<suspended_states>{suspended})|"
    r"(?P<former_states>{former})|(?P<guest_states>{guest}))",
    re.I,
)
"""What a remark behind a name says of its State, and the field of those."""
_REMARK = worded_pattern(
    r"\s*\(\s*(?P<inside>[^()]{3,60}?)\s*\)|"
    r"(?:\s*[,:–—-]\s*|\s)(?P<behind>(?:{member_since}|{member_until})\s[^(),;]{4,30})(?=[,;]|$)",
    re.I,
)
_SINCE = worded_pattern(r"(?:{observer}\s)?{member_since}\s(?P<date>.+)", re.I)
_UNTIL = worded_pattern(r"(?:{observer}\s)?{member_until}\s(?P<date>.+)", re.I)
_TO_NOW = worded_pattern(r"(?P<date>(?:19|20)\d\d)\s?[–—-]\s?{until_now}", re.I)
_LONG_REMARK = lazy_pattern(r"(?P<name>[^(]{2,60}?)\s*\((?=.{30}).*\)\*?")
"""A sentence in brackets behind a name."""
_COMMAS = lazy_pattern(r"\s*[,;]\s*")
_LEADING_AND = worded_pattern(r"^{and}\s")
_AND = worded_pattern(r"\s+(?:{and}|&)\s+")
_SEPARATORS = worded_pattern(r"\s*[/’+]\s*|\s+(?:{and}|&)\s+|\s{2,}")


class _Remark(msgspec.Struct, frozen=True):
    """What stands behind a name: the field of its role, and since and until when; EDTF."""

    role: str = ""
    since: str | None = None
    until: str | None = None


def states(fact: Fact) -> Iterator[StateValue | Doubt]:
    """One value for each State that an entry names; one doubt where a name is unknown.

    A member that is one no longer is a former member.
    """
    for words, entry, remark in _with_remarks(without_footnotes(fact.words)):
        left = remark.until and fact.field == "participating_states"
        yield StateValue(
            field=remark.role or ("former_states" if left else fact.field),
            quote=fact.quote,
            state=entry.alpha3 if entry else None,
            listed_as=words,
            since=remark.since,
            until=remark.until,
        )
        if entry is None:
            yield unknown_state(words, fact.field, fact.quote)


def _with_remarks(words: str) -> Iterator[tuple[str, StateEntry | None, _Remark]]:
    """Names with what is said of them: "Algeria (observer), Benin, Libya (since 2005) Mali"."""
    at = 0
    for found in _REMARK.finditer(words):
        remark = _remark(found["inside"] or found["behind"])
        if remark is None:
            continue
        *before, last = split_states(words[at : found.start()].strip(" ,;"))
        yield from ((name, entry, _Remark()) for name, entry in before)
        yield (*last, remark)
        at = found.end()
    rest = words[at:].strip(" ,;")
    if rest:
        yield from ((name, entry, _Remark()) for name, entry in split_states(rest))


def _remark(words: str) -> _Remark | None:
    """None where the words are a part of the name, or say nothing of its part."""
    role = _ROLE.match(words)
    since, until = _term(words)
    if role is None and since is None and until is None:
        return None
    return _Remark(str(role.lastgroup) if role else "", since, until)


def _term(words: str) -> tuple[str | None, str | None]:
    """Since and until when: "since 2005", "left in 2010", "2003-2008", "2003 – present"."""
    if since := _SINCE.fullmatch(words) or _TO_NOW.fullmatch(words):
        return _date(since["date"]), None
    if until := _UNTIL.fullmatch(words):
        return None, _date(until["date"])
    span = read_date(words)
    if span and span.end and not span.days and (span.at, span.to) == (0, len(words)):
        return span.start, span.end
    return None, None


def _date(words: str) -> str | None:
    """The date that the words are, and nothing else; as precise as they."""
    span = read_date(words)
    whole = span is not None and (span.at, span.to) == (0, len(words))
    return span.start if span and whole and not span.end else None


def unknown_state(words: str, field: str, quote: Quote) -> Doubt:
    """The doubt that reports a name which no State is known by."""
    return Doubt(
        code="unknown-state",
        message=f"no State is known by the name {words!r}",
        field=field,
        quote=quote,
    )


_FEWEST_LISTED = 3
Names = tuple[tuple[str, StateEntry | None], ...]


def split_states(words: str) -> Names:
    """The names in an entry: one, several run together, or several with separators.

    Tried in the order of certainty: one name, a list with commas, names without separators, two
    names with "and" between them, any other separator. Words that none of these explains come
    back whole, without a State.
    """
    if whole := load_states().find(words):
        return ((words, whole),)
    remark = _LONG_REMARK.fullmatch(words)
    if remark and (named := load_states().find(remark["name"])):
        return ((remark["name"], named),)
    bare = _STATUS.sub(" ", words).strip(" .")
    pieces = [piece for piece in _COMMAS.split(bare) if piece]
    if len(pieces) > 1:
        return tuple(name for piece in pieces for name in split_states(_LEADING_AND.sub("", piece)))
    segments = load_states().segment(bare)
    if all(entry is not None for _, entry in segments):
        return segments
    return _two_halves(bare) or _separated(bare) or ((words, None),)


def _separated(words: str) -> Names:
    """Names with a sign or "and" between them, if any of them is known."""
    pieces = [piece for piece in _SEPARATORS.split(words) if piece]
    if len(pieces) < 2:
        return ()
    split = tuple(found for piece in pieces for found in load_states().segment(piece))
    return split if any(entry is not None for _, entry in split) else ()


def _two_halves(words: str) -> Names:
    """Two names with "and" between them, of which each may hold an "and" of its own."""
    states = load_states()
    for found in _AND.finditer(words):
        left, right = words[: found.start()], words[found.end() :]
        first, second = states.find(left), states.find(right)
        if first and second:
            return (left, first), (right, second)
    return ()


def find_state(words: str) -> StateEntry | None:
    """The one State that the words name, or None."""
    return load_states().find(words)


def listed_states(words: str) -> tuple[str, ...]:
    """The State names of a comma list, or nothing if one of them is no State's name."""
    pieces = [piece.strip(" *") for piece in re.split(r"[,;]", words) if piece.strip(" *")]
    made: list[str] = []
    for piece in pieces:
        split = split_states(_LEADING_AND.sub("", piece))
        if any(entry is None for _, entry in split):
            return ()
        made += [name for name, _ in split]
    return tuple(made)


def is_list_of_states(text: str) -> bool:
    """Whether a line is nothing but names of States with commas between them."""
    return "," in text and len(listed_states(text.rstrip(" ."))) >= _FEWEST_LISTED
