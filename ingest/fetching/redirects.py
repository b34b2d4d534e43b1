"""From a page that is asked for to what comes of it, over redirects."""

from collections.abc import Iterable, Mapping

import msgspec

from ingest.clock import timestamp
from ingest.errors import IngestError, work_on
from ingest.fetching.client import Client
from ingest.fetching.connections import Fields
from ingest.fetching.cookies import Cookies
from ingest.fetching.exchange import Response, valid_field_value
from ingest.fetching.results import (
    Code,
    Failed,
    FetchError,
    FetchResult,
    Moved,
    NotModified,
    PageRequest,
)
from ingest.fetching.robots import Robots
from ingest.fetching.statuses import NOT_MODIFIED, REDIRECTS, page_kind
from ingest.fetching.targets import Target, redirected
from ingest.page import Capture

LONGEST_VALIDATOR = 1_000
"""Characters. Servers refuse fields of more than 8 KB, real validators have less than a hundred."""
NO_CACHE = (("Cache-Control", "no-cache"),)
REFUSALS = frozenset({400, 412, 413, 431, 494, 500})
"""Statuses by which hosts refuse a request for its conditions, though they would have the page; 494
is nginx's word for 431."""


class AskedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is asked for, with the target that its address leads to at first."""

    asked: PageRequest
    target: Target

    def conditions(self, target: Target) -> Fields:
        """The conditions for a request; none for another address than the validators are of."""
        if target.text != (self.asked.validators_of or self.target.text):
            return ()
        fields = (
            ("If-None-Match", valid_field_value(self.asked.etag, LONGEST_VALIDATOR)),
            ("If-Modified-Since", valid_field_value(self.asked.last_modified, LONGEST_VALIDATOR)),
        )
        return tuple((name, value) for name, value in fields if value)


class RedirectFollower:
    """Fetches the pages of a run, wherever redirects lead, none twice.

    Every address belongs to the page whose redirects came by first: where those of another page
    lead to it, that other one is `Moved`. So nothing is requested twice, and no page waits for
    another one.
    """

    def __init__(self, client: Client, robots: Robots, targets: Mapping[str, Target]) -> None:
        """`targets`: those of all pages of the run, by their addresses."""
        self._client = client
        self._robots = robots
        self._kind = page_kind(client.scope.rules, client.now)
        self._owners: dict[str, str] = {}
        for url, target in targets.items():
            self._owners.setdefault(target.text, url)

    async def follow(self, page: AskedPage) -> FetchResult:
        """The answer; whatever goes wrong is one, too."""
        url = page.asked.url
        try:
            with work_on(url):
                return await self._followed(page)
        except IngestError as error:
            return Failed.by(error, url, timestamp(self._client.now()))

    async def _followed(self, page: AskedPage) -> FetchResult:
        target, url = page.target, page.asked.url
        cookies, passed = Cookies(), set[tuple[str, Fields]]()
        while self._owners.setdefault(target.text, url) == url:
            self._check_hop(page, target, passed, cookies.field(target))
            passed.add((target.text, cookies.field(target)))
            response = await self._response(page, target, cookies.field(target))
            if response.status not in REDIRECTS:
                return self._answer(page.asked, target, response)
            cookies.take(target, response)
            target = redirected(target, response.field("location"), self._client.scope)
        return Moved(url=url, to=self._owners[target.text], at=timestamp(self._client.now()))

    def _check_hop(
        self, page: AskedPage, target: Target, passed: set[tuple[str, Fields]], cookies: Fields
    ) -> None:
        url, most = page.asked.url, self._client.scope.rules.most_redirects
        if (target.text, cookies) in passed:
            raise FetchError(
                Code.REDIRECT_LOOP, url, "redirects to a page", f"back to {target.text}"
            )
        if target.is_front and not page.target.is_front:
            found = f"the front page {target.text}"
            raise FetchError(
                Code.REDIRECT_TO_FRONT_PAGE, url, "the page or a redirect to it", found
            )
        if len(passed) > most:
            raise FetchError(Code.TOO_MANY_REDIRECTS, url, f"at most {most} redirects", "more")

    async def _response(self, page: AskedPage, target: Target, cookies: Fields) -> Response:
        """The page, a redirect, or a 304 that is about what is known of the page."""
        await self._robots.check(target)
        conditions = page.conditions(target)
        if conditions and (response := await self._compared(target, conditions, cookies)):
            return response
        for fields in ((), NO_CACHE):
            response = await self._client.get(target, self._kind, (*fields, *cookies))
            if response.status != NOT_MODIFIED:
                return response
        raise FetchError(
            Code.UNEXPECTED_304,
            target.text,
            "a page",
            "304 (not modified)",
            why=", though nothing was compared",
            status=NOT_MODIFIED,
        )

    async def _compared(
        self, target: Target, conditions: Fields, cookies: Fields
    ) -> Response | None:
        """The response to the conditions; None where it is none: then the page is asked without."""
        try:
            response = await self._client.get(target, self._kind, (*conditions, *cookies))
        except FetchError as failure:
            if failure.code == Code.HTTP_STATUS and failure.status in REFUSALS:
                return None
            raise
        if response.status == NOT_MODIFIED and not _is_about(response, conditions):
            return None
        return response

    def _answer(self, asked: PageRequest, target: Target, response: Response) -> FetchResult:
        at = timestamp(self._client.now())
        etag = valid_field_value(response.field("etag"), LONGEST_VALIDATOR)
        last_modified = valid_field_value(response.field("last-modified"), LONGEST_VALIDATOR)
        if response.status == NOT_MODIFIED:
            return NotModified(
                url=asked.url,
                at=at,
                etag=etag or asked.etag,
                last_modified=last_modified or asked.last_modified,
            )
        if not response.body:
            found = "not a single byte"
            raise FetchError(Code.EMPTY_BODY, target.text, "a page", found, status=response.status)
        return Capture(
            url=asked.url,
            final_url=target.text if target.text != asked.url else None,
            status=response.status,
            headers=response.headers,
            media_type=response.field("content-type") or "",
            body=response.body,
            retrieved_at=at,
            etag=etag,
            last_modified=last_modified,
        )


def _is_about(response: Response, conditions: Fields) -> bool:
    """Whether a 304 is about the page that is known: it may name its tag, but no other one.

    Tags are compared weakly, as RFC 9110, 13.1.2, asks of If-None-Match.
    """
    asked, told = dict(conditions).get("If-None-Match"), response.field("etag")
    return asked is None or told is None or told.removeprefix("W/") == asked.removeprefix("W/")


def told_once(results: Iterable[FetchResult], asked: Mapping[str, str | None]) -> list[FetchResult]:
    """Answers of those who asked apart from each other, as one who asks alone would have them.

    Where two pages led to one address, the first one has its answer, and the other moved there.
    `asked`: the address that the validators of a page are of, where that is another one.
    """
    kept: list[FetchResult] = []
    moved: dict[str, Moved] = {}
    owners: dict[str, str] = {}
    for one in results:
        match one:
            case Moved():
                moved[one.url] = one
            case Capture(retrieved_at=at) | NotModified(at=at):
                end = one.final_url if isinstance(one, Capture) else asked.get(one.url)
                owner = owners.setdefault(end or one.url, one.url)
                if owner == one.url:
                    kept.append(one)
                else:
                    moved[one.url] = Moved(url=one.url, to=owner, at=at or "")
            case Failed():
                kept.append(one)
    return [*kept, *followed_moves(moved)]


def followed_moves(moved: Mapping[str, Moved]) -> list[Moved | Failed]:
    """Each move followed to its end: an address that has not moved, or a loop."""
    return [_followed_move(move, moved) for move in moved.values()]


def _followed_move(move: Moved, moved: Mapping[str, Moved]) -> Moved | Failed:
    to, passed = move.to, {move.url}
    while to in moved and to not in passed:
        passed.add(to)
        to = moved[to].to
    if to not in passed:
        return msgspec.structs.replace(move, to=to)
    loop = FetchError(Code.REDIRECT_LOOP, move.url, "redirects to a page", f"back to {to}")
    return Failed.by(loop, move.url, move.at)
