"""The root: where questions begin."""

import strawberry
from graphql import GraphQLError

from schema.context import Info
from schema.scalars import ProcessType
from schema.types.field import shown
from schema.types.lazy import many, maybe, one
from snapshots import model
from snapshots.freshness import MOST_RUNS, PastRun
from snapshots.view import View


@strawberry.type(description="Inter-State Consultation Mechanisms on migration, from one snapshot.")
class Query:
    """The entry points."""

    @shown("The snapshot being served.", returns=one("Snapshot"))
    @staticmethod
    def snapshot(info: Info) -> View:
        """The view that every other field reads too."""
        return info.context.view

    @shown(
        "The process with the slug, `hld`; null if there is none.",
        returns=maybe("Process"),
    )
    @staticmethod
    def process(info: Info, slug: str) -> model.Process | None:
        """A process by its id."""
        return info.context.view.processes.get(slug)

    @shown("All processes, or those of one type.", returns=many("Process"))
    @staticmethod
    def processes(info: Info, type: ProcessType | None = None) -> list[model.Process]:
        """Sorted by slug."""
        found = info.context.view.snapshot.processes
        return [one for one in found if type in (None, one.type)]

    @shown(
        "The State with the alpha-2, alpha-3 or M49 code, in any case; else null.",
        returns=maybe("State"),
    )
    @staticmethod
    def state(info: Info, code: str) -> model.State | None:
        """A State by any of its codes."""
        return info.context.view.state(code)

    @shown(
        "All States and territories, or those that take part in a process.",
        returns=many("State"),
    )
    @staticmethod
    def states(info: Info, participating: bool = False) -> list[model.State]:
        """Sorted by alpha-3 code."""
        view = info.context.view
        taking_part = view.parts_of_state
        return [one for one in view.snapshot.states if not participating or one.id in taking_part]

    @shown(
        "The organization with the slug, `unhcr`; null if there is none.",
        returns=maybe("Organization"),
    )
    @staticmethod
    def organization(info: Info, slug: str) -> model.Organization | None:
        """An organization by its id."""
        return info.context.view.organizations.get(slug)

    @shown("All organizations.", returns=many("Organization"))
    @staticmethod
    def organizations(info: Info) -> tuple[model.Organization, ...]:
        """Sorted by slug."""
        return info.context.view.snapshot.organizations

    @shown(
        "The theme with the slug, `labour-migration`; null if there is none.",
        returns=maybe("Theme"),
    )
    @staticmethod
    def theme(info: Info, slug: str) -> model.Theme | None:
        """A theme by its id."""
        return info.context.view.themes.get(slug)

    @shown("All themes.", returns=many("Theme"))
    @staticmethod
    def themes(info: Info) -> tuple[model.Theme, ...]:
        """Sorted by slug."""
        return info.context.view.snapshot.themes

    @shown(
        "All series of meetings that meetings are known of.",
        returns=many("Series"),
    )
    @staticmethod
    def series(info: Info) -> tuple[model.Series, ...]:
        """Sorted by slug."""
        return info.context.view.snapshot.series

    @shown("All meetings.", returns=many("Meeting"))
    @staticmethod
    def meetings(info: Info) -> tuple[model.Meeting, ...]:
        """In the order of processes and pages."""
        return info.context.view.snapshot.meetings

    @shown(
        "The document with the UN symbol, however spelled: A/RES/58/208, "
        "a/res/58/208, resolution 58/208; one of two symbols is found by either; null if there "
        "is none.",
        returns=maybe("Document"),
    )
    @staticmethod
    def document(info: Info, symbol: str) -> model.Document | None:
        """A document by its symbol."""
        return info.context.view.document(symbol)

    @shown("All documents.", returns=many("Document"))
    @staticmethod
    def documents(info: Info) -> tuple[model.Document, ...]:
        """In the order of processes and pages."""
        return info.context.view.snapshot.documents

    @shown(
        "The page with the slug, `hld-fr`; null if there is none.",
        returns=maybe("Page"),
    )
    @staticmethod
    def page(info: Info, slug: str) -> model.Page | None:
        """A page by its id."""
        return info.context.view.pages.get(slug)

    @shown(
        f"The last runs of ingest, the newest first: so many as `first` says, 1 to {MOST_RUNS}. "
        "Older ones are in the store only.",
        returns=many("Run"),
    )
    @staticmethod
    def runs(info: Info, first: int = 20) -> tuple[PastRun, ...]:
        """The newest first."""
        if not 1 <= first <= MOST_RUNS:
            raise GraphQLError(
                f"runs: `first` from 1 to {MOST_RUNS} expected, {first} found",
                extensions={"code": "BAD_USER_INPUT"},
            )
        return info.context.freshness.runs[:first]

    @shown(
        f"The run with the id, one of the last {MOST_RUNS}; else null.",
        returns=maybe("Run"),
    )
    @staticmethod
    def run(info: Info, id: str) -> PastRun | None:
        """A run by its id."""
        return info.context.freshness.run(id)
