"""Who is connected, for how long nothing whole may come, and who goes where places run out."""

from collections import defaultdict
from collections.abc import Callable
from math import inf
from typing import Final, Protocol

from uvicorn.server import ServerState

from server.http.lines import lines_of
from server.http.rate import network_of

_GRAIN: Final = 0.02
"""Of the patience, what makes no difference: who asks a thousand times a second need not be sorted
in so often."""


class Guest(Protocol):
    """One connection."""

    client: tuple[str, int] | None

    def give_up(self) -> None:
        """End it, and say that it took too long."""

    def make_room(self) -> None:
        """End it at once: another one needs the place."""


class Connections(ServerState):
    """All connections of one server.

    A guest waits until a request of it is whole, and again once that is answered. Nobody waits for
    longer than `patience` seconds. Where all `places` are taken, or half of them by one client,
    who has waited longest makes room; where none waits, who comes is turned away.
    """

    def __init__(self, patience: float, places: int, seconds: Callable[[], float]) -> None:
        """`seconds` is a monotonic clock."""
        super().__init__()
        self.patience = patience
        self._grain = patience * _GRAIN
        self.closing = False
        """Whether the server stops: each answer is then the last one of its connection."""
        self.entered = 0
        """How many ever came in."""
        self._places = places
        self._seconds = seconds
        self._since: dict[Guest, float] = {}
        """Those who wait, in the order in which they began to."""
        self._waiting: dict[str, dict[Guest, None]] = defaultdict(dict)
        """The same by client."""
        self._guests: dict[str, set[Guest]] = defaultdict(set)
        """All who have a place, by client."""
        self._taken = 0
        self._lines: tuple[object, bytes] = (None, b"")
        """The headers of all answers, and their lines."""

    @property
    def lines(self) -> bytes:
        """The field lines of what the server says in every answer, made once a second."""
        if self._lines[0] is not self.default_headers:
            self._lines = (self.default_headers, lines_of(self.default_headers))
        return self._lines[1]

    def enter(self, guest: Guest) -> bool:
        """Give it a place; False where there is none."""
        client = _client(guest)
        mine = self._guests.get(client, ())
        if len(mine) >= max(1, self._places // 2):
            longest = next(iter(self._waiting.get(client, ())), None)
        elif self._taken >= self._places:
            longest = next(iter(self._since), None)
        else:
            self._seat(client, guest)
            return True
        if longest is None:
            return False
        self.leave(longest)
        longest.make_room()
        self._seat(client, guest)
        return True

    def leave(self, guest: Guest) -> None:
        """Free its place, if it has one."""
        self.work(guest)
        client = _client(guest)
        mine = self._guests.get(client, set())
        if guest in mine:
            mine.discard(guest)
            self._taken -= 1
            if not mine:
                del self._guests[client]

    def wait(self, guest: Guest) -> None:
        """From now on a whole request, or the end, is waited for; or from a little before."""
        now = self._seconds()
        if now - self._since.get(guest, -inf) < self._grain:
            return
        self.work(guest)
        self._since[guest] = now
        self._waiting[_client(guest)][guest] = None

    def work(self, guest: Guest) -> None:
        """It waits no longer: its request is worked on."""
        if self._since.pop(guest, None) is not None:
            client = _client(guest)
            del self._waiting[client][guest]
            if not self._waiting[client]:
                del self._waiting[client]

    def sweep(self) -> None:
        """Give up those who have waited for too long."""
        latest = self._seconds() - self.patience
        while self._since:
            guest, since = next(iter(self._since.items()))
            if since > latest:
                break
            self.work(guest)
            guest.give_up()

    def _seat(self, client: str, guest: Guest) -> None:
        self.entered += 1
        self._guests[client].add(guest)
        self._taken += 1


def _client(guest: Guest) -> str:
    return network_of(guest.client[0] if guest.client else "unknown")
