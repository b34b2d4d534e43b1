"""Which language a request asks for (RFC 9110, 12.5.4)."""

from starlette.requests import Request

from snapshots.model import Language

_KNOWN = {language.value: language for language in Language}


def language_of(request: Request) -> Language:
    """`?language=fr` wins, then the Accept-Language header by its weights, then English."""
    asked = request.query_params.get("language", "").lower()
    if asked in _KNOWN:
        return _KNOWN[asked]
    ranges = [_weighed(one) for one in request.headers.get("accept-language", "").split(",")]
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
