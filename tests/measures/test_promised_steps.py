"""So many next steps as somebody can answer for, and as the form of the next cycle can carry."""

import pytest
from django.conf import settings
from django.urls import reverse

from measures.forms.steps import MOST_STEPS
from measures.models import Assessment
from measures.queries.documents import document_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.measures import AssessmentFactory, MeasureFactory, closed
from tests.pages import page_of

pytestmark = pytest.mark.django_db
MANY = "\n".join(f"- Schritt {n}" for n in range(MOST_STEPS + 1))
SAID = "Das sind 26 Schritte. Bitte nennen Sie höchstens 25, jeden in einer Zeile."


def test_more_steps_than_can_be_checked_are_refused_and_not_lost(
    owner: User, client_as: ClientAs
) -> None:
    report = AssessmentFactory(measure__responsible=owner)
    typed = {"lock_version": 1, "light": "green", "next_steps": MANY, "deed": "submit"}
    page = client_as(owner).post(report.get_absolute_url(), typed).content.decode()
    assert SAID in page
    assert "Schritt 25</textarea>" in page
    assert Assessment.objects.get().state == Assessment.State.REQUESTED
    few = MANY.rpartition("\n")[0] + "\n\n•\n"
    client_as(owner).post(report.get_absolute_url(), typed | {"next_steps": few})
    assert len(Assessment.objects.get().promises) == MOST_STEPS


def test_correction_promises_no_more_either(office: User, client_as: ClientAs) -> None:
    cycle = closed((MeasureFactory(), "green"))
    [row] = document_of(cycle).measures
    url = reverse("measures:cycle_correct", args=[cycle.slug, row.number])
    typed = {"seen": 0, "light": "green", "next_steps": MANY, "reason": "Vergessen"}
    assert SAID in client_as(office).post(url, typed).content.decode()
    assert not cycle.corrections.exists()


def test_form_that_checks_all_of_them_can_be_sent(owner: User, client_as: ClientAs) -> None:
    checks = [{"text": f"Schritt {n}"} for n in range(MOST_STEPS)]
    report = AssessmentFactory(measure__responsible=owner, checks=checks)
    page = page_of(client_as(owner), report.get_absolute_url())
    assert page.count("<input") < (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 0) / 2
