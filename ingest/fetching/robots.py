"""What robots.txt allows (RFC 9309)."""

import asyncio
import math
from datetime import timedelta
from typing import Protocol

import msgspec
from protego import Protego

from ingest.fetching.admission import (
    REDIRECTS,
    SERVER_ERRORS,
    SUCCESSES,
    TOO_MANY_REQUESTS,
    Clock,
    wanted_robots,
)
from ingest.fetching.answers import Code
from ingest.fetching.asking import Asking
from ingest.fetching.cookies import Cookies
from ingest.fetching.exchange import Reply
from ingest.fetching.robots_text import product_token, read_rules
from ingest.fetching.targets import Reach, Target, read_target, redirected
from ingest.fetching.times import seconds_since, stamp
from ingest.fetching.trouble import Trouble
from snapshots.stores.records import StoredRobots

DAY = timedelta(hours=24).total_seconds()
"""RFC 9309, 2.4: no longer than this is a robots.txt to be kept."""
MOST_REDIRECTS = 5  # RFC 9309, 2.3.1.2
OF_PAGES_TOO = frozenset(
    {Code.UNREACHABLE, Code.UNKNOWN_NAME, Code.PRIVATE_ADDRESS, Code.TLS, Code.RUN_OVER}
)
"""What keeps us from the robots.txt and would keep us from every page: it goes by its own name."""


class RobotsCache(Protocol):
    """Where robots.txt are kept from one run to the next."""

    def robots(self, origin: str) -> StoredRobots | None:
        """The one that was kept last, however old."""

    def keep_robots(self, robots: StoredRobots) -> None:
        """Keep it, in place of an older one."""


class RobotsInMemory:
    """A cache for callers without a store."""

    def __init__(self) -> None:
        self.kept: dict[str, StoredRobots] = {}

    def robots(self, origin: str) -> StoredRobots | None:
        """The one that was kept last."""
        return self.kept.get(origin)

    def keep_robots(self, robots: StoredRobots) -> None:
        """Keep it."""
        self.kept[robots.origin] = robots


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What an origin allows, until a time of the event loop."""

    rules: Protego | None
    """None where nothing is allowed, for the reason of `trouble`."""
    trouble: Trouble | None = None
    until: float


class Robots:
    """The policies of all origins of a run; each robots.txt is asked for once."""

    def __init__(self, reach: Reach, cache: RobotsCache, asking: Asking, now: Clock) -> None:
        self._reach = reach
        self._cache = cache
        self._asking = asking
        self._now = now
        self._wanted = wanted_robots(now)
        self._token = product_token(reach.rules.user_agent)
        self._policies: dict[str, Policy] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def check(self, target: Target) -> None:
        """Raise `robots-disallowed`, or why nothing is allowed; else slow down as told."""
        policy = await self._policy(target)
        if policy.rules is None:
            raise self._unavailable(target, policy.trouble)
        if not policy.rules.can_fetch(target.text, self._token):
            raise Trouble(
                Code.ROBOTS_DISALLOWED,
                f"{target.text}: a page that {target.origin}/robots.txt allows expected,"
                f" one that it disallows for {self._token} found",
            )

    async def _policy(self, target: Target) -> Policy:
        async with self._locks.setdefault(target.origin, asyncio.Lock()):
            policy = self._policies.get(target.origin)
            if policy is None or policy.until <= asyncio.get_running_loop().time():
                policy = self._kept(target.origin) or await self._asked(target.origin)
                self._policies[target.origin] = policy
                self._slow_down(target, policy)
        return policy

    def _slow_down(self, target: Target, policy: Policy) -> None:
        if policy.rules is None:
            return
        delay, longest = _delay(policy.rules, self._token), self._reach.rules.longest_wait
        host = self._asking.host(target.host)
        if delay > longest:
            host.leave_alone(
                f"at most {longest:g} seconds between requests expected, {delay:g} found"
                f" in {target.origin}/robots.txt"
            )
        else:
            host.slow_down(delay)

    def _kept(self, origin: str) -> Policy | None:
        """The policy that the cache holds, if it is of the last day; one of the future is not."""
        stored = self._cache.robots(origin)
        if stored is None or _is_unreachable(stored.status):
            return None
        age = seconds_since(stored.fetched_at, self._now())
        return self._read(stored, DAY - age) if 0 <= age < DAY else None

    async def _asked(self, origin: str) -> Policy:
        try:
            reply = await self._followed(read_target(origin + "/robots.txt"))
        except Trouble as trouble:
            # Not kept: the next run asks again.
            return Policy(rules=None, trouble=trouble, until=_in(DAY))
        stored = StoredRobots(
            origin=origin, fetched_at=stamp(self._now()), status=reply.status, body=reply.body
        )
        self._cache.keep_robots(stored)
        return self._read(stored, DAY)

    def _read(self, stored: StoredRobots, seconds: float) -> Policy:
        body = stored.body if stored.status in SUCCESSES else b""
        return Policy(rules=read_rules(body, self._token), until=_in(seconds))

    async def _followed(self, target: Target) -> Reply:
        cookies = Cookies()
        for _ in range(MOST_REDIRECTS + 1):
            reply = await self._asking.ask(target, self._wanted, cookies.field(target))
            if reply.status not in REDIRECTS:
                return _answered(target, reply)
            cookies.take(target, reply)
            target = redirected(target, reply.field("location"), self._reach)
        raise Trouble(
            Code.TOO_MANY_REDIRECTS,
            f"{target.text}: at most {MOST_REDIRECTS} redirects expected, more found",
        )

    def _unavailable(self, target: Target, trouble: Trouble | None) -> Trouble:
        self._asking.host(target.host).check(target.text)
        code = trouble.code if trouble else None
        return Trouble(
            code if code in OF_PAGES_TOO else Code.ROBOTS_UNREACHABLE,
            f"{target.text}: a robots.txt that allows it expected, none to be had: {trouble}",
            status=trouble.status if trouble else None,
        )


def _delay(rules: Protego, token: str) -> float:
    """Seconds between requests that a robots.txt asks for."""
    rate = rules.request_rate(token)
    try:
        pause = rate.seconds / rate.requests if rate else 0.0
    except OverflowError:
        pause = math.inf
    return max(pause, rules.crawl_delay(token) or 0.0)


def _is_unreachable(status: int) -> bool:
    """Whether a status says that rules may exist but cannot be had (RFC 9309, 2.3.1.4).

    429 is among the statuses that stand for “no rules” by the letter of 2.3.1.3; but a host that
    says it is asked too often has not said that all may be asked.
    """
    return status == TOO_MANY_REQUESTS or status in SERVER_ERRORS


def _answered(target: Target, reply: Reply) -> Reply:
    if reply.status in SUCCESSES or 400 <= reply.status < 500:
        return reply
    raise Trouble(
        Code.HTTP_STATUS,
        f"{target.text}: rules or status 404 expected, {reply.status} found",
        status=reply.status,
    )


def _in(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds
