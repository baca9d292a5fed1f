"""Surveys for accounts: one answer each, and no row that says who answered."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from participation.surveys import actions, queries
from participation.surveys.actions.responding import CodeUsed
from participation.surveys.codes import ticket_hash
from participation.surveys.forms.editing import SurveyForm
from participation.surveys.models import AccessCode, Response, Survey, SurveyVersion
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.dates import NOON
from tests.factories.surveys import published, question, survey_with
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
YESTERDAY = NOON - timedelta(days=1)
SECOND = timedelta(seconds=1)


def joined(at: datetime = YESTERDAY) -> User:
    user: User = UserFactory(joined_at=at)
    return user


@pytest.fixture
def person(db: None) -> User:
    return joined()


@pytest.fixture
def version(person: User) -> SurveyVersion:
    return published(question("number", "n"), mode=Survey.Mode.ACCOUNT)


def submit(version: SurveyVersion, person: User, *, nonce: uuid.UUID | None = None) -> bool:
    return actions.submit_response(
        version=version, nonce=nonce or uuid.uuid4(), answers={"n": 1}, language="de", at=NOON,
        access=ticket_hash(survey=version.survey_id, account=person.pk),
    )  # fmt: skip


def signed_in(version: SurveyVersion, client: Client) -> Browser:
    browser = Browser(version)
    browser.client = client
    return browser


# -- tickets -----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q13", "P28")
def test_publishing_gives_every_account_one_ticket_and_using_it_leaves_nothing(
    version: SurveyVersion, person: User
) -> None:
    assert AccessCode.objects.count() == 1
    nonce = uuid.uuid4()
    assert submit(version, person, nonce=nonce)
    assert not submit(version, person, nonce=nonce)
    with pytest.raises(CodeUsed, match="Mit Ihrem Konto"):
        submit(version, person)
    assert Response.objects.count() == 1
    assert not AccessCode.objects.exists()


def test_the_ticket_of_another_survey_or_account_opens_nothing(version: SurveyVersion) -> None:
    stranger = UserFactory()
    other = published(question("number", "n"), mode=Survey.Mode.ACCOUNT)
    with pytest.raises(CodeUsed):
        submit(version, stranger)
    AccessCode.objects.filter(survey=version.survey).delete()
    with pytest.raises(CodeUsed):
        actions.submit_response(
            version=version, nonce=uuid.uuid4(), answers={"n": 1}, language="de", at=NOON,
            access=AccessCode.objects.filter(survey=other.survey).first().code_hash,
        )  # fmt: skip


def test_who_joins_later_gets_a_ticket_once(version: SurveyVersion, person: User) -> None:
    newcomer = joined(NOON + SECOND)
    later = NOON + timedelta(minutes=1)
    assert actions.issue_tickets(survey=version.survey, at=later) == 1
    assert submit(version, newcomer)
    assert actions.issue_tickets(survey=version.survey, at=later) == 0
    assert actions.issue_tickets(survey=version.survey, at=later + timedelta(days=1)) == 0
    assert queries.tickets_left(version.survey) == 1


def test_the_date_of_tickets_is_that_of_an_account_and_never_of_an_answer(
    version: SurveyVersion, person: User
) -> None:
    version.survey.refresh_from_db()
    assert version.survey.tickets_until == person.joined_at
    entries = AuditEntry.objects.count()
    joined(NOON + SECOND)
    actions.issue_tickets(survey=version.survey, at=NOON + timedelta(hours=1))
    version.survey.refresh_from_db()
    assert version.survey.tickets_until == NOON + SECOND
    assert AuditEntry.objects.count() == entries


def test_tickets_lie_in_the_order_of_their_hashes(person: User) -> None:
    people = [person, *(joined() for _each in range(20))]
    version = published(question("number", "n"), mode=Survey.Mode.ACCOUNT)
    stored = list(AccessCode.objects.order_by("pk").values_list("code_hash", flat=True))
    assert stored == sorted(
        ticket_hash(survey=version.survey_id, account=each.pk) for each in people
    )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_newcomers_who_begin_at_once_get_one_ticket_each(version: SurveyVersion) -> None:
    for _each in range(5):
        joined(NOON + SECOND)
    together = Barrier(4)

    def begin(_number: int) -> int:
        try:
            together.wait(timeout=60)
            return actions.issue_tickets(survey=version.survey, at=NOON + timedelta(minutes=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(begin, range(4))) == [0, 0, 0, 5]


# -- the way of a person -----------------------------------------------------------------------
@pytest.mark.behaviour("Q13")
def test_the_whole_way_with_an_account(
    version: SurveyVersion, person: User, client_as: ClientAs
) -> None:
    browser = signed_in(version, client_as(person))
    intro = browser.client.get(f"/umfragen/{browser.slug}/").content.decode()
    assert "Mit einem Konto: Jedes Konto antwortet einmal." in intro
    assert f"Sie sind als {person.display_name} angemeldet." in intro
    assert browser.send("start", version=1).page == 1
    assert browser.send("next", n="3").is_thanked
    assert browser.send("next", n="3").is_thanked
    assert "schon geantwortet" in browser.send("start", version=1).text
    intro = browser.client.get(f"/umfragen/{browser.slug}/").content.decode()
    assert "schon geantwortet" in intro
    assert "Umfrage beginnen" not in intro
    assert Response.objects.count() == 1
    assert mail.outbox == []


def test_a_stranger_is_led_to_signing_in_and_back(version: SurveyVersion) -> None:
    browser, address = Browser(version), f"/umfragen/{version.survey.slug}/"
    intro = browser.client.get(address).content.decode()
    assert f"/anmelden/?next={address}" in intro or f"login/?next={address}" in intro
    assert "Umfrage beginnen" not in intro
    browser.send("start", version=1)
    assert browser.response.status_code == 302
    assert browser.response["Location"].endswith(f"?next={address}")


def test_a_newcomer_begins_without_waiting_for_anybody(
    version: SurveyVersion, client_as: ClientAs
) -> None:
    newcomer = joined(NOON - timedelta(minutes=1))
    assert signed_in(version, client_as(newcomer)).send("start", version=1).page == 1


def test_an_account_of_this_very_moment_is_asked_to_wait(
    version: SurveyVersion, client_as: ClientAs
) -> None:
    newcomer = joined(NOON - SECOND)
    browser = signed_in(version, client_as(newcomer)).send("start", version=1)
    assert "Ihr Konto ist ganz neu." in browser.text


@pytest.mark.parametrize("is_active", [True, False])
def test_only_active_accounts_with_a_confirmed_address_can_sign_in(
    version: SurveyVersion, person: User, is_active: bool
) -> None:
    """Signing in is the gate, so every ticket belongs to such an account or stays unused."""
    person.emailaddress_set.update(verified=not is_active)
    User.objects.update(is_active=is_active)
    browser = Browser(version)
    browser.client = Client()
    browser.client.post("/konto/login/", {"login": person.email, "password": PASSWORD})
    assert browser.send("start", version=1).response.status_code == 302
    assert not Response.objects.exists()


@pytest.mark.behaviour("Q15")
@pytest.mark.parametrize("mode", Survey.Mode)
def test_sending_answers_sends_no_mail(
    mode: Survey.Mode, person: User, client_as: ClientAs
) -> None:
    version = published(question("number", "n"), mode=mode)
    browser = signed_in(version, client_as(person))
    (code,) = actions.hand_out_codes(
        survey=version.survey, batch="Brief", number=1, by=None, on=NOON.date()
    )
    browser.send("start", version=1, code=code)
    assert browser.send("next", n="3").is_thanked
    assert mail.outbox == []


# -- what is published is said and stays -----------------------------------------------------------
@pytest.mark.behaviour("Q13", "P28")
def test_who_may_answer_cannot_change_once_it_was_published(version: SurveyVersion) -> None:
    with pytest.raises(ValidationError, match="nicht mehr ändern"):
        actions.change_survey(survey=version.survey, mode=Survey.Mode.OPEN, by=None)
    draft = survey_with(question("number", "n"))
    actions.change_survey(survey=draft, mode=Survey.Mode.ACCOUNT, by=None)


def test_the_form_does_not_offer_what_is_final(version: SurveyVersion) -> None:
    assert SurveyForm(survey=version.survey).fields["mode"].disabled
    assert not SurveyForm(survey=survey_with(question("number", "n"))).fields["mode"].disabled


def test_the_list_says_who_may_answer(version: SurveyVersion) -> None:
    assert "mit einem Konto" in Client().get("/umfragen/").content.decode()
