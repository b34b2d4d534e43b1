"""Footnote marks: what stands raised behind a word and is no part of it."""

import re

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍ"
_RAISED_SIGN = re.compile(f"[{_RAISED}{_LETTERS}†‡]")
_UNIT = r"(?<!\b[mM])(?<!\b[kcmd]m)"
"""No unit stands before it: m², km²."""
_TYPED = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=\d{{4}})|(?<=[)\].,;:%”’»*\"'])){_UNIT}\s?+(?:[{_RAISED}]++(?:[,;\s]*+[{_RAISED}]++)*+|[†‡]++)"
    rf"|(?<=[a-zà-ÿ]{{3}})[{_LETTERS}](?![^\W_])"
)
"""Raised figures and daggers behind a word or a year, not behind other numbers: 10⁶; raised letters
behind three small ones, as others belong to a number: XXᵉ."""
_PLAIN = re.compile(
    r"\s*+(?:\[(?:[A-Za-z]{0,3}\d{1,3}|[a-z]|\*++)\]|\((?:\d{1,2}|[a-z]|\*++)\)|[*†‡§¶]++)"
)
"""A mark that is typed like other signs."""
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})/?\d{1,2}(?:,\s?\d{1,2})*(?![\w/.])")
"""The figure of a mark whose place above the line was lost: Kosovo1."""
_SIGN = r"(?:\d{1,3}/?|[*†‡§¶#]{1,4})"
_SIGNS = re.compile(rf"[(\[]?{_SIGN}(?:[\s,;–-]+{_SIGN})*[)\]]?")
_LETTER = re.compile(r"[(\[]?[a-z](?:[,\s]+[a-z])*[)\]]?")
_BEFORE_LETTER = re.compile(r"[^\W\d_]{2}[a-zà-ÿ]$")
_BEFORE_SIGNS = re.compile(rf"(?:[^\W_]|[)\].,;:%”’»*\"']){_UNIT}$")


def without_marks(text: str) -> str:
    """The words without the marks that are typed raised: Türkiye¹, Kosovo†."""
    return _TYPED.sub("", text) if _RAISED_SIGN.search(text) else text


def is_mark(words: str, before: str) -> bool:
    """Whether raised words are a footnote's mark behind the words before them.

    Figures and signs are one behind any word save a unit (km²), a letter behind a word of three
    letters: others belong to a number or a title (9ª, XXᵉ, Mᵐᵉ).
    """
    near = before[-20:]
    if _SIGNS.fullmatch(words):
        return _BEFORE_SIGNS.search(near) is not None
    return _LETTER.fullmatch(words) is not None and _BEFORE_LETTER.search(near) is not None


def without_footnotes(name: str) -> str:
    """A name without marks of its footnotes: Kosovo [1], Kosovo(a), Kosovo*, Kosovo1.

    Only for names: in other text, (1) may be a number that tells something.
    """
    return " ".join(_PLAIN.sub(" ", _GLUED.sub("", name)).split()).replace(" ,", ",")
