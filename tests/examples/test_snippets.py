"""What docs/clients.md shows stands in the examples, and every example is shown."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
DOCUMENT = ROOT / "docs" / "clients.md"
SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(\.\./examples/([^)]+)\)")
COMMANDS = "sh"
"""The kind of a block that says how to install and run."""
HELPERS = {"address.ts", "documents.ts", "print.ts", "environment.ts"}


def sections() -> Iterator[tuple[str, str]]:
    return iter(SECTION.findall(DOCUMENT.read_text(encoding="utf-8")))


def snippets() -> Iterator[tuple[str, str, list[Path]]]:
    """Each piece of code with the title of its section and the files that the section links to."""
    for title, words in sections():
        files = [EXAMPLES / name for name in LINK.findall(words)]
        for kind, code in FENCE.findall(words):
            if kind != COMMANDS:
                yield title, code, files


def sources() -> set[Path]:
    found = {
        path
        for pattern in ("curl/*.sh", "python/*.py", "typescript/src/*.ts", "relay/src/*.ts")
        for path in EXAMPLES.glob(pattern)
    }
    return {path for path in found if path.name not in HELPERS}


SNIPPETS = [pytest.param(*one, id=f"{one[0]}-{number}") for number, one in enumerate(snippets())]


@pytest.mark.parametrize(("title", "code", "files"), SNIPPETS)
def test_each_snippet_stands_in_a_file_that_its_section_links_to(
    title: str, code: str, files: list[Path]
) -> None:
    texts = [file.read_text(encoding="utf-8") for file in files]
    assert any(code in text for text in texts)


def test_each_section_about_a_client_shows_code() -> None:
    shown = {title for title, *_ in snippets()}
    assert {title for title, words in sections() if LINK.search(words)} == shown


def test_each_example_is_linked_to() -> None:
    linked = {EXAMPLES / name for _, words in sections() for name in LINK.findall(words)}
    assert sources()
    assert sources() <= linked


@pytest.mark.parametrize("name", ["typescript", "relay"])
def test_a_lock_of_packages_names_no_registry(name: str) -> None:
    lock = json.loads((EXAMPLES / name / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: one for path, one in lock["packages"].items() if path}
    assert packages
    assert [path for path, one in packages.items() if "resolved" in one] == []
    assert [path for path, one in packages.items() if "integrity" not in one] == []


def test_the_requirements_have_hashes_and_name_no_index() -> None:
    text = (EXAMPLES / "python" / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in text
    pinned = re.findall(r"^(\S+==\S+).*\\\n +--hash=sha256:", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\S", text, re.MULTILINE)) > 5
