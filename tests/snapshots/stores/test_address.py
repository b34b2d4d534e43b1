"""Addresses of stores."""

from pathlib import Path

import pytest

from snapshots.errors import StoreError
from snapshots.stores.address import open_store
from snapshots.stores.sqlite.store import SqliteStore


def test_four_slashes_name_an_absolute_path(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/iscm.db")
    assert isinstance(store, SqliteStore)
    assert store.address == f"sqlite:///{tmp_path}/iscm.db"
    assert (tmp_path / "iscm.db").is_file()


def test_three_slashes_name_a_relative_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///iscm.db")
    assert (tmp_path / "iscm.db").is_file()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "iscm.db",
        "sqlite:",
        "sqlite:///",
        "sqlite://iscm.db",
        "mysql:///iscm.db",
        "sqlite:///:memory:",
        "SQLITE///iscm.db",
        "https://example.org/iscm.db",
    ],
)
def test_an_address_of_no_known_kind_is_refused_by_name(address: str) -> None:
    with pytest.raises(StoreError, match=r"sqlite:///iscm\.db expected") as refused:
        open_store(address)
    assert refused.value.address == address
    assert str(refused.value).startswith(f"store {address}: ")
