"""Theme, and its place in a process."""

import strawberry

from schema.arguments import InLanguage
from schema.context import Info, chosen, language_in, text_in
from schema.nodes import Node, shows
from schema.scalars import Language
from schema.types.field import shown
from schema.types.lazy import many, maybe, one
from snapshots import model
from snapshots.view import FocusOf


@strawberry.type(description="One concept of migration policy, across languages.")
class Theme(Node):
    """Shows a `model.Theme`."""

    is_type_of = shows(model.Theme)

    other_names: list[str] = strawberry.field(description="Other wordings, in any language.")

    @shown("Short name in the address of the theme: `labour-migration`.")
    @staticmethod
    def slug(theme: strawberry.Parent[model.Theme]) -> str:
        """The theme's own id."""
        return theme.id

    @shown("The name.")
    @staticmethod
    def name(theme: strawberry.Parent[model.Theme], info: Info, language: InLanguage = None) -> str:
        """The name in the language asked for, else in one that it is known in."""
        return text_in(theme.names, chosen(info, language)) or theme.id

    @shown("The language that `name` really is in; null where there are no words.")
    @staticmethod
    def name_language(
        theme: strawberry.Parent[model.Theme], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(theme.names, chosen(info, language))

    @shown("The themes that it is a kind or a part of.", returns=many("Theme"))
    @staticmethod
    def broader(theme: strawberry.Parent[model.Theme], info: Info) -> list[model.Theme]:
        """The next broader ones."""
        return [info.context.view.themes[one] for one in theme.broader]

    @shown("The themes that are a kind or a part of it.", returns=many("Theme"))
    @staticmethod
    def narrower(theme: strawberry.Parent[model.Theme], info: Info) -> list[model.Theme]:
        """The next narrower ones that pages name."""
        return info.context.view.narrower_of_theme.get(theme.id, [])

    @shown(
        "The processes that list it or a narrower one, with their own words for that.",
        returns=many("ThemeInProcess"),
    )
    @staticmethod
    def focuses(theme: strawberry.Parent[model.Theme], info: Info) -> list[FocusOf]:
        """In the order of the processes."""
        return info.context.view.focuses_of_theme.get(theme.id, [])

    @shown("The processes that list it or a narrower one.", returns=many("Process"))
    @staticmethod
    def processes(theme: strawberry.Parent[model.Theme], info: Info) -> list[model.Process]:
        """In the order of the processes."""
        focuses = info.context.view.focuses_of_theme.get(theme.id, [])
        return list({focus.process.id: focus.process for focus in focuses}.values())


@strawberry.type(description="A thematic focus of a process, in the words of its pages.")
class ThemeInProcess:
    """Shows a `FocusOf`."""

    process: None = strawberry.field(description="The process.", graphql_type=one("Process"))

    @shown(
        "The concept; null where no theme is known by these words: an issue says so.",
        returns=maybe("Theme"),
    )
    @staticmethod
    def theme(focus: strawberry.Parent[FocusOf], info: Info) -> model.Theme | None:
        """The theme record."""
        return info.context.view.themes[focus.record.theme] if focus.record.theme else None

    @shown("The words of the process's page.")
    @staticmethod
    def words(focus: strawberry.Parent[FocusOf], info: Info, language: InLanguage = None) -> str:
        """In the language asked for, else in one that a page has them in."""
        return text_in(focus.record.words, chosen(info, language)) or ""

    @shown("The language that `words` really are in; null where there are none.")
    @staticmethod
    def words_language(
        focus: strawberry.Parent[FocusOf], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(focus.record.words, chosen(info, language))

    @shown("Where it was read.", returns=many("Citation"))
    @staticmethod
    def citations(focus: strawberry.Parent[FocusOf]) -> tuple[model.Citation, ...]:
        """The citations."""
        return focus.record.citations
