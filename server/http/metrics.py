"""Metrics for Prometheus, read from what is served at the moment of the scrape."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import version as installed
from typing import Final

import msgspec
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from server.current import Current, Served
from server.graphql.memory import Memory
from server.graphql.planned import Planned
from server.http.admission import Admission
from snapshots.checks import Severity
from snapshots.freshness import moment
from snapshots.runs import Outcome, PageOutcome, Report

Sample = tuple[tuple[str, ...], float]
"""The values of the labels, and the value."""
Family = GaugeMetricFamily | CounterMetricFamily


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """What one is called and how it is read; no sample where nothing is known."""

    name: str
    help: str
    labels: tuple[str, ...] = ()
    samples: Callable[[Served], Iterable[Sample]] = lambda _: ()
    """Those of what is served; none where it is about something else."""


class Metrics:
    """The answer to `/metrics`, from a registry of its own: two applications share nothing."""

    def __init__(
        self, current: Current, admission: Admission, planned: Planned, memory: Memory
    ) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_FromCurrent(current))
        self._registry.register(_FromAdmission(admission))
        self._registry.register(_FromAnswers(planned, memory))

    def answer(self, _: Request) -> Response:
        """The text format, version 0.0.4."""
        body = generate_latest(self._registry)
        return Response(body, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


class _FromCurrent(Collector):
    def __init__(self, current: Current) -> None:
        self._current = current

    def collect(self) -> Iterator[Family]:
        served, up = self._current.served, self._current.problem is None
        for metric in METRICS:
            yield _family(metric, metric.samples(served))
        yield _family(STORE_UP, [((), float(up))])


class _FromAdmission(Collector):
    def __init__(self, admission: Admission) -> None:
        self._admission = admission

    def collect(self) -> Iterator[Family]:
        admission = self._admission
        yield _family(WORKING, [((), admission.working)])
        yield _family(WAITING, [((), admission.waiting)])
        yield _family(SHED, [((reason,), number) for reason, number in admission.shed.items()])


class _FromAnswers(Collector):
    def __init__(self, planned: Planned, memory: Memory) -> None:
        self._planned = planned
        self._memory = memory

    def collect(self) -> Iterator[Family]:
        planned, memory = self._planned, self._memory
        counts = {
            "memory": memory.given,
            "plan": planned.planned,
            "reference": planned.unplanned,
        }
        yield _family(ANSWERS, [((source,), number) for source, number in counts.items()])
        yield _family(KEPT_ANSWERS, [((), len(memory.answers))])
        yield _family(KEPT_BYTES, [((), memory.answers.weighs)])
        yield _family(PLANS, [((), planned.plans)])


def _family(metric: Metric, samples: Iterable[Sample]) -> Family:
    """Prometheus knows counters by the end of their name."""
    kind = CounterMetricFamily if metric.name.endswith("_total") else GaugeMetricFamily
    family: Family = kind(metric.name, metric.help, labels=metric.labels)
    for labels, value in samples:
        family.add_metric(labels, value)
    return family


@cache
def _software() -> str:
    return installed("iscm")


def _info(served: Served) -> Iterator[Sample]:
    yield (_software(), served.view.digest), 1


def _version(served: Served) -> Iterator[Sample]:
    version = served.view.version
    yield (), version.number if version else 0


def _published(served: Served) -> Iterator[Sample]:
    if served.view.version:
        yield (), _seconds(served.view.version.published_at)


def _oldest_check(served: Served) -> Iterator[Sample]:
    oldest = served.freshness.checks().oldest
    if oldest:
        yield (), _seconds(oldest)


def _pages(served: Served) -> Iterator[Sample]:
    yield (), len(served.view.snapshot.pages)


def _stale_pages(served: Served) -> Iterator[Sample]:
    freshness = served.freshness
    codes = Counter(freshness.state(page).stale_code or "" for page in freshness.checks().stale)
    for code, pages in sorted(codes.items()):
        yield (code,), pages


def _finished(served: Served) -> Iterator[Sample]:
    for outcome in Outcome:
        runs = (one.report for one in served.freshness.runs)
        last = next((one for one in runs if one.outcome is outcome), None)
        if last:
            yield (outcome.value,), _seconds(last.finished_at)


def _last_pages(served: Served) -> Iterator[Sample]:
    for report in _last(served):
        pages = Counter(page.outcome for page in report.changes)
        pages[PageOutcome.UNCHANGED] += report.unchanged
        for outcome in PageOutcome:
            yield (outcome.value,), pages[outcome]


def _last_findings(served: Served) -> Iterator[Sample]:
    for report in _last(served):
        of_pages = (one for page in report.changes for one in page.findings)
        found = Counter(one.severity for one in (*report.findings, *of_pages))
        for severity in Severity:
            yield (severity.value,), found[severity]


def _last_seconds(served: Served) -> Iterator[Sample]:
    for report in _last(served):
        for step, spent in report.seconds.items():
            yield (step,), spent


def _waiting(served: Served) -> Iterator[Sample]:
    yield (), sum(run.waiting for run in served.freshness.runs)


def _last(served: Served) -> Iterator[Report]:
    """The last run, if there was any."""
    yield from (run.report for run in served.freshness.runs[:1])


def _seconds(at: str) -> float:
    return moment(at).timestamp()


METRICS: Final = (
    Metric(
        name="iscm_info",
        help="1; the labels tell the version of the software and the digest of what is served.",
        labels=("version", "digest"),
        samples=_info,
    ),
    Metric(
        name="iscm_snapshot_version",
        help="The number of the version that is served; 0 for the bundled snapshot.",
        samples=_version,
    ),
    Metric(
        name="iscm_published_timestamp_seconds",
        help="When the version that is served was published.",
        samples=_published,
    ),
    Metric(
        name="iscm_oldest_check_timestamp_seconds",
        help="When the page was checked that was not checked for the longest time; "
        "absent where a page was never checked.",
        samples=_oldest_check,
    ),
    Metric(
        name="iscm_pages",
        help="How many pages the snapshot that is served was read from.",
        samples=_pages,
    ),
    Metric(
        name="iscm_stale_pages",
        help="How many of them are stale, by the code of the reason; absent where none is.",
        labels=("code",),
        samples=_stale_pages,
    ),
    Metric(
        name="iscm_run_timestamp_seconds",
        help="When a run last ended with this outcome, within the last 100 runs.",
        labels=("outcome",),
        samples=_finished,
    ),
    Metric(
        name="iscm_last_run_pages",
        help="How many pages of the last run came to this.",
        labels=("outcome",),
        samples=_last_pages,
    ),
    Metric(
        name="iscm_last_run_findings",
        help="How many findings the last run had, by what they do: revised are facts that hardly "
        "move, and that pages edited in place.",
        labels=("severity",),
        samples=_last_findings,
    ),
    Metric(
        name="iscm_last_run_seconds",
        help="How long each step of the last run took.",
        labels=("step",),
        samples=_last_seconds,
    ),
    Metric(
        name="iscm_waiting_runs",
        help="How many runs wait for a decision.",
        samples=_waiting,
    ),
)
STORE_UP: Final = Metric(
    name="iscm_store_up",
    help="1 where the store could be read at the last poll, else 0.",
)
"""The one that is not about what is served, but about whether it can be renewed."""
WORKING: Final = Metric(
    name="iscm_questions_working",
    help="How many questions are being answered.",
)
WAITING: Final = Metric(
    name="iscm_questions_waiting",
    help="How many questions wait to be answered.",
)
SHED: Final = Metric(
    name="iscm_questions_shed_total",
    help="How many questions were not answered: the server was full, or the client had left.",
    labels=("reason",),
)
ANSWERS: Final = Metric(
    name="iscm_answers_total",
    help="How many answers to operations came from memory, or were made by a plan or, where the "
    "engine does not know the operation, by the reference executor.",
    labels=("source",),
)
KEPT_ANSWERS: Final = Metric(
    name="iscm_kept_answers",
    help="How many answers are kept in memory.",
)
KEPT_BYTES: Final = Metric(
    name="iscm_kept_bytes",
    help="How many bytes they take, of those that ISCM_KEEP allows.",
)
PLANS: Final = Metric(
    name="iscm_plans",
    help="How many operations are kept ready.",
)
