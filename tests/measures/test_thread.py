"""From what somebody said to guideline and evaluation and back: two clicks each way."""

import re

import pytest
from django.urls import reverse

from measures.models import GuidelineContribution, Origin
from tests.factories.contributions import ContributionFactory
from tests.factories.county import CountyFactory
from tests.factories.measures import MeasureFactory, OriginFactory, closed
from tests.factories.strategy import whole_version
from tests.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    CountyFactory()
    return whole_version(adopted=True)


@pytest.fixture
def guideline(version):
    return version.texts.get(element__kind="guideline").element


@pytest.fixture
def said(version, guideline):
    """A contribution from which a measure grew that serves the guideline and was assessed."""
    field = version.texts.get(element__kind="field").element
    measure = MeasureFactory(field=field)
    contribution = ContributionFactory(text="Ein Rufbus fehlt.", state="taken_up")
    OriginFactory(measure=measure, kind=Origin.Kind.CONTRIBUTION, contribution=contribution)
    GuidelineContribution.objects.create(measure=measure, guideline=guideline, level=2)
    return contribution


def links_of(client, url):
    return set(re.findall(r'href="([^"#?]+)', page_of(client, url)))


@pytest.mark.behaviour("F22")
def test_guideline_is_two_clicks_from_the_contribution_and_back(anonymous_client, said, guideline):
    measure = Origin.objects.get().measure
    assert measure.get_absolute_url() in links_of(anonymous_client, said.get_absolute_url())
    assert guideline.get_absolute_url() in links_of(anonymous_client, measure.get_absolute_url())
    behind = reverse("contributions:about", args=[guideline.pk])
    assert behind in links_of(anonymous_client, reverse("strategy:reading"))
    assert said.get_absolute_url() in links_of(anonymous_client, behind)


@pytest.mark.behaviour("F22")
def test_evaluation_is_two_clicks_from_the_contribution_and_back(anonymous_client, said):
    measure = Origin.objects.get().measure
    cycle = closed((measure, "green"))
    assert cycle.get_absolute_url() in links_of(anonymous_client, measure.get_absolute_url())
    assert measure.get_absolute_url() in links_of(anonymous_client, cycle.get_absolute_url())
    assert said.get_absolute_url() in links_of(anonymous_client, measure.get_absolute_url())


def test_measure_that_does_not_serve_a_guideline_leads_nobody_there(
    anonymous_client, said, guideline
):
    GuidelineContribution.objects.update(level=0)
    behind = reverse("contributions:about", args=[guideline.pk])
    assert behind not in links_of(anonymous_client, reverse("strategy:reading"))
    assert said.get_absolute_url() not in links_of(anonymous_client, behind)
