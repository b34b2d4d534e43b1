"""Whether a run saw an outage of our own network rather than faults of hosts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from ingest.fetching.intake import Settled
from ingest.fetching.results import Code, Failed
from snapshots.runs import Outage

_NO_ANSWER: Final = frozenset(
    {
        Code.UNKNOWN_NAME,
        Code.UNREACHABLE,
        Code.TIMEOUT,
        Code.RESET,
        Code.TLS,
        Code.PRIVATE_ADDRESS,
        Code.ROBOTS_UNREACHABLE,
        Code.HOST_LEFT_ALONE,
        Code.RUN_OVER,
        Code.NOT_ANSWERED,
    }
)
"""What a page fails with where nobody answered; one that was answered has a status beside it."""
_FOLLOWS: Final = frozenset(
    {Code.ROBOTS_UNREACHABLE, Code.HOST_LEFT_ALONE, Code.RUN_OVER, Code.NOT_ANSWERED}
)
"""What follows from another failure of the host, and tells less than that one."""


def outage_of(settled: Iterable[Settled]) -> Outage | None:
    """The outage, where not one host answered, or of several by https (by http) not one."""
    hosts: dict[str, list[Settled]] = defaultdict(list)
    for one in settled:
        if not one.asked:
            continue
        parts = urlsplit(one.url)
        hosts[f"{parts.scheme}://{parts.netloc}"].append(one)
    silent = {host: pages for host, pages in hosts.items() if all(map(_unanswered, pages))}
    if silent and len(silent) == len(hosts):
        return Outage(message=f"no host could be reached ({_counted(silent)})", total=True)
    for scheme in ("https", "http"):
        kind = {host for host in hosts if host.startswith(f"{scheme}:")}
        if len(kind) > 1 and kind <= silent.keys():
            counted = _counted({host: silent[host] for host in kind})
            return Outage(message=f"no host could be reached by {scheme} ({counted})", total=False)
    return None


def _unanswered(page: Settled) -> bool:
    failure = page.failure
    return failure is not None and failure.status is None and failure.code in _NO_ANSWER


def _counted(silent: dict[str, list[Settled]]) -> str:
    """`3 hosts: unreachable 2, timeout 1`."""
    failures = ([one.failure for one in pages if one.failure] for pages in silent.values())
    codes = Counter(map(_reason, failures))
    reasons = ", ".join(f"{code} {number}" for code, number in codes.most_common())
    return f"{len(silent)} host{'s' if len(silent) > 1 else ''}: {reasons}"


def _reason(failures: list[Failed]) -> str:
    """What most of a host's pages failed with; what only follows from it if there is no other."""
    codes = Counter(str(one.code) for one in failures)
    return max(codes, key=lambda code: (code not in _FOLLOWS, codes[code]))
