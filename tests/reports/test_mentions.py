"""From a contribution and a measure to the reports they stand in, and back."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from participation.contributions.queries import contribution_page
from smartregion.core.snapshots import freeze
from smartregion.reports.mentions import measures_mentioned, named_in
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory
from tests.factories.reports import ReportFactory, content

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOBODY = AnonymousUser()


def report_on(contribution, measure, **stage):
    text = content()
    quoted = {"id": str(contribution.pk), "text": contribution.text}
    text["forums"] = [{"topics": [{"contributions": [quoted]}]}]
    text["measures"] = [{"card": {"id": str(measure.pk)}}]
    snapshot = freeze(kind="report", subject="Bericht", content=text, by=None, at=NOON)
    return ReportFactory(snapshot=snapshot, **stage)


@pytest.fixture
def said():
    return ContributionFactory(state="taken_up")


@pytest.fixture
def measure():
    return MeasureFactory()


@pytest.mark.behaviour("F22")
def test_contribution_and_measure_lead_to_the_reports_they_stand_in(said, measure):
    report = report_on(said, measure, released=True)
    ReportFactory(released=True)
    [mention] = contribution_page(said, visible_to=NOBODY).mentions
    assert mention.url == report.get_absolute_url()
    other = uuid.uuid4()
    found = measures_mentioned([measure.pk, other], NOBODY)
    assert [each.url for each in found[measure.pk]] == [report.get_absolute_url()]
    assert found[other] == []


@pytest.mark.behaviour("F22")
def test_report_leads_back_to_what_stands_in_it(said, measure):
    named = named_in(report_on(said, measure, released=True), visible_to=NOBODY)
    assert named.measures == [measure]
    assert named.contributions == [said]


def test_report_that_is_not_released_is_a_secret(said, measure, office):
    report_on(said, measure, ready=True)
    assert contribution_page(said, visible_to=NOBODY).mentions == []
    assert len(contribution_page(said, visible_to=office).mentions) == 1


def test_report_leads_to_nothing_that_was_hidden(said, measure):
    report = report_on(said, measure, released=True)
    type(said).objects.update(is_hidden=True)
    type(measure).objects.update(is_public=False)
    named = named_in(report, visible_to=NOBODY)
    assert (named.measures, named.contributions) == ([], [])
