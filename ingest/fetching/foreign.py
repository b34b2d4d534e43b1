"""What errors of httpcore, h11, h2, TLS and zlib mean as codes of ours."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import h2.events
import httpcore
from h2.exceptions import H2Error, InvalidBodyLengthError

from ingest.fetching.answers import Code, Trouble
from ingest.fetching.connections import is_tls
from ingest.fetching.encodings import WrongEncoding

FOREIGN: Final = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    H2Error,
    ssl.SSLError,
    OSError,
)


@contextmanager
def foreign_errors(url: str, seconds: float) -> Iterator[None]:
    """Raise `Trouble` for whatever a host does to a connection, or where it takes too long."""
    try:
        yield
    except WrongEncoding as error:
        raise Trouble(Code.BAD_ENCODING, url, error.expected, error.found) from error
    except TimeoutError as error:
        found = f"more than {seconds:g} seconds of waiting"
        raise Trouble(Code.TIMEOUT, url, "an answer", found) from error
    except FOREIGN as error:
        raise Trouble(_code(error), url, "an answer", _found(error)) from error


def _code(error: Exception) -> Code:
    match error:
        case httpcore.TimeoutException():
            return Code.TIMEOUT
        case _ if is_tls(error):
            return Code.TLS
        case httpcore.ConnectError():
            return Code.UNREACHABLE
        case httpcore.ProtocolError() | H2Error():
            return _broken_off(error)
    return Code.RESET


def _broken_off(error: Exception) -> Code:
    """In which way the answer is none; h11 and h2 tell some ways apart by nothing but words."""
    match _reason(error):
        case h2.events.StreamReset() | h2.events.ConnectionTerminated():
            return Code.RESET
        case InvalidBodyLengthError() as wrong if wrong.actual_length < wrong.expected_length:
            return Code.TRUNCATED
    words = str(error)
    if words.startswith("peer closed connection"):
        return Code.TRUNCATED
    if words.startswith(("Server disconnected", "peer unexpectedly closed connection")):
        return Code.RESET
    if words.endswith("in state ConnectionState.CLOSED"):  # h2 reads nothing behind a GOAWAY
        return Code.RESET
    return Code.BAD_RESPONSE


def _reason(error: Exception) -> object:
    """What h2 said, where httpcore wraps it."""
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, h2.events.Event | H2Error) else error


def _found(error: Exception) -> str:
    match _reason(error):
        case h2.events.StreamReset(error_code=code):
            return f"a stream reset with {getattr(code, 'name', code)}"
        case h2.events.ConnectionTerminated(error_code=code):
            return f"GOAWAY with {getattr(code, 'name', code)}"
    return str(error) or type(error).__name__
