"""What waits for moderation: read with its surroundings, and decided in place."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.contributions.models import Contribution, Moderation, Objection, Report
from participation.contributions.queries.moderation import cases, waiting, waiting_counts
from smartregion.accounts.models import Role
from tests.cast import person
from tests.factories.contributions import (
    ContributionFactory,
    ModerationFactory,
    ObjectionFactory,
    ReportFactory,
)
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, reply_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LIST = "/beitraege/moderation/"


def held(**fields):
    return ContributionFactory(is_hidden=True, is_held=True, **fields)


def case_url(contribution):
    return reverse("contributions:moderation_case", args=[contribution.pk])


def decide(client, contribution, decision, *, htmx=False, **words):
    headers = {"HX-Request": "true"} if htmx else {}
    sent = {"decision": decision, "reason": "", "explanation": "", **words}
    return client.post(case_url(contribution), sent, headers=headers)


@pytest.mark.behaviour("F19")
def test_everything_that_waits_is_in_one_list_oldest_first(moderator):
    reported = ReportFactory(reported_at=NOON - timedelta(hours=2)).contribution
    objected = ObjectionFactory(made_at=NOON - timedelta(hours=3)).moderation.contribution
    waits = held(written_at=NOON - timedelta(hours=1))
    ContributionFactory()
    ModerationFactory()
    ReportFactory(state="rejected", decision="Gut.", handled_at=NOON)
    assert list(waiting()) == [objected, reported, waits]
    assert list(waiting("held")) == [waits]
    assert waiting_counts() == {"reported": 1, "held": 1, "objected": 1}


def test_a_text_reported_often_is_one_case(moderator):
    contribution = ContributionFactory()
    ReportFactory.create_batch(3, contribution=contribution)
    [case] = cases(list(waiting()), visible_to=moderator, at=NOON)
    assert len(case.abuse_reports) == 3
    assert waiting_counts()["reported"] == 1


@pytest.mark.behaviour("F19")
def test_the_list_shows_the_whole_text_and_its_surroundings(client_as, moderator, participant):
    ContributionFactory(is_hidden=True, author=participant)
    opening = PostFactory(text="Was meinen Sie?", author_name="Mika")
    words = "Ein Satz. " * 80 + "Und das Ende."
    reply = reply_in(opening, text=words, author=participant).contribution
    ReportFactory(contribution=reply, text="Nur das Ende.")
    page = client_as(moderator).get(LIST).content.decode()
    for shown in (
        "Und das Ende.",
        "Was meinen Sie?",
        "Antwort auf Mika",
        opening.topic.title,
        "Nur das Ende.",
        "Beleidigung oder Herabsetzung",
        "Von dieser Person ist ein anderer Text ausgeblendet.",
    ):
        assert shown in page, shown


@pytest.mark.behaviour("F19")
def test_the_list_asks_as_much_for_three_cases_as_for_one_of_each_kind(client_as, moderator):
    def fill():
        ReportFactory(contribution=PostFactory().contribution)
        held(author=person(f"p{Contribution.objects.count()}"))
        ObjectionFactory()

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    client = client_as(moderator)
    fill()
    client.get(LIST)
    once = asked()
    fill()
    fill()
    assert asked() == once


@pytest.mark.behaviour("F19")
@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("decision", "is_hidden", "report"), [("hide", True, "upheld"), ("keep", False, "rejected")]
)
def test_a_report_is_decided_in_place(decision, is_hidden, report, htmx, client_as, moderator):
    contribution = ReportFactory().contribution
    answer = decide(client_as(moderator), contribution, decision, htmx=htmx, reason="insult")
    if htmx:
        assert "data-decided" in answer.content.decode()
        assert "<html" not in answer.content.decode()
    else:
        assert answer.url == LIST
    assert Contribution.objects.get().is_hidden is is_hidden
    decided = Report.objects.get()
    assert (decided.state, decided.handled_by) == (report, moderator)
    assert decided.decision, "the words of the house rules, where the person adds none"
    assert not waiting().exists()


@pytest.mark.behaviour("F19")
@pytest.mark.parametrize(("decision", "step"), [("release", "released"), ("refuse", "refused")])
def test_what_waits_to_appear_is_released_or_refused(decision, step, client_as, moderator):
    contribution = held()
    decide(client_as(moderator), contribution, decision, reason="spam")
    stored = Contribution.objects.get()
    assert (stored.is_held, stored.is_hidden) == (False, decision == "refuse")
    assert Moderation.objects.get().step == step


@pytest.mark.parametrize(("decision", "state"), [("grant", "granted"), ("reject", "rejected")])
def test_an_objection_is_decided_by_a_colleague(decision, state, client_as, moderator):
    colleague = person("colleague", Role.MODERATOR)
    objection = ObjectionFactory(moderation__by=moderator)
    contribution = objection.moderation.contribution
    own = decide(client_as(moderator), contribution, decision, explanation="Nein.")
    assert "andere Person" in own.content.decode()
    assert Objection.objects.get().state == "open"
    decide(client_as(colleague), contribution, decision, explanation="Gut.")
    assert (Objection.objects.get().state, Objection.objects.get().decided_by) == (state, colleague)
    assert Contribution.objects.get().is_hidden is (decision == "reject")


@pytest.mark.parametrize(
    ("build", "wrong"),
    [
        (lambda: ReportFactory().contribution, {"decision": "hide"}),
        (lambda: ReportFactory().contribution, {"decision": "hide", "reason": "taken_back"}),
        (lambda: ReportFactory().contribution, {"decision": "release"}),
        (lambda: ReportFactory().contribution, {"decision": ""}),
        (lambda: ReportFactory().contribution, {"decision": "keep", "explanation": "x" * 1001}),
        (held, {"decision": "refuse"}),
        (lambda: ObjectionFactory().moderation.contribution, {"decision": "reject"}),
    ],
)
def test_a_decision_without_what_it_needs_comes_back(build, wrong, client_as, moderator):
    contribution = build()
    answer = decide(client_as(moderator), contribution, **wrong)
    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()
    assert waiting().count() == 1


@pytest.mark.behaviour("F19")
@pytest.mark.parametrize("build", [lambda: ReportFactory().contribution, held])
def test_looking_changes_nothing(build, client_as, moderator):
    contribution = build()
    client = client_as(moderator)
    for address in (
        LIST,
        f"{LIST}?decision=hide&reason=insult",
        f"{case_url(contribution)}?decision=hide&reason=insult&explanation=x",
        f"{case_url(contribution)}?decision=release",
    ):
        assert client.get(address).status_code == 200
    assert waiting().count() == 1
    assert not Moderation.objects.exists()


def test_of_two_moderators_only_the_first_decides(client_as, moderator):
    contribution = ReportFactory().contribution
    client = client_as(moderator)
    decide(client, contribution, "keep")
    assert decide(client, contribution, "hide", reason="insult").status_code == 409
    late = decide(client, contribution, "hide", htmx=True, reason="insult").content.decode()
    assert "inzwischen eine andere Person" in late
    assert client.get(case_url(contribution)).url == contribution.get_absolute_url()
    assert not Contribution.objects.get().is_hidden


def test_an_empty_list_says_so(client_as, moderator):
    assert "Hier wartet nichts" in client_as(moderator).get(LIST).content.decode()


def test_what_waited_over_a_working_day_is_marked(client_as, moderator):
    # Monday, 15 June 2026: since Friday noon a working day has gone by.
    ReportFactory(reported_at=NOON - timedelta(days=3))
    client = client_as(moderator)
    assert "wartet zu lange" in client.get(LIST).content.decode()
    Report.objects.update(reported_at=NOON - timedelta(days=2, hours=23))
    assert "wartet zu lange" not in client.get(LIST).content.decode()


@pytest.mark.behaviour("F27")
def test_what_people_wrote_runs_nothing_in_the_list(client_as, moderator):
    hostile = "<script>alert(1)</script>"
    contribution = ContributionFactory(text=hostile, author_name=hostile)
    ReportFactory(contribution=contribution, text=hostile)
    ObjectionFactory(text=hostile, moderation__explanation=hostile)
    page = client_as(moderator).get(LIST).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 5


def test_the_desk_shows_what_waits(client_as, moderator, participant):
    contribution = held(text="Ein Text, der wartet")
    desk = client_as(moderator).get(reverse("home:desk")).content.decode()
    assert case_url(contribution) in desk
    assert "wartet seit" in desk
