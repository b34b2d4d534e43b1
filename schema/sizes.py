"""How long each list of the schema can be in one version: the factors of an operation's cost."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from schema.arguments import LARGEST_PAGE
from schema.cursors import number_of
from schema.nodes import KINDS
from schema.remembered import once_a_view
from schema.sources import most_cited
from snapshots.freshness import MOST_RUNS
from snapshots.search import MOST_HIGHLIGHTS, MOST_PARTS
from snapshots.view import View

INTROSPECTION: Final = 1
"""Introspection is bounded by the schema, which is small, and not by the data."""


@once_a_view
def sizes(view: View) -> Mapping[str, int]:
    """`Type.field` → the greatest number of entries that the list has for any record.

    Connections are meant by `Type.field` as well: their page is never longer.
    """
    snapshot = view.snapshot
    issues = len(snapshot.issues)
    made = {
        "Query.processes": len(snapshot.processes),
        "Query.states": len(snapshot.states),
        "Query.organizations": len(snapshot.organizations),
        "Query.themes": len(snapshot.themes),
        "Query.series": len(snapshot.series),
        "Query.places": len(snapshot.places),
        "Query.regions": len(snapshot.regions),
        "Query.meetings": len(snapshot.meetings),
        "Query.documents": len(snapshot.documents),
        "Query.search": sum(len(getattr(snapshot, kind)) for kind in _SEARCHED),
        "Query.runs": MOST_RUNS,
        "Query.versions": number_of(view),
        "Query.changes": LARGEST_PAGE,
        "Version.changeCounts": len(KINDS),
        "Snapshot.pages": len(snapshot.pages),
        "Snapshot.stalePages": len(snapshot.pages),
        "Snapshot.issues": issues,
        "Statistics.meetingsPerYear": len(snapshot.meetings),
        "Statistics.statesPerProcess": len(snapshot.processes),
        "Statistics.processesInCommon": len(snapshot.processes),
        "State.processesInCommon": len(snapshot.processes),
        "State.neighbours": len(snapshot.states),
        "SearchConnection.types": len(_SEARCHED),
        "SearchEdge.highlights": MOST_HIGHLIGHTS,
        "Highlight.parts": MOST_PARTS,
        "Facet.counts": max(len(getattr(snapshot, kind)) for kind in _SEARCHED),
    }
    made["Query.snapshot"] = made["Query.search"]  # what another version has, about
    made |= {
        f"Snapshot.{one.partition('.')[2]}": most
        for one, most in made.items()
        if one.startswith("Query.")
    }
    return (
        made
        | _counted(view)
        | _of_records(view)
        | _of_runs(issues)
        | _of_nodes(view)
        | _of_parts(view)
    )


_SEARCHED: Final = (
    *("processes", "states", "organizations", "themes", "series", "regions", "places"),
    *("meetings", "documents"),
)


def _counted(view: View) -> dict[str, int]:
    """How many entries facets count; those of a connection are all of its list at most."""
    snapshot = view.snapshot
    return {
        "ProcessConnection.facets": len(snapshot.processes),
        "StateConnection.facets": len(snapshot.states),
        "OrganizationConnection.facets": len(snapshot.organizations),
        "MeetingConnection.facets": len(snapshot.meetings),
        "DocumentConnection.facets": len(snapshot.documents),
        "ParticipationConnection.facets": max(
            _most(one.participations for one in snapshot.processes),
            _most(view.parts_of_state.values()),
        ),
    }


def _of_records(view: View) -> dict[str, int]:
    snapshot = view.snapshot
    processes, meetings = snapshot.processes, snapshot.meetings
    return {
        "Process.participations": _most(one.participations for one in processes),
        "Process.organizations": _most(one.organizations for one in processes),
        "Process.chairs": _most(one.chairs for one in processes),
        "Process.currentChairs": _most(one.chairs for one in processes),
        "Process.incomingChairs": _most(one.chairs for one in processes),
        "Process.secretariat": _most(one.organizations for one in processes),
        "Chair.coChairs": _most(one.chairs for one in processes),
        "Process.themes": _most(one.themes for one in processes),
        "Process.links": _most(one.links for one in processes),
        "Process.replaces": _most(one.replaces for one in processes),
        "Process.pages": _most(one.pages for one in processes),
        "Process.meetings": _most(view.meetings_of_process.values()),
        "Process.documents": _most(view.documents_of_process.values()),
        "State.participations": _most(view.parts_of_state.values()),
        "State.chairs": _most(view.chairs_of_state.values()),
        "State.hostedMeetings": _most(view.hosted_by_state.values()),
        "Organization.roles": _most(view.roles_of_organization.values()),
        "Theme.broader": _most(one.broader for one in snapshot.themes),
        "Theme.narrower": _most(view.narrower_of_theme.values()),
        "Theme.focuses": _most(view.focuses_of_theme.values()),
        "Theme.processes": _most(view.focuses_of_theme.values()),
        "Series.meetings": _most(view.meetings_of_series.values()),
        "Region.within": _most(one.within for one in snapshot.regions),
        "Region.states": _most(view.states_of_region.values()),
        "Region.processes": len(processes),
        "Process.coveredRegions": _most(view.regions_of_process.values()),
        "State.regions": _most(view.regions_of_state.values()),
        "Place.meetings": _most(view.meetings_of_place.values()),
        "Meeting.processes": _most(one.processes for one in meetings),
        "Meeting.documents": _most(one.documents for one in meetings),
        "Meeting.agenda": _most(one.agenda for one in meetings),
        "Document.processes": _most(one.processes for one in snapshot.documents),
        "Document.listedBy": _most(one.listed for one in snapshot.documents),
        "Document.mentionedBy": _most(one.processes for one in snapshot.documents),
        "Document.meetings": _most(view.meetings_of_document.values()),
        "Document.drafts": _most(view.drafts_of_document.values()),
    }


def _of_runs(issues: int) -> dict[str, int]:
    """Reports are as long as their runs were bad: a page each, at most."""
    pages = 10_000
    return {
        "Run.changes": pages,
        "Run.findings": pages,
        "Run.proposals": pages,
        "Run.issuesNew": max(issues, 1_000),
        "Run.issuesGone": max(issues, 1_000),
        "Run.seconds": 10,
        "Run.decisions": 100,
        "PageResult.facts": 100,
        "PageResult.findings": 100,
    }


def _of_nodes(view: View) -> dict[str, int]:
    """What every node has."""
    cited = {
        kind.name.capitalize(): max(
            (most_cited(view, one) for one in kind.records(view).values()), default=0
        )
        for kind in KINDS.values()
    }
    cited["Node"] = max(cited.values())
    made = {f"{name}.{field}": most for name, most in cited.items() for field in _CITED}
    formers = _most(view.former_ids.values())
    issues = _most(view.issues_of_node.values())
    others = {"issues": issues, "formerIds": formers, "history": LARGEST_PAGE}
    made |= {f"{name}.{field}": most for name in cited for field, most in others.items()}
    about = _most(map(view.issues_about, view.snapshot.processes))
    return made | {"Process.issues": about, "Node.issues": max(issues, about)}


_CITED: Final = ("citations", "citation")


def _of_parts(view: View) -> dict[str, int]:
    """The citations of what is no node, and cites for itself."""
    snapshot = view.snapshot
    processes = snapshot.processes
    issues = _cited(snapshot.issues)
    return {
        "Participation.citations": max(
            (_cited(one.participations) for one in processes), default=0
        ),
        "OrganizationInProcess.citations": max(
            (_cited(one.organizations) for one in processes), default=0
        ),
        "Chair.citations": max((_cited(one.chairs) for one in processes), default=0),
        "ThemeInProcess.citations": max((_cited(one.themes) for one in processes), default=0),
        "Link.citations": max((_cited(one.links) for one in processes), default=0),
        "Contact.citations": _cited(one.contact for one in processes if one.contact),
        "AgendaItem.citations": max((_cited(one.agenda) for one in snapshot.meetings), default=0),
        # Runs tell of issues that the version has not, but cite no pages that it has not.
        "Issue.citations": max(issues, len(snapshot.pages)),
    }


def _cited(records: Iterable[Any]) -> int:
    return _most(one.citations for one in records)


def _most(lists: Iterable[Any]) -> int:
    return max(map(len, lists), default=0)
