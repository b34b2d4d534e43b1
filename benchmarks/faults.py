"""What hosts do wrong, each with a script for the played web and with what must come of it.

`FAULTS` is the list; `benchmarks.stage.staged` sets one of them up. docs/faults.md is
`benchmarks.fault.table` of them.
"""

from datetime import timedelta

from benchmarks.encoding_faults import ENCODING_FAULTS
from benchmarks.fault import Fault
from benchmarks.message_faults import MESSAGE_FAULTS
from benchmarks.misbehaviour import (
    BODY,
    MOST_BYTES,
    PAGE,
    always,
    bans,
    chain,
    loop,
    redirect,
    status,
)
from benchmarks.robots_faults import ROBOTS_FAULTS
from benchmarks.validator_faults import VALIDATOR_FAULTS
from benchmarks.world import ADDRESS, Reply
from ingest.fetching.results import Code

PRIVATE = "10.1.2.3"

FAULTS: tuple[Fault, ...] = (
    Fault(
        name="connection-refused",
        words="nobody listens",
        script=always(PAGE),
        refused=True,
        code=Code.UNREACHABLE,
        again=True,
    ),
    Fault(
        name="unknown-name",
        words="the name has no address",
        script=always(PAGE),
        resolved=((),),
        code=Code.UNKNOWN_NAME,
    ),
    Fault(
        name="private-name",
        words="the name leads into a private network",
        script=always(PAGE),
        resolved=((ADDRESS, PRIVATE),),
        code=Code.PRIVATE_ADDRESS,
    ),
    Fault(
        name="dns-rebinding",
        words="the name leads into a private network at the second look-up",
        script=always(PAGE),
        resolved=((ADDRESS,), (PRIVATE,)),
        remark="the checked address is connected to, there is no second look-up",
    ),
    Fault(
        name="no-answer",
        words="the connection stands, no answer comes",
        script=always(Reply(body=BODY, wait=60)),
        code=Code.TIMEOUT,
        again=True,
    ),
    Fault(
        name="slow-drip",
        words="bytes come one by one",
        script=always(Reply(body=b"a", piece=1, pause=0.05, endless=True)),
        code=Code.TIMEOUT,
        again=True,
        remark="the time of the whole request is bounded",
    ),
    Fault(
        name="endless-body",
        words="the body never ends",
        script=always(Reply(body=b"a" * 50_000, endless=True)),
        code=Code.BODY_TOO_LARGE,
    ),
    Fault(
        name="announced-too-large",
        words="a Content-Length over the limit",
        script=always(Reply(body=b"a" * (MOST_BYTES + 1))),
        code=Code.BODY_TOO_LARGE,
        remark="refused before the body",
    ),
    *MESSAGE_FAULTS,
    *ENCODING_FAULTS,
    Fault(
        name="wrong-charset",
        words="UTF-8 that is said to be ISO 8859-1",
        script=always(Reply(body=BODY, media_type="text/html; charset=iso-8859-1")),
        remark="the bytes are kept as they came; the reader knows better",
    ),
    Fault(
        name="bom",
        words="a byte order mark before the page",
        script=always(Reply(body=b"\xef\xbb\xbf" + BODY)),
        remark="the bytes are kept as they came; the reader knows better",
    ),
    Fault(
        name="redirects",
        words="redirects 301, 302, 303, 307, 308 to the page",
        script=chain(301, 302, 303, 307, 308),
        remark="followed by hand, each hop by the rules of its host",
    ),
    Fault(
        name="redirect-loop", words="redirects that lead back", script=loop, code=Code.REDIRECT_LOOP
    ),
    Fault(
        name="long-chain",
        words="more redirects than allowed",
        script=chain(*[301] * 6),
        code=Code.TOO_MANY_REDIRECTS,
    ),
    Fault(
        name="redirect-elsewhere",
        words="a redirect to a host that is not in the catalogue",
        script=redirect("http://elsewhere.test/page"),
        code=Code.REDIRECT_ELSEWHERE,
    ),
    Fault(
        name="redirect-to-port",
        words="a redirect to another port of the host",
        script=lambda world, host, path: redirect(f"http://{host}:6379/")(world, host, path),
        code=Code.REDIRECT_ELSEWHERE,
        remark="only the ports of http and https are asked, and those that the catalogue names",
    ),
    Fault(
        name="redirect-to-file",
        words="a redirect to `file:`",
        script=redirect("file:///etc/passwd"),
        code=Code.REDIRECT_ELSEWHERE,
    ),
    Fault(
        name="redirect-to-private",
        words="a redirect to a private address",
        script=redirect("http://169.254.169.254/latest/meta-data/"),
        code=Code.PRIVATE_ADDRESS,
    ),
    Fault(
        name="redirect-to-front-page",
        words="a redirect to the front page, as for pages that are gone",
        script=redirect("/"),
        code=Code.REDIRECT_TO_FRONT_PAGE,
    ),
    Fault(
        name="redirect-without-location",
        words="a redirect to nowhere",
        script=status(302),
        code=Code.BAD_RESPONSE,
    ),
    Fault(
        name="insecure-redirect",
        words="a redirect from https to http",
        script=lambda world, host, path: redirect(f"http://{host}{path}-1")(world, host, path),
        https=True,
        code=Code.INSECURE_REDIRECT,
    ),
    *VALIDATOR_FAULTS,
    Fault(name="401", words="status 401", script=status(401), code=Code.HTTP_STATUS),
    Fault(name="403", words="status 403", script=status(403), code=Code.HTTP_STATUS),
    Fault(name="404", words="status 404", script=status(404), code=Code.HTTP_STATUS),
    Fault(name="410", words="status 410", script=status(410), code=Code.HTTP_STATUS),
    Fault(
        name="429",
        words="status 429, without a time to wait",
        script=status(429),
        code=Code.RATE_LIMITED,
        again=True,
    ),
    Fault(
        name="429-retry-soon",
        words="status 429, Retry-After of a moment",
        script=status(429, Retry_After="0"),
        code=Code.RATE_LIMITED,
        again=True,
        remark="all pages of the host wait as long as it says",
    ),
    Fault(
        name="429-retry-tomorrow",
        words="status 429, Retry-After of a day",
        script=status(429, Retry_After="86400"),
        code=Code.RATE_LIMITED,
        remark="the host's other pages fail at once with `host-left-alone`, which says until when",
    ),
    *(
        Fault(
            name=str(number),
            words=f"status {number}",
            script=status(number),
            code=Code.HTTP_STATUS,
            again=True,
        )
        for number in (500, 502, 503, 504)
    ),
    Fault(
        name="partial",
        words="status 206, which nobody asked for",
        script=status(206),
        code=Code.HTTP_STATUS,
    ),
    Fault(
        name="challenge",
        words="a challenge for browsers, named in the header",
        script=status(403, cf_mitigated="challenge"),
        code=Code.CHALLENGE,
    ),
    Fault(
        name="error-page",
        words="status 200 with an error page",
        script=always(Reply(body=b"<html><h1>Page not found</h1><p>Sorry.</p></html>")),
        later="not-the-page",
    ),
    Fault(
        name="challenge-page",
        words="status 200 with a challenge page",
        script=always(
            Reply(body=b"<html><title>Just a moment...</title><p>Enable JavaScript</p></html>")
        ),
        later="not-the-page",
    ),
    Fault(
        name="empty-body",
        words="status 200 without a body",
        script=always(Reply()),
        code=Code.EMPTY_BODY,
    ),
    Fault(
        name="pdf",
        words="a PDF in place of the page",
        script=always(Reply(body=b"%PDF-1.7", media_type="application/pdf")),
        code=Code.WRONG_TYPE,
    ),
    *ROBOTS_FAULTS,
    Fault(
        name="expired-certificate",
        words="the certificate is expired",
        script=always(PAGE),
        certificate="expired",
        code=Code.TLS,
    ),
    Fault(
        name="wrong-host-certificate",
        words="the certificate is for another name",
        script=always(PAGE),
        certificate="wrong-host",
        code=Code.TLS,
    ),
    Fault(
        name="ban",
        words="after some requests, nothing but 403",
        script=bans,
        code=Code.HTTP_STATUS,
        remark="after five pages in a row the rest fail at once with `host-left-alone`",
    ),
    Fault(
        name="clock-behind",
        words="our clock is ten years behind",
        script=always(PAGE),
        clock=timedelta(days=-3650),
        remark="the pace goes by the monotonic clock; a robots.txt from the future is asked anew",
    ),
    Fault(
        name="clock-ahead",
        words="our clock is ten years ahead",
        script=always(PAGE),
        clock=timedelta(days=3650),
        remark="the pace goes by the monotonic clock",
    ),
)
