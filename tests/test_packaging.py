"""What an installation is made of."""

import re
import subprocess
import sys
import zipfile
from email import message_from_bytes
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import ingest
import schema
import server
import snapshots

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def requirements(lock: str) -> dict[str, str]:
    """Requirement → its lines, hashes included."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {line.split()[0]: line for line in lines}


def test_our_schema_is_not_the_package_of_that_name() -> None:
    assert schema.__file__ is not None
    assert server.__file__ is not None
    assert Path(schema.__file__).parents[1] == Path(server.__file__).parents[1]


@pytest.mark.parametrize("package", [ingest, schema, server, snapshots])
def test_our_packages_are_those_of_this_folder(package: object) -> None:
    assert Path(package.__file__).parents[1] == ROOT


def test_the_command_is_iscm() -> None:
    (script,) = entry_points(group="console_scripts", name="iscm")
    assert script.value == "server.cli:main"


@pytest.mark.parametrize("lock", LOCKS)
def test_each_locked_requirement_has_one_version_and_its_hashes(lock: str) -> None:
    locked = requirements(lock)
    assert len(locked) > 20
    for name, line in locked.items():
        assert re.fullmatch(r"[a-z0-9._-]+(\[[a-z,-]+\])?==[0-9][^=\s]*", name), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text


def test_development_runs_on_what_operation_runs_on() -> None:
    run, develop = (set(requirements(lock)) for lock in LOCKS)
    assert run <= develop


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, capture_output=True, check=True, cwd=ROOT, timeout=60)
    (made,) = folder.iterdir()
    return zipfile.ZipFile(made)


@pytest.mark.parametrize("package", ["ingest", "schema", "server", "snapshots"])
def test_the_wheel_says_that_it_is_typed(wheel: zipfile.ZipFile, package: str) -> None:
    assert f"{package}/py.typed" in wheel.namelist()


def test_the_metadata_says_how_to_install(wheel: zipfile.ZipFile) -> None:
    (name,) = (one for one in wheel.namelist() if one.endswith(".dist-info/METADATA"))
    metadata = message_from_bytes(wheel.read(name))
    description = str(metadata.get_payload())
    assert "pipx install" in description
    assert "uv tool install" in description
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])


def test_no_folder_under_tests_is_a_package() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_each_folder_of_tests_is_named_after_one_of_ours() -> None:
    for path in (ROOT / "tests" / "ingest").rglob("test_*.py"):
        assert (ROOT / path.parent.relative_to(ROOT / "tests")).is_dir(), path


def test_every_module_of_ours_can_be_imported_with_warnings_as_errors() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in ("ingest", "schema", "server", "snapshots")
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name != "__init__.py" and "node_modules" not in path.parts
    ]
    code = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *modules],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
