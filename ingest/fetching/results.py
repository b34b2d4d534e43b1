"""What is asked of the web, what comes of it, and the codes of all that can go wrong."""

from enum import StrEnum
from typing import Self

import msgspec

from ingest.errors import IngestError
from ingest.page import Capture


class Code(StrEnum):
    """Why a page was not had; stable. `docs/faults.md` has a sentence for each."""

    BAD_ADDRESS = "bad-address"
    UNKNOWN_NAME = "unknown-name"
    PRIVATE_ADDRESS = "private-address"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    TIMEOUT = "timeout"
    RESET = "reset"
    TRUNCATED = "truncated"
    BAD_RESPONSE = "bad-response"
    BAD_ENCODING = "bad-encoding"
    BODY_TOO_LARGE = "body-too-large"
    REDIRECT_LOOP = "redirect-loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_ELSEWHERE = "redirect-elsewhere"
    INSECURE_REDIRECT = "insecure-redirect"
    REDIRECT_TO_FRONT_PAGE = "redirect-to-front-page"
    ROBOTS_DISALLOWED = "robots-disallowed"
    ROBOTS_UNREACHABLE = "robots-unreachable"
    HTTP_STATUS = "http-status"
    RATE_LIMITED = "rate-limited"
    CHALLENGE = "challenge"
    WRONG_TYPE = "wrong-type"
    EMPTY_BODY = "empty-body"
    UNEXPECTED_304 = "unexpected-304"
    HOST_LEFT_ALONE = "host-left-alone"
    RUN_OVER = "run-over"
    NOT_ANSWERED = "not-answered"
    UNFORESEEN = "unforeseen"


_TRANSIENT = {Code.UNREACHABLE, Code.TIMEOUT, Code.RESET, Code.TRUNCATED, Code.RATE_LIMITED}
_TRANSIENT_STATUS = {500, 502, 503, 504}
_OF_THE_HOST = {Code.UNREACHABLE, Code.TIMEOUT, Code.RESET, Code.RATE_LIMITED, Code.CHALLENGE}
_OF_THE_HOST_STATUS = {403, 503}


class FetchError(IngestError):
    """Why a request came to nothing; the fetcher makes a `Failed` of it.

    One class for all codes: they differ in whether asking again helps, and in who is to blame.
    """

    def __init__(
        self,
        code: Code,
        where: str,
        expected: str,
        found: str,
        *,
        why: str = "",
        status: int | None = None,
        wait: float | None = None,
    ) -> None:
        """`wait`: seconds that the host asked us to wait (Retry-After), if it did."""
        super().__init__(f"{where}: {expected} expected, {found} found{why}")
        self.code = code
        self.status = status
        self.wait = wait
        self.is_transient = code in _TRANSIENT or self._has(_TRANSIENT_STATUS)
        """Whether another attempt may help."""

    @property
    def is_of_the_host(self) -> bool:
        """Whether the host as a whole is to blame, not the page."""
        return self.code in _OF_THE_HOST or self._has(_OF_THE_HOST_STATUS)

    def _has(self, statuses: set[int]) -> bool:
        return self.code == Code.HTTP_STATUS and self.status in statuses


class Purpose(StrEnum):
    """What a request is sent for, redirects and further attempts included."""

    PAGE = "page"
    ROBOTS = "robots"


class PageRequest(msgspec.Struct, frozen=True, kw_only=True):
    """An address to ask for, with the validators of what is known of it (RFC 9110, 8.8)."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    validators_of: str | None = None
    """The address that they came from, where that is another one: no other is asked with them."""


class NotModified(msgspec.Struct, frozen=True, kw_only=True):
    """The page is what the validators stand for."""

    url: str
    at: str
    etag: str | None
    """The new validator where the host gave one, else the one that was asked with."""
    last_modified: str | None


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """Redirects lead where another address of the run leads: that one's answer counts.

    `to` is an address of the run, as asked, whose own answer is never `Moved`.
    """

    url: str
    to: str
    at: str


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """The page was not had."""

    url: str
    code: str
    """A `Code`; of a saved page that cannot be read, the code of its error."""
    message: str
    at: str
    status: int | None = None
    """The status code that came, if any came."""

    @classmethod
    def by(cls, error: IngestError, url: str, at: str) -> Self:
        """The failure that the error is."""
        status = error.status if isinstance(error, FetchError) else None
        return cls(url=url, code=error.code, message=str(error), at=at, status=status)


FetchResult = Capture | NotModified | Moved | Failed
