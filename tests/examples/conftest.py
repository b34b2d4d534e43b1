"""What the clients need to run: a server over a published version, and what they are made of."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
ISCM = Path(sys.executable).parent / "iscm"
BUNDLED = ROOT / "snapshots" / "bundled"
CHANGED = "midcom-en.txt"
UNREACHABLE = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|NewConnectionError|NameResolutionError|"
    r"No matching distribution found"
)
"""How npm and pip say that they reach no registry."""


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment without settings of whoever runs the tests; new versions are seen fast."""
    kept = {name: one for name, one in os.environ.items() if not name.startswith("ISCM_")}
    return kept | {"ISCM_POLL": "0.1"}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A folder with a store whose version 1 was read from the bundled transcripts."""
    folder = tmp_path_factory.mktemp("published")
    ingest(folder, BUNDLED / "manifest.jsonl", environment)
    return folder


def ingest(folder: Path, manifest: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [ISCM, "ingest", "--manifest", manifest],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert "published" in done.stdout, done.stdout + done.stderr


class Server:
    """A running `iscm serve` over a store of its own."""

    def __init__(self, folder: Path, address: str, environment: dict[str, str]) -> None:
        self.address = address
        self._folder = folder
        self._environment = environment

    def publish(self) -> None:
        """Publish version 2: a State more on one page."""
        lines = (BUNDLED / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
        pages = [json.loads(line) for line in lines]
        for page in pages:
            page["file"] = str(BUNDLED / page["file"])
            if page["file"].endswith(CHANGED):
                page["file"] = str(self._changed(Path(page["file"])))
        manifest = self._folder / "changed.jsonl"
        manifest.write_text("".join(f"{json.dumps(page)}\n" for page in pages), encoding="utf-8")
        ingest(self._folder, manifest, self._environment)

    def _changed(self, page: Path) -> Path:
        text = page.read_text(encoding="utf-8")
        changed = text.replace("(21 States)", "(22 States)").replace(
            "- Burundi", "- Angola\n\n- Burundi"
        )
        assert "22" in changed
        assert "Angola" in changed
        copy = self._folder / CHANGED
        copy.write_text(changed, encoding="utf-8")
        return copy


@pytest.fixture
def server(tmp_path: Path, published: Path, environment: dict[str, str]) -> Iterator[Server]:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    process = subprocess.Popen(
        [ISCM, "serve", "--port", "0"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        printed = "".join(process.stdout.readline() for _ in range(3))
        found = re.search(r"web pages +(http://\S+)/", printed)
        try:
            assert found, printed
            yield Server(tmp_path, found[1], environment)
        finally:
            process.kill()


@pytest.fixture(scope="session")
def kept(request: pytest.FixtureRequest) -> Path:
    """The folder where what was installed stays until the next run."""
    assert request.config.cache is not None
    return request.config.cache.mkdir("clients")


@pytest.fixture(scope="session")
def curl() -> Path:
    needs("bash", "curl")
    return EXAMPLES / "curl" / "ask.sh"


@pytest.fixture(scope="session")
def typescript(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("typescript", kept, tmp_path_factory.mktemp("typescript"))


@pytest.fixture(scope="session")
def relay(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("relay", kept, tmp_path_factory.mktemp("relay"))


@pytest.fixture(scope="session")
def python(kept: Path) -> Path:
    """A Python with what the example requires."""
    requirements = EXAMPLES / "python" / "requirements.txt"
    folder = kept / f"python-{digest(requirements, Path(sys.executable))}"
    interpreter = folder / "bin" / "python"
    pip = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    with locked(folder) as ready:
        if not ready:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            install([*pip, "--require-hashes", "-r", requirements], folder)
    return interpreter


def built(name: str, kept: Path, folder: Path) -> Path:
    """The example, built beside the schema that it is compiled against as in the repository."""
    needs("node", "npm")
    made = folder / "examples" / name
    ignored = shutil.ignore_patterns("node_modules", "build", "gql", "__generated__")
    shutil.copytree(EXAMPLES / name, made, ignore=ignored)
    (folder / "schema").mkdir()
    shutil.copy(ROOT / "schema" / "schema.graphql", folder / "schema")
    (made / "node_modules").symlink_to(modules(name, kept))
    done = subprocess.run(
        ["npm", "run", "build"], cwd=made, capture_output=True, check=False, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return made / "build"


def modules(name: str, kept: Path) -> Path:
    """The packages of an example, installed once for each state of its lock."""
    files = [EXAMPLES / name / file for file in ("package.json", "package-lock.json")]
    folder = kept / f"{name}-{digest(*files)}"
    with locked(folder) as ready:
        if not ready:
            folder.mkdir(exist_ok=True)
            for file in files:
                shutil.copy(file, folder)
            install(
                ["npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"],
                folder,
            )
    return folder / "node_modules"


def install(command: list[str | Path], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
    unreachable = UNREACHABLE.search(done.stderr)
    if done.returncode and unreachable:
        pytest.skip(f"{Path(command[0]).name} cannot reach a package registry: {unreachable[0]}")
    assert done.returncode == 0, done.stderr


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """One process at a time; gives whether the folder is ready, and marks afterwards that it is."""
    mark = folder.with_suffix(".ready")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield mark.exists()
        mark.touch()


def needs(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


def digest(*files: Path) -> str:
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
