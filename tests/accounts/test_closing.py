"""Leaving: what tells who somebody was goes, what others rely on stays."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail as outgoing
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.models import Origin
from participation.contributions.actions.announcing import announce
from participation.contributions.actions.following import follow_contribution
from participation.contributions.models import Contribution, Support
from participation.forums.actions.following import follow_topic
from smartregion.accounts.actions import close_account, forget_sessions, rename_person
from smartregion.accounts.models import Role, User
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.notices.actions import recipient_of, send_mails, write_letters, write_mail
from smartregion.notices.models import Mail, Recipient
from tests.cast import ClientAs
from tests.factories.accounts import (
    PASSWORD,
    InvitationFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.factories.contributions import AnswerFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, reply_in
from tests.factories.measures import MeasureFactory
from tests.factories.notices import NoticeFactory
from tests.pages import page_of

pytestmark = pytest.mark.django_db
CLOSE = reverse("accounts:close_account")
NAME, EMAIL = "Mikasquirrel", "mikasquirrel@example.org"
WORDS = "Der Bus fährt zu selten, sagt das Eichhörnchen."


@pytest.fixture
def mika() -> User:
    """Somebody who wrote, was answered and replied to, grew a measure, follows and is followed."""
    user = UserFactory(email=EMAIL, display_name=NAME)
    rename_person(user=user, display_name=NAME)
    post = PostFactory(author=user, author_name=NAME, text=WORDS, state="taken_up")
    AnswerFactory(contribution=post.contribution)
    reply_in(post, text="Bei uns auch.")
    reply = reply_in(PostFactory(topic=post.topic), author=user, author_name=NAME)
    follow_topic(topic=post.topic, user=UserFactory(), at=NOON)
    for said in (post, reply):
        announce(said.contribution, at=NOON)
    write_letters(at=NOON + timedelta(days=2))
    Mail.objects.update(state=Mail.State.SENT, sent_at=NOON)
    Origin.objects.create(measure=MeasureFactory(), contribution=post.contribution)
    other = PostFactory(topic=post.topic).contribution
    Support.objects.create(contribution=other, user=user)
    Contribution.objects.filter(pk=other.pk).update(supports=1)
    follow_topic(topic=post.topic, user=user, at=NOON)
    follow_contribution(contribution=other, user=user, at=NOON)
    NoticeFactory(recipient=recipient_of(user), headline=f"Guten Tag {NAME}")
    invitation = InvitationFactory(
        email=EMAIL, display_name=NAME, accepted_by=user, accepted_at=NOON
    )
    audit.record(by=None, verb="invite_person", subject=invitation)
    return user


def figures() -> dict[str, int]:
    """How much there is of everything that others wrote, that hangs on it, or that counts."""
    names = ("Contribution", "Post", "Answer", "Support", "Topic")
    counts = {name: apps.get_model("participation", name).objects.count() for name in names}
    return {**counts, "origins": Origin.objects.count(), "people": User.objects.count()}


def traces_of(words: str) -> list[str]:
    """Every place in the whole database where these words stand."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField) and not field.choices:
                rows = model._base_manager.filter(**{f"{field.name}__icontains": words})
                found += [f"{model.__name__}.{field.name}"] * rows.count()
    return found


@pytest.mark.behaviour("F14")
@pytest.mark.parametrize("with_texts", [False, True])
def test_replies_answers_and_traces_survive(mika: User, with_texts: bool) -> None:
    before = figures()
    close_account(user=mika, with_texts=with_texts, at=NOON)
    assert figures() == before
    assert Contribution.objects.get(text="Bei uns auch.").reply_to is not None


@pytest.mark.behaviour("F14")
@pytest.mark.parametrize("with_texts", [False, True])
def test_nothing_in_the_whole_database_tells_who_it_was(mika: User, with_texts: bool) -> None:
    assert len(traces_of(NAME)) > 4
    close_account(user=mika, with_texts=with_texts, at=NOON)
    # The last letter is on its way; its address goes with its words.
    assert {*traces_of(NAME), *traces_of(EMAIL)} == {"Mail.to"}
    assert not Recipient.objects.filter(user=mika).exists()
    assert not EmailAddress.objects.exists() or not EmailAddress.objects.filter(user=mika).exists()


@pytest.mark.behaviour("F14")
def test_no_session_on_any_device_keeps_the_address(mika: User) -> None:
    for person in (mika, mika, UserFactory()):
        client = Client()
        client.force_login(person)
        session = client.session
        session["account_authentication_methods"] = [{"email": person.email}]
        session.save()
    close_account(user=mika, with_texts=False, at=NOON)
    [kept] = Session.objects.all()
    assert EMAIL not in str(kept.get_decoded())


def test_sessions_that_ran_out_are_removed(mika: User) -> None:
    Client().force_login(mika)
    Client().force_login(UserFactory())
    Session.objects.filter(pk=Session.objects.first().pk).update(expire_date=NOON)
    forget_sessions(at=timezone.now())
    assert Session.objects.count() == 1


@pytest.mark.behaviour("F14")
def test_texts_stay_without_a_name_unless_the_person_wants_them_gone(mika: User) -> None:
    close_account(user=mika, with_texts=False, at=NOON)
    kept = Contribution.objects.get(text=WORDS)
    assert (kept.author_name, kept.is_hidden) == ("Ehemaliges Konto", False)


@pytest.mark.behaviour("F14")
def test_texts_go_if_the_person_wants_that(mika: User) -> None:
    close_account(user=mika, with_texts=True, at=NOON)
    assert traces_of("Eichhörnchen") == []
    assert Contribution.objects.filter(author=mika, is_hidden=True).count() == 2


def test_one_last_letter_and_registrations_stay(mika: User) -> None:
    later = NOON + timedelta(days=3)
    wanted = {"to": EMAIL, "subject": "Ihr Termin", "text": "Morgen", "at": NOON}
    write_mail(key="reminder:1", **wanted, not_before=later)
    waiting = Mail.objects.create(
        key="letter:1", to=EMAIL, subject="Neues", text="Neues", written_at=NOON, not_before=later
    )
    recipient_of(mika).notices.update(mail=waiting)
    close_account(user=mika, with_texts=False, at=NOON)
    send_mails(at=later)
    assert [letter.subject for letter in outgoing.outbox] == [
        "Ihr Konto ist geschlossen",
        "Ihr Termin",
    ]


def test_nobody_is_told_anything_at_a_closed_account(mika: User) -> None:
    close_account(user=mika, with_texts=False, at=NOON)
    from participation.contributions.actions.telling import listeners

    assert listeners(Contribution.objects.get(text=WORDS)) == []


def test_whoever_has_a_role_hands_it_over_first(office: User) -> None:
    with pytest.raises(WrongState):
        close_account(user=office, with_texts=False, at=NOON)
    office.refresh_from_db()
    assert office.is_active


def test_taking_part_is_no_duty(mika: User) -> None:
    RoleAssignmentFactory(user=mika, role=Role.PARTICIPANT)
    close_account(user=mika, with_texts=False, at=NOON)
    assert not mika.role_assignments.exists()


def test_the_page_tells_whoever_has_a_role_what_to_do_first(
    client_as: ClientAs, office: User
) -> None:
    page = page_of(client_as(office), CLOSE)
    assert "Zuerst die Aufgaben übergeben" in page
    assert 'name="texts"' not in page


def test_an_account_is_closed_once_and_its_address_is_free(mika: User) -> None:
    close_account(user=mika, with_texts=False, at=NOON)
    with pytest.raises(WrongState):
        close_account(user=mika, with_texts=False, at=NOON)
    assert UserFactory(email=EMAIL).pk != mika.pk


SURE = {"texts": "keep", "is_sure": "on"}


def test_the_page_says_what_hangs_on_the_account_and_proposes_to_keep_texts(
    client_as: ClientAs, mika: User
) -> None:
    answer = client_as(mika).get(CLOSE)
    assert "Sie haben 2 Beiträge geschrieben." in answer.content.decode()
    assert answer.context["form"]["texts"].value() == "keep"


def signed_in_just_now(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def test_leaving_needs_a_second_look_and_ends_the_session(mika: User) -> None:
    client = signed_in_just_now(mika)
    client.post(CLOSE, {"texts": "keep"})
    mika.refresh_from_db()
    assert mika.closed_at is None
    page = client.post(CLOSE, SURE).content.decode()
    assert "Ihr Konto ist geschlossen" in page
    assert client.get(CLOSE).status_code == 302
    mika.refresh_from_db()
    assert mika.closed_at


def test_an_open_browser_is_not_enough_to_close_an_account(client_as: ClientAs, mika: User) -> None:
    answer = client_as(mika).post(CLOSE, SURE)
    assert reverse("account_reauthenticate") in answer["Location"]
    mika.refresh_from_db()
    assert mika.is_active


def test_a_closed_account_is_no_person_on_the_list(
    client_as: ClientAs, administration: User, mika: User
) -> None:
    close_account(user=mika, with_texts=False, at=NOON)
    page = page_of(client_as(administration), reverse("accounts:people") + "?role=all")
    assert "Ehemaliges Konto" not in page
