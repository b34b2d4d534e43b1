"""Words without case and accents: what people mean when they type."""

import re
import unicodedata
from typing import Final

_SPLIT: Final = re.compile(r"[\W_]+")
_INITIALS: Final = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
"""The full stop between two letters that stand for words: U.S.A."""
_LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d"}
)
"""Letters that Unicode does not take apart (its decompositions leave them whole)."""

_ARTICLE: Final = re.compile(r"^(?:the|l|les?|la|el|los|las) ")
"""What a name may be asked with: l'Allemagne, los Estados Unidos."""


def without_article(words: str) -> str:
    """Folded words without the article that may stand before a name."""
    return _ARTICLE.sub("", words)


def bare(name: str) -> str:
    """A name, folded, without article and blanks: what two spellings of it have in common."""
    return without_article(folded(name)).replace(" ", "")


def folded(words: str) -> str:
    """Lower-case words without accents, parted by single blanks: `Côte d’Ivoire` is
    `cote d ivoire`, and `U.S.A.` is `usa`.

    Letters of other scripts stay, so that a word of them is one, and found nowhere.
    """
    words = _INITIALS.sub(r"\1", words)
    if words.isascii():
        return _SPLIT.sub(" ", words.lower()).strip()
    # Folded twice: ™ has no case, but the letters that it decomposes to have.
    plain = unicodedata.normalize("NFKD", words.casefold()).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _SPLIT.sub(" ", bare.translate(_LETTERS)).strip()
