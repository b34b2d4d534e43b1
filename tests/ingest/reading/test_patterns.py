"""Patterns that are compiled when they are first asked."""

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import ingest
from ingest.reading.patterns import LazyPattern, lazy_pattern


def test_a_lazy_pattern_does_what_the_pattern_does() -> None:
    lazy, eager = lazy_pattern(r"(?P<year>\d{4})", re.I), re.compile(r"(?P<year>\d{4})", re.I)
    text = "in 1996 and 2006"
    for _ in range(2):
        assert lazy.findall(text) == eager.findall(text)
        assert lazy.sub("-", text) == eager.sub("-", text)
        assert [one["year"] for one in lazy.finditer(text, 5)] == ["2006"]
        assert (lazy.pattern, lazy.flags) == (eager.pattern, eager.flags)


def test_a_fault_shows_when_the_pattern_is_asked() -> None:
    faulty = lazy_pattern("(")
    with pytest.raises(re.error):
        faulty.search("")


def test_importing_the_reader_compiles_no_lazy_pattern_and_loads_no_vocabulary() -> None:
    code = """
import importlib, pkgutil
import ingest
from ingest.reading.patterns import LazyPattern

for found in pkgutil.walk_packages(ingest.__path__, "ingest."):
    for name, one in vars(importlib.import_module(found.name)).items():
        if isinstance(one, LazyPattern):
            early = "compiled" in vars(one)
        else:
            kept = getattr(one, "cache_info", None)
            early = kept and kept().maxsize is None and kept().currsize
        if early:
            print(found.name, name)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60
    )
    assert done.stdout == ""


def test_every_lazy_pattern_of_ours_can_be_compiled() -> None:
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(ingest.__path__, "ingest.")
    ]
    lazy = [
        one for module in modules for one in vars(module).values() if isinstance(one, LazyPattern)
    ]
    assert len(lazy) > 100
    for one in lazy:
        assert isinstance(one.compiled, re.Pattern)
