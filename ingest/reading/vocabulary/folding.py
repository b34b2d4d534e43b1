"""Text in the forms in which words are compared: as long as before, so that places hold."""

import unicodedata
from functools import cache, lru_cache

_LINES_KEPT = 64
"""Several readers ask for the same line; those before it do not come again."""


@lru_cache(_LINES_KEPT)
def fold(text: str) -> str:
    """`plain`, in lower case."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals, İ, grow: those stay as they are
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return plain(lowered)


@lru_cache(_LINES_KEPT)
def plain(text: str) -> str:
    """Text without accents, with plain apostrophes, quotes, hyphens and blanks."""
    return text if text.isascii() else text.translate(_plain())


@cache
def _plain() -> dict[int, str]:
    """Accented letters and typographic signs → their plain ones, one character each."""
    # "à" stays: without its accent the word is an article of English
    letters = [chr(point) for point in range(0xC0, 0x250) if chr(point) not in "àÀ"]
    bare = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in letters}
    signs = {"'": "’‘´ʼ`", '"': "“”«»„", "-": "‐‑‒–—−", " ": "\xa0\u2009\u202f"}
    return bare | {ord(sign): one for one, all_of in signs.items() for sign in all_of}
