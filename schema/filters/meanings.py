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
_ALL_REGIONS: Final = "All of them: `regions { code name }`."
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


def any_regions(view: View, words: Sequence[str]) -> tuple[str, ...]:
    """The codes of regions, from codes or names; raises GraphQLError for a name of none."""
    return tuple(_region(view, word) for word in words)


def m49_regions(view: View, words: Sequence[str]) -> tuple[str, ...]:
    """Those that States lie in; raises GraphQLError for a region that M49 has not."""
    codes = any_regions(view, words)
    for word, code in zip(words, codes, strict=True):
        if code not in view.states_of_region:
            raise bad_input(
                f"a region that M49 has expected, {word[:_SHOWN]!r} found",
                f"Which States lie in it is not settled. {_ALL_REGIONS}",
            )
    return codes


def _region(view: View, word: str) -> str:
    found = view.region_named(word)
    if found is not None:
        return found.id
    if word in view.states_of_region:  # of a version that had no regions yet
        return word
    names = [name for one in view.snapshot.regions for name in (one.id, *one.names.values())]
    raise _unknown("the code or a name of a region", word, names, "regions { code name }")


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
