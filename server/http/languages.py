"""Which language a request asks for (RFC 9110, 12.5.4)."""

from functools import lru_cache

from starlette.requests import Request

from snapshots.model import Language

_LONGEST = 1_000
"""Characters of a header that are read: browsers send fifty."""
_HEADERS = 128
"""So many are remembered: browsers send the same one each time."""
_KNOWN = {language.value: language for language in Language}


def language_in_address(request: Request) -> Language | None:
    """What `?language=fr` says; None where it says nothing, or no language that is known."""
    if not request.scope["query_string"]:
        return None
    return _KNOWN.get(request.query_params.get("language", "").lower())


def language_of(request: Request) -> Language:
    """`?language=fr` wins, then the Accept-Language header by its weights, then English."""
    asked = language_in_address(request)
    if asked is not None:
        return asked
    return accepted(request.headers.get("accept-language", ""))


@lru_cache(_HEADERS)
def accepted(header: str) -> Language:
    """The language that Accept-Language likes best; English where it names none that is known."""
    ranges = [_weighed(one) for one in header[:_LONGEST].split(",")]
    for _, code in sorted(ranges, key=lambda pair: -pair[0]):
        if code in _KNOWN:
            return _KNOWN[code]
    return Language.EN


def _weighed(one: str) -> tuple[float, str]:
    code, _, parameter = one.strip().lower().partition(";")
    try:
        weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
    except ValueError:
        weight = 0.0
    return weight, code.strip().split("-")[0]
