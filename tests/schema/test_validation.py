"""Documents with faults: the walk finds what the library finds."""

import random
import re
from pathlib import Path

import pytest
from graphql import GraphQLSyntaxError, parse, specified_rules, validate

from schema.limits import LIMITS
from schema.schema import load_schema
from schema.validation import faults

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
QUESTIONS = [
    text for page in sorted(ROOT.glob("docs/*.md")) for text in BLOCK.findall(page.read_text())
]
TOKEN = re.compile(r'"[^"\n]*"|\.\.\.|\w+|\S')
STRANGE = (
    "$none",
    "@skip",
    "@nothing",
    "(if: 1)",
    "...Nobody",
    "{ x }",
    "[]",
    "null",
    "other: slug",
)
RULES = (*LIMITS, *specified_rules)


def found(text: str, *, most: int = 100) -> list[list[dict[str, object]]]:
    """What the library finds, and what the walk finds."""
    schema, document = load_schema()._schema, parse(text)
    library = validate(schema, document, RULES, max_errors=most)
    walk = faults(schema, document, RULES, most)
    return [[dict(one.formatted) for one in errors] for errors in (library, walk)]


def damaged(text: str, chance: random.Random) -> str:
    """The same with a token or two left out, told twice, exchanged, or strange."""
    tokens = TOKEN.findall(text)
    for _ in range(chance.randint(1, 2)):
        at, other = chance.randrange(len(tokens)), chance.choice(tokens)
        tokens[at : at + 1] = chance.choice(
            [[], [tokens[at]] * 2, [other], [tokens[at], chance.choice(STRANGE)]]
        )
    return " ".join(tokens)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_questions_have_the_faults_that_the_library_finds(seed: int) -> None:
    chance, faulty = random.Random(seed), 0
    for text in QUESTIONS * 20:
        try:
            library, walk = found(damaged(text, chance))
        except GraphQLSyntaxError:
            continue
        assert walk == library
        faulty += bool(library)
    assert faulty > len(QUESTIONS)


def test_what_one_rule_passes_over_another_looks_at() -> None:
    library, walk = found(
        "query A($a: Nothing) { ...F ...F } query A { b } fragment F on Nobody { c(d: $e) }"
        "fragment F on Query { version { number number: published } }"
    )
    assert walk == library
    assert len(library) > 5


def test_there_are_no_more_faults_than_wanted() -> None:
    library, walk = found("{ a b c d }", most=2)
    assert walk == library
    assert len(walk) == 3
