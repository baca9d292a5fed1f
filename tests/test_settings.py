"""Settings refuse nonsense with one sentence; the shape of real operation passes Django's check."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Each starts a program of its own.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
KEY = "only-for-tests-" + "x7Qp2" * 10
REAL = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "strategie.example.org",
    "PUBLIC_URL": "https://strategie.example.org",
    "DATABASE_URL": "postgres://user:word@localhost:5432/smartregion",
    "REDIS_URL": "redis://localhost:6379/0",
}


def start(tmp_path: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the product in a process of its own, with nothing inherited but the path."""
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **environment}
    return subprocess.run(
        [sys.executable, *(command or ("-c", "import smartregion.settings"))],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing: set it to at least 32 random characters."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short: use at least 32 random characters."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is missing"),
        (
            {"PUBLIC_URL": "strategie.example.org"},
            "PUBLIC_URL must start with one of: http://, https://.",
        ),
        ({"PUBLIC_URL": "http://strategie.example.org"}, "PUBLIC_URL must start with https://"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL must start with one of:"),
        ({"REDIS_URL": "amqp://localhost"}, "REDIS_URL must start with one of:"),
        ({"OIDC_PROVIDERS": "landkreis"}, "OIDC_PROVIDERS must be a JSON list of objects."),
        ({"OIDC_PROVIDERS": '[{"id":"a"}]'}, "OIDC_PROVIDERS, entry 1: name is missing."),
        ({"REDIS_URL": "redis://redis:6379/0"}, "REDIS_URL must have a password"),
        ({"REDIS_URL": "rediss://user@10.0.0.7:6379/0"}, "REDIS_URL must have a password"),
        ({"DEBUG": "1"}, "DEBUG must be off when ALLOWED_HOSTS has a public host"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_nonsense_is_refused_with_one_sentence(tmp_path, changes, sentence) -> None:
    done = start(tmp_path, **{**REAL, **changes})
    assert done.returncode != 0
    last_line = done.stderr.strip().splitlines()[-1]
    assert sentence in last_line


def test_real_operation_starts(tmp_path) -> None:
    done = start(tmp_path, **REAL)
    assert done.returncode == 0, done.stderr


def test_demo_starts_without_any_setting_and_keeps_its_key(tmp_path) -> None:
    for _time in range(2):
        done = start(tmp_path, SMARTREGION_DEMO="1")
        assert done.returncode == 0, done.stderr
    kept = tmp_path / "secret_key"
    assert len(kept.read_text()) >= 50
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("debug", ["0", "1"])
def test_demo_stays_on_this_machine(tmp_path, debug: str) -> None:
    """Everybody knows its passwords, and its administration needs no second factor."""
    done = start(tmp_path, SMARTREGION_DEMO="1", DEBUG=debug, ALLOWED_HOSTS="demo.example.org")
    name = "DEBUG" if debug == "1" else "SMARTREGION_DEMO"
    assert f"{name} must be off when ALLOWED_HOSTS has a public host" in done.stderr


def test_deployment_check_has_nothing_to_say(tmp_path) -> None:
    done = start(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "INFO", **REAL)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
