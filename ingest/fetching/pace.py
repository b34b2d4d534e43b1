"""One host and the pace it is asked at: never two requests at once, and a pause after each.

The key is the name of the host without port: ports of one name are one machine, and a visit to
it over http slows the one over https down.
"""

import asyncio
import math
from types import TracebackType
from typing import Self

from ingest.fetching.answers import Code
from ingest.fetching.trouble import Trouble


class Host:
    """How a host stands in this run. `async with host:` waits for a turn and holds it."""

    def __init__(self, name: str, delay: float, give_up_after: int) -> None:
        self.name = name
        self._delay = delay
        self._give_up_after = give_up_after
        self._failures = 0
        self._left_alone: str | None = None
        self._turn = asyncio.Lock()
        self._ended = -math.inf
        self._held = -math.inf

    async def __aenter__(self) -> Self:
        """Wait until no other request runs and the pause after the last one is over."""
        await self._turn.acquire()
        try:
            now = asyncio.get_running_loop().time()
            while (ready := max(self._ended + self._delay, self._held)) > now:
                await asyncio.sleep(ready - now)
                now = asyncio.get_running_loop().time()
        except BaseException:
            self._turn.release()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Begin the pause."""
        self._ended = asyncio.get_running_loop().time()
        self._turn.release()

    def slow_down(self, delay: float) -> None:
        """Pause at least so many seconds between requests."""
        self._delay = max(self._delay, delay)

    def hold(self, seconds: float) -> None:
        """Ask nothing for so many seconds."""
        self._held = max(self._held, asyncio.get_running_loop().time() + seconds)

    def leave_alone(self, reason: str) -> None:
        """Ask nothing for the rest of the run."""
        self._left_alone = self._left_alone or reason

    @property
    def is_left_alone(self) -> bool:
        """Whether no more is asked in this run."""
        return self._left_alone is not None

    def check(self, url: str) -> None:
        """Raise `host-left-alone` if so."""
        if self._left_alone is not None:
            raise Trouble(
                Code.HOST_LEFT_ALONE,
                f"{url}: an answer of {self.name} expected, none asked for: {self._left_alone}",
            )

    def answered(self) -> None:
        """The host did its part."""
        self._failures = 0

    def failed(self, trouble: Trouble) -> None:
        """A page could not be had; enough of these in a row, and the host is left alone."""
        if not trouble.of_the_host:
            self.answered()
            return
        self._failures += 1
        if self._failures >= self._give_up_after:
            self.leave_alone(f"it failed {self._failures} pages in a row, at last {trouble}")
