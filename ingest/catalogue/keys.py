"""What of a name survives careless typing: its letters and digits."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_NOT_A_LETTER: Final = re.compile(r"(?:_|[^\w\ufffd])+")
"""U+FFFD stands for a letter that was lost: without it, another name would be found."""

# NFKD leaves these letters whole, and case folding leaves them foreign to their plain neighbours.
_PLAIN: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
)


_LONGEST_KEPT: Final = 400
"""Characters of words whose key is kept; names are shorter, and whole lines fill the memory."""


def key(words: str) -> str:
    """Return the words without case, accents, spaces and punctuation, in any script."""
    return _kept(words) if len(words) <= _LONGEST_KEPT else _made(words)


def _made(words: str) -> str:
    if words.isascii():
        return _NOT_A_LETTER.sub("", words.lower())
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    return _NOT_A_LETTER.sub("", bare.translate(_PLAIN))


_kept = lru_cache(maxsize=65_536)(_made)  # a page repeats few words; all names of the world fit
