"""What hosts do wrong with the messages of HTTP/1.1; a part of `benchmarks.faults.FAULTS`."""

from benchmarks.fault import Fault
from benchmarks.misbehaviour import BODY, always
from benchmarks.world import Reply
from ingest.fetching.results import Code

OK = b"HTTP/1.1 200 OK\r\n"

MESSAGE_FAULTS: tuple[Fault, ...] = (
    Fault(
        name="reset-mid-body",
        words="the connection is reset within the body",
        script=always(Reply(body=BODY, reset_after=10)),
        code=Code.RESET,
        again=True,
    ),
    Fault(
        name="closed-without-answer",
        words="the connection is closed before an answer",
        script=always(Reply(raw=b"")),
        code=Code.RESET,
        again=True,
    ),
    Fault(
        name="truncated",
        words="less comes than the Content-Length says",
        script=always(Reply(body=BODY, close_after=10)),
        code=Code.TRUNCATED,
        again=True,
    ),
    Fault(
        name="chunked-garbage",
        words="chunks that are none",
        script=always(Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno")),
        code=Code.BAD_RESPONSE,
    ),
    Fault(
        name="not-http",
        words="what comes is not HTTP",
        script=always(Reply(raw=b"220 mail.example.org ESMTP\r\n\r\n")),
        code=Code.BAD_RESPONSE,
    ),
    Fault(
        name="half-head",
        words="the connection is closed within the header",
        script=always(Reply(raw=OK + b"Content-Type: text/ht")),
        code=Code.RESET,
        again=True,
    ),
    Fault(
        name="odd-lines",
        words="header lines with a blank in the name or before the colon, with none, or with NUL",
        script=always(
            Reply(
                raw=OK + b"Content-Type : text/html\r\nX Powered By: php\r\nphp 5\r\n  php\r\n"
                b"A: 1\0\r\nTransfer-Encoding: identity\r\n\r\n" + BODY
            )
        ),
        remark="mended where the line is clear, as browsers do; else the line is dropped",
    ),
    Fault(
        name="endless-head",
        words="header lines without end",
        script=always(Reply(raw=OK + b"A: 1\r\n" * 30_000)),
        code=Code.BAD_RESPONSE,
        remark="refused while it comes in, after 100 KiB",
    ),
    Fault(
        name="two-lengths",
        words="two different Content-Lengths",
        script=always(Reply(raw=OK + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + BODY)),
        code=Code.BAD_RESPONSE,
        remark="how long a body is is never guessed",
    ),
    Fault(
        name="more-than-announced",
        words="more comes than the Content-Length says",
        script=always(Reply(body=BODY + b"more", headers=(("Content-Length", str(len(BODY))),))),
        remark="what is behind the body is no part of it, and the connection is not used again",
    ),
)
