"""Two clicks at the same moment: one report, one release, one handover."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry, Job
from smartregion.reports.actions import (
    RELEASE,
    Delivery,
    hand_over,
    order_report,
    release_report,
)
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Handover, Report
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory
from tests.factories.reports import ReportFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.behaviour("R2"),
]


@pytest.fixture(autouse=True)
def county(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return CountyFactory()


def at_once(action):
    """What two threads get that begin at the same moment; None for one that was refused."""
    start = Barrier(2, timeout=30)

    def click(_place):
        try:
            start.wait()
            return action()
        except WrongState:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(click, range(2)))


def test_ordered_twice_at_once_is_one_report(office):
    brief = Brief("profile", "Ein Blatt", measure=MeasureFactory())
    first, second = at_once(lambda: order_report(brief=brief, by=office, at=NOON))
    assert first == second == Report.objects.get()
    assert Job.objects.count() == 1


def test_released_twice_at_once_is_one_release(office):
    report = ReportFactory(ready=True)

    def release():
        release_report(report=Report.objects.get(pk=report.pk), by=office, at=NOON)
        return "released"

    assert sorted(map(str, at_once(release))) == ["None", "released"]
    assert Job.objects.filter(kind=RELEASE).count() == 1
    assert AuditEntry.objects.filter(verb="release_report").count() == 1


def test_handed_over_twice_at_once_is_one_handover(office):
    report = ReportFactory(released=True)
    delivery = Delivery(report.files.get(), "Kreistag", "Stabsstelle", DAY)
    first, second = at_once(lambda: hand_over(report=report, delivery=delivery, by=office, at=NOON))
    assert first == second == Handover.objects.get()
    assert AuditEntry.objects.filter(verb="hand_over").count() == 1


def test_another_recipient_is_another_handover(office):
    report = ReportFactory(released=True)
    for recipient in ("Kreistag", "Landrätin"):
        delivery = Delivery(report.files.get(), recipient, "Stabsstelle", DAY)
        hand_over(report=report, delivery=delivery, by=office, at=NOON)
    assert Handover.objects.count() == 2
