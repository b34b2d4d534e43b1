"""HTTP/1.1 whose ready answers are written as soon as the question is whole.

ASGI needs a task, a scope and four messages for each request; they take longer than most answers
from memory. Whatever is not ready, or comes in any but the plainest form, goes that way.
"""

import asyncio
from functools import partial
from typing import Any, Final

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE
from uvicorn.server import ServerState

from server.graphql.memory import Reply
from server.graphql.question import LONGEST, question_of
from server.graphql.ready import Ready
from server.http.protocol import HttpProtocol

_END: Final = b"/graphql"
_OTHERWISE: Final = -1
_FRAMING: Final = frozenset(
    (b"connection", b"content-length", b"transfer-encoding", b"upgrade", b"expect")
)
"""Headers that say how a request goes on."""


class DirectProtocol(HttpProtocol):
    """One connection; at most one request of what comes in at once is answered directly."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        ready: Ready | None = None,
    ) -> None:
        """Without `ready` nothing is answered directly."""
        super().__init__(config, server_state, app_state, _loop)
        self._ready = ready
        self._question: bytearray | None = None
        """What has come of the body of a question that may be answered directly."""
        self._fresh = False
        """Whether nothing was answered of what came in last."""
        self._asked = ("", "", b"")
        """Method, path and query component."""

    def data_received(self, data: bytes) -> None:
        """Read on."""
        self._fresh = True
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Begin to answer, unless the body comes first."""
        if self._is_plain():
            self._in_head = False
            self._question = bytearray()
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Keep it, or give it to whoever answers already."""
        if self._question is None:
            super().on_body(body)
        else:
            self._question += body
            self._outside = 0
            self._pieces += 1

    def on_message_complete(self) -> None:
        """Answer directly what is ready; the rest is begun now."""
        if self._question is not None:
            reply = self._reply(bytes(self._question))
            if reply is not None:
                self._question = None
                self._give(reply)
                return
            self._hand_over()
        super().on_message_complete()

    def _hand_over(self) -> None:
        """Begin to answer by way of ASGI, with what has come of the body."""
        question, self._question = self._question, None
        if question is not None:
            super().on_headers_complete()
            if question:
                super().on_body(bytes(question))

    def shutdown(self) -> None:
        """The server stops: a question that is on its way is answered still."""
        self._hand_over()
        super().shutdown()

    def give_up(self) -> None:
        """A question that was not sent to its end is refused as any other."""
        self._in_head = self._in_head or self._question is not None
        super().give_up()

    def _is_plain(self) -> bool:
        """Whether it may be answered directly, once it is whole; what is asked is then known."""
        path, _, query = self.url.partition(b"?")
        if not path.endswith(_END) or self._ready is None or not self._fresh:
            return False
        if self._hall.closing or self._is_answering() or self.transport.get_write_buffer_size():
            return False
        method = self.parser.get_method()
        if self.parser.get_http_version() != "1.1" or b"#" in query:
            return False
        self._asked = (method.decode("ascii"), path.decode("latin-1"), query)
        length = _length(self.headers)
        return 0 < length <= LONGEST if method == b"POST" else method == b"GET" and length == 0

    def _reply(self, body: bytes) -> Reply | None:
        asked = question_of(*self._asked, self.headers, body)
        if asked is None or self._ready is None:
            return None
        try:
            return self._ready.reply(asked)
        except Exception:  # noqa: BLE001 - the application meets it again, and says it with an id
            return None

    def _give(self, reply: Reply) -> None:
        """Write it all at once; the next request has been waited for since this one began."""
        begin = STATUS_LINE[reply.status]
        lines = self._hall.lines + reply.head.lines
        self.transport.write(b"%b%b\r\n%b" % (begin, lines, reply.body))
        self._hall.total_requests += 1
        self._fresh = False
        self._outside = 0


def _length(headers: list[tuple[bytes, bytes]]) -> int:
    """Bytes of the body that follows; -1 where more is wanted than an answer."""
    length = 0
    for name, value in headers:
        if name in _FRAMING:
            if name == b"content-length" and value.isdigit() and not length:
                length = int(value)
            elif name != b"connection" or value.lower() != b"keep-alive":
                return _OTHERWISE
    return length


def answering(ready: Ready | None) -> Any:
    """By what uvicorn makes connections, though its types allow for classes only."""
    return partial(DirectProtocol, ready=ready)
