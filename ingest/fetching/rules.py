"""What one run of the fetcher may do: where it may go, how fast, how long, how much."""

from collections.abc import Mapping

import msgspec


class FetchRules(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one run; made at the edge, from the settings and the catalogue."""

    user_agent: str
    """The whole header. It names us, with a contact: `iscm/0.1 (+https://…; mailto:…)`."""
    hosts: frozenset[str]
    """The only hosts to which a request may go: lower case, without port, as in ASCII (IDNA)."""
    delay: float = 2.0
    """Seconds from the end of one request to the start of the next one, for each host."""
    hosts_at_once: int = 16
    attempts: int = 3
    """How often an address is asked at most, the first time included."""
    wait_initial: float = 1.0
    """Seconds before the second attempt; they double, with as much again of jitter."""
    wait_max: float = 30.0
    longest_wait: float = 120.0
    """The longest Retry-After, and the longest pause between requests by the robots.txt, that is
    worth waiting for, in seconds. A host that asks for more is left alone for this run."""
    connect_timeout: float = 10
    """Seconds for a connection to one address, and again for its TLS handshake."""
    read_timeout: float = 30
    """Seconds between two pieces of an answer."""
    total_timeout: float = 90
    """Seconds for one request, from the look-up of the name to the last byte."""
    most_bytes: int = 10_000_000
    """The largest page, after decompression."""
    most_redirects: int = 5
    give_up_after: int = 5
    """How many pages in a row a host may fail before it is left alone for the rest of the run."""
    most_lost: float = 600
    """Seconds that a host may cost by requests that come to nothing, the Retry-After among their
    answers included, before it is left alone for the rest of the run: failures that do not come
    in a row can cost hours, too."""
    run_timeout: float = 5400
    """Seconds (monotonic) in which requests may begin; what was not asked for by then is not asked
    for. Those under way come to their end, so that a run ends `total_timeout` later at most."""
    networks: tuple[str, ...] = ()
    """Private, loopback and link-local networks that the operator allows: `127.0.0.0/8`."""
    connect_to: Mapping[str, str] = {}
    """`host:port` → `address:port`, as `--connect-to` of curl. The name stays in the request, and
    certificates are verified against it; the address is checked against `networks` all the same."""
    ca_file: str | None = None
    """A file (PEM) of further certificate authorities, besides those of certifi."""
