"""What hosts do wrong with Content-Encoding; a part of `benchmarks.faults.FAULTS`."""

import gzip

from benchmarks.fault import Fault
from benchmarks.misbehaviour import BODY, always, bomb
from benchmarks.world import Reply
from ingest.fetching.results import Code

ENCODING_FAULTS: tuple[Fault, ...] = (
    Fault(
        name="gzip-bomb",
        words="a small body that is huge when decompressed",
        script=bomb,
        code=Code.BODY_TOO_LARGE,
        remark="decompressed piece by piece, within the limit",
    ),
    Fault(
        name="endless-tail",
        words="a finished gzip with no end of bytes behind it",
        script=always(
            Reply(
                body=gzip.compress(BODY) + bytes(50_000),
                headers=(("Content-Encoding", "gzip"),),
                endless=True,
            )
        ),
        code=Code.BODY_TOO_LARGE,
        remark="what is behind the end is passed over, but counted",
    ),
    Fault(
        name="wrong-encoding",
        words="Content-Encoding: gzip, and it is not",
        script=always(Reply(body=BODY, headers=(("Content-Encoding", "gzip"),))),
        code=Code.BAD_ENCODING,
    ),
    Fault(
        name="truncated-gzip",
        words="gzip that breaks off",
        script=always(
            Reply(body=gzip.compress(BODY)[:-12], headers=(("Content-Encoding", "gzip"),))
        ),
        code=Code.BAD_ENCODING,
    ),
    Fault(
        name="unknown-encoding",
        words="Content-Encoding: UTF-8, and other codings that are none",
        script=always(Reply(body=BODY, headers=(("Content-Encoding", "UTF-8, none"),))),
        remark="passed over, as browsers do",
    ),
    Fault(
        name="unasked-encoding",
        words="Content-Encoding: br, which nobody asked for",
        script=always(Reply(body=BODY, headers=(("Content-Encoding", "br"),))),
        code=Code.BAD_ENCODING,
    ),
    Fault(
        name="double-gzip",
        words="gzip within gzip",
        script=always(
            Reply(
                body=gzip.compress(gzip.compress(BODY)),
                headers=(("Content-Encoding", "gzip"), ("Content-Encoding", "gzip")),
            )
        ),
        remark="undone as often as it was done, up to five times",
    ),
    Fault(
        name="gzip-named-twice",
        words="gzip that is named twice and done once",
        script=always(
            Reply(
                body=gzip.compress(BODY),
                headers=(("Content-Encoding", "gzip"), ("Content-Encoding", "gzip")),
            )
        ),
        remark="undone as often as it was done",
    ),
)
