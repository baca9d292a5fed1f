"""Evaluation cycles: reporting, accepting, closing, and what everybody reads afterwards."""

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import Assessment
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.measures import (
    AssessmentFactory,
    MeasureFactory,
    MilestoneFactory,
    closed,
)
from tests.factories.strategy import ElementFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db


def test_owner_reports_from_the_desk(owner: User, client_as: ClientAs) -> None:
    assessment = AssessmentFactory(measure__responsible=owner)
    client = client_as(owner)
    url = reverse("measures:assess", args=[assessment.cycle.slug, assessment.measure.number])
    assert url in page_of(client, "/massnahmen/meine/")
    client.post(url, {"lock_version": 1, "done_since": "Halb fertig", "deed": "draft"})
    assert Assessment.objects.get().state == "draft"
    assert "Halb fertig" in page_of(client, url)
    client.post(url, {"lock_version": 2, "light": "green", "deed": "submit"})
    stored = Assessment.objects.get()
    assert (stored.state, stored.submitted_by) == ("submitted", owner)


def test_report_without_light_comes_back_with_its_text(owner: User, client_as: ClientAs) -> None:
    assessment = AssessmentFactory(measure__responsible=owner)
    url = reverse("measures:assess", args=[assessment.cycle.slug, assessment.measure.number])
    data = {"lock_version": 1, "next_steps": "Weiter so", "deed": "submit"}
    page = client_as(owner).post(url, data).content.decode()
    assert 'href="#id_light_0"' in page
    assert "Weiter so" in page


def test_second_reporter_sees_both_texts(owner: User, client_as: ClientAs) -> None:
    assessment = AssessmentFactory(measure__responsible=owner)
    client = client_as(owner)
    url = reverse("measures:assess", args=[assessment.cycle.slug, assessment.measure.number])
    client.post(url, {"lock_version": 1, "done_since": "Die erste", "deed": "draft"})
    second = {"lock_version": 1, "done_since": "Die zweite", "light": "red", "deed": "draft"}
    answer = client.post(url, second)
    assert answer.status_code == 409
    texts = {(each.label, each.mine[:9], each.stored) for each in answer.context["differences"]}
    assert texts == {
        ("Ampel", "gefährdet", ""),
        ("Was wurde seit dem letzten Mal erreicht?", "Die zweite"[:9], "Die erste"),
    }
    page = answer.content.decode()
    assert "Die erste" in page
    assert "Die zweite" in page


@pytest.mark.behaviour("M15")
def test_light_is_said_in_words_and_signs(owner: User, client_as: ClientAs) -> None:
    assessment = AssessmentFactory(measure__responsible=owner)
    url = reverse("measures:assess", args=[assessment.cycle.slug, assessment.measure.number])
    page = page_of(client_as(owner), url)
    for word, sign in (("im Plan", "success"), ("gefährdet", "danger"), ("ruht", "dark-mode")):
        assert word in page
        assert f"kern-icon--{sign}" in page


def test_closed_cycle_shows_lights_gaps_and_checksum(anonymous_client: Client) -> None:
    given = MeasureFactory()
    silent = MeasureFactory(field=given.field)
    cycle = closed((given, "green"), (silent, ""))
    page = page_of(anonymous_client, cycle.get_absolute_url())
    assert cycle.snapshot is not None
    assert cycle.snapshot.sha256 in page
    assert page.count("<figure") == 2
    assert silent.get_absolute_url() in page
    assert "nicht gemeldet" in page


def test_cycle_pages_cost_the_same_for_one_and_three(office: User, client_as: ClientAs) -> None:
    client, measure = client_as(office), MeasureFactory()
    cycle = AssessmentFactory(measure=measure).cycle
    costs = []
    for more in (0, 2):
        for _ in range(more):
            AssessmentFactory(cycle=cycle, measure=MeasureFactory(field=measure.field))
        costs.append(queries_of(lambda: client.get(cycle.get_absolute_url())))
    assert costs[0] == costs[1]


def test_desk_costs_the_same_for_one_and_three(owner: User, client_as: ClientAs) -> None:
    client, field = client_as(owner), ElementFactory(kind="field")
    costs = []
    for more in (1, 2):
        for _ in range(more):
            MilestoneFactory(measure=MeasureFactory(field=field, responsible=owner))
        costs.append(queries_of(lambda: client.get("/massnahmen/meine/")))
    assert costs[0] == costs[1]


def test_unknown_measures_and_cycles_are_not_found(anonymous_client: Client) -> None:
    for url in ("/massnahmen/HF9-M99/", "/massnahmen/zyklen/nie/"):
        assert anonymous_client.get(url).status_code == 404
