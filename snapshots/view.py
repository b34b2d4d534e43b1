"""Look-ups over one snapshot, built once and shared by all requests."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from snapshots.diff import KINDS
from snapshots.folding import bare
from snapshots.model import (
    Chair,
    Document,
    Issue,
    Meeting,
    Organization,
    OrganizationInProcess,
    Page,
    Participation,
    Place,
    Process,
    Region,
    Series,
    Snapshot,
    State,
    Theme,
    ThemeInProcess,
    Version,
)
from snapshots.search import Index
from snapshots.successors import Renamed, heirs

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class PartOf(msgspec.Struct, frozen=True):
    """A State's part together with the process that it plays it in."""

    process: Process
    record: Participation


class RoleIn(msgspec.Struct, frozen=True):
    """An organization's part together with the process that it plays it in."""

    process: Process
    record: OrganizationInProcess


class ChairOf(msgspec.Struct, frozen=True):
    """A chair together with the process that it leads."""

    process: Process
    record: Chair


class FocusOf(msgspec.Struct, frozen=True):
    """A theme of a process, in the words of its pages."""

    process: Process
    record: ThemeInProcess


class View:
    """One snapshot, ready to be asked; `version` is None for the bundled one."""

    def __init__(
        self,
        snapshot: Snapshot,
        digest: str,
        version: Version | None,
        renamed: Iterable[Renamed] = (),
    ) -> None:
        """`renamed` are all ids that went on as others up to this version, the oldest first."""
        self.snapshot = snapshot
        self.digest = digest
        self.version = version
        self.processes = _by_id(snapshot.processes)
        self.states = _by_id(snapshot.states)
        self.organizations = _by_id(snapshot.organizations)
        self.themes = _by_id(snapshot.themes)
        self.series = _by_id(snapshot.series)
        self.regions = _by_id(snapshot.regions)
        self.places = _by_id(snapshot.places)
        self.meetings = _by_id(snapshot.meetings)
        self.documents = _by_id(snapshot.documents)
        self.pages = _by_id(snapshot.pages)
        self._state_by_code = _state_codes(snapshot.states)
        self._document_by_key = {
            symbol_key(spelling): one for one in snapshot.documents for spelling in _symbols(one)
        }
        self._index()
        self._heirs = {
            old: heir
            for old, heir in heirs(renamed).items()
            if old[1] not in self.records(old[0]) and heir[1] in self.records(heir[0])
        }
        self.former_ids = _grouped(self._heirs, lambda one: (self._heirs[one],))
        """By kind and id the kinds and ids that a record had before."""

    def present(self, kind: str, one: str) -> str:
        """The id that the record with the id has in this version; the same for unknown ones."""
        return self._heirs.get((kind, one), (kind, one))[1]

    def records(self, kind: str) -> Mapping[str, Any]:
        """The records of a kind, `process`, by id."""
        found: Mapping[str, Any] = getattr(self, KINDS[kind])
        return found

    @cached_property
    def index(self) -> Index:
        """The full-text index, built when it is first asked."""
        return Index(self.snapshot)

    def _index(self) -> None:
        self._index_parts()
        self._index_meetings_and_documents()
        self._index_regions()
        self.successors_of_process = _grouped(self.snapshot.processes, lambda one: one.replaces)
        self.issues_of_node = _grouped(
            self.snapshot.issues, lambda one: (one.node,) if one.node else ()
        )
        self.organization_of_process = _same_bodies(self.snapshot)
        self.process_of_organization = {
            one.id: self.processes[process] for process, one in self.organization_of_process.items()
        }

    def _index_meetings_and_documents(self) -> None:
        meetings, documents = self.snapshot.meetings, self.snapshot.documents
        self.meetings_of_process = _grouped(meetings, lambda one: one.processes)
        self.documents_of_process = _grouped(documents, lambda one: one.processes)
        self.hosted_by_state = _grouped(
            meetings, lambda one: (one.host_state,) if one.host_state else ()
        )
        self.documents_of_meeting = {
            one.id: tuple(self.documents[key] for key in one.documents)
            for one in meetings
            if one.documents
        }
        self.meetings_of_document = _grouped(meetings, lambda one: one.documents)
        self.meetings_of_series = _grouped(
            meetings, lambda one: (one.series,) if one.series else ()
        )
        self.meetings_of_place = _grouped(meetings, lambda one: (one.place,) if one.place else ())
        self.drafts_of_document = _grouped(
            documents, lambda one: (one.draft_of,) if one.draft_of else ()
        )

    def _index_regions(self) -> None:
        within = {one.id: one.within for one in self.snapshot.regions}
        self.regions_around = {one: _around(one, within) for one in within}
        self.regions_of_state = {one.id: self._regions_around(one) for one in self.snapshot.states}
        self.states_of_region = _grouped(
            self.snapshot.states, lambda one: self.regions_of_state[one.id]
        )
        self.regions_of_process = {
            one.id: self._regions_named(one.regions) for one in self.snapshot.processes
        }
        self.processes_of_region = _grouped(
            self.snapshot.processes,
            lambda one: {
                code
                for region in self.regions_of_process[one.id]
                for code in self.regions_around[region.id]
            },
        )

    def _index_parts(self) -> None:
        self.parts_of_process: dict[str, tuple[PartOf, ...]] = {}
        self.chairs_of_process: dict[str, tuple[ChairOf, ...]] = {}
        self.roles_of_process: dict[str, tuple[RoleIn, ...]] = {}
        self.focuses_of_process: dict[str, tuple[FocusOf, ...]] = {}
        self.parts_of_state: dict[str, list[PartOf]] = defaultdict(list)
        self.chairs_of_state: dict[str, list[ChairOf]] = defaultdict(list)
        self.roles_of_organization: dict[str, list[RoleIn]] = defaultdict(list)
        self.focuses_of_theme: dict[str, list[FocusOf]] = defaultdict(list)
        broader = {one.id: one.broader for one in self.snapshot.themes}
        self.themes_around = {one: _around(one, broader) for one in broader}
        self.narrower_of_theme = _grouped(self.snapshot.themes, lambda one: one.broader)
        for process in self.snapshot.processes:
            self._index_process(process)

    def _index_process(self, process: Process) -> None:
        parts = tuple(PartOf(process, one) for one in process.participations)
        chairs = tuple(ChairOf(process, one) for one in _in_turn(process.chairs))
        roles = tuple(RoleIn(process, one) for one in process.organizations)
        focuses = tuple(FocusOf(process, one) for one in process.themes)
        self.parts_of_process[process.id] = parts
        self.chairs_of_process[process.id] = chairs
        self.roles_of_process[process.id] = roles
        self.focuses_of_process[process.id] = focuses
        for part in parts:
            if part.record.state:
                self.parts_of_state[part.record.state].append(part)
        for chair in chairs:
            if chair.record.state and not chair.record.incoming:
                self.chairs_of_state[chair.record.state].append(chair)
        for role in roles:
            self.roles_of_organization[role.record.organization].append(role)
        for focus in focuses:
            for theme in self.themes_around.get(focus.record.theme or "", ()):
                self.focuses_of_theme[theme].append(focus)

    def state(self, code: str) -> State | None:
        """The State with the alpha-2, alpha-3 or M49 code, in any case."""
        plain = code.strip()
        # Other scripts have letters whose capitals are ASCII: ß would be South Sudan.
        return self._state_by_code.get(plain.upper()) if plain.isascii() else None

    def states_named(self, name: str) -> Sequence[State]:
        """The States with the name, in any language, whatever case and accents."""
        return self._states_by_name.get(bare(name[:_LONGEST_NAME]), ())

    def processes_named(self, acronym: str) -> Sequence[Process]:
        """The processes with the acronym or short name, current or former, whatever case."""
        return self._processes_by_name.get(bare(acronym[:_LONGEST_NAME]), ())

    @cached_property
    def _states_by_name(self) -> dict[str, list[State]]:
        return _grouped(self.snapshot.states, lambda one: {bare(name) for name in _names(one)})

    @cached_property
    def _processes_by_name(self) -> dict[str, list[Process]]:
        return _grouped(
            self.snapshot.processes,
            lambda one: {bare(name) for name in (*one.acronyms.values(), *one.other_names)},
        )

    def _regions_around(self, state: State) -> frozenset[str]:
        """The ids of all regions that the State lies in."""
        own = {code for code in (state.region, state.subregion) if code}
        return frozenset(own.union(*(self.regions_around.get(code, ()) for code in own)))

    def region_named(self, words: str) -> Region | None:
        """The region with the code or name, in any language, whatever case and accents."""
        return self._regions_by_name.get(bare(words[:_LONGEST_NAME]))

    @cached_property
    def _regions_by_name(self) -> dict[str, Region]:
        return {
            bare(name): one
            for one in self.snapshot.regions
            for name in (one.id, *one.names.values(), *one.other_names)
        }

    def _regions_named(self, words: Iterable[str]) -> list[Region]:
        found = (self.region_named(one) for one in words)
        return list({one.id: one for one in found if one}.values())

    def document(self, symbol: str) -> Document | None:
        """The document with the symbol, however spelled: a/res/58/208, resolution 58/208.

        One of two symbols is found by either, and by both as they are printed.
        """
        return self._document_by_key.get(symbol_key(symbol))

    def meetings_of(self, process: Process) -> Sequence[Meeting]:
        """The meetings of a process, in page order."""
        return self.meetings_of_process.get(process.id, ())

    def documents_of(self, process: Process) -> Sequence[Document]:
        """The documents of a process, in page order."""
        return self.documents_of_process.get(process.id, ())

    def issues_of(self, kind: str, one: str) -> tuple[Issue, ...]:
        """What a reader of the record should know."""
        return tuple(self.issues_of_node.get(f"{kind}:{one}", ()))

    def issues_about(self, process: Process) -> tuple[Issue, ...]:
        """The issues of a process, then of its meetings and documents, and of its pages."""
        parts = (
            ("process", process.id),
            *(("meeting", one.id) for one in self.meetings_of(process)),
            *(("document", one.id) for one in self.documents_of(process)),
            *(("page", page) for page in process.pages),
        )
        return tuple(issue for kind, one in parts for issue in self.issues_of(kind, one))


_LONGEST_NAME = 300
"""Characters of an asker's name that are looked at: no name is so long."""


def _around(one: str, next_of: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Itself and all that it is a part of."""
    found, waiting = {one}, [*next_of[one]]
    while waiting:
        another = waiting.pop()
        if another not in found and another in next_of:
            found.add(another)
            waiting += next_of[another]
    return frozenset(found)


def _same_bodies(snapshot: Snapshot) -> dict[str, Organization]:
    """Process → the organization that it is in the parts of others: one has a name of the other."""
    bodies = {
        bare(name): one
        for one in snapshot.organizations
        for name in (*one.names.values(), *one.other_names)
    }
    return {
        process.id: bodies[bare(name)]
        for process in snapshot.processes
        for name in _names(process)
        if bare(name) in bodies
    }


def _names(record: Process | State) -> tuple[str, ...]:
    """All that it is or was called."""
    return (*record.names.values(), *record.formal_names.values(), *record.other_names)


_RESOLUTION = re.compile(r"^(?:A/)?RESOLUCION|^(?:A/)?RESOLUTION")
_OF_THE_ASSEMBLY = re.compile(r"(?:S-|ES-)?\d{1,2}/\d{1,3}[A-Z]?")


def symbol_key(words: str) -> str:
    """One key for all spellings of a symbol; a bare session/number is a resolution of the GA."""
    if not words.isascii():
        words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    key = "".join(words.upper().replace("*", " ").split())
    if "RESOLU" in key:
        key = _RESOLUTION.sub("", key)
    return f"A/RES/{key}" if _OF_THE_ASSEMBLY.fullmatch(key) else key


def _in_turn(chairs: Iterable[Chair]) -> list[Chair]:
    """The current ones first, then the latest; those without a date last, in page order."""
    latest_first = sorted(chairs, key=lambda one: one.start or "", reverse=True)
    return sorted(latest_first, key=lambda one: not one.current)


def _symbols(document: Document) -> tuple[str, ...]:
    """All that a document is found by."""
    if document.symbol is None:
        return (document.id,)
    own = (document.symbol, *document.symbols)
    return (*own, "-".join(own), "-".join(reversed(own))) if document.symbols else own


def _state_codes(states: Iterable[State]) -> dict[str, State]:
    return {
        code: state
        for state in states
        for code in (state.id, state.alpha2, state.m49)
        if code is not None
    }


_R = TypeVar(
    "_R", Process, State, Organization, Theme, Series, Region, Place, Meeting, Document, Page
)


def _by_id(records: Iterable[_R]) -> dict[str, _R]:
    return {record.id: record for record in records}


def _grouped(records: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, list[T]]:
    made: dict[K, list[T]] = {}
    for record in records:
        for key in keys(record):
            made.setdefault(key, []).append(record)
    return made
