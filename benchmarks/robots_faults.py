"""What hosts do wrong with their robots.txt; a part of `benchmarks.faults.FAULTS`."""

from benchmarks.fault import Fault
from benchmarks.misbehaviour import robots
from benchmarks.world import Reply
from ingest.fetching.results import Code

ROBOTS_FAULTS: tuple[Fault, ...] = (
    Fault(
        name="robots-disallowed",
        words="robots.txt disallows the page",
        script=robots(Reply(body=b"User-agent: iscm\nDisallow: /\n", media_type="text/plain")),
        code=Code.ROBOTS_DISALLOWED,
    ),
    Fault(
        name="robots-404",
        words="robots.txt answers 404",
        script=robots(Reply(status=404)),
        remark="all is allowed (RFC 9309, 2.3.1.3)",
    ),
    Fault(
        name="robots-429",
        words="robots.txt answers 429",
        script=robots(Reply(status=429)),
        code=Code.ROBOTS_UNREACHABLE,
        remark="robots.txt is asked again, the page not at all",
    ),
    Fault(
        name="robots-500",
        words="robots.txt answers 500",
        script=robots(Reply(status=500)),
        code=Code.ROBOTS_UNREACHABLE,
        remark="robots.txt is asked again, the page not at all",
    ),
    Fault(
        name="robots-timeout",
        words="robots.txt does not come",
        script=robots(Reply(wait=60)),
        code=Code.ROBOTS_UNREACHABLE,
        remark="robots.txt is asked again, the page not at all",
    ),
    Fault(
        name="robots-html",
        words="robots.txt is a web page",
        script=robots(Reply(body=b"<html>\nUser-agent: *\nDisallow: /\n</html>")),
        remark="that is no rules",
    ),
    Fault(
        name="robots-huge",
        words="robots.txt is huge",
        script=robots(
            Reply(
                body=b"User-agent: *\nAllow: /\n" + b"#" * 600_000 + b"\nDisallow: /\n",
                media_type="text/plain",
            )
        ),
        remark="the first 500 KiB are read",
    ),
    Fault(
        name="robots-bom",
        words="robots.txt begins with a byte order mark",
        script=robots(
            Reply(body=b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", media_type="text/plain")
        ),
        code=Code.ROBOTS_DISALLOWED,
        remark="the mark is left out, the rules hold",
    ),
    Fault(
        name="crawl-delay",
        words="robots.txt wants a day between requests",
        script=robots(Reply(body=b"User-agent: *\nCrawl-delay: 86400\n", media_type="text/plain")),
        code=Code.HOST_LEFT_ALONE,
        remark="pauses up to `longest_wait` are made; for a longer one the host is left alone",
    ),
    Fault(
        name="request-rate",
        words="robots.txt wants one request a day",
        script=robots(Reply(body=b"User-agent: *\nRequest-rate: 1/1d\n", media_type="text/plain")),
        code=Code.HOST_LEFT_ALONE,
        remark="as with a Crawl-delay",
    ),
    Fault(
        name="robots-bomb",
        words="robots.txt has hundreds of rules for hundreds of names at once",
        script=robots(
            Reply(
                body=b"".join(b"User-agent: %d\n" % number for number in range(500))
                + b"".join(b"Disallow: /%d\n" % number for number in range(500)),
                media_type="text/plain",
            )
        ),
        remark="read once, and not once for each name",
    ),
    Fault(
        name="robots-version",
        words="robots.txt names us with our version",
        script=robots(Reply(body=b"User-agent: ISCM/0.1.0\nDisallow: /\n")),
        code=Code.ROBOTS_DISALLOWED,
        remark="of a User-agent line its leading name counts, in any case",
    ),
    Fault(
        name="robots-alike",
        words="robots.txt allows another robot, whose name ours begins with, what it allows no one",
        script=robots(Reply(body=b"User-agent: is\nAllow: /\n\nUser-agent: *\nDisallow: /\n")),
        code=Code.ROBOTS_DISALLOWED,
        remark="names are equal or not ours (RFC 9309, 2.2.1)",
    ),
    Fault(
        name="robots-dirty",
        words="robots.txt with NULs, blanks, and line ends of old Macs",
        script=robots(Reply(body=b"\0 USER-AGENT :\t*\0\r\r disallow:/\0\r")),
        code=Code.ROBOTS_DISALLOWED,
        remark="read as it was meant",
    ),
)
