"""What one version has: asked of the served one at the root, and of any as its snapshot."""

from collections.abc import Sequence
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
from schema.listings import connection, coordinate
from schema.nodes import found
from schema.pagination import List, Slice, Window, pages
from schema.past import Asked, changes, published
from schema.scalars import DateTime
from schema.types.change import NodeKind, change_name
from schema.types.field import shown
from schema.types.lazy import many, maybe, one
from schema.types.search import SearchType, hit_name
from snapshots import model
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
Versions = Annotated[
    int | None, strawberry.argument(description="So many versions; by default all.")
]
Since = Annotated[
    DateTime | None,
    strawberry.argument(description="Only what changed after what was served at this moment."),
]
Until = Annotated[
    DateTime | None,
    strawberry.argument(description="Only what led to what was served at this moment."),
]
Kinds = Annotated[
    list[NodeKind] | None,
    strawberry.argument(description="Only changes of records of these kinds; by default all."),
]
OfProcess = Annotated[
    str | None,
    strawberry.argument(
        description="The `slug` of a process: only changes of it, and of meetings, documents, "
        "series and pages that were its own before the change, or are after it."
    ),
]
MOST_NODES = 1_000


@strawberry.type
class Contents:
    """The entry points to one version, for the types that have them all."""

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
            return view.processes.get(view.present("process", slug or ""))
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
        view = info.context.view
        return view.organizations.get(view.present("organization", slug))

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
        view = info.context.view
        return view.themes.get(view.present("theme", slug))

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
        if symbol:
            return view.document(symbol)
        return view.documents.get(view.present("document", slug or ""))

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
        view = info.context.view
        return view.pages.get(view.present("page", slug))

    @shown(
        "The versions that were published, the newest first, up to the one that is asked; "
        "`snapshot(version:)` gives all of one.",
        returns=many("Version"),
        stored=True,
    )
    @staticmethod
    def versions(info: Info, first: Versions = None) -> Sequence[model.Version]:
        """The newest first."""
        return published(info.context, first)

    @shown(
        "What versions changed, value by value, the oldest change first, up to the version that "
        "is asked. A version that was published at `since` itself is not among them.",
        returns=one("ChangeConnection"),
        stored=True,
    )
    @staticmethod
    def changes(
        info: Info,
        since: Since = None,
        until: Until = None,
        kinds: Kinds = None,
        process: OfProcess = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Slice[Any]:
        """Read of the store, a page at a time."""
        wanted = Asked(since, until, kinds, process)
        of = List(info.context.view, coordinate(info), change_name)
        return pages(of, Window(first, after, last, before))(changes(info.context, wanted))
