"""What came of a page, as bytes, for a run in which others ask for it."""

from collections.abc import Mapping
from typing import Self

import msgspec

from ingest.fetching.redirects import told_once
from ingest.fetching.results import Code, Failed, FetchResult, Moved, NotModified
from ingest.page import Capture


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One of the four results, and how many requests for the page it took."""

    requests: int
    capture: Capture | None = None
    not_modified: NotModified | None = None
    moved: Moved | None = None
    failed: Failed | None = None

    @classmethod
    def of(cls, result: FetchResult, requests: int) -> Self:
        """The answer that the result is."""
        match result:
            case Capture():
                return cls(requests=requests, capture=result)
            case NotModified():
                return cls(requests=requests, not_modified=result)
            case Moved():
                return cls(requests=requests, moved=result)
            case Failed():
                return cls(requests=requests, failed=result)

    @property
    def results(self) -> tuple[FetchResult, ...]:
        """The one result."""
        four = (self.capture, self.not_modified, self.moved, self.failed)
        return tuple(one for one in four if one is not None)


def gathered(
    answers: Mapping[str, bytes | None], validators_of: Mapping[str, str | None], at: str
) -> tuple[list[FetchResult], int]:
    """The results of all pages, and how many requests they took.

    A page without an answer is `not-answered`; see `told_once` for the addresses of validators.
    """
    results: list[FetchResult] = []
    requests = 0
    for url, content in sorted(answers.items()):
        if content is None:
            why = f"{url}: an answer expected by the end of the run, none found"
            results.append(Failed(url=url, code=Code.NOT_ANSWERED, message=why, at=at))
            continue
        answer = msgspec.msgpack.decode(content, type=Answer)
        results += answer.results
        requests += answer.requests
    return told_once(results, validators_of), requests
