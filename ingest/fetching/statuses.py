"""What a status and its fields mean, before the body is read."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.fetching.exchange import RequestKind, Response
from ingest.fetching.results import Code, FetchError, Purpose
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Target

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PAGES = frozenset({200, 203})
"""203 is a page that a proxy changed on the way; 206 is a part of one, which nobody asked for."""
NOT_MODIFIED = 304
TOO_MANY_REQUESTS = 429
SERVER_ERRORS = range(500, 600)
SUCCESSES = range(200, 300)
TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
MOST_ROBOTS = 500 * 1024
"""RFC 9309, 2.5: at least 500 kibibytes are to be parsed; the rest is not even read."""
LONGEST_WAIT = (
    1e9  # seconds, thirty years: a `datetime` can be moved by that, but not by any number
)

Clock = Callable[[], datetime]


def page_kind(rules: FetchRules, now: Clock) -> RequestKind:
    """A page: HTML or plain text, whole."""

    def wants_body(target: Target, response: Response) -> bool:
        if response.field("cf-mitigated") == "challenge":
            raise _status(Code.CHALLENGE, target, response, now)
        if response.status in PAGES:
            _check_type(target, response)
            return True
        if response.status in REDIRECTS or response.status == NOT_MODIFIED:
            return False
        raise refused(target, response, now)

    return RequestKind(
        purpose=Purpose.PAGE,
        accept="text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8",
        most=rules.most_bytes,
        cut=False,
        wants_body=wants_body,
    )


def robots_kind(now: Clock) -> RequestKind:
    """A robots.txt: its beginning will do, and that there is none is an answer, too."""

    def wants_body(target: Target, response: Response) -> bool:
        if response.status == TOO_MANY_REQUESTS or response.status in SERVER_ERRORS:
            raise refused(target, response, now)
        return response.status in SUCCESSES

    return RequestKind(
        purpose=Purpose.ROBOTS,
        accept="text/plain,*/*;q=0.5",
        most=MOST_ROBOTS,
        cut=True,
        wants_body=wants_body,
    )


def refused(target: Target, response: Response, now: Clock) -> FetchError:
    """The error that a status is."""
    limited = response.status == TOO_MANY_REQUESTS
    return _status(Code.RATE_LIMITED if limited else Code.HTTP_STATUS, target, response, now)


def _status(code: Code, target: Target, response: Response, now: Clock) -> FetchError:
    later = response.field("retry-after")
    found = f"{response.status}" + (f" (retry after {later})" if later else "")
    if code is Code.CHALLENGE:
        found += " and a challenge for browsers"
    wait = retry_after(later, now()) if later else None
    return FetchError(code, target.text, "status 200", found, status=response.status, wait=wait)


def _check_type(target: Target, response: Response) -> None:
    media_type = response.field("content-type") or ""
    if media_type.partition(";")[0].strip().lower() not in TYPES:
        expected, found = "HTML or plain text", repr(media_type)
        raise FetchError(Code.WRONG_TYPE, target.text, expected, found, status=response.status)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait (RFC 9110, 10.2.3): a number of seconds, or a date to be read against now."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:400]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, seconds), LONGEST_WAIT)
