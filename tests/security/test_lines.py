"""A log holds one line for one thing that happened, and none of our secrets."""

import logging

import pytest
from django.test import Client

from smartregion.core.logs import DiscreetFormatter
from tests.security.operation import SECRETS, run

FORGED = "x\r\n2026-01-01 00:00:00 INFO django.request: all is well\x1b[2J\u2028\x85\x0b"
ENDS = set("\r\n\x0b\x0c\x1b\x1c\x1d\x1e\x85\u2028\u2029")


@pytest.mark.behaviour("P25")
@pytest.mark.parametrize("where", ["argument", "message", "name"])
def test_what_somebody_sends_begins_no_line_of_its_own(where: str) -> None:
    given = {"message": ("%s", FORGED), "argument": ("Not Found: %s", FORGED), "name": ("x", "")}[
        where
    ]
    name = FORGED if where == "name" else "django.request"
    args = () if where == "name" else (given[1],)
    record = logging.LogRecord(name, logging.WARNING, "x", 1, given[0], args, None)
    line = DiscreetFormatter("{asctime} {levelname} {name}: {message}", style="{").format(record)
    assert not ENDS & set(line)
    assert "all is well" in line


@pytest.mark.behaviour("P25")
@pytest.mark.django_db
def test_an_address_that_is_not_there_is_one_line(
    client: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter("{message}", style="{"))
    logging.getLogger().addHandler(handler)
    try:
        client.get("/gibt-es-nicht/", PATH_INFO="/gibt-es-nicht\r\nForged: line\x1b[2J/")
    finally:
        logging.getLogger().removeHandler(handler)
    lines = capfd.readouterr().err.splitlines()
    assert any("Not Found" in line for line in lines)
    assert not any(line.startswith("Forged") for line in lines)


# -- secrets ---------------------------------------------------------------------------------------
FAULTS = {
    "check": ["manage.py", "check", "--deploy", "--database", "default"],
    "migrate": ["manage.py", "migrate"],
    "settings": ["manage.py", "diffsettings"],
    "a page": [
        "-c",
        ("import django; django.setup(); from django.test import Client;"
        "r = Client(raise_request_exception=False, headers={'host': 'strategie.example.org'})"
        ".get('/', secure=True); print(r.status_code, r.content.decode(), r.headers)"),
    ],
    "letters": [
        "-c",
        "import django; django.setup(); from django.core.mail import send_mail; send_mail('a', 'b', 'a@b.example', ['c@d.example'])",
    ],
    "the broker": [
        "-c",
        "import django; django.setup(); from smartregion.celery import app; app.connection_for_write().ensure_connection(max_retries=1)",
    ],
    "the cache": ["-c", "import django; django.setup(); from django.core.cache import cache; cache.get('x')"],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("fault", [name for name in FAULTS if name != "settings"])
def test_no_fault_tells_a_secret(fault: str) -> None:
    """Database, Redis and mail server are away; each says so, and nobody says how to get in."""
    done = run(*FAULTS[fault], DJANGO_SETTINGS_MODULE="smartregion.settings", LOG_LEVEL="DEBUG")
    told = done.stdout + done.stderr
    # Without its cache the product goes on in silence.
    assert told.strip() or fault == "the cache"
    assert [secret for secret in SECRETS if secret in told] == []


@pytest.mark.slow
def test_these_secrets_are_in_the_settings_and_would_be_found() -> None:
    """Control: a command that prints the settings shows them."""
    done = run(*FAULTS["settings"], DJANGO_SETTINGS_MODULE="smartregion.settings")
    assert all(secret in done.stdout for secret in SECRETS)
