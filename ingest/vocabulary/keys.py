"""What of a name survives careless typing: its letters and digits."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_NOT_A_LETTER: Final = re.compile(r"[\W_]+")

# NFKD leaves these letters whole, and case folding leaves them foreign to their plain neighbours.
_PLAIN: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
)


@lru_cache(maxsize=65_536)  # a page repeats the same few words; all names of the world fit
def key(words: str) -> str:
    """Return the words without case, accents, spaces and punctuation, in any script."""
    if words.isascii():
        return _NOT_A_LETTER.sub("", words.lower())
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    return _NOT_A_LETTER.sub("", bare.translate(_PLAIN))
