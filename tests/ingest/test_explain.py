"""Every line of a page is accounted for."""

from pathlib import Path

import pytest

from ingest.explain import UNACCOUNTED, explain
from ingest.page import Capture

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
