"""The messages of graphql-transport-ws.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from typing import Annotated, Any, Final

import msgspec

from server.graphql.request import MAX_BODY, Params, unreadable
from server.live.answers import Answer
from server.live.errors import Hangup

PROTOCOL: Final = "graphql-transport-ws"
_Id = Annotated[str, msgspec.Meta(min_length=1)]


class _Message(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """What both sides write as a JSON object; `type` says which."""


class ConnectionInit(_Message, frozen=True, tag="connection_init"):
    """Asks for a connection; the payload is free, and ours to ignore: the data is public."""

    payload: dict[str, Any] | None = None


class Ping(_Message, frozen=True, tag="ping"):
    """Asks for a sign of life."""

    payload: dict[str, Any] | None = None


class Pong(_Message, frozen=True, tag="pong"):
    """A sign of life, asked for or not."""

    payload: dict[str, Any] | None = None


class Subscribe(_Message, frozen=True, tag="subscribe"):
    """Asks for an operation of any kind; what answers it bears the same id."""

    id: _Id
    payload: Params


class Complete(_Message, frozen=True, tag="complete"):
    """Nothing more is asked for by this id."""

    id: _Id


Message = ConnectionInit | Ping | Pong | Subscribe | Complete
_DECODER: Final[msgspec.json.Decoder[Message]] = msgspec.json.Decoder(Message)


def read_message(frame: dict[str, Any]) -> Message:
    """The message in a frame that ASGI received. Raises Hangup where it is none."""
    text = frame.get("text")
    if text is None:
        raise Hangup(4400, "invalid message: text expected, binary found")
    if len(text.encode(errors="replace")) > MAX_BODY:
        raise Hangup(1009, f"a message of at most {MAX_BODY:,} bytes expected, more found")
    try:
        message = _DECODER.decode(text)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError) as error:
        raise Hangup(4400, f"invalid message: {unreadable(error)}") from error
    if isinstance(message, Subscribe) and _asks_nothing(message.payload):
        raise Hangup(4400, "invalid message: `query` expected in the payload, none found")
    return message


def _asks_nothing(params: Params) -> bool:
    return not (params.query is not None or params.documentId or params.extensions)


def shown(id: str, answer: Answer) -> dict[str, Any]:
    """An answer as a message: what is refused was not executed, and is an error."""
    if answer.refused:
        return {"id": id, "type": "error", "payload": answer.body["errors"]}
    return {"id": id, "type": "next", "payload": answer.body}
