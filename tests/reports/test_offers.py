"""Links "Als Bericht" on the pages of cycles, comparisons, measures and versions."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse

from smartregion.reports.actions import order_report
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Report
from smartregion.reports.offers import (
    prints_of_comparisons,
    prints_of_cycles,
    prints_of_measures,
    prints_of_versions,
)
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory, closed
from tests.factories.reports import ReportFactory
from tests.factories.strategy import whole_version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GUEST = AnonymousUser()


@pytest.fixture
def version(db):
    CountyFactory()
    return whole_version(adopted=True)


@pytest.fixture
def measure(version):
    return MeasureFactory(field=version.texts.get(element__kind="field").element)


@pytest.fixture
def cycles(measure):
    return [closed((measure, "green"), cutoff_on=DAY.replace(year=year)) for year in (2024, 2025)]


# -- what is offered -----------------------------------------------------------------------------
def test_guest_is_offered_released_reports_of_a_cycle_only(cycles, office):
    before, after = cycles
    report = ReportFactory(kind="cycle", cycle=after, version=None, released=True)
    ReportFactory(kind="cycle", cycle=after, version=None)
    keys = [before.pk, after.pk]
    assert [each.label for each in prints_of_cycles(keys, GUEST)[after.pk]] == [report.title]
    labels = [each.label for each in prints_of_cycles(keys, office)[after.pk]]
    assert labels[1:] == ["Umsetzungsbericht bestellen", "Blatt für den Kreistag bestellen"]


def test_withdrawn_report_is_not_offered(cycles):
    key = cycles[1].pk
    ReportFactory(kind="cycle", cycle=cycles[1], version=None, released=True)
    Report.objects.update(withdrawn_at=NOON, withdrawn_reason="Falsche Zahlen")
    assert key not in prints_of_cycles([key], GUEST)


def test_comparison_and_measure_are_offered_to_those_who_order(cycles, measure, office):
    pair = cycles[0].pk, cycles[1].pk
    assert prints_of_comparisons([pair], GUEST) == prints_of_measures([measure.pk], GUEST) == {}
    [way] = prints_of_comparisons([pair], office)[pair]
    assert f"zyklus={cycles[1].slug}&vergleich={cycles[0].slug}" in way.url
    [way] = prints_of_measures([measure.pk], office)[measure.pk]
    assert way.url.endswith(f"massnahme={measure.number}")


def test_guest_is_offered_no_synopsis_that_nobody_released(version, office):
    pair = version.pk, version.pk + 1
    assert prints_of_versions([pair], GUEST)[pair] == []
    [way] = prints_of_versions([pair], office)[pair]
    assert f"fassung={pair[1]}&aeltere={pair[0]}" in way.url


# -- the way to an order -------------------------------------------------------------------------
def test_page_of_a_cycle_leads_to_its_order(cycles, client, office):
    client.force_login(office)
    page = client.get(cycles[1].get_absolute_url())
    address = f"{reverse('reports:sheet_order', args=['cycle'])}?zyklus={cycles[1].slug}"
    assert address in page.content.decode()
    form = client.get(address).context["form"]
    assert (form.initial["cycle"], form.initial["earlier_cycle"]) == (cycles[1], cycles[0])


def test_order_is_built_from_what_was_chosen(cycles, client, office):
    client.force_login(office)
    sent = {"cycle": cycles[1].pk, "earlier_cycle": cycles[0].pk, "title": "", "formats": ["pdf"]}
    client.post(reverse("reports:sheet_order", args=["council"]), sent)
    report = Report.objects.get()
    assert (report.kind, report.cycle) == ("council", cycles[1])
    assert report.title


def test_kinds_that_need_more_than_a_click_have_no_such_page(client, office):
    client.force_login(office)
    assert client.get(reverse("reports:sheet_order", args=["final"])).status_code == 404


@pytest.mark.parametrize("name", ["zyklus", "vergleich", "massnahme", "fassung", "aeltere"])
def test_address_that_names_nothing_is_no_fault(name, cycles, client, office):
    client.force_login(office)
    address = reverse("reports:sheet_order", args=["synopsis"])
    assert client.get(f"{address}?{name}=9999999x").status_code == 200


# -- pairs that do not belong together -----------------------------------------------------------
def test_cycle_is_only_compared_with_an_earlier_one(cycles, office):
    before, after = cycles
    brief = Brief("cycle", "Bericht", cycle=before, earlier_cycle=after)
    with pytest.raises(ValidationError, match="früheren Stichtag"):
        order_report(brief=brief, by=office, at=NOON)


def test_version_is_not_compared_with_itself(version, office):
    brief = Brief("synopsis", "Synopse", version=version, earlier_version=version)
    with pytest.raises(ValidationError, match="zwei verschiedene"):
        order_report(brief=brief, by=office, at=NOON)
