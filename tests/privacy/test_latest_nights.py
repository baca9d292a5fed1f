"""The last nights as people read them: what went, in the words of the rules."""

import pytest
from django.test import Client
from django.urls import reverse

from smartregion.privacy.models import RetentionRun
from smartregion.privacy.queries import Gone, latest_nights
from tests.factories.dates import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def night() -> RetentionRun:
    lines = {
        "participation.Contribution": {"removed": 312, "left": 0},
        "core.AuditEntry": {"removed": 1000, "left": 2},
        "gone.Model": {"removed": 1, "left": 0},
    }
    failures = {"surveys": "RuntimeError", "halves": "OSError"}
    return RetentionRun.objects.create(at=NOON, lines=lines, failures=failures)


def test_what_went_is_called_as_in_the_rules() -> None:
    [night] = latest_nights(14)
    assert Gone("Beiträge", 312, 0) in night.gone
    assert Gone("gone.Model", 1, 0) in night.gone
    assert night.removed == 1313


def test_models_of_one_name_are_one_line(night: RetentionRun) -> None:
    # Both are rows of the office, under one rule.
    night.lines = {
        "core.Snapshot": {"removed": 3, "left": 1},
        "participation.Moderation": {"removed": 4, "left": 0},
    }
    night.save()
    assert latest_nights(1)[0].gone == (Gone("Vorgänge der Verwaltung", 7, 1),)


def test_what_failed_is_named_by_what_should_have_gone() -> None:
    failures = dict(latest_nights(14)[0].failures)
    named = {label: fault for label, fault in failures.items() if "Antworten" in label}
    assert list(named.values()) == ["RuntimeError"]
    assert failures["Technische Reste"] == "OSError"


def test_page_shows_no_names_of_the_code(client_as: type[Client], administration: object) -> None:
    page = client_as(administration).get(reverse("privacy:retention")).content.decode()
    assert "Beiträge: 312" in page
    assert "participation.Contribution" not in page
    assert ">surveys<" not in page
