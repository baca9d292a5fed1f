"""People and the roles they hold."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.models import Role, RoleAssignment, User
from smartregion.accounts.queries import consultants_leaving, people
from smartregion.core.models import AuditEntry
from tests.factories.accounts import PASSWORD, RoleAssignmentFactory, UserFactory
from tests.factories.county import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PEOPLE = "/personen/"


def page_of(user: User) -> str:
    return reverse("accounts:person", args=[user.public_id])


def take_back(user: User, role: str) -> str:
    held = user.role_assignments.get(role=role)
    return reverse("accounts:role_take_back", args=[user.public_id, held.pk])


def just_signed_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


# -- the list ------------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.parametrize("many", [1, 3, 30])
def test_list_of_people_asks_as_often_for_many_as_for_one(
    client_as, administration, django_assert_num_queries, many
) -> None:
    UserFactory.create_batch(many, roles=["editor", "moderator"])
    client = client_as(administration)
    with django_assert_num_queries(7):
        client.get(PEOPLE)


def test_list_finds_people_by_role_and_name(administration, editor, participant) -> None:
    def found(**wish: str) -> set[User]:
        return set(people(**{"words": "", "role": "", **wish}))

    assert found() == {administration, editor}
    assert found(role="editor") == {editor}
    assert found(role="all") == {administration, editor, participant}
    assert found(role="all", words="partic example") == {participant}


def test_nonsense_in_the_filter_shows_everybody_with_a_role(client_as, administration) -> None:
    response = client_as(administration).get(PEOPLE, {"role": "emperor"})
    assert list(response.context["page"]) == [administration]


def test_endless_words_in_the_filter_look_for_nothing(client_as, administration) -> None:
    response = client_as(administration).get(PEOPLE, {"words": "a " * 1500})
    assert list(response.context["page"]) == [administration]


# -- accounts ------------------------------------------------------------------------------
def test_administration_makes_an_account_without_password(administration) -> None:
    data = {"email": "Neu@Example.org", "display_name": "Neue Kollegin"}
    response = just_signed_in(administration).post("/personen/neu/", data)
    user = User.objects.get(email="neu@example.org")
    assert response["Location"] == page_of(user)
    assert not user.has_usable_password()


def test_second_account_with_the_same_address_is_refused(client_as, administration, editor) -> None:
    data = {"email": editor.email.upper(), "display_name": "Doppelt"}
    response = client_as(administration).post("/personen/neu/", data)
    assert list(response.context["form"].errors) == ["email"]


def test_open_browser_is_not_enough_to_make_an_account(client_as, administration) -> None:
    data = {"email": "neu@example.org", "display_name": "Neue Kollegin"}
    response = client_as(administration).post("/personen/neu/", data)
    assert reverse("account_reauthenticate") in response["Location"]
    assert not User.objects.filter(email="neu@example.org").exists()


# -- organisations -------------------------------------------------------------------------
def organisation_of(user: User) -> str:
    return reverse("accounts:person_organisation", args=[user.public_id])


def test_account_is_made_for_an_organisation(administration) -> None:
    office = OrganisationFactory()
    data = {
        "email": "neu@example.org",
        "display_name": "Neue Kollegin",
        "organisation": office.pk,
    }
    just_signed_in(administration).post("/personen/neu/", data)
    assert User.objects.get(email="neu@example.org").organisation == office
    assert AuditEntry.objects.get(verb="add_person").changes == {"organisation": office.name}


def test_organisation_of_a_person_is_changed_and_taken_away(administration, participant) -> None:
    office, client = OrganisationFactory(), just_signed_in(administration)
    assert "keine" in client.get(page_of(participant)).content.decode()
    answer = client.post(organisation_of(participant), {"organisation": office.pk}, follow=True)
    assert office.name in answer.content.decode()
    participant.refresh_from_db()
    assert participant.organisation == office
    just_signed_in(administration).post(organisation_of(participant), {"organisation": ""})
    participant.refresh_from_db()
    assert participant.organisation is None
    entries = AuditEntry.objects.filter(verb="assign_organisation").order_by("pk")
    assert [entry.changes["organisation"] for entry in entries] == [office.name, None]


def test_open_browser_is_not_enough_for_an_organisation(
    client_as, administration, participant
) -> None:
    office = OrganisationFactory()
    answer = client_as(administration).post(
        organisation_of(participant), {"organisation": office.pk}
    )
    assert reverse("account_reauthenticate") in answer["Location"]
    participant.refresh_from_db()
    assert participant.organisation is None


def test_nobody_gives_themselves_an_organisation(administration) -> None:
    office = OrganisationFactory()
    answer = just_signed_in(administration).post(
        organisation_of(administration), {"organisation": office.pk}
    )
    assert answer.context["form"].errors
    assert not AuditEntry.objects.filter(verb="assign_organisation").exists()


def test_ended_organisation_is_offered_only_where_it_stands(administration, participant) -> None:
    ended = OrganisationFactory(ended_on=timezone.localdate())
    client = just_signed_in(administration)
    assert ended.name not in client.get(organisation_of(participant)).content.decode()
    User.objects.filter(pk=participant.pk).update(organisation=ended)
    assert ended.name in client.get(organisation_of(participant)).content.decode()


# -- roles ---------------------------------------------------------------------------------
def test_granting_a_role_is_noted(administration, participant) -> None:
    just_signed_in(administration).post(page_of(participant), {"role": "editor"})
    held = RoleAssignment.objects.get(user=participant)
    assert (held.role, held.granted_by) == (Role.EDITOR, administration)
    entry = AuditEntry.objects.get(verb="grant_role")
    assert entry.changes == {"role": "editor", "valid_until": None}


@pytest.mark.parametrize("valid_until", ["", "2020-01-01"])
def test_consultant_needs_an_end_that_lies_ahead(administration, participant, valid_until) -> None:
    data = {"role": "consultant", "valid_until": valid_until}
    response = just_signed_in(administration).post(page_of(participant), data)
    assert list(response.context["form"].errors) == ["valid_until"]
    assert not participant.role_assignments.exists()


def test_role_granted_again_gets_the_new_end(administration, expired_consultant) -> None:
    until = timezone.localdate() + timedelta(days=30)
    data = {"role": "consultant", "valid_until": until.isoformat()}
    just_signed_in(administration).post(page_of(expired_consultant), data)
    assert expired_consultant.role_assignments.get().valid_until == until


def test_role_that_is_taken_back_is_gone_at_once(client_as, administration, editor) -> None:
    browser = client_as(editor)
    assert browser.get("/arbeitsplatz/").status_code == 200
    just_signed_in(administration).post(take_back(editor, "editor"))
    assert browser.get("/arbeitsplatz/").status_code == 403


def test_last_administration_cannot_be_taken_back(administration) -> None:
    response = just_signed_in(administration).post(take_back(administration, "administration"))
    assert response.status_code == 409
    assert administration.role_assignments.exists()


def test_last_administration_cannot_be_given_an_end(administration) -> None:
    data = {"role": "administration", "valid_until": "2199-12-31"}
    assert just_signed_in(administration).post(page_of(administration), data).status_code == 409


def test_one_of_two_administrations_can_go(administration) -> None:
    other = UserFactory(roles=["administration"])
    just_signed_in(administration).post(take_back(other, "administration"))
    assert not other.role_assignments.exists()


def test_nobody_is_made_a_participant(administration, editor) -> None:
    response = just_signed_in(administration).post(page_of(editor), {"role": "participant"})
    assert list(response.context["form"].errors) == ["role"]


def test_consultants_whose_role_ends_soon_are_found(expired_consultant) -> None:
    today = timezone.localdate()
    soon = RoleAssignmentFactory(role=Role.CONSULTANT, valid_until=today + timedelta(days=30))
    RoleAssignmentFactory(role=Role.CONSULTANT, valid_until=today + timedelta(days=31))
    assert list(consultants_leaving(on=today, within_days=30)) == [soon]


# -- oneself -------------------------------------------------------------------------------
def test_people_choose_their_display_name(client_as, participant) -> None:
    client = client_as(participant)
    assert client.post("/personen/profil/", {"display_name": ""}).context["form"].errors
    client.post("/personen/profil/", {"display_name": "Nuthe-Biber"})
    participant.refresh_from_db()
    assert participant.display_name == "Nuthe-Biber"


# -- the first person ----------------------------------------------------------------------
def test_first_administration_is_appointed_by_command(capsys) -> None:
    call_command("appoint_administration", "chef@example.org")
    user = User.objects.get(email="chef@example.org")
    assert user.has_perm("accounts.manage_people")
    assert "chef@example.org may now log in" in capsys.readouterr().out
    call_command("appoint_administration", "chef@example.org")
    assert User.objects.count() == 1
