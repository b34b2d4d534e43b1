"""What robots.txt allows (RFC 9309)."""

import asyncio
import codecs
import math
import re
from datetime import datetime, timedelta
from typing import Final, Protocol

from protego import Protego

from ingest.clock import timestamp
from ingest.fetching.client import Client
from ingest.fetching.cookies import Cookies
from ingest.fetching.exchange import Response
from ingest.fetching.results import Code, FetchError
from ingest.fetching.statuses import (
    MOST_ROBOTS,
    REDIRECTS,
    SUCCESSES,
    TOO_MANY_REQUESTS,
    robots_kind,
)
from ingest.fetching.targets import Target, read_target, redirected
from snapshots.stores.records import StoredRobots

DAY: Final = timedelta(hours=24).total_seconds()
"""RFC 9309, 2.4: no longer than this is a robots.txt to be kept."""
MOST_REDIRECTS: Final = 5  # RFC 9309, 2.3.1.2
OF_PAGES_TOO: Final = frozenset(
    {Code.UNREACHABLE, Code.UNKNOWN_NAME, Code.PRIVATE_ADDRESS, Code.TLS, Code.RUN_OVER}
)
"""What keeps us from the robots.txt and would keep us from every page: it goes by its own name."""

_USER_AGENT: Final = re.compile(r"\s*user[- ]?agent(?:\s*:|\s)\s*(.*)", re.I)
"""Misspelled as Protego and Google's parser put up with it."""
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
_ALL: Final = re.compile(r"\*(?:\s|$)")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\0\ufeff\u200b\u2060"))


class RobotsCache(Protocol):
    """Where robots.txt are kept from one run to the next."""

    def robots(self, origin: str) -> StoredRobots | None:
        """The one that was kept last, however old."""

    def keep_robots(self, robots: StoredRobots) -> None:
        """Keep it, in place of an older one."""


class Robots:
    """What all origins of a run allow; each robots.txt is asked for once."""

    def __init__(self, client: Client, cache: RobotsCache) -> None:
        self._client = client
        self._cache = cache
        self._kind = robots_kind(client.now)
        self._token = product_token(client.scope.rules.user_agent)
        self._policies: dict[str, tuple[Protego | FetchError, float]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def check(self, target: Target) -> None:
        """Raise `robots-disallowed`, or why nothing is allowed; else slow down as told."""
        rules = await self._rules(target)
        if isinstance(rules, FetchError):
            raise self._unavailable(target, rules)
        if not rules.can_fetch(target.text, self._token):
            expected = f"a page that {target.origin}/robots.txt allows"
            found = f"one that it disallows for {self._token}"
            raise FetchError(Code.ROBOTS_DISALLOWED, target.text, expected, found)

    async def _rules(self, target: Target) -> Protego | FetchError:
        """The rules of the origin; the error where nothing is allowed."""
        async with self._locks.setdefault(target.origin, asyncio.Lock()):
            now = asyncio.get_running_loop().time()
            rules, until = self._policies.get(target.origin, (None, now))
            if rules is None or until <= now:
                rules, seconds = self._kept(target.origin) or await self._asked(target.origin)
                until = asyncio.get_running_loop().time() + seconds
                self._policies[target.origin] = rules, until
                if not isinstance(rules, FetchError):
                    self._slow_down(target, rules)
        return rules

    def _slow_down(self, target: Target, rules: Protego) -> None:
        delay, longest = _delay(rules, self._token), self._client.scope.rules.longest_wait
        host = self._client.host(target.host)
        if delay > longest:
            host.leave_alone(
                f"at most {longest:g} seconds between requests expected, {delay:g} found"
                f" in {target.origin}/robots.txt"
            )
        else:
            host.slow_down(delay)

    def _kept(self, origin: str) -> tuple[Protego, float] | None:
        """The rules that the cache holds, if they are of the last day; of the future are none."""
        stored = self._cache.robots(origin)
        if stored is None or not _is_answer(stored.status):
            return None
        age = (self._client.now() - datetime.fromisoformat(stored.fetched_at)).total_seconds()
        return (self._read(stored), DAY - age) if 0 <= age < DAY else None

    async def _asked(self, origin: str) -> tuple[Protego | FetchError, float]:
        """The rules and for how many seconds they hold; an error is for this run alone."""
        try:
            response = await self._followed(read_target(origin + "/robots.txt"))
        except FetchError as failure:
            return failure, DAY
        stored = StoredRobots(
            origin=origin,
            fetched_at=timestamp(self._client.now()),
            status=response.status,
            body=response.body,
        )
        self._cache.keep_robots(stored)
        return self._read(stored), DAY

    def _read(self, stored: StoredRobots) -> Protego:
        return read_rules(stored.body if stored.status in SUCCESSES else b"", self._token)

    async def _followed(self, target: Target) -> Response:
        cookies = Cookies()
        for _ in range(MOST_REDIRECTS + 1):
            response = await self._client.get(target, self._kind, cookies.field(target))
            if _is_answer(response.status):
                return response
            if response.status not in REDIRECTS:
                expected, found = "rules or status 404", str(response.status)
                raise FetchError(
                    Code.HTTP_STATUS, target.text, expected, found, status=response.status
                )
            cookies.take(target, response)
            target = redirected(target, response.field("location"), self._client.scope)
        expected = f"at most {MOST_REDIRECTS} redirects"
        raise FetchError(Code.TOO_MANY_REDIRECTS, target.text, expected, "more")

    def _unavailable(self, target: Target, why: FetchError) -> FetchError:
        self._client.host(target.host).check(target.text)
        code = Code(why.code) if why.code in OF_PAGES_TOO else Code.ROBOTS_UNREACHABLE
        expected = "a robots.txt that allows it"
        return FetchError(code, target.text, expected, "none", why=f": {why}", status=why.status)


def _is_answer(status: int) -> bool:
    """Whether a status says which rules there are, or that there are none (RFC 9309, 2.3.1.3).

    429 stands for “no rules” by the letter; but a host that says it is asked too often has not said
    that all may be asked.
    """
    return status in SUCCESSES or (400 <= status < 500 and status != TOO_MANY_REQUESTS)


def _delay(rules: Protego, token: str) -> float:
    """Seconds between requests that a robots.txt asks for."""
    rate = rules.request_rate(token)
    try:
        pause = rate.seconds / rate.requests if rate else 0.0
    except OverflowError:
        pause = math.inf
    return max(pause, rules.crawl_delay(token) or 0.0)


def product_token(user_agent: str) -> str:
    """The name that a robots.txt calls us by (RFC 9309, 2.2.1): `iscm` of `iscm/0.1 (+https…)`."""
    found = _TOKEN.match(user_agent)
    if found is None:
        raise ValueError(f"a User-Agent that begins with a name expected, {user_agent!r} found")
    return found.group()


def read_rules(body: bytes, token: str) -> Protego:
    """The rules of the groups for the token and for all; none of a page in place of rules.

    Protego takes a name for ours where it begins alike, but not with a version behind it, and it
    keeps each rule once for every name above it. So it sees three names: ours, `*` and another one.
    """
    text = _decoded(body)
    if text.lstrip().startswith("<"):
        text = ""  # what sites show where they have no rules
    lines = text.splitlines()
    if len(body) >= MOST_ROBOTS:
        lines = lines[:-1]  # cut within: half a path is another rule
    return Protego.parse("\n".join(_for(token, line) for line in lines))


def _decoded(body: bytes) -> str:
    utf_16 = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = body.decode("utf-16" if utf_16 else "utf-8", errors="replace")
    return text.translate(_INVISIBLE)


def _for(token: str, line: str) -> str:
    """The line; one that names whom a group is for names one of three."""
    found = _USER_AGENT.match(line)
    if found is None:
        return line
    name = found[1].partition("#")[0].strip()
    if _ALL.match(name):
        return "User-agent: *"
    ours = _TOKEN.match(name)
    is_ours = ours is not None and ours.group().lower() == token.lower()
    # Nothing that is longer than our name is taken for it.
    return f"User-agent: {token if is_ours else token + '-other'}"
