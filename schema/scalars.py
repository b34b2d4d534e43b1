"""Scalars and enums of the schema, and the ids by which nodes are named."""

import base64
import re
from datetime import date, datetime
from typing import Any, Final, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from schema import sources
from schema.errors import bad_input
from snapshots import change, checks, model, runs

PartialDate = NewType("PartialDate", str)
DateTime = NewType("DateTime", str)
_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def partial_date(words: object) -> str:
    """A date as an asker writes it; raises GraphQLError where it is none, or not of the calendar.

    https://www.loc.gov/standards/datetime/
    """
    sides = words.split("/") if isinstance(words, str) else []
    days = [_first_day(side) for side in sides]
    if len(days) not in (1, 2) or None in days or days != sorted(days, key=str):
        raise bad_input(
            f"a date such as 2006, 2013-10, 2013-10-03 or 2013-10-03/2013-10-04 expected, "
            f"{str(words)[:40]!r} found",
            "Write it as text, with as much of year, month and day as you mean.",
        )
    return str(words)


def _first_day(words: str) -> date | None:
    if not _DATE.fullmatch(words):
        return None
    try:
        return date(*map(int, words.split("-")), *(1, 1)[words.count("-") :])
    except ValueError:
        return None


def moment_in(words: object) -> str:
    """A moment as an asker writes it; raises GraphQLError where it is none (RFC 3339)."""
    try:
        if _MOMENT.fullmatch(str(words)):
            return datetime.fromisoformat(str(words).upper()).isoformat()
    except ValueError:
        pass
    raise bad_input(
        f"a moment such as 2026-01-31T04:00:00Z expected, {str(words)[:40]!r} found",
        "Write it as text, with date, time and offset from UTC.",
    )


SCALARS: dict[object, ScalarDefinition] = {
    PartialDate: strawberry.scalar(
        name="PartialDate",
        description="A date as precise as its source and no more (EDTF, ISO 8601-2 level 1): "
        "2006, 2013-10, 2013-10-03, or an interval 2013-10-03/2013-10-04.",
        serialize=str,
        parse_value=partial_date,
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC (RFC 3339): 2026-01-31T04:00:00Z.",
        serialize=str,
        parse_value=moment_in,
    ),
}


def _enum(kind: Any, description: str, named: str | None = None, **values: str) -> Any:
    """A model's enum as a GraphQL enum, each value described; `named` where its name is vague."""
    if set(values) != set(kind.__members__):
        raise ValueError(f"{kind.__name__} has other members than are described")
    shown = strawberry.enum(kind, name=named or kind.__name__, description=description)
    for value in shown.__strawberry_definition__.values:
        value.description = values[value.name]
    return shown


Language = _enum(
    model.Language,
    "A language that the sources publish in.",
    EN="English.",
    FR="French.",
    ES="Spanish.",
)
ProcessType = _enum(
    model.ProcessType,
    "The reach of a process, in the classes that IOM uses.",
    GLOBAL="Open to States of the whole world.",
    INTERREGIONAL="An interregional forum (IRF).",
    REGIONAL="A regional consultative process (RCP).",
)
ProcessStatus = _enum(
    model.ProcessStatus,
    "Whether a process still meets, as far as its pages say.",
    ACTIVE="Nothing says otherwise.",
    DORMANT="Its page calls it dormant or inactive.",
    REPLACED="Another process took its place.",
    CONCLUDED="A conference that was held once, and was held.",
)
ParticipationRole = _enum(
    model.ParticipationRole,
    "What a State is in a process.",
    MEMBER="Listed as member, participating or partner State.",
    OBSERVER="Listed as observer.",
    FORMER_MEMBER="Named as a former member.",
    SUSPENDED="Listed as a suspended member.",
    GUEST="Invited to meetings case by case.",
)
OrganizationRole = _enum(
    model.OrganizationRole,
    "What an organization is in a process.",
    MEMBER="Listed as a member organization.",
    OBSERVER="Listed as observer.",
    PARTNER="Listed as partner.",
    SECRETARIAT="Serves as secretariat.",
    ASSOCIATION="The process is formally associated with it.",
    ORGANIZER="Convenes the meetings.",
)
OrganizationKind = _enum(
    model.OrganizationKind,
    "What sort of body an organization is.",
    UN="Part of the United Nations system.",
    INTERGOVERNMENTAL="Made by States, not bound to one region.",
    REGIONAL="Made by the States of a region.",
    NGO="A non-governmental organization or a group of them.",
    SECRETARIAT="The secretariat of a process.",
    PRIVATE="Of the private sector.",
    OTHER="None of these.",
    UNKNOWN="Known by its listed name only.",
)
MeetingKind = _enum(
    model.MeetingKind,
    "Under which heading a page lists a meeting.",
    LATEST="The most recent meeting.",
    PAST="An earlier meeting.",
    RELATED="An event that bears on the process.",
    UPCOMING="A meeting that was still to come when the page was written.",
)
UnStatus = _enum(
    model.UnStatus,
    "A State's standing in the United Nations.",
    MEMBER="Member State.",
    OBSERVER="Non-member State with observer status.",
    OTHER="Neither; for the most part a territory.",
)
RunOutcome = _enum(
    runs.Outcome,
    "How a run of ingest ended.",
    named="RunOutcome",
    PUBLISHED="Something new was published.",
    UNCHANGED="There was nothing new to publish.",
    HELD="All of it is held for a person; the served version stays.",
)
PageOutcome = _enum(
    runs.PageOutcome,
    "What a run made of one page.",
    CHANGED="It says something new.",
    UNCHANGED="It says what it said before.",
    MOVED="It redirects to another page that is followed, which speaks for both.",
    KEPT="It could not be had or read: its last good facts are kept.",
    HELD="What it says now is doubtful and waits for a person: its last good facts are kept.",
    REFUSED="A person rejected what it says now: its last good facts are kept.",
    FAILED="It could not be had or read, and there are no facts to keep.",
)
Severity = _enum(
    checks.Severity,
    "What a finding does to what it is about.",
    WARN="It is said, and nothing is held for it.",
    REVISED="What hardly moves was edited in place: it is published, and told.",
    HOLD="A person must look at it first.",
)
ValueSource = _enum(
    sources.ValueSource,
    "Who says a value.",
    PAGE="A page does; its words are cited.",
    CATALOGUE="The catalogue of processes does, in which people keep names and pages.",
    VOCABULARY="The vocabulary does: names, codes and relations that are the same for all pages.",
    DERIVED="Nobody does: it follows from values with sources of their own.",
)
ChangeReason = _enum(
    change.Reason,
    "Why a version says something else than the one before.",
    named="ChangeReason",
    PAGE="The page says otherwise.",
    READER="The page says what it said; it is read better.",
    CATALOGUE="Other processes or pages are followed, or they are followed by other names.",
    DECISION="A person accepted what a run had held.",
)

CODES = {
    "process": "p",
    "state": "s",
    "organization": "o",
    "theme": "t",
    "series": "r",
    "region": "g",
    "place": "c",
    "meeting": "m",
    "document": "d",
    "page": "w",
}


def global_id(kind: str, one: str) -> strawberry.ID:
    """The opaque id of a node: versioned, and free of the names of classes.

    https://relay.dev/graphql/objectidentification.htm
    """
    return strawberry.ID(base64.urlsafe_b64encode(f"1:{CODES[kind]}:{one}".encode()).decode())
