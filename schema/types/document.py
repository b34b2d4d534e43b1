"""Document, and the parts of its symbol."""

import strawberry

from schema.context import Info, chosen, text_in
from schema.scalars import Language, PartialDate, global_id
from schema.types.field import shown
from schema.types.lazy import many
from snapshots import model


@strawberry.type(description="A UN document symbol taken apart: A/C.2/60/L.16, A/RES/67/219.")
class SymbolParts:
    """Shows a `model.SymbolParts`."""

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
    def modifiers(parts: strawberry.Parent[model.SymbolParts]) -> list[str]:
        """In the order of the symbol."""
        return list(parts.modifiers)


@strawberry.type(description="A document of or about a process; a UN document has a symbol.")
class Document:
    """Shows a `model.Document`."""

    symbol: str | None = strawberry.field(description="The UN symbol in its normal form.")
    adopted: PartialDate | None = strawberry.field(description="When it was adopted.")
    distributed: PartialDate | None = strawberry.field(
        description="When the printed text was distributed; often months after adoption."
    )
    citations: None = strawberry.field(
        description="Where it was read.", graphql_type=many("Citation")
    )

    @shown("Opaque id of the node.")
    @staticmethod
    def id(document: strawberry.Parent[model.Document]) -> strawberry.ID:
        """The global id."""
        return global_id("document", document.id)

    @shown("The symbol, else process and title in an address.")
    @staticmethod
    def slug(document: strawberry.Parent[model.Document]) -> str:
        """The document's own id."""
        return document.id

    @shown("The title in the words of a page.")
    @staticmethod
    def title(
        document: strawberry.Parent[model.Document], info: Info, language: Language | None = None
    ) -> str | None:
        """In the language asked for, else in one that a page has it in."""
        return text_in(document.titles, chosen(info, language))

    @shown("The symbol's parts.")
    @staticmethod
    def symbol_parts(document: strawberry.Parent[model.Document]) -> SymbolParts | None:
        """The parts record."""
        return document.parts  # type: ignore[return-value] # shown by SymbolParts

    @shown("The processes that name it.", returns=many("Process"))
    @staticmethod
    def processes(document: strawberry.Parent[model.Document], info: Info) -> list[model.Process]:
        """The process records."""
        return [info.context.view.processes[one] for one in document.processes]

    @shown("Meetings that pages tie to this document.", returns=many("Meeting"))
    @staticmethod
    def meetings(document: strawberry.Parent[model.Document], info: Info) -> list[model.Meeting]:
        """The meeting records."""
        return info.context.view.meetings_of_document.get(document.id, [])
