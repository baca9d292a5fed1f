"""Accounting for moderation."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from participation.contributions import actions
from participation.contributions.house_rules import REASONS, RULES, USUAL_REASON
from participation.contributions.models import Moderation, Report
from participation.contributions.queries.moderation_log import moderation_log, transparency
from tests.factories.contributions import (
    ContributionFactory,
    ModerationFactory,
    ObjectionFactory,
    ReportFactory,
)
from tests.factories.dates import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

CSV = "/beitraege/moderation/protokoll.csv"


@pytest.fixture
def history(moderator):
    """Reported, hidden, objected to, shown again: within four hours."""
    contribution = ContributionFactory(text="Geheimer Wortlaut")
    hours = [NOON + timedelta(hours=hour) for hour in range(4)]
    ReportFactory(contribution=contribution, reported_at=hours[0], text="Wortlaut der Meldung")
    step = actions.hide_contribution(
        contribution=contribution,
        reason="insult",
        explanation="=HYPERLINK()",
        by=moderator,
        at=hours[1],
    )
    actions.make_objection(moderation=step, text="Wortlaut des Einspruchs", at=hours[2])
    actions.unhide_contribution(
        contribution=contribution, explanation="Ein Zitat.", by=moderator, at=hours[3]
    )
    return contribution


@pytest.mark.behaviour("F19")
def test_the_log_tells_the_whole_story(history):
    story = [entry.what for entry in reversed(moderation_log(2026))]
    assert story[0] == "gemeldet"
    assert set(story[1:3]) == {"ausgeblendet", "Meldung entschieden: berechtigt"}
    assert story[3] == "Einspruch eingelegt"
    assert set(story[4:]) == {"wieder eingeblendet", "Einspruch entschieden: stattgegeben"}
    assert moderation_log(2025) == []


@pytest.mark.behaviour("F19")
def test_as_a_file_it_names_no_person_and_holds_no_words(history, client_as, moderator):
    file = client_as(moderator).get(CSV, {"jahr": "2026"})
    assert file["Content-Disposition"] == 'attachment; filename="moderation-2026.csv"'
    text = file.content.decode("utf-8-sig")
    assert text.count("\r\n") == 7
    assert str(history.pk) in text
    assert str(moderator.pk) in text
    for kept_out in (moderator.display_name, moderator.email, "Wortlaut", ";=HYPER"):
        assert kept_out not in text


def test_the_page_shows_names_years_and_an_empty_state(history, client_as, moderator):
    client = client_as(moderator)
    url = reverse("contributions:moderation_log")
    page = client.get(url).content.decode()
    assert moderator.display_name in page
    assert "jahr=2026" in page
    assert "Noch nichts" in client.get(url, {"jahr": "2025"}).content.decode()
    for nonsense in ("zwei", "20266", "²026"):
        assert client.get(url, {"jahr": nonsense}).status_code == 404


def test_a_year_ends_when_it_ends_in_the_county(moderator):
    new_year = datetime.fromisoformat("2027-01-01T00:30:00+01:00")
    ModerationFactory(at=new_year)
    ReportFactory(reported_at=new_year)
    assert (len(moderation_log(2026)), len(moderation_log(2027))) == (0, 2)


def test_everybody_reads_the_rules_and_how_often_they_were_applied(history, anonymous_client):
    page = anonymous_client.get(reverse("contributions:house_rules"))
    assert not page.cookies
    text = page.content.decode()
    for rule in RULES:
        assert f'id="{rule.reason}"' in text
    assert "Meldung, davon 1 berechtigt" in text


def test_only_what_people_decided_is_counted(moderator):
    actions.withdraw_contribution(contribution=ContributionFactory(), at=NOON)
    ModerationFactory(by=moderator)
    ObjectionFactory(moderation__by=moderator)
    numbers = transparency(NOON - timedelta(days=1))
    assert (numbers.hidden, numbers.objections, numbers.granted) == (2, 1, 0)
    assert transparency(NOON + timedelta(days=1)).hidden == 0


def test_every_reason_has_a_rule_and_every_rule_words():
    by_itself = {"taken_back", "reviewed", "expired"}
    assert {reason for reason, _label in REASONS} == set(Moderation.Reason.values) - by_itself
    assert all(str(rule.words) for rule in RULES)
    assert set(USUAL_REASON) == set(Report.Category) - {Report.Category.OTHER}
