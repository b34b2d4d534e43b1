"""Topics that a sentence enumerates: "round tables on themes such as remittances; …"."""

import re
from collections.abc import Iterator, Sequence

from ingest.reading.found import Fact, Quote
from ingest.reading.normalize.theme_lists import listed_in_sentence
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.sentence_ends import sentences

_LISTED = lazy_pattern(
    r"\b(?:[Tt]opics|[Tt]hemes|[Tt]h[eè]mes|[Tt]emas|[Ss]ujets)\b[^.:;,()A-Z“”«»\"]{0,40}?"
    r"(?::|\ssuch as|\sincluding|\stels? que|\stelles que|\scomo|\sentre otros)\s"
    r"(?P<list>[^:]{5,600})$"
)
_BRACKET = lazy_pattern(r"\([^()]*\)")
_JOINT = lazy_pattern(r"^(?:and|et|y|e)\s")
_MODIFIER = lazy_pattern(
    r"^(?:with|including|such as|as well as|notamment|incluid[oa]s?|con)\s", re.I
)
_TOLD = lazy_pattern(
    r"\s(?:was|were|is|are|will|has|have|had|est|sont|était|étaient|ont|fue|fueron|es|son|serán)\s"
)
"""A verb: then the sentence goes on behind the enumeration, and where that ends is open."""
_ETC = lazy_pattern(r",?\s(?:and so on|and others|etc|entre otros|et autres)\.?$", re.I)
_HIDDEN = str.maketrans({",": "\x01", ";": "\x02"})
_SHOWN = str.maketrans({"\x01": ",", "\x02": ";"})
_LONGEST = 120


def topics(lines: Sequence[Line]) -> Iterator[Fact]:
    """The members of each enumeration of topics."""
    for line in lines:
        for sentence in sentences(line.text):
            found = _LISTED.search(sentence)
            for words in listed_members(found["list"]) if found else ():
                quote = Quote(words=sentence, line=line.number, rule="topic in an enumeration")
                yield Fact(field="themes", words=words, quote=quote)


def listed_members(words: str) -> tuple[str, ...]:
    """The members; what a bracket holds stays together, and a mere modifier is no member."""
    bare = _ETC.sub("", words.rstrip(" .;"))
    masked = _BRACKET.sub(lambda bracket: bracket[0].translate(_HIDDEN), bare)
    pieces = masked.split(";") if ";" in masked else listed_in_sentence(masked)
    members = [_JOINT.sub("", piece.strip()).translate(_SHOWN) for piece in pieces]
    members = [member for member in members if member and not _MODIFIER.match(member)]
    told = bool(members and _TOLD.search(members[-1]))
    if len(members) < 2 or told or max(map(len, members)) > _LONGEST:
        return ()
    return tuple(members)
