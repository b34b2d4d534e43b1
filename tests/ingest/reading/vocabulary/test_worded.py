"""Words of languages stand in the tables; Python holds what all languages share."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest.reading
from ingest.reading.vocabulary.tables import read_table
from ingest.reading.vocabulary.worded import either, worded_pattern

READING = Path(ingest.reading.__file__).parent
FOLDERS = (
    *("labels", "normalize", "vocabulary", "recognition"),
    *("events", "documents", "families", "sentences"),
)

NO_LANGUAGE = {
    "recognition/forwarding.py": {"url", "location", "href", "replace", "assign"},
    "recognition/impostors.py": {"http"},
    "normalize/contact.py": {"https", "www", "xn"},
    "vocabulary/series.py": {"EN", "FR", "ES"},
    "events/agenda.py": {"hour", "minute", "half"},
    "events/lines.py": {"EN", "FR", "ES"},
    "sentences/ties.py": {"EN", "FR", "ES"},
    "sentences/sites.py": {"https", "www"},
    "documents/head.py": {"GE"},
    "documents/marks.py": {"GE", "Distr"},
    "documents/resolutions.py": {"ES"},
    "vocabulary/symbols.py": {
        *("AC", "CN", "CONF", "GC", "SC", "Sub", "WG", "CRP", "WP", "PV", "SR", "PC", "HRC", "BUR"),
        *("Add", "Amend", "Corr", "Rev", "Summary", "RES", "DEC", "INF", "NGO", "PRST", "ES", "ST"),
        *("CRC", "CMW", "CCPR", "CEDAW", "CAT", "CERD", "CRPD", "CED"),
    },
}
"""Words of HTML, HTTP and addresses, codes of languages, names of groups that are numbered, and the
series and marks of UN documents, which are the same in all languages."""

_PATTERN = re.compile(r"[\\|\[(]\S|\(\?")
_SYNTAX = re.compile(
    r"\(\?P[<=]\w+[>)]|\(\?[a-z-]*:|\\[a-zA-Z]|\$\w+|\{(?:<!)?[A-Za-z_]+\}|\[(?:\\.|[^\]\\])*\]"
)
_WORD = re.compile(r"[^\W\d_]{2,}|(?<=[|:(\0])[aeoyàl](?=[|)])")


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_pattern_holds_a_word_of_a_language(folder: str) -> None:
    held = {
        f"{path.name}:{line}: {word}"
        for path in sorted((READING / folder).glob("*.py"))
        for line, literal in literals(path)
        for word in words_of_pattern(literal)
        if word not in NO_LANGUAGE.get(f"{folder}/{path.name}", ())
    }
    assert not held


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_other_literal_is_a_small_word_of_a_language(folder: str) -> None:
    languages = read_table("languages.toml")
    small = {*languages["fr"], *languages["es"]}  # those of English are names in Python, too
    held = {
        f"{path.name}:{line}: {literal}"
        for path in sorted((READING / folder).glob("*.py"))
        for line, literal in literals(path)
        if literal.strip(" ,") in small
    }
    assert not held


def test_the_scan_sees_a_word_in_a_pattern() -> None:
    assert words_of_pattern(r"\s(?:and|et|y)\s(?P<name>\w+)") == ["and", "et", "y"]


def test_a_class_stands_for_the_words_of_all_languages() -> None:
    joint = worded_pattern(r"\s{and}\s")
    assert [joint.split(f"Chile {word} Peru") for word in ("and", "et", "y")] == [
        ["Chile", "Peru"]
    ] * 3


def test_a_class_may_be_what_does_not_stand_before() -> None:
    assert worded_pattern(r"{<!direction}-").split("East-Timor-Asia") == ["East-Timor", "Asia"]


def test_an_apostrophe_stands_for_all_its_forms_and_a_star_for_the_end_of_a_word() -> None:
    assert re.fullmatch(either(["l'"]), "l’")
    assert re.fullmatch(either(["observ*"]), "observateurs")


def test_a_class_that_no_language_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobodys"):
        worded_pattern("{nobodys}").search("")


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def words_of_pattern(literal: str) -> list[str]:
    """The words in a regular expression, or nothing where the literal is none."""
    if not _PATTERN.search(literal):
        return []
    bare = "\n".join(re.sub(r"(?<!\S)#.*", "", line) for line in literal.splitlines())
    return _WORD.findall(_SYNTAX.sub("\0", bare))
