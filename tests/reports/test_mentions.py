"""From a contribution and a measure to the reports they stand in, and back."""

import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from participation.contributions.queries import contribution_page
from smartregion.core.snapshots import freeze
from smartregion.reports.actions import order_report
from smartregion.reports.briefs import Brief
from smartregion.reports.mentions import measures_mentioned, named_in
from smartregion.reports.models import Mention
from tests.factories.contributions import ContributionFactory
from tests.factories.county import CountyFactory
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
    reading = reverse("reports:web_report", args=[report.slug])
    [mention] = contribution_page(said, visible_to=NOBODY).mentions
    assert mention.url == f"{reading}?stelle={said.pk}"
    other = uuid.uuid4()
    found = measures_mentioned([measure.pk, other], NOBODY)
    assert [each.url for each in found[measure.pk]] == [f"{reading}?stelle={measure.pk}"]
    assert found[other] == []


def test_report_that_no_longer_holds_is_named_with_its_reason(said, measure):
    report = report_on(said, measure, released=True)
    report.withdrawn_at, report.withdrawn_reason = NOON, "Eine Zahl war falsch."
    report.save()
    [mention] = measures_mentioned([measure.pk], NOBODY)[measure.pk]
    assert mention.url == report.get_absolute_url()


def test_order_notes_what_the_report_names(measure, office):
    CountyFactory()
    report = order_report(brief=Brief("profile", "Ein Blatt", measure=measure), by=office, at=NOON)
    assert Mention.objects.filter(report=report, thing=measure.pk).exists()


def test_reports_of_earlier_days_are_found_after_the_update(said, measure):
    report = report_on(said, measure, released=True)
    Mention.objects.all().delete()
    import_module("smartregion.reports.migrations.0006_fill_mentions").fill(apps, None)
    named = set(Mention.objects.filter(report=report).values_list("thing", flat=True))
    assert named == {said.pk, measure.pk}


def test_search_reads_no_frozen_content(said, measure, django_assert_num_queries):
    report_on(said, measure, released=True)
    with django_assert_num_queries(1) as queries:
        measures_mentioned([measure.pk], NOBODY)
    assert '"content"' not in queries[0]["sql"]


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
