"""Adjectives of States, as labels for the chair use them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ingest.catalogue.keys import key


def find_adjective(words: str) -> str | None:
    """The alpha-3 code of the State whose adjective the words are, or None."""
    return _adjectives().get(key(words))


@cache
def _adjectives() -> Mapping[str, str]:
    """Read `adjectives.toml`, once; raises ValueError where two States claim one."""
    source = (
        files("ingest.reading.vocabulary").joinpath("adjectives.toml").read_text(encoding="utf-8")
    )
    made: dict[str, str] = {}
    for code, words in tomllib.loads(source)["adjectives"].items():
        for word in words:
            if made.setdefault(key(word), code) != code:
                raise ValueError(f"{word!r} is claimed by {made[key(word)]} and {code}")
    return made
