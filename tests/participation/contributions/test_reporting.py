"""Reporting a text, and hearing what was decided."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from participation.contributions import actions
from participation.contributions.codes import receipt_code
from participation.contributions.links import objection_path, report_path
from participation.contributions.models import Contribution, Report
from participation.contributions.spam import moment
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.notices.actions import recipient_of
from smartregion.notices.models import Notice
from tests.factories.contributions import ContributionFactory, ReportFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory

pytestmark = pytest.mark.django_db

State = Report.State


def filled(**changed):
    opened = NOON.replace(minute=0, hour=9)
    given = {
        "category": "insult",
        "text": "Der zweite Satz.",
        "token": str(uuid.uuid4()),
        "website": "",
        "started": moment(opened),
    }
    return given | changed


def send(client, contribution, **changed):
    return client.post(reverse("contributions:report", args=[contribution.pk]), filled(**changed))


@pytest.mark.behaviour("F16")
@pytest.mark.usefixtures("noon")
def test_everybody_reports_without_an_account_and_gets_a_code(anonymous_client):
    contribution = ContributionFactory()
    page = send(anonymous_client, contribution)
    report = Report.objects.get()
    assert (report.category, report.text, report.state) == ("insult", "Der zweite Satz.", "open")
    assert (report.recipient, report.handled_by, report.reported_at) == (None, None, NOON)
    [code] = re.findall(r'class="receipt-code">([^<]+)<', page.content.decode())
    found = anonymous_client.post(reverse("contributions:report_code"), {"code": code.lower()})
    assert found.url == report_path(report)
    assert "noch nicht entschieden" in anonymous_client.get(found.url).content.decode()


@pytest.mark.usefixtures("noon")
def test_reading_the_form_leaves_no_report_and_no_name(anonymous_client):
    contribution = ContributionFactory(text="Ein böser Satz")
    page = anonymous_client.get(reverse("contributions:report", args=[contribution.pk]))
    assert "Ein böser Satz" in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.usefixtures("noon")
def test_sent_twice_it_is_one_report(anonymous_client):
    contribution, token = ContributionFactory(), str(uuid.uuid4())
    for _time in range(2):
        page = send(anonymous_client, contribution, token=token)
        assert receipt_code(uuid.UUID(token)) in page.content.decode()
    assert Report.objects.count() == 1


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(
    "missing",
    [
        {"category": ""},
        {"category": "boring"},
        {"category": "unlawful", "text": "  "},
        {"text": "x" * 2001},
        {"website": "http://spam.example"},
        {"started": "yesterday"},
    ],
)
def test_an_incomplete_report_comes_back_with_all_that_was_typed(missing, anonymous_client):
    page = send(anonymous_client, ContributionFactory(), **missing)
    assert page.status_code == 200
    assert "data-error-summary" in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.usefixtures("noon")
def test_what_nobody_can_see_nobody_can_report(anonymous_client):
    hidden = ContributionFactory(is_hidden=True)
    draft = PostFactory(topic__is_public=False).contribution
    for contribution in (hidden, draft):
        assert send(anonymous_client, contribution).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.behaviour("F17")
def test_many_reports_hide_nothing():
    contribution = ContributionFactory()
    ReportFactory.create_batch(30, contribution=contribution)
    assert not Contribution.objects.get().is_hidden


@pytest.mark.behaviour("F17")
def test_one_decision_answers_all_reports_with_handler_time_and_reason(moderator, participant):
    contribution = ContributionFactory()
    ReportFactory.create_batch(2, contribution=contribution)
    mine = ReportFactory(contribution=contribution, recipient=recipient_of(participant))
    actions.hide_contribution(
        contribution=contribution,
        reason="insult",
        explanation="Herabsetzend.",
        by=moderator,
        at=NOON,
    )
    for report in Report.objects.all():
        assert (report.state, report.decision) == (State.UPHELD, "Herabsetzend.")
        assert (report.handled_by, report.handled_at) == (moderator, NOON)
    [notice] = Notice.objects.filter(recipient__user=participant)
    assert notice.headline == "Über Ihre Meldung wurde entschieden: berechtigt"
    assert (notice.text, notice.url) == ("Herabsetzend.", report_path(mine))


@pytest.mark.behaviour("F17")
def test_what_may_stay_is_answered_with_a_reason(moderator, anonymous_client):
    report = ReportFactory()
    with pytest.raises(ValidationError):
        actions.reject_reports(
            contribution=report.contribution, decision=" ", by=moderator, at=NOON
        )
    actions.reject_reports(
        contribution=report.contribution, decision="Eine Meinung.", by=moderator, at=NOON
    )
    assert not Contribution.objects.get().is_hidden
    page = anonymous_client.get(report_path(report)).content.decode()
    assert "nicht berechtigt" in page
    assert "Eine Meinung." in page
    assert str(moderator) not in page
    with pytest.raises(WrongState):
        actions.reject_reports(
            contribution=report.contribution, decision="Nochmal.", by=moderator, at=NOON
        )


@pytest.mark.usefixtures("noon")
def test_the_office_does_not_learn_who_reported(client_as, participant, moderator):
    send(client_as(participant), ContributionFactory())
    assert AuditEntry.objects.get(verb="report_contribution").actor is None
    page = client_as(moderator).get(reverse("contributions:moderation")).content.decode()
    assert participant.display_name not in page
    assert participant.email not in page
    [notice] = Notice.objects.filter(recipient__user=moderator)
    assert notice.headline == "Ein Beitrag wurde gemeldet: Beleidigung oder Herabsetzung"


def test_without_moderators_the_strategy_office_hears_of_reports(office):
    assert [one.user for one in actions.moderation_team(NOON)] == [office]


@pytest.mark.usefixtures("noon")
def test_codes_cannot_be_guessed_for_long(anonymous_client):
    url = reverse("contributions:report_code")
    for _try in range(20):
        assert "keine Meldung" in anonymous_client.post(url, {"code": "ABC"}).content.decode()
    assert "zu viele Versuche" in anonymous_client.post(url, {"code": "ABC"}).content.decode()
    code = receipt_code(uuid.uuid4())
    report = ReportFactory(code=code)
    assert anonymous_client.post(url, {"code": code}).url == report_path(report)


@pytest.mark.behaviour("F27")
def test_addresses_of_reports_and_objections_cannot_be_made_up(anonymous_client):
    report = ReportFactory()
    good = report_path(report)
    made_up = [
        reverse("contributions:report_state", args=[str(report.pk)]),
        good[:-2] + "x/",
        good.replace(f"/{report.pk}~", f"/{report.pk + 1}~"),
        good.replace("/meldung/", "/einspruch/"),
        objection_path(report).replace("/einspruch/", "/meldung/"),
    ]
    assert [anonymous_client.get(url).status_code for url in made_up] == [404] * 5
