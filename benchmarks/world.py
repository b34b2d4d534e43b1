"""The web, played on loopback: a real server with scripted answers and a log of what was asked.

    with World() as world:
        world.script("www.example.org", "/page", Reply(body=b"<p>Hello"))
        ...  # ask, with `connect_to=world.connect_to("www.example.org")`
        assert [seen.path for seen in world.log] == ["/robots.txt", "/page"]

One thread with one event loop serves everything, over HTTP/1.1 with keep-alive; with an `Authority`
also over TLS, on a second port.
"""

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import msgspec
import trustme

ADDRESS = "127.0.0.1"
Certificate = Literal["good", "expired", "wrong-host"]


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a host answers, with the oddities of its day."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    """Further fields; a Content-Length or Content-Type among them takes the place of ours."""
    media_type: str | None = "text/html; charset=utf-8"
    etag: str | None = None
    """A validator: sent, and answered with 304 where it is asked with."""
    last_modified: str | None = None
    raw: bytes | None = None
    """Sent in place of all this, as it is; the connection is closed then."""
    wait: float = 0
    """Seconds before the answer begins."""
    piece: int | None = None
    """The body comes in pieces of so many bytes, chunked, with a pause after each."""
    pause: float = 0
    endless: bool = False
    """The body begins anew for ever."""
    reset_after: int | None = None
    """The connection is reset after so many bytes of the body."""
    close_after: int | None = None
    """The connection is closed in good order after so many bytes of the body."""

    @property
    def is_odd(self) -> bool:
        """Whether the answer takes more than one write."""
        return (
            self.wait > 0
            or self.piece is not None
            or self.reset_after is not None
            or self.close_after is not None
        )


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A request that came, and when (monotonic clock of this machine)."""

    host: str
    """Lower case, without port."""
    method: str
    path: str
    """With the query."""
    headers: Mapping[str, str]
    """By name in lower case."""
    began: float
    ended: float | None = None
    """Just before the last bytes of the answer are sent; None while that has not come."""
    address: str = ADDRESS
    """Where the request came in."""
    connection: int = 0
    """Which connection it came over."""


Script = Reply | Sequence[Reply] | Callable[[Seen], Reply]


class Authority:
    """A certificate authority that only tests trust."""

    def __init__(self) -> None:
        self._authority = trustme.CA()
        self._contexts: dict[tuple[str, Certificate], ssl.SSLContext] = {}

    def file(self, folder: Path) -> str:
        """The certificate of the authority, as a file (PEM) in the folder."""
        path = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(path))
        return str(path)

    def context(self, name: str, kind: Certificate = "good") -> ssl.SSLContext:
        """TLS for a server of the name; of another name or of years ago if told so."""
        if (name, kind) not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._issued(name, kind).configure_cert(context)
            self._contexts[name, kind] = context
        return self._contexts[name, kind]

    def _issued(self, name: str, kind: Certificate) -> trustme.LeafCert:
        if kind == "wrong-host":
            return self._authority.issue_cert("someone-else.test")
        if kind == "expired":
            then = datetime(2020, 1, 1, tzinfo=UTC)
            return self._authority.issue_cert(
                name, not_before=then, not_after=then.replace(month=3)
            )
        return self._authority.issue_cert(name)


class World:
    """A server in a thread of its own; what no script tells is 404."""

    address = ADDRESS

    def __init__(self, authority: Authority | None = None) -> None:
        self.authority = authority
        self.port = 0
        self.tls_port = 0
        self._certificates: dict[str, Certificate] = {}
        self._scripts: dict[tuple[str, str], Script] = {}
        self._asked: dict[tuple[str, str], int] = {}
        self._log: list[Seen] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="world", daemon=True)
        self._servers: list[asyncio.Server] = []
        self._numbers = count()
        self.connections: set[_Connection] = set()

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Break off whatever still runs."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def script(self, host: str, path: str, script: Script) -> None:
        """Say what is answered there: one reply; several in turn, the last for ever; or ask."""
        self._scripts[host, path] = script

    def certificate(self, host: str, kind: Certificate) -> None:
        """Say what certificate the host shows."""
        self._certificates[host] = kind

    @property
    def log(self) -> tuple[Seen, ...]:
        """What was asked so far, in the order in which it began."""
        return tuple(self._log)

    def paths(self, host: str) -> list[str]:
        """The paths that a host was asked for."""
        return [seen.path for seen in self._log if seen.host == host]

    def connect_to(self, *hosts: str) -> dict[str, str]:
        """`host:port` → where this server plays it, for the ports of http and https."""
        places = {f"{host}:80": f"{ADDRESS}:{self.port}" for host in hosts}
        if self.authority is not None:
            places |= {f"{host}:443": f"{ADDRESS}:{self.tls_port}" for host in hosts}
        return places

    async def _open(self) -> None:
        self.port = await self._listen(None)
        if self.authority is not None:
            context = self.authority.context("default.test")
            context.sni_callback = self._show
            self.tls_port = await self._listen(context)

    async def _listen(self, context: ssl.SSLContext | None) -> int:
        server = await self._loop.create_server(
            lambda: _Connection(self, next(self._numbers)), ADDRESS, 0, ssl=context, backlog=1024
        )
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    def _show(self, channel: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name is not None and self.authority is not None:
            kind = self._certificates.get(name, "good")
            channel.context = self.authority.context(name, kind)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for connection in tuple(self.connections):
            connection.break_off()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for _ in range(3):  # a broken-off transport closes its socket in a later turn of the loop
            await asyncio.sleep(0)

    def began(self, seen: Seen) -> tuple[int, Reply]:
        """Note a request; its number in the log, and what to answer."""
        self._log.append(seen)
        return len(self._log) - 1, self._reply(seen)

    def ended(self, number: int) -> None:
        """Note that the answer is over."""
        if self._log[number].ended is None:
            self._log[number] = msgspec.structs.replace(self._log[number], ended=self._loop.time())

    def _reply(self, seen: Seen) -> Reply:
        key = (seen.host, seen.path)
        script = self._scripts.get(key, Reply(status=404, body=b"not here"))
        if isinstance(script, Reply):
            return script
        if callable(script):
            return script(seen)
        turn = self._asked[key] = self._asked.get(key, -1) + 1
        return script[min(turn, len(script) - 1)]


class _Connection(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self, world: World, number: int) -> None:
        self._world = world
        self._number = number
        self._received = b""
        self._task: asyncio.Task[None] | None = None
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._world.connections.add(self)

    def connection_lost(self, _: Exception | None) -> None:
        self._world.connections.discard(self)
        if self._task is not None:
            self._task.cancel()

    def break_off(self) -> None:
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._received += data
        while self._task is None and b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            seen = self._seen(head.decode("latin-1"))
            number, reply = self._world.began(seen)
            self._answer(number, reply, seen)

    def _seen(self, head: str) -> Seen:
        first, *lines = head.split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        host = headers.get("host", "")
        name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        return Seen(
            host=name.lower(),
            method=method,
            path=path,
            headers=headers,
            began=asyncio.get_running_loop().time(),
            address=self._transport.get_extra_info("sockname")[0],
            connection=self._number,
        )

    def _answer(self, number: int, reply: Reply, seen: Seen) -> None:
        if _is_known(reply, seen):
            reply = msgspec.structs.replace(reply, status=304, body=b"", media_type=None)
        if reply.is_odd or reply.endless:
            self._task = asyncio.get_running_loop().create_task(self._told(number, reply))
            self._task.add_done_callback(self._free)
            return
        self._world.ended(number)
        if reply.raw is not None:
            self._transport.write(reply.raw)
            self._transport.close()
            return
        self._transport.write(_head(reply) + reply.body)

    def _free(self, task: asyncio.Task[None]) -> None:
        self._task = None
        if not task.cancelled():
            task.result()

    async def _told(self, number: int, reply: Reply) -> None:
        await asyncio.sleep(reply.wait)
        end = reply.reset_after if reply.close_after is None else reply.close_after
        if end is not None:
            self._world.ended(number)
            self._transport.write(_head(reply) + reply.body[:end])
            self._stop(reset=reply.reset_after is not None)
        elif reply.piece is None and not reply.endless:
            self._world.ended(number)
            self._transport.write(reply.raw if reply.raw is not None else _head(reply) + reply.body)
            if reply.raw is not None:
                self._transport.close()
        else:
            await self._dripped(number, reply)

    async def _dripped(self, number: int, reply: Reply) -> None:
        self._transport.write(_head(reply))
        size = reply.piece or max(1, len(reply.body))
        pieces = [reply.body[at : at + size] for at in range(0, len(reply.body), size)]
        while not self._transport.is_closing():
            for piece in pieces:
                self._transport.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                await asyncio.sleep(reply.pause)
            if not reply.endless:
                self._world.ended(number)
                self._transport.write(b"0\r\n\r\n")
                return

    def _stop(self, *, reset: bool) -> None:
        if reset:
            channel = self._transport.get_extra_info("socket")
            channel.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._transport.abort()
        else:
            self._transport.close()


def _is_known(reply: Reply, seen: Seen) -> bool:
    """Whether the request's validators are those of the reply (RFC 9110, 13.2.2)."""
    if reply.status != HTTPStatus.OK:
        return False
    asked = seen.headers.get("if-none-match")
    if asked is not None:
        return asked == reply.etag
    since = seen.headers.get("if-modified-since")
    return since is not None and since == reply.last_modified


def _head(reply: Reply) -> bytes:
    given = {name.lower() for name, _ in reply.headers}
    ours = {
        "Content-Type": reply.media_type,
        "ETag": reply.etag,
        "Last-Modified": reply.last_modified,
    }
    if reply.piece is not None or reply.endless:
        ours["Transfer-Encoding"] = "chunked"
    elif reply.status not in (HTTPStatus.NOT_MODIFIED, HTTPStatus.NO_CONTENT):
        ours["Content-Length"] = str(len(reply.body))
    fields = (
        *reply.headers,
        *((name, value) for name, value in ours.items() if value and name.lower() not in given),
    )
    lines = [f"HTTP/1.1 {reply.status} So", *(f"{name}: {value}" for name, value in fields)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
