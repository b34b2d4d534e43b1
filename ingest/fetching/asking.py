"""An address asked as often as it takes, at the pace of its host."""

import asyncio
from datetime import timedelta

import stamina

from ingest.fetching.admission import Clock
from ingest.fetching.answers import Trouble
from ingest.fetching.connections import Fields
from ingest.fetching.exchange import Exchange, Reply, Wanted
from ingest.fetching.pace import Host
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Target
from ingest.moment import stamp


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
            return isinstance(error, Trouble) and error.passing and not host.is_done

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
        async with host:
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
