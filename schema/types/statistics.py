"""Statistics: numbers over one version."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
import strawberry

from schema.context import Info
from schema.filters.matching import alpha3s
from schema.filters.meetings import MEETINGS
from schema.remembered import once_a_view
from schema.scalars import ParticipationRole
from schema.types.field import shown
from schema.types.lazy import many, one
from snapshots import model
from snapshots.view import View

States = Annotated[
    list[str],
    strawberry.argument(description="States by alpha-2, alpha-3 or M49 code, two at least."),
]
Role = Annotated[
    ParticipationRole | None, strawberry.argument(description="Only parts of this role.")
]


class Counted(msgspec.Struct, frozen=True):
    """Something, and a number."""

    what: Any
    count: int


@strawberry.type(description="How many meetings began in a year.")
class YearCount:
    """Shows a `Counted`."""

    count: int = strawberry.field(description="How many.")

    @shown("The year.")
    @staticmethod
    def year(counted: strawberry.Parent[Counted]) -> int:
        """Four digits."""
        return int(counted.what)


@strawberry.type(description="How many States take part in a process.")
class ProcessCount:
    """Shows a `Counted`."""

    count: int = strawberry.field(
        description="How many States, territories not counted: see `Statistics.states`."
    )

    @shown("The process.", returns=one("Process"))
    @staticmethod
    def process(counted: strawberry.Parent[Counted]) -> model.Process:
        """The process record."""
        return counted.what  # type: ignore[no-any-return]


@strawberry.type(description="Another State, and in how many processes both take part.")
class Neighbour:
    """Shows a `Counted`."""

    count: int = strawberry.field(description="In how many processes both take part.")

    @shown("The other State.", returns=one("State"))
    @staticmethod
    def state(counted: strawberry.Parent[Counted]) -> model.State:
        """The State record."""
        return counted.what  # type: ignore[no-any-return]


@strawberry.type(description="Numbers over all that is known.")
class Statistics:
    """Shows a `View`."""

    @shown("How many processes are known.")
    @staticmethod
    def processes(view: strawberry.Parent[View]) -> int:
        """Of all types."""
        return len(view.snapshot.processes)

    @shown(
        "How many States take part in a process at least: of the 193 Member States of the United "
        "Nations and the two with observer status."
    )
    @staticmethod
    def states(view: strawberry.Parent[View]) -> int:
        """In whatever role."""
        return sum(is_state(view, code) for code in view.parts_of_state)

    @shown("How many territories and others that are no such States take part in a process.")
    @staticmethod
    def territories(view: strawberry.Parent[View]) -> int:
        """In whatever role."""
        return sum(not is_state(view, code) for code in view.parts_of_state)

    @shown("How many meetings are known.")
    @staticmethod
    def meetings(view: strawberry.Parent[View]) -> int:
        """Dated or not."""
        return len(view.snapshot.meetings)

    @shown("How many documents are known.")
    @staticmethod
    def documents(view: strawberry.Parent[View]) -> int:
        """With a symbol or without."""
        return len(view.snapshot.documents)

    @shown(
        "How many meetings began in each year, the earliest first; years without one are left "
        "out, and meetings without a date.",
        returns=list[YearCount],
    )
    @staticmethod
    def meetings_per_year(
        view: strawberry.Parent[View], info: Info, where: Annotated[Any, MEETINGS.where] = None
    ) -> list[Counted]:
        """Counted by the year of the first day."""
        info.context.check()
        keep = info.context.timely(MEETINGS.matching(info.context, where)) if where else bool
        dated = (one for one in view.snapshot.meetings if one.start and keep(one))
        years = Counter(int((one.start or "")[:4]) for one in dated)
        return [Counted(year, years[year]) for year in sorted(years)]

    @shown("How many States take part in each process, the largest first.", list[ProcessCount])
    @staticmethod
    def states_per_process(view: strawberry.Parent[View], role: Role = None) -> list[Counted]:
        """Each State once; listed names of unknown States are not counted."""
        made = [Counted(one, _states_in(view, one, role)) for one in view.snapshot.processes]
        return sorted(made, key=lambda one: (-one.count, one.what.id))

    @shown("The processes in which all these States take part.", returns=many("Process"))
    @staticmethod
    def processes_in_common(
        view: strawberry.Parent[View], states: States, role: Role = None
    ) -> list[model.Process]:
        """By slug."""
        return in_common(view, alpha3s(view, states), role)

    @shown("In how many processes all these States take part.")
    @staticmethod
    def co_participation(view: strawberry.Parent[View], states: States, role: Role = None) -> int:
        """The number of `processesInCommon`."""
        return len(in_common(view, alpha3s(view, states), role))


def is_state(view: View, code: str) -> bool:
    """Whether it is a State for the United Nations, and no territory."""
    return view.states[code].un_status is not model.UnStatus.OTHER


def _states_in(view: View, process: model.Process, role: ParticipationRole | None) -> int:
    return sum(is_state(view, code) for code in members(view, process, role))


def members(
    view: View, process: model.Process, role: ParticipationRole | None = None
) -> frozenset[str]:
    """The States that take part, in the role where one is named."""
    return _members(view).get((process.id, role), frozenset())


def in_common(
    view: View, states: tuple[str, ...], role: ParticipationRole | None = None
) -> list[model.Process]:
    """The processes in which all the States take part; none for no State at all."""
    wanted = frozenset(states)
    every = view.snapshot.processes
    return [one for one in every if wanted and wanted <= members(view, one, role)]


def neighbours(view: View, state: model.State) -> tuple[Counted, ...]:
    """Other States by the number of processes that they share with this one."""
    return _neighbours(view).get(state.id, ())


@once_a_view
def _members(view: View) -> Mapping[tuple[str, ParticipationRole | None], frozenset[str]]:
    """The States of each process, of all roles and of each."""
    made: dict[tuple[str, ParticipationRole | None], set[str]] = defaultdict(set)
    for process in view.snapshot.processes:
        for part in process.participations:
            if part.state:
                made[process.id, None].add(part.state)
                made[process.id, part.role].add(part.state)
    return {key: frozenset(states) for key, states in made.items()}


@once_a_view
def _neighbours(view: View) -> Mapping[str, tuple[Counted, ...]]:
    """The neighbours of each State, the nearest first."""
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for process in view.snapshot.processes:
        # A State may have several parts in one process, which is one process all the same.
        states = members(view, process)
        for state in states:
            shared[state].update(states - {state})
    return {state: _nearest(view, counter) for state, counter in shared.items()}


def _nearest(view: View, counter: Counter[str]) -> tuple[Counted, ...]:
    ordered = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Counted(view.states[code], count) for code, count in ordered)
