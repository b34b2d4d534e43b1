"""The way from an address as asked to its answer, over redirects."""

from collections.abc import Mapping

import msgspec

from ingest.errors import Unforeseen, work_on
from ingest.fetching.admission import NOT_MODIFIED, REDIRECTS, Clock, wanted_page
from ingest.fetching.answers import Answer, Asked, Code, Failed, Fetched, Moved, NotModified
from ingest.fetching.asking import Asking
from ingest.fetching.connections import Fields
from ingest.fetching.cookies import Cookies
from ingest.fetching.exchange import Reply
from ingest.fetching.robots import Robots
from ingest.fetching.sendable import LONGEST_VALIDATOR, sendable
from ingest.fetching.targets import Reach, Target, redirected
from ingest.fetching.times import stamp
from ingest.fetching.trouble import Trouble

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
                return await self._answered(way)
        except Unforeseen as error:
            return failed(url, Trouble(Code.UNFORESEEN, str(error)), self._now)

    async def _answered(self, way: Way) -> Answer:
        try:
            return await self._followed(way)
        except Trouble as trouble:
            return failed(way.asked.url, trouble, self._now)

    async def _followed(self, way: Way) -> Answer:
        target, url = way.target, way.asked.url
        if self._owners[target.text] != url:
            return self._moved(url, target)
        cookies, passed = Cookies(), set[tuple[str, Fields]]()
        while True:
            passed.add((target.text, cookies.field(target)))
            reply = await self._reply(way, target, cookies.field(target))
            if reply.status not in REDIRECTS:
                return self._answer(way.asked, target, reply)
            cookies.take(target, reply)
            target = redirected(target, reply.field("location"), self._reach)
            self._check_hop(way, target, passed, cookies.field(target))
            if self._owners.setdefault(target.text, url) != url:
                return self._moved(url, target)

    def _check_hop(
        self, way: Way, target: Target, passed: set[tuple[str, Fields]], cookies: Fields
    ) -> None:
        url = way.asked.url
        if (target.text, cookies) in passed:
            raise Trouble(
                Code.REDIRECT_LOOP,
                f"{url}: redirects to a page expected, back to {target.text} found",
            )
        if target.is_front and not way.target.is_front:
            raise Trouble(
                Code.REDIRECT_TO_FRONT_PAGE,
                f"{url}: the page or a redirect to it expected, the front page {target.text} found",
            )
        if len(passed) > self._rules.most_redirects:
            raise Trouble(
                Code.TOO_MANY_REDIRECTS,
                f"{url}: at most {self._rules.most_redirects} redirects expected, more found",
            )

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
            f"{target.text}: a page expected, 304 (not modified) found,"
            " though nothing was compared",
            status=NOT_MODIFIED,
        )

    async def _compared(self, target: Target, conditions: Fields, cookies: Fields) -> Reply | None:
        """The reply to the conditions; None where it is none: then the page is asked without."""
        try:
            reply = await self._asking.ask(target, self._wanted, (*conditions, *cookies))
        except Trouble as trouble:
            if trouble.code is Code.HTTP_STATUS and trouble.status in REFUSALS:
                return None
            raise
        if reply.status == NOT_MODIFIED and not _is_about(reply, conditions):
            return None
        return reply

    def _answer(self, asked: Asked, target: Target, reply: Reply) -> Answer:
        at, etag, last_modified = (
            stamp(self._now()),
            sendable(reply.field("etag"), LONGEST_VALIDATOR),
            sendable(reply.field("last-modified"), LONGEST_VALIDATOR),
        )
        if reply.status == NOT_MODIFIED:
            return NotModified(
                url=asked.url,
                at=at,
                etag=etag or asked.etag,
                last_modified=last_modified or asked.last_modified,
            )
        if not reply.body:
            raise Trouble(
                Code.EMPTY_BODY,
                f"{target.text}: a page expected, not a single byte found",
                status=reply.status,
            )
        return Fetched(
            url=asked.url,
            final_url=target.text,
            status=reply.status,
            headers=reply.headers,
            media_type=reply.field("content-type") or "",
            body=reply.body,
            retrieved_at=at,
            etag=etag,
            last_modified=last_modified,
        )

    def _moved(self, url: str, target: Target) -> Moved:
        return Moved(url=url, to=self._owners[target.text], at=stamp(self._now()))


def _is_about(reply: Reply, conditions: Fields) -> bool:
    """Whether a 304 is about the page that is known: it may name its tag, but no other one.

    Tags are compared weakly, as RFC 9110, 13.1.2, asks of If-None-Match.
    """
    asked, told = dict(conditions).get("If-None-Match"), reply.field("etag")
    return asked is None or told is None or told.removeprefix("W/") == asked.removeprefix("W/")


def failed(url: str, trouble: Trouble, now: Clock) -> Failed:
    """The answer that a trouble is."""
    return Failed(
        url=url,
        code=trouble.code,
        message=trouble.message,
        at=stamp(now()),
        status=trouble.status,
    )


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
    return Failed(
        url=move.url,
        code=Code.REDIRECT_LOOP,
        message=f"{move.url}: redirects to a page expected, back to {to} found",
        at=move.at,
        status=None,
    )
