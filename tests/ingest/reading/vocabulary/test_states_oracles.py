"""Where two others know a name of a State, we agree with them, or the table says why not."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from ingest.reading.vocabulary.states import load_states

LANGUAGES = ("en", "fr", "es")

DISPUTED = {
    "Zaire": "countrynames keeps the retired code ZR",
    "République du Zaïre": "countrynames keeps the retired code ZR",
    "مصر": "countrynames compares a transliteration and takes Egypt for Montserrat (MS)",
    "سانت مارتن": "in CLDR this is Sint Maarten, while Saint Martin is سان مارتن",
}
"""Spellings of ours that an oracle gives to somebody else, with the reason."""

Names = Callable[[Any, dict[str, str]], Iterator[tuple[str, str]]]


def iso_names(pycountry: Any, _: dict[str, str]) -> Iterator[tuple[str, str]]:
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if name := getattr(country, field, None):
                yield name, country.alpha_3


def cldr_names(babel: Any, alpha3: dict[str, str]) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for code, name in babel.Locale(language).territories.items():
            if code in alpha3:  # CLDR also names continents and islands without a code
                yield name, alpha3[code]


@cache
def known() -> dict[str, dict[str, set[str]]]:
    """Every name that ISO 3166-1 or CLDR has, with the codes that each oracle gives it."""
    pycountry = _imported("pycountry")
    babel = _imported("babel")
    countrynames = _imported("countrynames")
    if [pycountry, babel, countrynames].count(None) > 1:
        pytest.skip("fewer than two of pycountry, Babel and countrynames can be imported")
    alpha3 = _alpha3()
    sources: list[tuple[str, Any, Names]] = [
        ("iso", pycountry, iso_names),
        ("cldr", babel, cldr_names),
    ]
    found: dict[str, dict[str, set[str]]] = {}
    for oracle, module, names in sources:
        for name, code in names(module, alpha3) if module else ():
            found.setdefault(name, {}).setdefault(oracle, set()).add(code)
    for name, codes in found.items():
        if countrynames and (code := countrynames.to_code(name)):
            codes["countrynames"] = {alpha3.get(code, code)}
    return found


def _imported(name: str) -> Any:
    try:
        return pytest.importorskip(name, reason=f"{name} is an oracle only", exc_type=ImportError)
    except pytest.skip.Exception:
        return None


def _alpha3() -> dict[str, str]:
    return {entry.alpha2: entry.alpha3 for entry in load_states().entries}


def test_a_name_that_two_oracles_know_is_known_here_and_is_the_same_state() -> None:
    wrong = {}
    for name, codes in known().items():
        entry = load_states().find(name)
        ours = {entry.alpha3} if entry else set()
        if len(codes) > 1 and set.union(*codes.values()) != ours and name not in DISPUTED:
            wrong[name] = (codes, ours)
    assert wrong == {}


def test_the_oracles_had_something_to_say() -> None:
    # English names alone are 249, and each oracle spells dozens of them in its own way.
    assert sum(len(codes) > 1 for codes in known().values()) > 200


def test_no_spelling_of_ours_is_somebody_elses_for_countrynames() -> None:
    countrynames = pytest.importorskip("countrynames", reason="countrynames is an oracle only")
    alpha3 = _alpha3()
    disputed = set()
    for entry in load_states().entries:
        for name in entry.spellings():
            code = countrynames.to_code(name)
            if code and alpha3.get(code) != entry.alpha3:
                disputed.add(name)
    assert disputed == set(DISPUTED)


@pytest.mark.parametrize("name", DISPUTED)
def test_a_disputed_spelling_is_still_ours(name: str) -> None:
    assert load_states().find(name) is not None
