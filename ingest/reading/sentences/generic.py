"""Meetings that belong to no series of ours but are named by a noun: "symposium on…"."""

import re
from collections.abc import Iterator

from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.ordinals import ordinal_before
from ingest.reading.vocabulary.series import Naming

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_EVENT = lazy_pattern(
    r"(?<!\w)(?:(?:one|two|three)[\s-]day\s|high-level\s|technical\s)?"
    r"(?:symposium|expert\sgroup\smeeting|workshop|seminar|colloque|simposio|atelier|taller|"
    r"ministerial\s(?:conference|meeting)|conférence\sministérielle(?:\s[\w-]+)?|"
    r"réunion\sministérielle|conferencia\sministerial|reunión\sministerial)"
    r"\s(?:on|sur|sobre)\s[^,.;:()\d]{5,140}?"
    r"(?=\s(?:in|on|at|from|to\sbe|was|will|is|took|takes|held|which|le|les|du|el|los|del)\s|[,.;:()]|$)",
    re.I,
)
_SESSION = lazy_pattern(
    rf"(?<!\w)session\sof\sthe\s{_WORD}(?:\s(?:(?:on|of|for|and|the)\s){{0,2}}{_WORD}){{1,9}}"
)


def generic_namings(text: str) -> Iterator[Naming]:
    """Symposia and the like with their subject, and numbered sessions of a body."""
    for found in _EVENT.finditer(text):
        yield _naming(text, found)
    for found in _SESSION.finditer(text):
        naming = _naming(text, found)
        if naming.ordinal is not None:
            yield naming


def _naming(text: str, found: re.Match[str]) -> Naming:
    ordinal, at = ordinal_before(text, found.start()) or (None, found.start())
    return Naming(series=None, language="", ordinal=ordinal, year=None, at=at, to=found.end())
