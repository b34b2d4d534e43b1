"""WebSockets of clients that mean no good."""

import logging
import socket
from collections.abc import Callable
from typing import Any

import pytest

from server.http.websocket import FRAMES

Serve = Callable[..., Any]
UPGRADE = (
    b"GET /graphql?secret HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Protocol: graphql-transport-ws\r\n"
)
BINARY, TEXT, MORE = 2, 1, 0


def frame(kind: int, data: bytes, *, last: bool = True) -> bytes:
    """A frame of a client (RFC 6455, 5.2), masked by zeros."""
    return bytes([0x80 * last | kind, 0x80 | len(data)]) + bytes(4) + data


def hear(serving: Any, *, headers: bytes = b"", frames: bytes = b"") -> bytes:
    """All that is said to a client that sends this."""
    host, _, port = serving.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as client:
        client.sendall(UPGRADE + headers + b"\r\n")
        heard = client.recv(65_536)
        client.sendall(frames)
        while part := client.recv(65_536):
            heard += part
    return heard


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (frame(TEXT, b"\xff\xfe"), 1007),
        (frame(TEXT, b"\xc3", last=False) + frame(MORE, b"("), 1007),
        (frame(TEXT, b"", last=False) + frame(MORE, b"", last=False) * (FRAMES + 1), 1008),
        (frame(BINARY, b"{}"), 4400),
        (frame(MORE, b"{}"), 1002),
        (frame(3, b"{}"), 1002),
    ],
    ids=["text", "text in parts", "parts without end", "binary", "no beginning", "no kind"],
)
def test_wrong_frames_end_the_connection_and_leave_nothing_in_the_log(
    serve: Serve, caplog: pytest.LogCaptureFixture, frames: bytes, code: int
) -> None:
    caplog.set_level(logging.INFO)
    heard = hear(serve(), frames=frames)
    assert heard.startswith(b"HTTP/1.1 101 ")
    assert code.to_bytes(2, "big") in heard.partition(b"\r\n\r\n")[2]
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (b"".join(b"X-%d: 1\r\n" % n for n in range(200)), 431),
        (b"X-A: " + b"a" * 10_000 + b"\r\n", 431),
        (b"X-A: " + b"a" * 40_000 + b"\r\n", 431),
    ],
)
def test_a_handshake_beyond_bounds_is_refused(serve: Serve, headers: bytes, status: int) -> None:
    assert hear(serve(), headers=headers).startswith(b"HTTP/1.1 %d " % status)


def test_an_address_that_is_none_is_refused(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    serving = serve()
    host, _, port = serving.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as client:
        client.sendall(UPGRADE.replace(b"secret", b"\xc3\xa9") + b"\r\n")
        assert client.recv(65_536).startswith(b"HTTP/1.1 400 ")
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]
