"""Settings: from the environment, unless an option says otherwise."""

import os

import pytest

from server.errors import UsageError
from server.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("ISCM_")]:
        monkeypatch.delenv(name)


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()
    assert settings.store == "sqlite:///iscm.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.poll, settings.log_level) == (5, "info")


def test_the_environment_sets_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {
        "ISCM_STORE": "sqlite:////var/iscm.db",
        "ISCM_HOST": "::1",
        "ISCM_PORT": "9000",
        "ISCM_ROOT_PATH": "/iscm",
        "ISCM_POLL": "0.5",
        "ISCM_LOG_LEVEL": "debug",
        "ISCM_CACHE_CONTROL": "no-store",
        "ISCM_DOCUMENTS": "documents.json",
        "ISCM_ONLY_TRUSTED": "True",
        "ISCM_ORIGINS": "https://example.org",
        "ISCM_LIVE_CONNECTIONS": "7",
        "ISCM_LIVE_OPERATIONS": "8",
        "ISCM_LIVE_KEEP_ALIVE": "9",
        "ISCM_LIVE_PATIENCE": "11",
        "ISCM_WORKERS": "6",
        "ISCM_KEEP": "5",
        "ISCM_MAX_COST": "12",
        "ISCM_TIME_BUDGET": "13",
        "ISCM_RATE": "120/1m",
        "ISCM_TRUSTED_PROXIES": "10.0.0.0/8",
        "ISCM_CATALOGUE": "mine.toml",
        "ISCM_CONTACT": "https://example.org",
        "ISCM_DELAY": "10",
        "ISCM_HOSTS_AT_ONCE": "4",
        "ISCM_TIMEOUT": "30",
        "ISCM_ATTEMPTS": "1",
        "ISCM_NETWORKS": "10.1.0.0/16",
        "ISCM_CONNECT_TO": "a:443=b:8443",
        "ISCM_CA_FILE": "ca.pem",
    }
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert {f"ISCM_{name.upper()}" for name in Settings.model_fields} == set(chosen)
    for name, value in chosen.items():
        assert str(getattr(settings, name.removeprefix("ISCM_").lower())) in (value, f"{value}.0")


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISCM_PORT", "9000")
    assert load_settings(port=9001).port == 9001


def test_an_option_that_was_not_given_leaves_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ISCM_PORT", "9000")
    assert load_settings(port=None, host=None).port == 9000


def test_an_option_saves_a_bad_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISCM_PORT", "eighty")
    assert load_settings(port=80).port == 80


def test_port_zero_asks_for_a_free_one() -> None:
    assert load_settings(port=0).port == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ISCM_PORT", "eighty"),
        ("ISCM_PORT", ""),
        ("ISCM_PORT", "65536"),
        ("ISCM_PORT", "-1"),
        ("ISCM_PORT", "80.5"),
        ("ISCM_POLL", "0"),
        ("ISCM_POLL", "often"),
        ("ISCM_LOG_LEVEL", "loud"),
    ],
)
def test_a_bad_variable_is_refused_by_name_and_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError) as refused:
        load_settings()
    message = str(refused.value)
    assert message.startswith(f"{name}: ")
    assert message.endswith(f"{value!r} found")
    assert "\n" not in message
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ISCM_CONTCAT", "x", "ISCM_CONTCAT: there is no such setting; ISCM_CONTACT expected"),
        ("iscm_zzz", "x", "ISCM_ZZZ: there is no such setting; see iscm config"),
        ("ISCM_NETWORKS", "10.1.0.0/33", "ISCM_NETWORKS: a network such as 10.1.0.0/16 expected"),
        ("ISCM_NETWORKS", "10.1.0.0/16,x", "10.1.0.0/16 expected, 'x' found"),
        ("ISCM_TRUSTED_PROXIES", "proxy", "ISCM_TRUSTED_PROXIES: a network such as"),
        ("ISCM_CONNECT_TO", "a:1", "ISCM_CONNECT_TO: host:port=address:port expected, 'a:1' found"),
        ("ISCM_ORIGINS", "example.org", "ISCM_ORIGINS: an origin such as https://example.org"),
        ("ISCM_ORIGINS", "https://a.org/x", "expected, 'https://a.org/x' found"),
        ("ISCM_ORIGINS", "https://a.org:x", "expected, 'https://a.org:x' found"),
        ("ISCM_ORIGINS", "https://", "expected, 'https://' found"),
        ("ISCM_RATE", "120", "ISCM_RATE: a rate such as 120/1m expected: a duration"),
        ("ISCM_RATE", "many/1m", "a number of requests expected, 'many' found"),
        ("ISCM_CONTACT", "me", "ISCM_CONTACT: a web or e-mail address expected"),
        ("ISCM_DELAY", "inf", "ISCM_DELAY: Input should be a finite number, 'inf' found"),
        ("ISCM_POLL", "nan", "ISCM_POLL: Input should be a finite number, 'nan' found"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError) as refused:
        load_settings()
    assert expected in str(refused.value)
    assert "\n" not in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ISCM_PORT", "ISCM_RATE", "ISCM_NETWORKS", "ISCM_TYPO", "ISCM_POLL"):
        monkeypatch.setenv(name, "x")
    with pytest.raises(UsageError) as refused:
        load_settings()
    named = [line.partition(":")[0] for line in str(refused.value).splitlines()]
    assert sorted(named) == ["ISCM_NETWORKS", "ISCM_POLL", "ISCM_PORT", "ISCM_RATE", "ISCM_TYPO"]


def test_settings_stay_as_they_were_loaded() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1  # type: ignore[misc]
