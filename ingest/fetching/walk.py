"""The way from an address as asked to its answer, over redirects."""

from collections.abc import Mapping

import msgspec

from ingest.errors import IngestError, work_on
from ingest.fetching.admission import NOT_MODIFIED, REDIRECTS, Clock, wanted_page
from ingest.fetching.answers import Answer, Asked, Code, Failed, Moved, NotModified, Trouble
from ingest.fetching.client import Asking
from ingest.fetching.connections import Fields
from ingest.fetching.cookies import Cookies
from ingest.fetching.exchange import Reply, sendable
from ingest.fetching.robots import Robots
from ingest.fetching.targets import Reach, Target, redirected
from ingest.moment import stamp
from ingest.page import Capture

LONGEST_VALIDATOR = 1_000
"""Characters. Servers refuse fields of more than 8 KB, real validators have less than a hundred."""
NO_CACHE = (("Cache-Control", "no-cache"),)
REFUSALS = frozenset({400, 412, 413, 431, 494, 500})
"""Statuses by which hosts refuse a request for its conditions, though they would have the page; 494
is nginx's word for 431."""


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """An address with the place that it leads to at first."""

    asked: Asked
    target: Target

    def conditions(self, target: Target) -> Fields:
        """The conditions for a request; none for another address than the validators are of."""
        if target.text != (self.asked.validators_of or self.target.text):
            return ()
        fields = (
            ("If-None-Match", sendable(self.asked.etag, LONGEST_VALIDATOR)),
            ("If-Modified-Since", sendable(self.asked.last_modified, LONGEST_VALIDATOR)),
        )
        return tuple((name, value) for name, value in fields if value)


class Walk:
    """Walks the ways of a run, none twice.

    Every address belongs to the asked one whose way came by first: where another way leads to it,
    that other one has `Moved`. So nothing is requested twice, and no way waits for another one.
    """

    def __init__(
        self, reach: Reach, asking: Asking, robots: Robots, now: Clock, ways: list[Way]
    ) -> None:
        self._reach = reach
        self._rules = reach.rules
        self._asking = asking
        self._robots = robots
        self._now = now
        self._wanted = wanted_page(reach.rules, now)
        self._owners: dict[str, str] = {}
        for way in ways:
            self._owners.setdefault(way.target.text, way.asked.url)

    async def walk(self, way: Way) -> Answer:
        """The answer; whatever goes wrong on the way is one, too."""
        url = way.asked.url
        try:
            with work_on(url):
                return await self._followed(way)
        except IngestError as error:
            return Failed.by(error, url, stamp(self._now()))

    async def _followed(self, way: Way) -> Answer:
        target, url = way.target, way.asked.url
        cookies, passed = Cookies(), set[tuple[str, Fields]]()
        while self._owners.setdefault(target.text, url) == url:
            self._check_hop(way, target, passed, cookies.field(target))
            passed.add((target.text, cookies.field(target)))
            reply = await self._reply(way, target, cookies.field(target))
            if reply.status not in REDIRECTS:
                return self._answer(way.asked, target, reply)
            cookies.take(target, reply)
            target = redirected(target, reply.field("location"), self._reach)
        return Moved(url=url, to=self._owners[target.text], at=stamp(self._now()))

    def _check_hop(
        self, way: Way, target: Target, passed: set[tuple[str, Fields]], cookies: Fields
    ) -> None:
        url, most = way.asked.url, self._rules.most_redirects
        if (target.text, cookies) in passed:
            raise Trouble(Code.REDIRECT_LOOP, url, "redirects to a page", f"back to {target.text}")
        if target.is_front and not way.target.is_front:
            found = f"the front page {target.text}"
            raise Trouble(Code.REDIRECT_TO_FRONT_PAGE, url, "the page or a redirect to it", found)
        if len(passed) > most:
            raise Trouble(Code.TOO_MANY_REDIRECTS, url, f"at most {most} redirects", "more")

    async def _reply(self, way: Way, target: Target, cookies: Fields) -> Reply:
        """The page, a redirect, or a 304 that is about what is known of the page."""
        await self._robots.check(target)
        conditions = way.conditions(target)
        if conditions and (reply := await self._compared(target, conditions, cookies)):
            return reply
        for fields in ((), NO_CACHE):
            reply = await self._asking.ask(target, self._wanted, (*fields, *cookies))
            if reply.status != NOT_MODIFIED:
                return reply
        raise Trouble(
            Code.UNEXPECTED_304,
            target.text,
            "a page",
            "304 (not modified)",
            why=", though nothing was compared",
            status=NOT_MODIFIED,
        )

    async def _compared(self, target: Target, conditions: Fields, cookies: Fields) -> Reply | None:
        """The reply to the conditions; None where it is none: then the page is asked without."""
        try:
            reply = await self._asking.ask(target, self._wanted, (*conditions, *cookies))
        except Trouble as trouble:
            if trouble.code == Code.HTTP_STATUS and trouble.status in REFUSALS:
                return None
            raise
        if reply.status == NOT_MODIFIED and not _is_about(reply, conditions):
            return None
        return reply

    def _answer(self, asked: Asked, target: Target, reply: Reply) -> Answer:
        at = stamp(self._now())
        etag = sendable(reply.field("etag"), LONGEST_VALIDATOR)
        last_modified = sendable(reply.field("last-modified"), LONGEST_VALIDATOR)
        if reply.status == NOT_MODIFIED:
            return NotModified(
                url=asked.url,
                at=at,
                etag=etag or asked.etag,
                last_modified=last_modified or asked.last_modified,
            )
        if not reply.body:
            found = "not a single byte"
            raise Trouble(Code.EMPTY_BODY, target.text, "a page", found, status=reply.status)
        return Capture(
            url=asked.url,
            final_url=target.text if target.text != asked.url else None,
            status=reply.status,
            headers=reply.headers,
            media_type=reply.field("content-type") or "",
            body=reply.body,
            retrieved_at=at,
            etag=etag,
            last_modified=last_modified,
        )


def _is_about(reply: Reply, conditions: Fields) -> bool:
    """Whether a 304 is about the page that is known: it may name its tag, but no other one.

    Tags are compared weakly, as RFC 9110, 13.1.2, asks of If-None-Match.
    """
    asked, told = dict(conditions).get("If-None-Match"), reply.field("etag")
    return asked is None or told is None or told.removeprefix("W/") == asked.removeprefix("W/")


def settled(moved: Mapping[str, Moved]) -> list[Moved | Failed]:
    """Each move followed to its end: an address that has not moved, or a loop."""
    return [_settled(move, moved) for move in moved.values()]


def _settled(move: Moved, moved: Mapping[str, Moved]) -> Moved | Failed:
    to, passed = move.to, {move.url}
    while to in moved and to not in passed:
        passed.add(to)
        to = moved[to].to
    if to not in passed:
        return msgspec.structs.replace(move, to=to)
    loop = Trouble(Code.REDIRECT_LOOP, move.url, "redirects to a page", f"back to {to}")
    return Failed.by(loop, move.url, move.at)
