"""Where values come from: the words of pages, or else who gave them."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

import msgspec

from snapshots import model
from snapshots.view import View

Cited = Callable[[View, Any], Iterable[model.Citation]]


class ValueSource(StrEnum):
    """Who says what a field of a record has."""

    PAGE = "PAGE"
    CATALOGUE = "CATALOGUE"
    VOCABULARY = "VOCABULARY"
    DERIVED = "DERIVED"


def citations_of(view: View, record: Any) -> list[model.Citation]:
    """All citations of a record and its parts; each says by `field` what its words support."""
    return list(_OF_RECORD.get(type(record), _none)(view, record))


def citations_for(view: View, record: Any, field: str) -> list[model.Citation]:
    """Those of one field, spelled as in records; where none is more exact, those of the whole.

    Words that date a document, or that alone name an organization, are all that there is of it.
    """
    field = _SAME.get(field, field).removesuffix("_language")
    if elsewhere := _ELSEWHERE.get((type(record), field)):
        return list(elsewhere(view, record))
    found = citations_of(view, record)
    exact = [one for one in found if one.field == field]
    whole = [one for one in found if not one.field]
    return exact or whole or (found if _is_cited_whole(record) else [])


def most_cited(view: View, record: Any) -> int:
    """The length of the longest list of citations that the record may be asked for."""
    ways = (way for (kind, _), way in _ELSEWHERE.items() if kind is type(record))
    lists = (citations_of(view, record), *(tuple(way(view, record)) for way in ways))
    return max(map(len, lists))


def source_of(view: View, record: Any, field: str) -> ValueSource | None:
    """Who says a field, spelled as in records; None where nobody does, because it is empty."""
    kind = type(record)
    if kind is model.Page:
        return ValueSource.PAGE
    others = _OTHERS.get((kind, field.removesuffix("_language")))
    if others is ValueSource.VOCABULARY and _is_worded_by_pages(record):
        return ValueSource.PAGE
    found = citations_for(view, record, field)
    whole = others and not any(one.field for one in found) and (kind, field) not in _ELSEWHERE
    return others if whole or not found else ValueSource.PAGE


def _is_cited_whole(record: Any) -> bool:
    return _OF_RECORD.get(type(record)) is _own or _is_worded_by_pages(record)


def _is_worded_by_pages(record: Any) -> bool:
    """Whether the vocabulary lacks it: what that has is named in all languages."""
    kinds = (model.Organization, model.Theme)
    return isinstance(record, kinds) and len(record.names) < len(model.Language)


def _none(_: View, __: Any) -> Iterable[model.Citation]:
    return ()


def _own(_: View, record: Any) -> Iterable[model.Citation]:
    cited: tuple[model.Citation, ...] = record.citations
    return cited


def _as(field: str, citations: Iterable[model.Citation]) -> Iterable[model.Citation]:
    return (msgspec.structs.replace(one, field=field) for one in citations)


def _of_state(view: View, state: model.State) -> Iterable[model.Citation]:
    for part in view.parts_of_state.get(state.id, ()):
        yield from _as("participations", part.record.citations)
    for chair in view.chairs_of_state.get(state.id, ()):
        yield from _as("chairs", chair.record.citations)


def _of_organization(view: View, one: model.Organization) -> Iterable[model.Citation]:
    for role in view.roles_of_organization.get(one.id, ()):
        yield from _as("roles", role.record.citations)


def _of_theme(view: View, theme: model.Theme) -> Iterable[model.Citation]:
    for focus in view.focuses_of_theme.get(theme.id, ()):
        yield from _as("focuses", focus.record.citations)


def _of_process(_: View, process: model.Process) -> Iterable[model.Citation]:
    yield from process.citations
    for field in ("participations", "organizations", "chairs", "themes", "links"):
        for part in getattr(process, field):
            yield from _as(field, part.citations)
    if process.contact:
        yield from _as("contact", process.contact.citations)


def _meetings(found: Callable[[View], Mapping[str, Iterable[model.Meeting]]]) -> Cited:
    """The citations of the meetings that a look-up has for a record."""

    def cited(view: View, record: Any) -> Iterable[model.Citation]:
        meetings = found(view).get(record.id, ())
        return (one for each in meetings for one in _as("meetings", each.citations))

    return cited


def _documents(view: View, process: model.Process) -> Iterable[model.Citation]:
    documents = view.documents_of(process)
    return (one for each in documents for one in _as("documents", each.citations))


def _secretariat(_: View, process: model.Process) -> Iterable[model.Citation]:
    served = model.OrganizationRole.SECRETARIAT
    roles = (one for one in process.organizations if one.role is served)
    return (one for role in roles for one in _as("secretariat", role.citations))


def _current_chairs(_: View, process: model.Process) -> Iterable[model.Citation]:
    chairs = (one for one in process.chairs if one.current)
    return (one for chair in chairs for one in _as("current_chairs", chair.citations))


def _replaced_by(view: View, process: model.Process) -> Iterable[model.Citation]:
    after = view.successors_of_process.get(process.id, ())
    return (
        msgspec.structs.replace(one, field="replaced_by")
        for each in after
        for one in each.citations
        if one.field == "replaces"
    )


_OF_RECORD: Final[Mapping[type, Cited]] = {
    model.Process: _of_process,
    model.State: _of_state,
    model.Organization: _of_organization,
    model.Theme: _of_theme,
    model.Series: _meetings(lambda view: view.meetings_of_series),
    model.Place: _meetings(lambda view: view.meetings_of_place),
    model.Meeting: _own,
    model.Document: _own,
}
_SAME: Final = {
    "covered_regions": "regions",
    "incoming_chairs": "chairs",
    "last_meeting": "meetings",
    "next_meeting": "meetings",
}
"""Fields that show what another one has."""
_ELSEWHERE: Final[Mapping[tuple[type, str], Cited]] = {
    (model.Process, "meetings"): _meetings(lambda view: view.meetings_of_process),
    (model.Process, "documents"): _documents,
    (model.Process, "secretariat"): _secretariat,
    (model.Process, "current_chairs"): _current_chairs,
    (model.Process, "replaced_by"): _replaced_by,
    (model.State, "hosted_meetings"): _meetings(lambda view: view.hosted_by_state),
    (model.Theme, "processes"): _of_theme,
}
"""Fields whose words are cited by other records, or by some of the parts only."""


def _table(
    kind: type, catalogue: str = "", vocabulary: str = "", derived: str = ""
) -> Mapping[tuple[type, str], ValueSource]:
    """Fields with who gives them where no page does."""
    given = {
        ValueSource.CATALOGUE: catalogue,
        ValueSource.VOCABULARY: vocabulary,
        ValueSource.DERIVED: derived,
    }
    return {(kind, field): source for source, fields in given.items() for field in fields.split()}


_NAMED: Final = "slug name other_names"
_OTHERS: Final[Mapping[tuple[type, str], ValueSource]] = {
    **_table(
        model.Process,
        catalogue=f"{_NAMED} formal_name acronym type status replaces replaced_by pages",
        derived="organization",
    ),
    **_table(
        model.State,
        vocabulary="alpha2 alpha3 m49 name formal_name other_names region regions subregion "
        "un_status",
        derived="neighbours processes_in_common",
    ),
    **_table(model.Organization, vocabulary=f"{_NAMED} acronym kind parent", derived="process"),
    **_table(model.Theme, vocabulary=f"{_NAMED} broader narrower"),
    **_table(model.Series, catalogue="process", vocabulary=_NAMED),
    **_table(
        model.Region,
        vocabulary="code name other_names states within",
        derived="processes",
    ),
    **_table(model.Place, vocabulary=f"{_NAMED} state"),
    **_table(model.Meeting, derived="slug upcoming"),
    **_table(
        model.Document,
        vocabulary="draft_of",
        derived="slug symbol_parts drafts adopted_at meetings",
    ),
}
