"""Packages with the names of ours: refused in one line, before anything breaks."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server.namesakes import NAMES

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder that holds our packages as an installed wheel does."""
    site = tmp_path / "site-packages"
    site.mkdir()
    for name in NAMES:
        (site / name).symlink_to(ROOT / name)
    return site


def run_from(site: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; sys.argv[1:] = ['--help']; from server.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        cwd=site.parent,
        env={"PYTHONPATH": str(site)},
        text=True,
        timeout=60,
    )


def refused(done: subprocess.CompletedProcess[str], place: Path, name: str) -> bool:
    line = f"iscm: {place} belongs to another package called {name!r}; "
    return (
        done.returncode == 2
        and done.stderr.startswith(line)
        and "pipx" in done.stderr
        and done.stderr.count("\n") == 1
    )


def test_an_environment_of_our_own_is_well(installed: Path) -> None:
    (installed / "schema_salad-8.7.dist-info").mkdir()
    done = run_from(installed)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["dist-info", "egg-info"])
def test_a_namesake_in_the_same_folder_is_refused(installed: Path, name: str, kind: str) -> None:
    place = installed / f"{name}-0.7.8.{kind}"
    place.mkdir()
    assert refused(run_from(installed), place, name)


@pytest.mark.parametrize("file", ["schema.py", "schema/__init__.py"])
def test_a_namesake_that_python_finds_first_is_refused(
    iscm: Run, tmp_path: Path, file: str
) -> None:
    place = tmp_path / "other" / file
    place.parent.mkdir(parents=True)
    place.write_text("def Schema(): ...")
    assert refused(iscm("versions", PYTHONPATH=str(tmp_path / "other")), place, "schema")
