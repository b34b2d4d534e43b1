"""Words that are the same but for a slip of spelling."""

from difflib import SequenceMatcher

_SHORTEST = 8
"""Letters below which one other letter makes another word."""
_LONGEST = 2_000
"""Letters that are compared, of prose."""


def alike(one: str, other: str, share: float) -> bool:
    """Whether so large a share of the words' letters is the same, in the same order."""
    one, other = one[:_LONGEST], other[:_LONGEST]
    if one == other:
        return True
    if share >= 1 or min(len(one), len(other)) < _SHORTEST or _figures(one) != _figures(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= share and matcher.ratio() >= share


def _figures(words: str) -> str:
    """What no slip of spelling touches: the second report is not the third."""
    return "".join(filter(str.isdigit, words))
