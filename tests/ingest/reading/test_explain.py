"""Every line of a page is accounted for."""

from pathlib import Path

import pytest

from ingest.page import Capture
from ingest.reading.explain import UNACCOUNTED, explain

FAMILIES = ("iom", "un")


@pytest.mark.parametrize("folder", FAMILIES)
@pytest.mark.parametrize("ending", ["txt", "html"])
def test_no_line_of_a_case_is_unaccounted_for(cases: Path, folder: str, ending: str) -> None:
    url = "https://www.iom.int/some-process"
    for page in sorted((cases / folder).glob(f"*.{ending}")):
        rows = explain(Capture(url=url, body=page.read_bytes()))
        left = [row.line for row in rows if UNACCOUNTED in row.made]
        assert left == [], page.name


def test_a_line_says_what_was_made_of_it() -> None:
    body = b"Established: 2006\nMember States (2 States)\n- Togo\n- Ruritania\n"
    rows = explain(Capture(url="https://www.iom.int/some-process", body=body))
    made = {row.text: " ".join(row.made) for row in rows}
    assert made["Established: 2006"].startswith("established: span=2006")
    assert "state=TGO" in made["Togo"]
    assert "issue: unknown-state" in made["Ruritania"]


@pytest.mark.parametrize(
    ("body", "url"),
    [
        # an entry over two lines of which nothing is a chair
        ("<p>Current Chair<ul><li>There is no chair<br>of the Process</ul>", "www.iom.int/x"),
        # the heading of a table under the chair
        ("<p>Past Chair<table><tr><td>Nobody</td></tr></table>", "www.iom.int/x"),
        # names of organizations that nobody knows, on a page of another site
        ("<p>Observers<ul><li>Friends of Nowhere</ul><p>Partners<ul><li>None", "example.org/x"),
        # one process twice in an index
        ("<ul><li>Lima Process<li>Lima Process</ul>", "www.iom.int/rcps-region"),
    ],
)
def test_lines_of_facts_that_are_not_kept_are_accounted_for(body: str, url: str) -> None:
    made = explain(Capture(url=f"https://{url}", body=f"<html>{body}".encode()))
    assert not [row.line for row in made if UNACCOUNTED in row.made]
