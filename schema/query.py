"""The root: where questions begin."""

from typing import Annotated, Any

import strawberry

from schema.arguments import After, Before, First, Last, Slug, StateCode, one_argument, only
from schema.context import Info
from schema.errors import bad_input
from schema.filters.documents import DOCUMENTS
from schema.filters.meetings import MEETINGS
from schema.filters.organizations import ORGANIZATIONS
from schema.filters.processes import PROCESSES
from schema.filters.states import STATES
from schema.holds import Holds
from schema.listings import connection, coordinate
from schema.nodes import found
from schema.pagination import List, Slice, Window, pages
from schema.types.field import shown
from schema.types.lazy import many, maybe, one
from schema.types.search import SearchType, hit_name
from snapshots import model
from snapshots.freshness import MOST_RUNS, PastRun
from snapshots.view import View

NodeId = Annotated[
    strawberry.ID, strawberry.argument(description="The `id` of a node, of whatever kind.")
]
NodeIds = Annotated[
    list[strawberry.ID], strawberry.argument(description="Ids of nodes, a thousand at most.")
]
Symbol = Annotated[str | None, strawberry.argument(description="A UN symbol, however spelled.")]
DocumentSlug = Annotated[
    str | None, strawberry.argument(description="The short name, as `slug` gives it.")
]
ProcessSlug = Annotated[
    str | None, strawberry.argument(description="The short name, as `slug` gives it.")
]
Acronym = Annotated[
    str | None,
    strawberry.argument(
        description="An acronym or short name, current or former, in any language and case: RCM."
    ),
]
StateName = Annotated[
    str | None,
    strawberry.argument(
        description="Any name that it has or had, in any language, whatever case and accents: "
        "Turkey."
    ),
]
Words = Annotated[
    str,
    strawberry.argument(
        description="Words, or beginnings of words, in any of the languages, whatever case and "
        "accents; all of them must be there."
    ),
]
Types = Annotated[
    list[SearchType] | None,
    strawberry.argument(description="Only records of these kinds; by default all."),
]
Runs = Annotated[int, strawberry.argument(description=f"So many runs, 1 to {MOST_RUNS}.")]
RunId = Annotated[str, strawberry.argument(description="The id, as `id` of a run gives it.")]
MOST_NODES = 1_000


@strawberry.type(description="Inter-State Consultation Mechanisms on migration, from one snapshot.")
class Query:
    """The entry points."""

    @shown("The node with the id; null if the version has none.", returns=maybe("Node"))
    @staticmethod
    def node(info: Info, id: NodeId) -> Any | None:
        """A record of any kind."""
        return found(info.context.view, id)

    @shown(
        "The nodes with these ids, in their order; null for each that the version lacks.",
        returns=list[maybe("Node")],  # type: ignore[misc] # a value, which mypy cannot see
    )
    @staticmethod
    def nodes(info: Info, ids: NodeIds) -> list[Any]:
        """Records of any kind."""
        if len(ids) > MOST_NODES:
            raise bad_input(
                f"nodes: {MOST_NODES:,} ids at most expected, {len(ids):,} found",
                "Ask for them in several questions.",
            )
        return [found(info.context.view, one) for one in ids]

    @shown(
        "Records by names, titles, symbols and places, in all languages, the best first.",
        returns=one("SearchConnection"),
    )
    @staticmethod
    def search(
        info: Info,
        query: Words,
        types: Types = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Slice[Any]:
        """Hits, ranked."""
        info.context.check()
        kinds = None if types is None else [str(one.value) for one in types]
        view = info.context.view
        hits = List(view, coordinate(info), hit_name)
        return pages(hits, Window(first, after, last, before))(view.index.find(query, kinds))

    @shown("Numbers over all that is known.", returns=one("Statistics"))
    @staticmethod
    def statistics(info: Info) -> View:
        """Over the view."""
        return info.context.view

    @shown("The snapshot being served.", returns=one("Snapshot"))
    @staticmethod
    def snapshot(info: Info) -> View:
        """The view that every other field reads too."""
        return info.context.view

    @shown(
        "The process with the slug, `hld`, or with the acronym; null if there is none.",
        returns=maybe("Process"),
    )
    @staticmethod
    def process(
        info: Info, slug: ProcessSlug = None, acronym: Acronym = None
    ) -> model.Process | None:
        """A process by its id or acronym."""
        one_argument(slug=slug, acronym=acronym, example='process(acronym: "RCM") { name }')
        view = info.context.view
        if acronym is None:
            return view.processes.get(slug or "")
        return only(view.processes_named(acronym), acronym, "slug")

    processes = connection(
        "All processes, by slug.", PROCESSES, lambda view, _: view.snapshot.processes
    )

    @shown(
        "The State with the alpha-2, alpha-3 or M49 code, in any case, or with the name; else "
        "null.",
        returns=maybe("State"),
    )
    @staticmethod
    def state(info: Info, code: StateCode = None, name: StateName = None) -> model.State | None:
        """A State by any of its codes or names."""
        one_argument(code=code, name=name, example='state(name: "Turkey") { alpha3 }')
        view = info.context.view
        if name is None:
            return view.state(code or "")
        return only(view.states_named(name), name, "code")

    states = connection(
        "All States and territories, by alpha-3 code.", STATES, lambda view, _: view.snapshot.states
    )

    @shown(
        "The organization with the slug, `unhcr`; null if there is none.",
        returns=maybe("Organization"),
    )
    @staticmethod
    def organization(info: Info, slug: Slug) -> model.Organization | None:
        """An organization by its id."""
        return info.context.view.organizations.get(slug)

    organizations = connection(
        "All organizations, by slug.", ORGANIZATIONS, lambda view, _: view.snapshot.organizations
    )

    @shown(
        "The theme with the slug, `labour-migration`; null if there is none.",
        returns=maybe("Theme"),
    )
    @staticmethod
    def theme(info: Info, slug: Slug) -> model.Theme | None:
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

    @shown("All regions.", returns=many("Region"))
    @staticmethod
    def regions(info: Info) -> tuple[model.Region, ...]:
        """Sorted by code."""
        return info.context.view.snapshot.regions

    @shown("All cities that meetings are known of.", returns=many("Place"))
    @staticmethod
    def places(info: Info) -> tuple[model.Place, ...]:
        """Sorted by slug."""
        return info.context.view.snapshot.places

    meetings = connection(
        "All meetings, in the order of processes and pages.",
        MEETINGS,
        lambda view, _: view.snapshot.meetings,
    )

    @shown(
        "The document with the UN symbol, however spelled: A/RES/58/208, "
        "a/res/58/208, resolution 58/208; one of two symbols is found by either; or the one with "
        "the slug; null if there is none.",
        returns=maybe("Document"),
    )
    @staticmethod
    def document(
        info: Info, symbol: Symbol = None, slug: DocumentSlug = None
    ) -> model.Document | None:
        """A document by its symbol or slug."""
        one_argument(symbol=symbol, slug=slug, example='document(symbol: "A/RES/58/208") { title }')
        view = info.context.view
        return view.document(symbol) if symbol else view.documents.get(slug or "")

    documents = connection(
        "All documents, in the order of processes and pages.",
        DOCUMENTS,
        lambda view, _: view.snapshot.documents,
    )

    @shown(
        "The page with the slug, `hld-fr`; null if there is none.",
        returns=maybe("Page"),
    )
    @staticmethod
    def page(info: Info, slug: Slug) -> model.Page | None:
        """A page by its id."""
        return info.context.view.pages.get(slug)

    @shown(
        f"The last runs of ingest, the newest first: so many as `first` says, 1 to {MOST_RUNS}. "
        "Older ones are in the store only.",
        returns=many("Run"),
        holds=Holds.RUNS,
    )
    @staticmethod
    def runs(info: Info, first: Runs = 20) -> tuple[PastRun, ...]:
        """The newest first."""
        if not 1 <= first <= MOST_RUNS:
            raise bad_input(
                f"runs: `first` from 1 to {MOST_RUNS} expected, {first} found",
                "Older runs are in the store: `iscm runs`.",
            )
        return info.context.freshness.runs[:first]

    @shown(
        f"The run with the id, one of the last {MOST_RUNS}; else null.",
        returns=maybe("Run"),
        holds=Holds.RUNS,
    )
    @staticmethod
    def run(info: Info, id: RunId) -> PastRun | None:
        """A run by its id."""
        return info.context.freshness.run(id)
