"""Hosts, each asked at its own pace, and addresses asked as often as it takes.

Never two requests to a host at once, and a pause after each. A host is a name without port: ports
of one name are one machine, and a visit to it over http slows the one over https down.
"""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import stamina

from ingest.fetching.admission import Clock
from ingest.fetching.answers import Code, Trouble
from ingest.fetching.connections import Fields
from ingest.fetching.exchange import Exchange, Reply, Wanted
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Target
from ingest.moment import stamp


class Host:
    """How a host stands in this run.

    `over` is the time of the event loop from which on nothing is asked for any more. A turn that
    would come later is not waited for: `check` says so.
    """

    def __init__(self, name: str, rules: FetchRules, over: float) -> None:
        self.name = name
        self._rules = rules
        self._over = over
        self._delay = rules.delay
        self._failures = 0
        self._lost = 0.0
        self._left_alone: str | None = None
        self._lock = asyncio.Lock()
        self._time = asyncio.get_running_loop().time
        self._ended = -math.inf
        self._held = -math.inf

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until no other request runs and the pause after the last one is over."""
        async with self._lock:
            while self._time() < self._ready < self._over:
                await asyncio.sleep(self._ready - self._time())
            try:
                yield
            finally:
                self._ended = self._time()

    @property
    def _ready(self) -> float:
        return max(self._ended + self._delay, self._held)

    def slow_down(self, delay: float) -> None:
        """Pause at least so many seconds between requests."""
        self._delay = max(self._delay, delay)

    def hold(self, seconds: float) -> None:
        """Ask nothing for so many seconds, which are lost."""
        self._lost += seconds
        self._held = max(self._held, self._time() + seconds)

    def leave_alone(self, reason: str) -> None:
        """Ask nothing for the rest of the run."""
        self._left_alone = self._left_alone or reason

    def why_not(self, url: str) -> Trouble | None:
        """`host-left-alone` or `run-over`, where no more is asked in this run."""
        expected = f"an answer of {self.name}"
        if self._left_alone is not None:
            why = f": {self._left_alone}"
            return Trouble(Code.HOST_LEFT_ALONE, url, expected, "none", why=why)
        if max(self._time(), self._ready) >= self._over:
            expected += f" within the {self._rules.run_timeout:g} seconds of the run"
            return Trouble(Code.RUN_OVER, url, expected, "no turn in them")
        return None

    def check(self, url: str) -> None:
        """Raise what `why_not` gives."""
        if trouble := self.why_not(url):
            raise trouble

    def answered(self) -> None:
        """The host did its part."""
        self._failures = 0

    def failed(self, trouble: Trouble) -> None:
        """A page could not be had; enough of these in a row, and the host is left alone."""
        if not trouble.of_the_host:
            self.answered()
            return
        self._failures += 1
        if self._failures >= self._rules.give_up_after:
            self.leave_alone(f"it failed {self._failures} pages in a row, at last {trouble}")

    def lose(self, seconds: float, trouble: Trouble) -> None:
        """A request took so long and came to nothing; enough of this, and it is left alone."""
        self._lost += seconds
        if self._lost > self._rules.most_lost:
            self.leave_alone(
                f"its failures cost {self._lost:.0f} seconds of the run, at most"
                f" {self._rules.most_lost:g} expected, at last {trouble}"
            )


class Asking:
    """All hosts of a run, and how they are asked. The time of the run begins here."""

    def __init__(self, rules: FetchRules, exchange: Exchange, now: Clock) -> None:
        self._rules = rules
        self._exchange = exchange
        self._now = now
        self._over = asyncio.get_running_loop().time() + rules.run_timeout
        self._hosts: dict[str, Host] = {}

    def host(self, name: str) -> Host:
        """The one `Host` of the name."""
        if name not in self._hosts:
            self._hosts[name] = Host(name, self._rules, self._over)
        return self._hosts[name]

    async def ask(self, target: Target, wanted: Wanted, fields: Fields = ()) -> Reply:
        """The reply, or the `Trouble` of the last attempt."""
        host, rules = self.host(target.host), self._rules
        host.check(target.text)

        def helps(error: Exception) -> bool:
            return isinstance(error, Trouble) and error.passing and not host.why_not(target.text)

        try:
            async for attempt in stamina.retry_context(
                on=helps,
                attempts=rules.attempts,
                timeout=None,
                wait_initial=rules.wait_initial,
                wait_max=rules.wait_max,
                wait_jitter=rules.wait_initial,
            ):
                with attempt:
                    reply = await self._once(host, target, wanted, fields)
        except Trouble as trouble:
            host.failed(trouble)
            raise
        host.answered()
        return reply

    async def _once(self, host: Host, target: Target, wanted: Wanted, fields: Fields) -> Reply:
        async with host.turn():
            host.check(target.text)
            began = asyncio.get_running_loop().time()
            try:
                return await self._exchange.get(target, wanted, fields)
            except Trouble as trouble:
                self._heed(host, trouble)
                host.lose(asyncio.get_running_loop().time() - began, trouble)
                raise

    def _heed(self, host: Host, trouble: Trouble) -> None:
        """What a host asks for with Retry-After holds for all its pages, this one included."""
        if trouble.wait is None:
            return
        if trouble.wait <= self._rules.longest_wait:
            host.hold(trouble.wait)
        else:
            until = stamp(self._now() + timedelta(seconds=trouble.wait))
            host.leave_alone(f"it asked to be left alone until {until}")
