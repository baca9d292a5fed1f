"""To whom a report was handed over: written once, with the hash that proves the file."""

from datetime import timedelta

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from smartregion.core.errors import WrongState
from smartregion.reports.actions import Delivery, hand_over, withdraw_report
from smartregion.reports.exports.protocols import protocol_pdf
from smartregion.reports.models import Handover
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.reports import ReportFactory, file_of
from tests.reports.reading import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LIST = "/berichte/uebergaben/"


@pytest.fixture(autouse=True)
def county(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return CountyFactory()


@pytest.fixture
def report():
    return ReportFactory(released=True)


def delivery(report, **values):
    usual = {
        "file": report.files.final().first() or report.files.first(),
        "recipient": "Kreistag",
        "handed_over_by": "Stabsstelle",
        "handed_over_on": DAY,
    }
    return Delivery(**{**usual, **values})


@pytest.fixture
def handover(report, office):
    return hand_over(report=report, delivery=delivery(report), by=office, at=NOON)


def sent(report, **values):
    return {
        "file": report.files.final().get().pk, "recipient": "Kreistag", "handed_over_by": "Stabsstelle",
        "handed_over_on": "15.06.2026", "way": "meeting", "note": "", **values,
    }  # fmt: skip


@pytest.mark.behaviour("R8")
def test_handover_keeps_recipient_day_and_hash(client_as, office, report):
    address = reverse("reports:handover_create", args=[report.pk])
    client = client_as(office)
    assert "Stabsstelle" in client.get(address).content.decode()
    response = client.post(address, sent(report, note="In der 12. Sitzung"))
    made = Handover.objects.get()
    assert response.url == reverse("reports:handover_detail", args=[made.pk])
    assert (made.recipient, made.handed_over_on) == ("Kreistag", DAY)
    assert made.file_sha256 == report.files.get().sha256
    html = client.get(response.url).content.decode()
    for words in ("Kreistag", "In der 12. Sitzung", made.file_sha256, report.snapshot.sha256):
        assert words in html


@pytest.mark.behaviour("R8")
def test_handover_is_written_once(handover):
    handover.recipient = "Jemand anders"
    for deed in (handover.save, handover.delete):
        with pytest.raises(ValueError, match="Handover"):
            deed()
    with pytest.raises(ValueError, match="Handover"):
        Handover.objects.update(recipient="Jemand anders")


def test_only_what_is_released_and_holds_is_handed_over(report, office):
    draft = ReportFactory(ready=True)
    with pytest.raises(WrongState):
        hand_over(report=draft, delivery=delivery(draft), by=office, at=NOON)
    old_draft = file_of(report, b"draft", "docx", is_draft=True)
    with pytest.raises(WrongState):
        hand_over(report=report, delivery=delivery(report, file=old_draft), by=office, at=NOON)
    withdraw_report(report=report, reason="Irrtum", by=office, at=NOON)
    file = report.files.final().get()
    with pytest.raises(WrongState):
        hand_over(report=report, delivery=delivery(report, file=file), by=office, at=NOON)


@pytest.mark.parametrize(("days", "words"), [(1, "in der Zukunft"), (-1, "noch nicht freigegeben")])
def test_day_of_handover_lies_between_release_and_today(client_as, office, report, days, words):
    address = reverse("reports:handover_create", args=[report.pk])
    day = DAY + timedelta(days=days)
    html = client_as(office).post(address, sent(report, handed_over_on=day)).content.decode()
    assert words in html
    assert 'value="Kreistag"' in html
    with pytest.raises(ValidationError):
        hand_over(report=report, delivery=delivery(report, handed_over_on=day), by=office, at=NOON)


def test_consultant_hands_over_what_the_county_has_released(client_as, consultant, report):
    address = reverse("reports:handover_create", args=[report.pk])
    assert client_as(consultant).post(address, sent(report)).status_code == 302
    assert Handover.objects.get().recorded_by == consultant


def test_list_takes_the_same_queries_for_one_and_many(
    client_as, office, report, handover, django_assert_num_queries
):
    client = client_as(office)
    client.get(LIST)
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get(LIST)
    for recipient in ("Landrätin", "Hauptausschuss"):
        made = delivery(report, recipient=recipient)
        hand_over(report=report, delivery=made, by=office, at=NOON)
    with django_assert_num_queries(QUERIES_OF_LIST):
        assert client.get(LIST).content.decode().count("<tr>") == 1 + 3


QUERIES_OF_LIST = 6


def test_empty_list_says_where_handovers_begin(client_as, analyst):
    assert "Noch keine Übergabe" in client_as(analyst).get(LIST).content.decode()


# -- the sheet ---------------------------------------------------------------------------------
LONG = "Donaudampfschifffahrtsgesellschaft und Verwaltungsdigitalisierung, " * 20


@pytest.mark.slow
@pytest.mark.behaviour("R8")
@pytest.mark.parametrize("length", ["usual", "as long as forms allow"])
def test_protocol_is_one_tagged_sheet(handover, report, office, tmp_path, length):
    if length != "usual":
        report.title = LONG[:200]
        report.save()
        words = delivery(report, recipient=LONG[:200], handed_over_by=LONG[:200], note=LONG[:1000])
        handover = hand_over(report=report, delivery=words, by=office, at=NOON)
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(protocol_pdf(handover))
    [page] = pages_of(file)
    assert "Übergabeprotokoll" in page
    assert handover.file_sha256 in page.replace("\n", "")
    with pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("de")


@pytest.mark.slow
def test_protocol_is_served_as_pdf(client_as, analyst, handover):
    response = client_as(analyst).get(reverse("reports:handover_pdf", args=[handover.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert "uebergabeprotokoll-2026-06-15.pdf" in response["Content-Disposition"]
