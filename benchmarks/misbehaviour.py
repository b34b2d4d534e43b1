"""How hosts misbehave: scripts for the played web, each for a host and a path."""

import gzip
from collections.abc import Callable

from benchmarks.world import Reply, Seen, World

BODY = "<html><body><h1>Process</h1><p>Établi en 2006.</p></body></html>".encode()
PAGE = Reply(body=BODY)
MOST_BYTES = 200_000
"""The largest page that the rules of a stage allow."""
Script = Callable[[World, str, str], None]
"""Teaches a world to misbehave at a host and path."""


def always(reply: Reply) -> Script:
    """The same reply to every request."""
    return lambda world, host, path: world.script(host, path, reply)


def status(code: int, **fields: str) -> Script:
    """A status with further fields: `Retry_After="1"` is `Retry-After: 1`."""
    headers = tuple((name.replace("_", "-"), value) for name, value in fields.items())
    return always(Reply(status=code, body=b"no", headers=headers))


def robots(reply: Reply) -> Script:
    """A robots.txt, and a good page."""

    def script(world: World, host: str, path: str) -> None:
        world.script(host, "/robots.txt", reply)
        world.script(host, path, PAGE)

    return script


def redirect(location: str, code: int = 302) -> Script:
    """A redirect to the location."""
    return always(Reply(status=code, headers=(("Location", location),)))


def chain(*statuses: int, page: Reply = PAGE) -> Script:
    """Redirects of these statuses in turn, then the page."""

    def script(world: World, host: str, path: str) -> None:
        hops = [path, *(f"{path}-{number}" for number in range(1, len(statuses) + 1))]
        for here, there, status in zip(hops, hops[1:], statuses, strict=False):
            world.script(host, here, Reply(status=status, headers=(("Location", there),)))
        world.script(host, hops[-1], page)

    return script


def loop(world: World, host: str, path: str) -> None:
    """Two redirects that lead to each other."""
    for here, there in ((path, f"{path}-1"), (f"{path}-1", path)):
        world.script(host, here, Reply(status=301, headers=(("Location", there),)))


def fresh_etag(world: World, host: str, path: str) -> None:
    """A good page whose validator is never the same."""

    def answer(_: Seen) -> Reply:
        return Reply(body=BODY, etag=f'"{len(world.log)}"')

    world.script(host, path, answer)


def refuses(code: int) -> Script:
    """A good page, and the status for whoever compares."""

    def answer(seen: Seen) -> Reply:
        return Reply(status=code, body=b"no") if "if-none-match" in seen.headers else PAGE

    return lambda world, host, path: world.script(host, path, answer)


def bounce(world: World, host: str, path: str) -> None:
    """A good page for whoever has the cookie that the redirect to it sets."""
    fields = (("Set-Cookie", "seen=1; Path=/"), ("Location", path))

    def answer(seen: Seen) -> Reply:
        return (
            PAGE
            if "seen=1" in seen.headers.get("cookie", "")
            else Reply(status=302, headers=fields)
        )

    world.script(host, path, answer)


def bans(world: World, host: str, path: str) -> None:
    """One request, the robots.txt, is answered; then no more."""

    def answer(seen: Seen) -> Reply:
        asked = sum(1 for entry in world.log if entry.host == seen.host)
        return PAGE if asked <= 1 else Reply(status=403, body=b"banned")

    world.script(host, path, answer)


def bomb(world: World, host: str, path: str) -> None:
    """A small body that is huge when decompressed."""
    body = gzip.compress(bytes(50 * MOST_BYTES))
    world.script(host, path, Reply(body=body, headers=(("Content-Encoding", "gzip"),)))
