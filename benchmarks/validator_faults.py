"""What hosts do wrong with validators and cookies; a part of `benchmarks.faults.FAULTS`."""

from benchmarks.fault import ETAG, LAST_MODIFIED, Fault
from benchmarks.misbehaviour import BODY, PAGE, always, bounce, chain, fresh_etag, refuses
from benchmarks.world import Reply
from ingest.fetching.results import Code

VALIDATOR_FAULTS: tuple[Fault, ...] = (
    Fault(
        name="not-modified",
        words="304 to known validators",
        script=always(Reply(body=BODY, etag=ETAG, last_modified=LAST_MODIFIED)),
        known=True,
        unchanged=True,
        remark="the known capture counts as fresh",
    ),
    Fault(
        name="unexpected-304",
        words="304 though nothing is known: no capture yet, or it was lost",
        script=always(Reply(status=304)),
        code=Code.UNEXPECTED_304,
        visits=2,
        remark="asked once more, for a copy past all caches",
    ),
    Fault(
        name="fresh-etag",
        words="an ETag that changes with every request",
        script=fresh_etag,
        known=True,
        remark="whether the page changed is seen by its content",
    ),
    Fault(
        name="moved-since",
        words="a redirect to another page, which knows the validators of the first one",
        script=chain(301, page=Reply(body=BODY, etag=ETAG, last_modified=LAST_MODIFIED)),
        known=True,
        remark="validators are sent to the address that they came from, and to no other",
    ),
    Fault(
        name="304-of-another",
        words="304 that names another version than the known one",
        script=lambda world, host, path: world.script(
            host, path, [Reply(status=304, headers=(("ETag", '"other"'),)), PAGE]
        ),
        known=True,
        visits=2,
        remark="asked once more, without validators",
    ),
    Fault(
        name="refused-validators",
        words="status 431 to whoever sends validators",
        script=refuses(431),
        known=True,
        visits=2,
        remark="asked once more, without validators; so with 400, 412, 413, 494, 500",
    ),
    Fault(
        name="odd-validators",
        words="an ETag that no header can hold, or of thousands of letters",
        script=always(
            Reply(body=BODY, etag='"é"', last_modified="a" * 9_000),
        ),
        remark="not kept: the page is fetched whole each time",
    ),
    Fault(
        name="cookie-bounce",
        words="a redirect to the same address that sets a cookie",
        script=bounce,
        visits=2,
        remark="cookies live for one walk over redirects and go to the hosts that they belong to",
    ),
)
