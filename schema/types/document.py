"""Document, and the parts of its symbol."""

import strawberry

from schema.arguments import InLanguage
from schema.context import Info, chosen, language_in, text_in
from schema.filters.meetings import MEETINGS
from schema.listings import connection
from schema.nodes import Node, shows
from schema.scalars import Language, PartialDate
from schema.types.field import shown
from schema.types.lazy import many, maybe
from snapshots import model, symbols


@strawberry.type(description="A UN document symbol taken apart: A/C.2/60/L.16, A/RES/67/219.")
class SymbolParts:
    """Shows a `symbols.SymbolParts`."""

    organ: str = strawberry.field(
        description="A General Assembly, S Security Council, E Economic and Social Council, ST "
        "Secretariat, or the series of a treaty body such as CRC/C."
    )
    body: str | None = strawberry.field(
        description="Committee, commission or conference: AC.293, C.2, CN.9, CONF.231."
    )
    session: str | None = strawberry.field(description="The session of the organ: 67.")
    year: str | None = strawberry.field(description="The year, where it stands for the session.")
    kind: str | None = strawberry.field(
        description="RES resolution, L limited, PV verbatim record, SR summary record, INF…"
    )
    number: str | None = strawberry.field(description="The number in its series.")

    @shown("Add.1, Corr.1, Rev.1…")
    @staticmethod
    def modifiers(parts: strawberry.Parent[symbols.SymbolParts]) -> list[str]:
        """In the order of the symbol."""
        return list(parts.modifiers)


@strawberry.type(description="A document of or about a process; a UN document has a symbol.")
class Document(Node):
    """Shows a `model.Document`."""

    is_type_of = shows(model.Document)

    symbol: str | None = strawberry.field(description="The UN symbol in its normal form.")
    symbols: list[str] = strawberry.field(
        description="Its other symbols, where it was issued under two: E/CN.9/2018/7 beside "
        "E/2018/25."
    )
    adopted: PartialDate | None = strawberry.field(description="When it was adopted.")
    distributed: PartialDate | None = strawberry.field(
        description="When the printed text was distributed; often months after adoption."
    )

    @shown("The symbol, else process and title in an address.")
    @staticmethod
    def slug(document: strawberry.Parent[model.Document]) -> str:
        """The document's own id."""
        return document.id

    @shown("The title in the words of a page.")
    @staticmethod
    def title(
        document: strawberry.Parent[model.Document], info: Info, language: InLanguage = None
    ) -> str | None:
        """In the language asked for, else in one that a page has it in."""
        return text_in(document.titles, chosen(info, language))

    @shown("The language that `title` really is in; null where there are no words.")
    @staticmethod
    def title_language(
        document: strawberry.Parent[model.Document], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(document.titles, chosen(info, language))

    @shown("The symbol's parts.")
    @staticmethod
    def symbol_parts(document: strawberry.Parent[model.Document]) -> SymbolParts | None:
        """The parts record."""
        return document.parts  # type: ignore[return-value] # shown by SymbolParts

    @shown("The final text that this one is a draft of.", returns=maybe("Document"))
    @staticmethod
    def draft_of(document: strawberry.Parent[model.Document], info: Info) -> model.Document | None:
        """The record of the adopted text."""
        return info.context.view.documents[document.draft_of] if document.draft_of else None

    @shown("The drafts of this text.", returns=many("Document"))
    @staticmethod
    def drafts(document: strawberry.Parent[model.Document], info: Info) -> list[model.Document]:
        """The records of the drafts."""
        return info.context.view.drafts_of_document.get(document.id, [])

    @shown(
        "The processes whose pages name it, and the one whose meeting adopted it.",
        returns=many("Process"),
    )
    @staticmethod
    def processes(document: strawberry.Parent[model.Document], info: Info) -> list[model.Process]:
        """The process records."""
        return [info.context.view.processes[one] for one in document.processes]

    @shown(
        "Those of the processes whose pages list it, or have a page that is the document.",
        returns=many("Process"),
    )
    @staticmethod
    def listed_by(document: strawberry.Parent[model.Document], info: Info) -> list[model.Process]:
        """The process records."""
        return [info.context.view.processes[one] for one in document.listed]

    @shown("Those of the processes whose pages mention it in passing.", returns=many("Process"))
    @staticmethod
    def mentioned_by(
        document: strawberry.Parent[model.Document], info: Info
    ) -> list[model.Process]:
        """Not the process whose meeting adopted it, unless a page of its own says so."""
        view = info.context.view
        told = {view.pages[one.page].process for one in document.citations}
        others = (one for one in document.processes if one not in document.listed)
        return [view.processes[one] for one in others if one in told]

    @shown(
        "The meeting that adopted it: its title names the meeting, or the vocabulary does; null "
        "where nothing ties it to one.",
        returns=maybe("Meeting"),
    )
    @staticmethod
    def adopted_at(document: strawberry.Parent[model.Document], info: Info) -> model.Meeting | None:
        """The record of the meeting."""
        return info.context.view.meetings[document.adopted_at] if document.adopted_at else None

    meetings = connection(
        "Meetings that pages tie to this document.",
        MEETINGS,
        lambda view, one: view.meetings_of_document.get(one.id, []),
    )
