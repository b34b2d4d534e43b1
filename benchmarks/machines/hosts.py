"""Hosts on loopback whose pages say something new in each run, and how politely they were asked."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.world import Reply, Seen, World

HOSTS: Final = 4
PAGES: Final = 2
"""Of each host."""
DELAY: Final = 0.05
"""Seconds of rest that each host is given between two requests."""
_STATES: Final = ("Albania", "Benin", "Chile", "Cuba", "Fiji", "Gabon", "Ghana", "Haiti", "India")
_FIRST: Final = date(2001, 1, 1)
_TIMER: Final = 0.005
"""Seconds by which two clocks may differ."""


class Hosts:
    """Pages that list one meeting more in each run."""

    def __init__(self, world: World) -> None:
        self.run = 0
        """How many runs have begun."""
        self._world = world
        for host, page, _ in _pages():
            world.script(host, f"/{page}", self._answer)

    def settings(self, folder: Path) -> dict[str, str]:
        """What workers must be told to ask them, and no others."""
        lines = (
            f'[[process]]\nid = "{page}"\nname_en = "{name}"\npages = ["http://{host}/{page}"]\n'
            for host, page, name in _pages()
        )
        catalogue = folder / "catalogue.toml"
        catalogue.write_text("".join(lines))
        places = self._world.connect_to(*_names())
        return {
            "ISCM_CATALOGUE": str(catalogue),
            "ISCM_CONTACT": "https://example.org/iscm",
            "ISCM_DELAY": str(DELAY),
            "ISCM_NETWORKS": "127.0.0.0/8",
            "ISCM_CONNECT_TO": ",".join(f"{host}={place}" for host, place in places.items()),
        }

    @property
    def requests(self) -> int:
        """How many requests came."""
        return len(self._world.log)

    def impolite(self) -> tuple[str, ...]:
        """Each request that came while the host still answered another one, or had no rest."""
        return tuple(
            f"{host}{after.path} {after.began - (before.ended or after.began):+.3f} s"
            for host in _names()
            for before, after in pairwise(one for one in self._world.log if one.host == host)
            if before.ended is None or after.began - before.ended < DELAY - _TIMER
        )

    def _answer(self, seen: Seen) -> Reply:
        page = seen.path.removeprefix("/")
        name = next(name for _, one, name in _pages() if one == page)
        members = "".join(f"<li>{one}</li>" for one in _STATES)
        meetings = "".join(map(_meeting, range(self.run, 0, -1)))
        body = (
            f"<!DOCTYPE html><html lang=en><title>{name}</title><h1>{name}</h1>"
            f"<h2>Members</h2><ul>{members}</ul><h2>Past meetings</h2><ul>{meetings}</ul></html>"
        )
        return Reply(body=body.encode())


def _meeting(number: int) -> str:
    day = _FIRST + timedelta(days=30 * number)
    return f"<li>Ministerial talks, Accra, Ghana, {day.day} {day:%B %Y}</li>"


def _names() -> Iterator[str]:
    return (f"host{number}.test" for number in range(HOSTS))


def _pages() -> Iterator[tuple[str, str, str]]:
    """Host, slug and name."""
    for host in _names():
        for number in range(PAGES):
            word = f"{host.removesuffix('.test')}{chr(ord('a') + number)}"
            yield host, f"{word}-dialogue", f"{word.title()} Dialogue"
