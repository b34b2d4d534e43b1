"""What a status and its fields mean, before the body is read."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.fetching.answers import Code, Purpose, Trouble
from ingest.fetching.exchange import Reply, Wanted
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


def wanted_page(rules: FetchRules, now: Clock) -> Wanted:
    """A page: HTML or plain text, whole."""

    def admit(target: Target, reply: Reply) -> bool:
        if reply.field("cf-mitigated") == "challenge":
            raise _status(Code.CHALLENGE, target, reply, now)
        if reply.status in PAGES:
            _check_type(target, reply)
            return True
        if reply.status in REDIRECTS or reply.status == NOT_MODIFIED:
            return False
        raise refused(target, reply, now)

    return Wanted(
        purpose=Purpose.PAGE,
        accept="text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8",
        most=rules.most_bytes,
        cut=False,
        admit=admit,
    )


def wanted_robots(now: Clock) -> Wanted:
    """A robots.txt: its beginning will do, and that there is none is an answer, too."""

    def admit(target: Target, reply: Reply) -> bool:
        if reply.status == TOO_MANY_REQUESTS or reply.status in SERVER_ERRORS:
            raise refused(target, reply, now)
        return reply.status in SUCCESSES

    return Wanted(
        purpose=Purpose.ROBOTS,
        accept="text/plain,*/*;q=0.5",
        most=MOST_ROBOTS,
        cut=True,
        admit=admit,
    )


def refused(target: Target, reply: Reply, now: Clock) -> Trouble:
    """The trouble that a status is."""
    limited = reply.status == TOO_MANY_REQUESTS
    return _status(Code.RATE_LIMITED if limited else Code.HTTP_STATUS, target, reply, now)


def _status(code: Code, target: Target, reply: Reply, now: Clock) -> Trouble:
    later = reply.field("retry-after")
    found = f"{reply.status}" + (f" (retry after {later})" if later else "")
    if code is Code.CHALLENGE:
        found += " and a challenge for browsers"
    wait = retry_after(later, now()) if later else None
    return Trouble(code, target.text, "status 200", found, status=reply.status, wait=wait)


def _check_type(target: Target, reply: Reply) -> None:
    media_type = reply.field("content-type") or ""
    if media_type.partition(";")[0].strip().lower() not in TYPES:
        expected, found = "HTML or plain text", repr(media_type)
        raise Trouble(Code.WRONG_TYPE, target.text, expected, found, status=reply.status)


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
