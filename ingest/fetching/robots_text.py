"""A robots.txt as it comes → its rules for us (RFC 9309, 2.2)."""

import codecs
import re
from typing import Final

from protego import Protego

from ingest.fetching.admission import MOST_ROBOTS

_USER_AGENT: Final = re.compile(r"\s*user[- ]?agent(?:\s*:|\s)\s*(.*)", re.I)
"""Misspelled as Protego and Google's parser put up with it."""
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
_ALL: Final = re.compile(r"\*(?:\s|$)")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\0\ufeff\u200b\u2060"))


def product_token(user_agent: str) -> str:
    """The name that a robots.txt calls us by (RFC 9309, 2.2.1): `iscm` of `iscm/0.1 (+https…)`."""
    found = _TOKEN.match(user_agent)
    if found is None:
        raise ValueError(f"a User-Agent that begins with a name expected, {user_agent!r} found")
    return found.group()


def read_rules(body: bytes, token: str) -> Protego:
    """The rules of the groups for the token and for all; none of a page in place of rules.

    Protego takes a name for ours where it begins alike, but not with a version behind it, and it
    keeps each rule once for every name above it. So it sees three names: ours, `*` and another one.
    """
    text = _decoded(body)
    if text.lstrip().startswith("<"):
        text = ""  # what sites show where they have no rules
    lines = text.splitlines()
    if len(body) >= MOST_ROBOTS:
        lines = lines[:-1]  # cut within: half a path is another rule
    return Protego.parse("\n".join(_for(token, line) for line in lines))


def _decoded(body: bytes) -> str:
    utf_16 = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = body.decode("utf-16" if utf_16 else "utf-8", errors="replace")
    return text.translate(_INVISIBLE)


def _for(token: str, line: str) -> str:
    """The line; one that names whom a group is for names one of three."""
    found = _USER_AGENT.match(line)
    if found is None:
        return line
    name = found[1].partition("#")[0].strip()
    if _ALL.match(name):
        return "User-agent: *"
    ours = _TOKEN.match(name)
    is_ours = ours is not None and ours.group().lower() == token.lower()
    # Nothing that is longer than our name is taken for it.
    return f"User-agent: {token if is_ours else token + '-other'}"
