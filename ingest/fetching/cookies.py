"""The cookies of one walk over redirects (RFC 6265): forgotten where it ends."""

from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx

from ingest.fetching.connections import Fields
from ingest.fetching.exchange import Response, valid_field_value
from ingest.fetching.targets import Target

_MOST: Final = 50  # RFC 6265, 6.1: what a browser keeps of one host at least, and of what length
_LONGEST: Final = 4_096
_LONGEST_FIELD: Final = 8_000
"""Characters of all cookies together: servers refuse a field of more."""


class Cookies:
    """What the hosts of a walk have set so far, each sent back to where it belongs."""

    def __init__(self) -> None:
        policy = DefaultCookiePolicy(
            strict_domain=True, strict_ns_domain=DefaultCookiePolicy.DomainStrictNonDomain
        )
        self._cookies = httpx.Cookies(CookieJar(policy))

    def take(self, target: Target, response: Response) -> None:
        """Keep what the response sets, as far as it can be sent back."""
        lines = response.values("set-cookie")[:_MOST]
        fit = [("Set-Cookie", line) for line in lines if valid_field_value(line, _LONGEST)]
        request = httpx.Request("GET", target.url)
        self._cookies.extract_cookies(httpx.Response(response.status, headers=fit, request=request))

    def field(self, target: Target) -> Fields:
        """The field that a request for the target carries, if any."""
        request = httpx.Request("GET", target.url)
        self._cookies.set_cookie_header(request)
        value = valid_field_value(request.headers.get("cookie"), _LONGEST_FIELD)
        return (("Cookie", value),) if value else ()
