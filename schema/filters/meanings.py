"""What askers' words mean in filters; words that mean nothing are errors with a way out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from graphql import GraphQLError
from graphql.pyutils import suggestion_list

from schema.errors import bad_input
from schema.filters.matching import Meaning
from schema.remembered import once_a_view
from snapshots.folding import bare
from snapshots.view import View

_SHOWN: Final = 40
"""Characters of an asker's word that are shown; no slug of a city is longer."""
_NEAR: Final = 3
"""Known words that are offered in the place of an unknown one."""
_NAMED: Final = {
    "processes": ("a process", "processes { nodes { slug name } }"),
    "organizations": ("an organization", "organizations { nodes { slug name } }"),
    "themes": ("a theme", "themes { slug name }"),
    "series": ("a series of meetings", "series { slug name }"),
}
"""Records → what one of them is called, and how to ask for all."""


def ids(records: str) -> Meaning:
    """The slugs of records that the version has; raises GraphQLError for one of none."""
    what, question = _NAMED[records]

    def known(view: View, words: Sequence[str]) -> Sequence[str]:
        table: Mapping[str, Any] = getattr(view, records)
        for word in words:
            if word not in table:
                raise _unknown(f"the slug of {what}", word, table, question)
        return words

    return known


def regions(view: View, words: Sequence[str]) -> Sequence[str]:
    """M49 codes of regions and subregions; raises GraphQLError for one of none."""
    known = _regions(view)
    for word in words:
        if word not in known:
            question = "states { facets(by: [REGION, SUBREGION]) { counts { value } } }"
            raise _unknown("the M49 code of a region or subregion", word, known, question)
    return words


def cities(view: View, words: Sequence[str]) -> tuple[str, ...]:
    """The ids of cities, from slugs or names; raises GraphQLError for a name of none."""
    known = _cities(view)
    for word in words:
        if len(word) > _SHOWN or bare(word) not in known:
            raise _unknown(
                "the slug or a name of a city that meetings were held in",
                word,
                known,
                "places { slug name }",
            )
    return tuple(known[bare(word)] for word in words)


@once_a_view
def _regions(view: View) -> frozenset[str]:
    states = view.snapshot.states
    return frozenset(code for one in states for code in (one.region, one.subregion) if code)


@once_a_view
def _cities(view: View) -> Mapping[str, str]:
    """Bare names and slugs → the id of the city; what two claim is the first one's."""
    made: dict[str, str] = {}
    for one in view.snapshot.places:
        for name in (one.id, *one.names.values(), *one.other_names):
            made.setdefault(bare(name), one.id)
    return made


def _unknown(what: str, word: str, known: Iterable[str], question: str) -> GraphQLError:
    begun = (one for one in known if word and one.startswith(word))
    near = [*begun, *suggestion_list(word[:_SHOWN], tuple(known))][:_NEAR]
    meant = f"Did you mean {', '.join(near)}? " if near else ""
    return bad_input(
        f"{what} expected, {word[:_SHOWN]!r} found", f"{meant}All of them: `{question}`."
    )
