"""What all tests share: where the page cases lie, and which event loop runs."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples each time: what fails here fails for everybody. Other ones come by the targets
# of the Makefile that ask for more.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

CASES = Path(__file__).parents[2] / "shared" / "cases"


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of hand-checked page cases, which lies beside the repository or nowhere."""
    if not CASES.is_dir():
        pytest.skip(f"the page cases are not at {CASES}")
    return CASES


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
