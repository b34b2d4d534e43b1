"""What goes wrong with one request; it never leaves the fetcher, which makes a `Failed` of it.

Trouble   one class for all codes: they differ in whether asking again helps, and in who is to blame
"""

from ingest.fetching.answers import Code

PASSING = frozenset({Code.UNREACHABLE, Code.TIMEOUT, Code.RESET, Code.TRUNCATED, Code.RATE_LIMITED})
PASSING_STATUS = frozenset({500, 502, 503, 504})
OF_THE_HOST = frozenset(
    {Code.UNREACHABLE, Code.TIMEOUT, Code.RESET, Code.RATE_LIMITED, Code.CHALLENGE}
)
OF_THE_HOST_STATUS = frozenset({403, 503})


class Trouble(Exception):
    """Why a request came to nothing: `url: … expected, … found`."""

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        status: int | None = None,
        wait: float | None = None,
        passing: bool | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.wait = wait
        """Seconds that the host asked us to wait (Retry-After), if it did."""
        self._passing = passing

    @property
    def passing(self) -> bool:
        """Whether another attempt may help."""
        if self._passing is not None:
            return self._passing
        return self.code in PASSING or self._is_status(PASSING_STATUS)

    @property
    def of_the_host(self) -> bool:
        """Whether the host as a whole is to blame, not the page."""
        return self.code in OF_THE_HOST or self._is_status(OF_THE_HOST_STATUS)

    def _is_status(self, statuses: frozenset[int]) -> bool:
        return self.code is Code.HTTP_STATUS and self.status in statuses
