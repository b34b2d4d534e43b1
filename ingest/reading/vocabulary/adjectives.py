"""Adjectives of States, as labels for the chair use them."""

from collections.abc import Mapping
from functools import cache

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.tables import by_key, read_table


def find_adjective(words: str) -> str | None:
    """The alpha-3 code of the State whose adjective the words are, or None."""
    return _adjectives().get(key(words))


@cache
def _adjectives() -> Mapping[str, str]:
    """Read `adjectives.toml`, once; raises ValueError where two States claim one."""
    table = read_table("adjectives.toml")["adjectives"]
    return by_key((word, code, code) for code, words in table.items() for word in words)
