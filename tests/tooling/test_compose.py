"""The shape of real operation, as far as it can be checked without a container engine."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docker-compose.yml"
SERVICES = {
    "postgres",
    "redis",
    "migrate",
    "web",
    "proxy",
    "worker-short",
    "worker-reports",
    "beat",
}
OURS = ["migrate", "web", "worker-short", "worker-reports", "beat"]
SECRETS = ["SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_all_services_are_there(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == SERVICES


def test_everything_that_stays_up_is_watched(compose: dict[str, Any]) -> None:
    unwatched = [
        name for name, service in compose["services"].items() if "healthcheck" not in service
    ]
    assert unwatched == ["migrate"]


def test_data_lives_in_named_volumes(compose: dict[str, Any]) -> None:
    mounts = [
        mount for service in compose["services"].values() for mount in service.get("volumes", [])
    ]
    named = {mount.partition(":")[0] for mount in mounts if not mount.startswith("./")}
    assert named == set(compose["volumes"])


def test_reports_are_built_one_at_a_time_within_a_memory_limit(compose: dict[str, Any]) -> None:
    worker = compose["services"]["worker-reports"]
    command = " ".join(worker["command"])
    assert "--queues reports" in command
    assert "--concurrency 1" in command
    assert "--max-tasks-per-child" in command
    assert worker["mem_limit"]


def test_nothing_but_the_proxy_is_reachable_from_outside(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == [
        "proxy"
    ]


def test_visitors_are_told_apart_behind_the_proxy(compose: dict[str, Any]) -> None:
    assert compose["services"]["web"]["environment"]["TRUSTED_PROXIES"] == "${TRUSTED_PROXIES:-1}"


@pytest.mark.parametrize("name", OURS)
def test_settings_know_every_variable(compose: dict[str, Any], name: str) -> None:
    files = [*(ROOT / "smartregion/settings").glob("*.py"), ROOT / "smartregion/environment.py"]
    read = "".join(file.read_text() for file in files)
    unknown = [key for key in compose["services"][name]["environment"] if f'"{key}"' not in read]
    assert not unknown


def test_everything_that_settings_read_is_told_to_whoever_installs() -> None:
    files = [*(ROOT / "smartregion/settings").glob("*.py"), ROOT / "smartregion/environment.py"]
    read = "".join(file.read_text(encoding="utf-8") for file in files)
    names = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"|\benv,\s*"([A-Z_]+)"', read))
    told = [ROOT / "deploy/env.example", ROOT / "docs/operations.md"]
    words = "".join(file.read_text(encoding="utf-8") for file in told)
    wanted = {one or other for one, other in names}
    assert {"SECRET_KEY", "DATABASE_URL", "SECOND_FACTOR_ROLES"} <= wanted
    assert [name for name in sorted(wanted) if not re.search(rf"\b{name}\b", words)] == []


def test_secrets_come_from_the_environment_and_are_required(compose: dict[str, Any]) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert all(f"${{{secret}:?" in text for secret in SECRETS)


def test_example_names_every_variable_that_compose_wants() -> None:
    wanted = set(re.findall(r"\$\{(\w+)", FILE.read_text(encoding="utf-8")))
    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")
    # What is optional stands there as a comment.
    assert wanted == set(re.findall(r"^(?:# )?(\w+)=", example, re.MULTILINE))


def test_image_copies_only_what_exists() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    sources = [
        word
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
    ]
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_docker_accepts_the_file_where_docker_is_installed() -> None:
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        return
    environment = {
        "SECRET_KEY": "x",
        "POSTGRES_PASSWORD": "x",
        "REDIS_PASSWORD": "x",
        "EMAIL_URL": "x",
    }
    environment |= {
        "HOSTNAME_PUBLIC": "x",
        "DEFAULT_FROM_EMAIL": "x",
        "PATH": "/usr/bin:/usr/local/bin",
    }
    command = [docker, "compose", "-f", str(FILE), "config", "--quiet"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
