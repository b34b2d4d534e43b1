"""Meetings that belong to no series of ours but are named by a noun: "symposium on…"."""

import re
from collections.abc import Iterator

from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.ordinals import ordinal_before
from ingest.reading.vocabulary.series import Naming

_WORD = r"[A-Z][\w'-]*"
_EVENT = (
    r"(?:{event_adjective} )?(?:{themed_event}|{named_event}(?: [\w-]+)?) {on_theme} "
    r"[^,.;:()\d]{5,140}?(?= {after_theme} |[,.;:()]|$)"
)
_SESSION = rf"{{session_of}} {_WORD}(?: (?:{{name_link}} ){{0,2}}{_WORD}){{1,9}}"


def generic_namings(text: str) -> Iterator[Naming]:
    """Symposia and the like with their subject, and numbered sessions of a body."""
    for found in load_grammar().pattern(_EVENT).finditer(plain(text)):
        yield _naming(text, found)
    for found in load_grammar().pattern(_SESSION).finditer(plain(text)):
        naming = _naming(text, found)
        if naming.ordinal is not None:
            yield naming


def _naming(text: str, found: re.Match[str]) -> Naming:
    ordinal, at = ordinal_before(text, found.start()) or (None, found.start())
    return Naming(series=None, language="", ordinal=ordinal, year=None, at=at, to=found.end())
