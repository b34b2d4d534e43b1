"""What lies in deploy/: understood by whom it is for, and about the program as it is."""

import importlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import typer
import yaml

from server.app import create_app
from server.cli import COMMANDS
from server.settings import Settings
from snapshots.stores.address import open_store

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SCRIPT = Path(sys.executable).parent / "iscm"
INSTALLED = "/opt/iscm/bin/iscm"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
UNITS = [path for path in FILES if path.suffix in (".service", ".timer")]
CALL = re.compile(r"(?:^|[ /])iscm (?!iscm )([a-z]+)\b((?:(?! iscm ).)*)", re.MULTILINE)
"""`iscm command --flag …` in a line that runs it or tells people to."""


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def resources() -> Iterator[dict[str, Any]]:
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
        yield from yaml.safe_load_all(text(path))


def machines() -> Iterator[dict[str, Any]]:
    """What is for several servers and workers."""
    for path in sorted((DEPLOY / "kubernetes-machines").glob("*.yaml")):
        yield from yaml.safe_load_all(text(path))


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(text(DEPLOY / "compose" / "compose.yaml"))
    return loaded


def resource(kind: str) -> dict[str, Any]:
    (found,) = (one for one in resources() if one["kind"] == kind)
    return found


def pods() -> Iterator[dict[str, Any]]:
    yield resource("CronJob")["spec"]["jobTemplate"]["spec"]["template"]
    yield resource("Deployment")["spec"]["template"]


def unit(name: str) -> list[tuple[str, str]]:
    lines = text(DEPLOY / "systemd" / name).splitlines()
    settings = (line for line in lines if "=" in line and not line.startswith("#"))
    return [(key, value) for key, _, value in (line.partition("=") for line in settings)]


def asked() -> Iterator[tuple[str, str, list[str]]]:
    """File, command and flags of every call of the program, run or told of."""
    for path in FILES:
        for name, rest in CALL.findall(text(path)):
            if name in COMMANDS:
                yield path.name, name, re.findall(r"--[a-z-]+", rest)
    for pod in pods():
        command, *rest = pod["spec"]["containers"][0]["args"]
        yield "kubernetes", command, [one for one in rest if one.startswith("--")]


def flags(command: str) -> set[str]:
    one = typer.Typer()
    one.command()(getattr(importlib.import_module(COMMANDS[command].module), command))
    made = typer.main.get_command(one)
    return {option for param in made.params for option in param.opts}


@pytest.fixture
def systemd(tmp_path: Path) -> Path:
    """The units, as they would be on a machine where the program is installed."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    for path in (DEPLOY / "systemd").iterdir():
        moved = text(path).replace(INSTALLED, str(SCRIPT))
        (tmp_path / path.name).write_text(moved, encoding="utf-8")
    return tmp_path


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, check=False, text=True, timeout=60
    )


def test_each_unit_is_one_for_systemd(systemd: Path) -> None:
    units = [systemd / path.name.replace("@", "@iscm-ingest") for path in UNITS]
    (systemd / "iscm-alarm@.service").rename(systemd / "iscm-alarm@iscm-ingest.service")
    assert len(units) == 4
    done = analyze("verify", "--man=no", *units)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_unit_with_a_mistake_would_be_noticed(systemd: Path) -> None:
    path = systemd / "iscm-serve.service"
    path.write_text(text(path).replace("User=iscm", "Usr=iscm"), encoding="utf-8")
    assert "Usr" in analyze("verify", "--man=no", path).stderr


@pytest.mark.parametrize("name", ["iscm-ingest.service", "iscm-serve.service"])
def test_a_service_is_hardened(systemd: Path, name: str) -> None:
    # 2.0 on systemd's scale of exposure, where 10 has no protection at all.
    done = analyze("security", "--offline=true", "--threshold=20", systemd / name)
    assert done.returncode == 0, done.stdout


def test_the_timer_is_for_the_service_and_four_times_a_day() -> None:
    timer = dict(unit("iscm-ingest.timer"))
    assert (DEPLOY / "systemd" / "iscm-ingest.service").exists()
    assert timer["Persistent"] == "true"
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    done = analyze("calendar", "--iterations=5", timer["OnCalendar"])
    hours = re.findall(r" (\d\d):17:00 UTC$", done.stdout, re.MULTILINE)
    assert set(hours) == {"00", "06", "12", "18"}


def test_whoever_must_look_is_told_and_nobody_else() -> None:
    service = unit("iscm-ingest.service")
    assert ("OnFailure", "iscm-alarm@%n.service") in service
    assert ("SuccessExitStatus", "5") in service
    assert (DEPLOY / "systemd" / "iscm-alarm@.service").exists()


@pytest.mark.parametrize("one", [*resources(), *machines()], ids=lambda one: one["kind"])
def test_each_manifest_is_one_for_kubernetes(one: dict[str, Any]) -> None:
    newest = kubernetes_validate.latest_version()
    used = kubernetes_validate.validate(one, newest, strict=True)
    assert newest.startswith(f"{used}.")


def test_a_manifest_with_a_mistake_would_be_noticed() -> None:
    wrong = resource("CronJob")
    wrong["spec"]["concurencyPolicy"] = "Forbid"
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, kubernetes_validate.latest_version(), strict=True)


def test_no_two_jobs_run_at_once_and_none_is_tried_again() -> None:
    spec = resource("CronJob")["spec"]
    assert spec["concurrencyPolicy"] == "Forbid"
    assert spec["startingDeadlineSeconds"] > 0
    assert spec["jobTemplate"]["spec"]["backoffLimit"] == 0
    (pod, _) = pods()
    assert pod["spec"]["restartPolicy"] == "Never"


@pytest.mark.parametrize("pod", tuple(pods()), ids=["ingest", "serve"])
def test_a_container_can_do_no_more_than_it_must(pod: dict[str, Any]) -> None:
    spec = pod["spec"]
    (container,) = spec["containers"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["limits"]["memory"]
    # Else the service's name makes a variable ISCM_PORT that is no port.
    assert spec["enableServiceLinks"] is False


def test_one_volume_on_one_node_means_one_replica() -> None:
    assert resource("PersistentVolumeClaim")["spec"]["accessModes"] == ["ReadWriteOnce"]
    spec = resource("Deployment")["spec"]
    assert (spec["replicas"], spec["strategy"]) == (1, {"type": "Recreate"})


def test_the_parts_name_each_other_rightly() -> None:
    labels = resource("Deployment")["spec"]["template"]["metadata"]["labels"]
    assert resource("Deployment")["spec"]["selector"]["matchLabels"] == labels
    assert resource("Service")["spec"]["selector"] == labels
    for pod in pods():
        (container,) = pod["spec"]["containers"]
        (source,) = container["envFrom"]
        assert source["configMapRef"]["name"] == resource("ConfigMap")["metadata"]["name"]
        volumes = {one["name"]: one for one in pod["spec"]["volumes"]}
        assert {one["name"] for one in container["volumeMounts"]} == set(volumes)
        claim = volumes["store"]["persistentVolumeClaim"]["claimName"]
        assert claim == resource("PersistentVolumeClaim")["metadata"]["name"]


def test_the_addresses_that_are_probed_are_served(tmp_path: Path) -> None:
    app = create_app(Settings(), open_store(f"sqlite:///{tmp_path}/iscm.db"))
    served = {getattr(route, "path", None) for route in app.routes}
    container = resource("Deployment")["spec"]["template"]["spec"]["containers"][0]
    paths = {
        name: container[name]["httpGet"]["path"] for name in container if name.endswith("Probe")
    }
    assert paths["readinessProbe"] == "/readyz"
    assert paths["livenessProbe"] == "/healthz"
    assert set(paths.values()) <= served


def test_every_command_and_flag_exists() -> None:
    calls = list(asked())
    assert {"ingest", "serve", "schedule", "export", "accept", "reject", "diff"} <= {
        command for _, command, _ in calls
    }
    for name, command, given in calls:
        assert set(given) <= flags(command), f"{name}: iscm {command}"


def test_every_command_that_is_run_is_one() -> None:
    for path in FILES:
        for name in re.findall(r"/bin/iscm (\w+)", text(path)):
            assert name in COMMANDS, path.name


def test_every_setting_exists() -> None:
    known = {f"ISCM_{name.upper()}" for name in Settings.model_fields}
    for path in FILES:
        assert set(re.findall(r"ISCM_[A-Z_]+", text(path))) <= known, path.name


def test_who_is_asking_is_set_wherever_pages_are_fetched() -> None:
    for name in ("cron/iscm", "systemd/iscm.env"):
        assert "\nISCM_CONTACT=https://" in text(DEPLOY / name)
    assert resource("ConfigMap")["data"]["ISCM_CONTACT"]


def test_the_crontab_is_one_for_cron() -> None:
    lines = [line for line in text(DEPLOY / "cron" / "iscm").splitlines() if line]
    jobs = [line for line in lines if re.match(r"[\d*]", line)]
    assert len(jobs) == 2
    for job in jobs:
        minute, hour, day, month, weekday, user, command = job.split(maxsplit=6)
        assert minute.isdecimal()
        assert all(re.fullmatch(r"[\d*/,-]+", one) for one in (hour, day, month, weekday))
        assert user == "iscm"
        assert "%" not in command, "cron makes a line break of it"
        assert subprocess.run(["/bin/sh", "-n", "-c", command], check=False).returncode == 0


@pytest.mark.parametrize("code", [0, 3])
def test_cron_mails_a_report_where_something_is_wrong(tmp_path: Path, code: int) -> None:
    program = tmp_path / "iscm"
    program.write_text(f"#!/bin/sh\necho report\nexit {code}\n")
    program.chmod(0o755)
    (job,) = re.findall(r"^17 .* iscm (report=.*)$", text(DEPLOY / "cron" / "iscm"), re.MULTILINE)
    command = job.replace(INSTALLED, shlex.quote(str(program)))
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, check=False, text=True, timeout=60
    )
    assert done.stdout == ("" if code == 0 else f"exit code {code}: report\n")


def test_the_image_is_made_of_what_is_here_and_of_checked_packages() -> None:
    dockerfile = text(DEPLOY / "Dockerfile")
    assert re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE) == ["python:3.13-slim"] * 2
    assert "--require-hashes -r requirements.lock" in dockerfile
    allowed = {line[1:] for line in text(DEPLOY / "Dockerfile.dockerignore").splitlines()}
    for line in re.findall(r"^COPY (?!--from)(.*)$", dockerfile, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source
            assert source in allowed, source


def test_the_image_runs_as_the_user_that_kubernetes_expects() -> None:
    (user,) = re.findall(r"^USER (\d+)$", text(DEPLOY / "Dockerfile"), re.MULTILINE)
    assert {pod["spec"]["securityContext"]["runAsUser"] for pod in pods()} == {int(user)} != {0}


def test_machines_are_several_and_run_what_there_is() -> None:
    deployed = {
        one["metadata"]["name"]: one["spec"] for one in machines() if one["kind"] == "Deployment"
    }
    assert {name: spec["replicas"] for name, spec in deployed.items()} == {
        "iscm-serve": 2,
        "iscm-worker": 2,
    }
    services = {name: one for name, one in compose()["services"].items() if name != "database"}
    assert {name: one["deploy"]["replicas"] for name, one in services.items()} == {
        "serve": 2,
        "worker": 2,
    }
    calls = [spec["template"]["spec"]["containers"][0]["args"] for spec in deployed.values()]
    for command, *rest in (*calls, *(one["command"] for one in services.values())):
        assert {one for one in rest if one.startswith("--")} <= flags(command)


def test_machines_are_told_by_settings_that_there_are() -> None:
    told = {name for one in compose()["services"].values() for name in one["environment"]}
    told |= {name for one in machines() if one["kind"] == "ConfigMap" for name in one["data"]}
    ours = {name for name in told if name.startswith("ISCM_")}
    assert ours <= {f"ISCM_{name.upper()}" for name in Settings.model_fields}


def test_containers_of_machines_can_do_no_more_than_they_must() -> None:
    for one in machines():
        if one["kind"] == "Deployment":
            pod = one["spec"]["template"]["spec"]
            assert pod["securityContext"]["runAsNonRoot"] is True
            assert pod["enableServiceLinks"] is False
            assert (
                one["spec"]["selector"]["matchLabels"]
                == one["spec"]["template"]["metadata"]["labels"]
            )
    for name, service in compose()["services"].items():
        assert name == "database" or (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
