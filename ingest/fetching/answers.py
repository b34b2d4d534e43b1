"""What is asked of the web, what comes of it, and the codes of all that can go wrong."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec


class Code(StrEnum):
    """Why a page was not had. Stable; `MEANINGS` has a sentence for each."""

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
    UNFORESEEN = "unforeseen"


MEANINGS: Mapping[Code, str] = MappingProxyType(
    {
        Code.BAD_ADDRESS: "The address is no http or https URL of a host that the rules name.",
        Code.UNKNOWN_NAME: "The name of the host has no address.",
        Code.PRIVATE_ADDRESS: "The name leads into a network that is not public nor allowed.",
        Code.UNREACHABLE: "No connection: refused, or no route.",
        Code.TLS: "No trusted TLS connection: expired, issued to another name, unknown issuer.",
        Code.TIMEOUT: "The host took longer than the rules allow.",
        Code.RESET: "The host broke off the connection.",
        Code.TRUNCATED: "Less came than the host had announced.",
        Code.BAD_RESPONSE: "What came is not HTTP.",
        Code.BAD_ENCODING: "What came is not in the Content-Encoding that it claims.",
        Code.BODY_TOO_LARGE: "More came than any page has.",
        Code.REDIRECT_LOOP: "Redirects lead back to where they came from.",
        Code.TOO_MANY_REDIRECTS: "More redirects than the rules allow.",
        Code.REDIRECT_ELSEWHERE: "A redirect leads out of the web or of the hosts and ports asked.",
        Code.INSECURE_REDIRECT: "A redirect leads from https to http.",
        Code.REDIRECT_TO_FRONT_PAGE: "A redirect leads to the front page: the page is gone.",
        Code.ROBOTS_DISALLOWED: "The robots.txt of the host does not allow the page.",
        Code.ROBOTS_UNREACHABLE: "The robots.txt cannot be had, so nothing is allowed (RFC 9309).",
        Code.HTTP_STATUS: "The host answered with a status that is no page.",
        Code.RATE_LIMITED: "The host says that it was asked too often (status 429).",
        Code.CHALLENGE: "The host wants to see a browser.",
        Code.WRONG_TYPE: "What came is neither HTML nor plain text.",
        Code.EMPTY_BODY: "The page came without a single byte.",
        Code.UNEXPECTED_304: "The host says “not modified”, though nothing was compared.",
        Code.HOST_LEFT_ALONE: "The host failed too often or too long, or asks for long pauses.",
        Code.RUN_OVER: "The time of the run was over before the page could be asked for.",
        Code.UNFORESEEN: "Something broke that nobody foresaw: a bug of ours, told by the log.",
    }
)


class Purpose(StrEnum):
    """What a request is sent for, redirects and further attempts included."""

    PAGE = "page"
    ROBOTS = "robots"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An address to ask for, with the validators of what is known of it (RFC 9110, 8.8)."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    validators_of: str | None = None
    """The address that they came from, where that is another one: no other is asked with them."""


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """The page came."""

    url: str
    """As asked."""
    final_url: str
    """The address that answered, where redirects led."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """The fields as sent, in their order."""
    media_type: str
    """The Content-Type as sent, or nothing."""
    body: bytes
    """Without content and transfer encodings."""
    retrieved_at: str
    """RFC 3339, UTC, in seconds."""
    etag: str | None
    """The validators of `final_url`, as far as they can be sent back."""
    last_modified: str | None


class NotModified(msgspec.Struct, frozen=True, kw_only=True):
    """The page is what the validators stand for."""

    url: str
    at: str
    etag: str | None
    """The new validator where the host gave one, else the one that was asked with."""
    last_modified: str | None


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """Redirects lead where another address of the run leads: that one's answer counts.

    `to` is an address of the run, as asked, whose own answer is never `Moved`. It is the one that
    the redirects lead to, or one whose redirects led to the same address before.
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
    status: int | None
    """The status code that came, if any came."""


Answer = Fetched | NotModified | Moved | Failed
