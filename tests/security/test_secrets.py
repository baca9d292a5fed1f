"""A job breaks with every secret of the installation in its words: neither its row nor a log line keeps one."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import serializers
from django.utils import timezone

from smartregion.core import jobs, retention
from smartregion.core.logs import DiscreetFormatter, JsonFormatter
from smartregion.core.models import Job
from smartregion.privacy.actions import keep_retention
from smartregion.privacy.models import RetentionRun

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SETTINGS = ("SECRET_KEY", "METRICS_TOKEN", "EMAIL_HOST_PASSWORD", "REDIS_URL")


@pytest.fixture
def secrets(settings: Any) -> list[str]:
    """One of each kind in the settings, as they would be there in real operation."""
    for name in SETTINGS:
        setattr(settings, name, f"geheim-{name.lower()}")
    settings.DATABASES["default"] = settings.DATABASES["default"] | {"PASSWORD": "geheim-database"}
    provider = {"client_id": "landkreis", "secret": "geheim-client-secret"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider]}}
    found = [getattr(settings, name) for name in SETTINGS]
    return [*found, settings.DATABASES["default"]["PASSWORD"], provider["secret"]]


@pytest.fixture
def breaks(secrets: list[str]) -> Iterator[Any]:
    """Work that fails as a library would: it quotes what it was called with, and so does its cause."""

    def quoting(*_run: object, **_named: object) -> None:
        words = " ".join(secrets)
        try:
            raise ConnectionError(words)
        except ConnectionError as cause:
            raise RuntimeError(f"could not connect: {words}") from cause

    jobs.handles("test.quotes")(quoting)
    yield quoting
    del jobs._handlers["test.quotes"]


@pytest.fixture(params=[DiscreetFormatter, JsonFormatter])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What the handlers of the installation would write, in both forms."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(request.param())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def test_job_that_fails_keeps_no_secret(secrets: list[str], breaks: Any, log: io.StringIO) -> None:
    job = jobs.order(kind="test.quotes", key="1", payload={}, by=None, at=timezone.now())
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    row = serializers.serialize("json", [job])
    assert "unerwarteter Fehler" in json.loads(row)[0]["fields"]["error"]
    assert "RuntimeError" in log.getvalue()
    assert not [secret for secret in secrets if secret in row + log.getvalue()]


def test_night_that_fails_keeps_no_secret(
    secrets: list[str], breaks: Any, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_removers", {"surveys": breaks})
    keep_retention(at=timezone.now())
    row = serializers.serialize("json", RetentionRun.objects.all())
    assert "RuntimeError" in row
    assert "RuntimeError" in log.getvalue()
    assert not [secret for secret in secrets if secret in row + log.getvalue()]
