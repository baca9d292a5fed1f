"""What machines ask for: health, security.txt, robots.txt; and the pages for what is not there."""

from datetime import datetime
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.utils import timezone
from kombu.exceptions import OperationalError

from tests.factories.county import CountyFactory

pytestmark = pytest.mark.slow


@pytest.mark.django_db
def test_health_says_to_everybody_only_whether_the_house_is_open(anonymous_client) -> None:
    response = anonymous_client.get("/healthz", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert not response.cookies


def test_health_without_database_is_503(anonymous_client) -> None:
    with patch("smartregion.home.health.connection.cursor", side_effect=DatabaseError):
        response = anonymous_client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "down"})


@pytest.mark.django_db
def test_health_without_queue_says_so_but_serves(anonymous_client, settings) -> None:
    settings.METRICS_TOKEN = token = "nur-fuer-diesen-test-lang-genug"
    settings.REDIS_URL = "redis://localhost:1/0"
    with patch("smartregion.home.health.app.connection_for_write", side_effect=OperationalError):
        response = anonymous_client.get("/healthz", headers={"authorization": f"Bearer {token}"})
    assert (response.status_code, response.json()["queue"]) == (200, "down")


@pytest.mark.django_db
def test_security_txt_names_contact_and_a_day_ahead(anonymous_client) -> None:
    CountyFactory(contact_email="sicherheit@example.org")
    response = anonymous_client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"].startswith("text/plain")
    assert fields["Contact"] == "mailto:sicherheit@example.org"
    assert datetime.fromisoformat(fields["Expires"]) > timezone.now()


@pytest.mark.django_db
def test_robots_txt_is_plain_text(anonymous_client) -> None:
    response = anonymous_client.get("/robots.txt")
    assert b"User-agent: *" in response.content
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/gibt-es-nicht/", "/en/gibt-es-nicht/"])
def test_unknown_address_is_answered_in_our_look(anonymous_client, url) -> None:
    response = anonymous_client.get(url)
    assert response.status_code == 404
    assert b"skip-link" in response.content


@pytest.mark.django_db
def test_form_that_is_too_old_is_explained(participant) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(participant, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post("/personen/profil/", {"display_name": "X"})
    assert response.status_code == 403
    assert b"skip-link" in response.content
