"""Hosts, each asked at its own pace, and addresses asked as often as it takes.

Never two requests to a host at once, and a pause after each. A host is a name without port: ports
of one name are one machine, and a visit to it over http slows the one over https down.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import timedelta

import msgspec
import stamina

from ingest.clock import timestamp
from ingest.fetching.connections import Fields
from ingest.fetching.exchange import Exchange, RequestKind, Response
from ingest.fetching.results import Code, FetchError
from ingest.fetching.rules import FetchRules
from ingest.fetching.statuses import Clock
from ingest.fetching.targets import RedirectScope, Target

Turns = Callable[[str], AbstractAsyncContextManager[object]]
"""By the name of a host: waits until nobody else asks it, and keeps the others waiting within."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a run knows of a host, for those who share the run."""

    failures: int = 0
    """Pages that it failed in a row."""
    lost: float = 0.0
    """Seconds that its failures cost."""
    left_alone: str | None = None
    """Why nothing more is asked of it."""


class Host:
    """How a host stands in this run.

    `over` is the time of the event loop from which on nothing is asked for any more. A turn that
    would come later is not waited for: `check` says so. Where others share the run, by `turns`,
    the pause after a request is over before they have theirs.
    """

    def __init__(
        self, name: str, rules: FetchRules, over: float, standing: Standing, turns: Turns | None
    ) -> None:
        self.name = name
        self._rules = rules
        self._over = over
        self._delay = rules.delay
        self._failures = standing.failures
        self._lost = standing.lost
        self._left_alone = standing.left_alone
        self._turns = turns
        self._lock = asyncio.Lock()
        self._time = asyncio.get_running_loop().time
        self._ended = -math.inf
        self._held = -math.inf

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until no other request runs and the pause after the last one is over."""
        async with self._lock, self._turns(self.name) if self._turns else nullcontext():
            await self._rest()
            try:
                yield
            finally:
                self._ended = self._time()
                if self._turns:
                    await self._rest()

    async def _rest(self) -> None:
        while self._time() < self._ready < self._over:
            await asyncio.sleep(self._ready - self._time())

    @property
    def standing(self) -> Standing:
        """For those who ask it next."""
        return Standing(failures=self._failures, lost=self._lost, left_alone=self._left_alone)

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

    def why_not(self, url: str) -> FetchError | None:
        """`host-left-alone` or `run-over`, where no more is asked in this run."""
        expected = f"an answer of {self.name}"
        if self._left_alone is not None:
            why = f": {self._left_alone}"
            return FetchError(Code.HOST_LEFT_ALONE, url, expected, "none", why=why)
        if max(self._time(), self._ready) >= self._over:
            expected += f" within the {self._rules.run_timeout:g} seconds of the run"
            return FetchError(Code.RUN_OVER, url, expected, "no turn in them")
        return None

    def check(self, url: str) -> None:
        """Raise what `why_not` gives."""
        if failure := self.why_not(url):
            raise failure

    def answered(self) -> None:
        """The host did its part."""
        self._failures = 0

    def failed(self, failure: FetchError) -> None:
        """A page could not be had; enough of these in a row, and the host is left alone."""
        if not failure.is_of_the_host:
            self.answered()
            return
        self._failures += 1
        if self._failures >= self._rules.give_up_after:
            self.leave_alone(f"it failed {self._failures} pages in a row, at last {failure}")

    def lose(self, seconds: float, failure: FetchError) -> None:
        """A request took so long and came to nothing; enough of this, and it is left alone."""
        self._lost += seconds
        if self._lost > self._rules.most_lost:
            self.leave_alone(
                f"its failures cost {self._lost:.0f} seconds of the run, at most"
                f" {self._rules.most_lost:g} expected, at last {failure}"
            )


class Client:
    """All hosts of a run, and how they are asked. The time of the run begins here."""

    def __init__(
        self,
        scope: RedirectScope,
        exchange: Exchange,
        now: Clock,
        *,
        standings: Mapping[str, Standing],
        turns: Turns | None,
    ) -> None:
        """`standings`: how hosts stand already; of the others nothing is known yet."""
        self.scope = scope
        self.now = now
        self._rules = scope.rules
        self._exchange = exchange
        self._over = asyncio.get_running_loop().time() + scope.rules.run_timeout
        self._standings = standings
        self._turns = turns
        self._hosts: dict[str, Host] = {}

    def host(self, name: str) -> Host:
        """The one `Host` of the name."""
        if name not in self._hosts:
            standing = self._standings.get(name, Standing())
            self._hosts[name] = Host(name, self._rules, self._over, standing, self._turns)
        return self._hosts[name]

    def standings(self) -> Mapping[str, Standing]:
        """How the hosts stand that were asked, by name."""
        return {name: host.standing for name, host in self._hosts.items()}

    async def get(self, target: Target, kind: RequestKind, fields: Fields = ()) -> Response:
        """The response, or the `FetchError` of the last attempt."""
        host, rules = self.host(target.host), self._rules
        host.check(target.text)

        def helps(error: Exception) -> bool:
            return (
                isinstance(error, FetchError)
                and error.is_transient
                and not host.why_not(target.text)
            )

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
                    response = await self._once(host, target, kind, fields)
        except FetchError as failure:
            host.failed(failure)
            raise
        host.answered()
        return response

    async def _once(
        self, host: Host, target: Target, kind: RequestKind, fields: Fields
    ) -> Response:
        async with host.turn():
            host.check(target.text)
            began = asyncio.get_running_loop().time()
            try:
                return await self._exchange.get(target, kind, fields)
            except FetchError as failure:
                self._heed(host, failure)
                host.lose(asyncio.get_running_loop().time() - began, failure)
                raise

    def _heed(self, host: Host, failure: FetchError) -> None:
        """What a host asks for with Retry-After holds for all its pages, this one included."""
        if failure.wait is None:
            return
        if failure.wait <= self._rules.longest_wait:
            host.hold(failure.wait)
        else:
            until = timestamp(self.now() + timedelta(seconds=failure.wait))
            host.leave_alone(f"it asked to be left alone until {until}")
