"""The words of the web pages, which agree with the numbers that they stand beside."""

import tomllib
from collections.abc import Callable
from functools import cache
from gettext import c2py
from importlib.resources import files

from snapshots.model import Language

Texts = dict[str, dict[str, str | list[str]]]


def text(language: Language, key: str, number: int | None = None, **values: object) -> str:
    """The words under the key; those that have one form for a number, and another for several.

    Without a number those are given that stand for several, and nothing is put into them.
    """
    words = _texts()[key][language.value]
    if number is None:
        return words if isinstance(words, str) else words[-1]
    form = words if isinstance(words, str) else words[_plural(language)(number)]
    return form.format(n=number, **values)


@cache
def _plural(language: Language) -> Callable[[int], int]:
    return c2py(str(_texts()["plural"][language.value]))


@cache
def _texts() -> Texts:
    return tomllib.loads(files("server.site").joinpath("texts.toml").read_text(encoding="utf-8"))
