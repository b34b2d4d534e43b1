import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def command(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.serving", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--peers", "iscm,nobody"), "expected, 'nobody' found"),
        (("--questions", "Q9"), "one of Q1, Q2, Q3, Q4, Q5, Q1V, Q2V, Q4V, MIX expected"),
        (("--rounds", "0"), "a number from 1 expected, '0' found"),
        (("--scale", "many"), "a number from 1 expected, 'many' found"),
    ],
)
def test_what_it_cannot_do_is_said(options: tuple[str, ...], message: str) -> None:
    done = command(*options)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_its_help_names_all_peers() -> None:
    done = command("--help")
    assert done.returncode == 0
    for name in ("strawberry-cached", "ariadne", "apollo", "yoga", "mercurius", "raw", "gophers"):
        assert name in done.stdout
