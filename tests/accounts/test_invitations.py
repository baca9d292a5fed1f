"""Asking somebody to work along: the letter, the page behind it, and what else must not lead to a role."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from smartregion.accounts.actions import forget_invitations
from smartregion.accounts.models import Invitation, RoleAssignment, User
from smartregion.accounts.queries import promised_roles
from smartregion.core.models import AuditEntry
from tests.accounts.test_roles import just_signed_in
from tests.factories.accounts import PASSWORD, InvitationFactory, UserFactory
from tests.factories.county import OrganisationFactory
from tests.factories.strategy import ElementFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LIST, NEW = "/personen/einladungen/", "/personen/einladungen/neu/"
WANTED = {
    "email": "Neu@Example.org",
    "display_name": "Neue Kollegin",
    "roles": ["editor", "moderator"],
    "days": 14,
}


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def invited(administration, mailoutbox):
    """An invitation as the office sends it; the path in its letter."""
    just_signed_in(administration).post(NEW, WANTED)
    return path_in(mailoutbox.pop())


def path_in(mail) -> str:
    found = re.search(r"https?://[^/\s]+(/personen/einladung/\S+)", mail.body)
    assert found, mail.body
    return found[1]


def accept(path: str, client: Client | None = None, **said: str):
    data = {"display_name": "Neue Kollegin", "password": "", **said}
    return (client or Client()).post(path, data)


def roles() -> set[str]:
    invited = RoleAssignment.objects.exclude(role="administration")
    return set(invited.values_list("role", flat=True))


# -- sending -------------------------------------------------------------------------------
def test_office_invites_and_the_letter_says_what_for(administration, mailoutbox):
    page = just_signed_in(administration).post(NEW, WANTED, follow=True)
    assert "Neue Kollegin" in page.content.decode()
    [mail] = mailoutbox
    assert mail.to == ["neu@example.org"]
    assert "Guten Tag Neue Kollegin," in mail.body
    assert f"{administration} lädt Sie ein" in mail.body
    assert "- Redaktion\n- Moderation\n" in mail.body
    invitation = Invitation.objects.get()
    until = timezone.localtime(invitation.expires_at)
    assert date_format(until, r"\b\i\s j. F Y, H:i \U\h\r") in mail.body
    assert invitation.expires_at - invitation.created_at == timedelta(days=14)
    assert AuditEntry.objects.get(verb="invite_person").changes == {
        "roles": WANTED["roles"],
        "valid_until": None,
    }
    assert not User.objects.filter(email="neu@example.org").exists()


def test_everybody_reads_for_what_and_until_when(administration, mailoutbox):
    """In the letter, in the list of the office, and on both pages on which people accept."""
    field = ElementFactory(kind="field", number="", name="Mobilität")
    limits = {"scope": f"field:{field.pk}", "valid_until": "2099-06-30"}
    office = just_signed_in(administration)
    office.post(NEW, {**WANTED, **limits})
    [mail] = mailoutbox
    promised = "Redaktion für das Handlungsfeld Mobilität, bis 30.06.2099"
    stranger, known = Client().get(path_in(mail)), UserFactory(email="neu@example.org")
    owner = just_signed_in(known).get(path_in(mail))
    pages = [office.get(LIST), stranger, owner]
    for text in (mail.body, *(page.content.decode() for page in pages)):
        assert promised in text
    noted = AuditEntry.objects.get(verb="invite_person").changes
    assert (noted["for"], noted["valid_until"]) == ("Mobilität", "2099-06-30")


def test_a_refusal_names_the_role_that_cannot_be_limited_so(administration):
    field = ElementFactory(kind="field", number="", name="Mobilität")
    limits = {"roles": ["editor", "strategy_office"], "scope": f"field:{field.pk}"}
    answer = just_signed_in(administration).post(NEW, {**WANTED, **limits})
    [refusal] = answer.context["form"].errors["scope"]
    assert refusal == "Die Rolle „Stabsstelle Digitalisierung“ lässt sich darauf nicht beschränken."


@pytest.mark.parametrize(
    ("kind", "key", "said"),
    [
        ("all", "", "Moderation"),
        ("municipality", "999999", "Moderation für etwas, das es nicht mehr gibt"),
    ],
)
def test_a_role_without_limits_and_one_for_what_is_gone(kind, key, said):
    promise = {"role": "moderator", "scope_kind": kind, "scope_key": key, "valid_until": None}
    assert promised_roles(InvitationFactory(roles=[promise])) == [said]


def test_word_of_the_letter_is_not_in_the_database(invited):
    word = invited.strip("/").rpartition("/")[2]
    assert len(word) >= 43
    assert word not in str(Invitation.objects.values().get())


def test_an_open_browser_is_not_enough_to_invite(client_as, administration, mailoutbox):
    answer = client_as(administration).post(NEW, WANTED)
    assert reverse("account_reauthenticate") in answer["Location"]
    assert not Invitation.objects.exists()
    assert not mailoutbox


def test_second_invitation_to_the_same_address_is_refused(administration, invited, mailoutbox):
    page = just_signed_in(administration).post(NEW, WANTED)
    assert list(page.context["form"].errors) == ["email"]
    assert not mailoutbox


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"roles": ["consultant"]}, "valid_until"),
        ({"roles": ["editor"], "valid_until": "2020-01-01"}, "valid_until"),
        ({"roles": []}, "roles"),
        ({"roles": ["emperor"]}, "roles"),
        ({"days": 61}, "days"),
        ({"days": 0}, "days"),
    ],
)
def test_what_cannot_be_given_cannot_be_promised(administration, mailoutbox, change, field):
    page = just_signed_in(administration).post(NEW, {**WANTED, **change})
    assert list(page.context["form"].errors) == [field]
    assert not mailoutbox


def test_sent_again_the_old_link_opens_nothing(administration, invited, mailoutbox):
    invitation = Invitation.objects.get()
    again = reverse("accounts:invitation_again", args=[invitation.public_id])
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert Client().get(invited).status_code == 410
        just_signed_in(administration).post(again)
        new = path_in(mailoutbox[0])
        assert Client().get(invited).status_code == 410
        assert Client().get(new).status_code == 200


def test_revoked_invitation_opens_nothing(administration, invited):
    key = Invitation.objects.get().public_id
    just_signed_in(administration).post(reverse("accounts:invitation_revoke", args=[key]))
    assert accept(invited).status_code == 410
    assert not roles()
    assert "Keine Einladung ist offen" in just_signed_in(administration).get(LIST).content.decode()


# -- accepting -----------------------------------------------------------------------------
def test_accepting_makes_account_and_roles_and_signs_in(invited):
    client = Client()
    assert client.get(invited).status_code == 200
    assert not User.objects.filter(email="neu@example.org").exists()
    answer = accept(invited, client, password=PASSWORD)
    user = User.objects.get(email="neu@example.org")
    assert answer["Location"] == "/personen/ankunft/" or answer.status_code == 302
    assert client.session[SESSION_KEY] == str(user.pk)
    assert user.check_password(PASSWORD)
    assert user.emailaddress_set.get().verified
    assert roles() == {"editor", "moderator"}
    granted = RoleAssignment.objects.filter(user=user)
    assert {held.granted_by.email for held in granted} == {"administration@example.org"}
    assert AuditEntry.objects.filter(verb="grant_role").count() == 2


def test_link_opens_only_once(invited):
    accept(invited)
    assert accept(invited).status_code == 410
    assert Client().get(invited).status_code == 410
    assert User.objects.filter(email="neu@example.org").count() == 1


def test_weak_password_is_refused_and_nothing_is_used_up(invited):
    page = accept(invited, password="kurz")
    assert list(page.context["form"].errors) == ["password"]


def test_role_that_needs_a_second_factor_leads_to_its_set_up(administration, mailoutbox, settings):
    just_signed_in(administration).post(NEW, {**WANTED, "roles": ["editor"]})
    settings.SECOND_FACTOR_ROLES = ["editor"]
    client = Client()
    accept(path_in(mailoutbox[0]), client, password=PASSWORD)
    assert client.get("/arbeitsplatz/")["Location"] == "/konto/2fa/"


def test_who_has_an_account_signs_in_first(administration, mailoutbox):
    user = UserFactory(email="neu@example.org")
    just_signed_in(administration).post(NEW, WANTED)
    path = path_in(mailoutbox[0])
    page = accept(path, Client())
    assert "gibt es schon ein Konto" in page.content.decode()
    assert not roles()
    client = just_signed_in(user)
    client.post(path)
    assert roles() == {"editor", "moderator"}
    assert RoleAssignment.objects.filter(user=user).count() == 2


def test_account_joins_the_organisation_of_the_invitation(administration, mailoutbox):
    user, office = UserFactory(email="neu@example.org"), OrganisationFactory()
    just_signed_in(administration).post(NEW, {**WANTED, "organisation": office.pk})
    client, path = just_signed_in(user), path_in(mailoutbox[0])
    assert office.name in client.get(path).content.decode()
    client.post(path)
    user.refresh_from_db()
    assert user.organisation == office
    entry = AuditEntry.objects.get(verb="assign_organisation")
    assert (entry.actor, entry.changes) == (administration, {"organisation": office.name})


def test_invitation_without_an_organisation_leaves_the_one_of_the_account(
    administration, mailoutbox
):
    user = UserFactory(email="neu@example.org", organisation=OrganisationFactory())
    just_signed_in(administration).post(NEW, WANTED)
    just_signed_in(user).post(path_in(mailoutbox[0]))
    before = user.organisation
    user.refresh_from_db()
    assert (user.organisation, roles()) == (before, {"editor", "moderator"})


def test_somebody_else_who_is_signed_in_gets_nothing(invited, office):
    held = roles()
    assert just_signed_in(office).post(invited).status_code == 409
    assert roles() == held
    assert Invitation.objects.unanswered().exists()


def test_role_that_ended_meanwhile_is_not_given(administration, mailoutbox):
    until = (timezone.localdate() + timedelta(days=2)).isoformat()
    just_signed_in(administration).post(NEW, {**WANTED, "valid_until": until})
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        assert accept(path_in(mailoutbox[0])).status_code == 409
    assert not roles()
    assert not User.objects.filter(email="neu@example.org").exists()


def test_invitation_of_somebody_who_lost_the_right_gives_nothing(administration, mailoutbox):
    """Else an administrator who has to go would have left a door for themselves."""
    just_signed_in(administration).post(NEW, WANTED)
    path = path_in(mailoutbox.pop())
    RoleAssignment.objects.filter(user=administration).delete()
    assert accept(path).status_code == 409
    assert not roles()
    assert not User.objects.filter(email="neu@example.org").exists()


def test_whoever_invites_again_stands_for_it(administration, invited, mailoutbox):
    other = UserFactory(roles=["administration"])
    invitation = Invitation.objects.get()
    just_signed_in(other).post(reverse("accounts:invitation_again", args=[invitation.public_id]))
    RoleAssignment.objects.filter(user=administration).delete()
    accept(path_in(mailoutbox[0]))
    assert roles() == {"editor", "moderator"}


# -- an invitation that is over, and other ways into an account ----------------------------
@pytest.mark.behaviour("P15")
@pytest.mark.parametrize("way", ["link", "reset", "code", "sign-up"])
def test_invitation_that_is_over_becomes_a_role_on_no_way(invited, mailoutbox, way):
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        client = Client()
        if way == "link":
            assert accept(invited, client).status_code == 410
        elif way == "reset":
            client.post(reverse("account_reset_password"), {"email": "neu@example.org"})
            assert "personen/einladung" not in "".join(mail.body for mail in mailoutbox)
            assert not re.search(r"/konto/password/reset/key/", "".join(m.body for m in mailoutbox))
        elif way == "code":
            client.post(reverse("account_request_login_code"), {"email": "neu@example.org"})
            assert not re.search(
                r"^\s*[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\s*$", "".join(m.body for m in mailoutbox), re.M
            )
        else:
            said = {"email": "neu@example.org", "display_name": "N", "password1": PASSWORD}
            page = client.post(
                reverse("account_signup"), {**said, "password2": PASSWORD}, follow=True
            )
            code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mailoutbox[0].body, re.M)[1]
            client.post(page.request["PATH_INFO"], {"code": code})
            assert client.session[SESSION_KEY]
            assert accept(invited, client).status_code == 410
        assert not roles()


@pytest.mark.behaviour("P15")
@pytest.mark.parametrize("days", [13, 15])
def test_account_that_is_there_gets_roles_only_in_time(administration, mailoutbox, days):
    user = UserFactory(email="neu@example.org")
    just_signed_in(administration).post(NEW, WANTED)
    path = path_in(mailoutbox[0])
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        just_signed_in(user).post(path)
    assert roles() == ({"editor", "moderator"} if days < 14 else set())


def test_invitations_that_are_long_over_are_forgotten():
    now = timezone.now()
    old = InvitationFactory(expires_at=now - timedelta(days=31))
    InvitationFactory(expires_at=now - timedelta(days=29))
    assert forget_invitations(at=now) == 1
    assert not Invitation.objects.filter(pk=old.pk).exists()
    assert forget_invitations(at=now) == 0
