"""The pages on which roles are given, moved to another end, and taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts import queries
from smartregion.accounts.actions import grant_role
from smartregion.accounts.models import Role, RoleAssignment, User
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.accounts import PASSWORD, RoleAssignmentFactory, UserFactory
from tests.factories.dates import DAY
from tests.factories.measures import MeasureFactory
from tests.factories.surveys import published, question

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page_of(user: User) -> str:
    return reverse("accounts:person", args=[user.public_id])


def address(name: str, held: RoleAssignment) -> str:
    return reverse(f"accounts:{name}", args=[held.user.public_id, held.pk])


def just_signed_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def in_days(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


# -- giving ----------------------------------------------------------------------------------------
def test_a_role_for_one_survey_is_given_and_shown_with_its_name(
    administration: User, participant: User
) -> None:
    survey = published(question("single", "one")).survey
    sent = {"role": "analyst", "scope": f"survey:{survey.pk}", "valid_until": in_days(9)}
    client = just_signed_in(administration)
    page = client.post(page_of(participant), sent, follow=True).content.decode()
    held = participant.role_assignments.get()
    assert (held.role, held.scope, held.granted_by) == (
        "analyst",
        ("survey", str(survey.pk)),
        administration,
    )
    assert page.count(survey.heading) >= 3
    listed = client.get("/personen/").content.decode()
    assert survey.heading in listed
    assert "vergeben von Administration" in listed


def test_the_same_role_is_held_for_two_things_side_by_side(administration: User) -> None:
    user, measures = UserFactory(), MeasureFactory.create_batch(2)
    for measure in measures:
        grant_role(
            user=user, role=Role.EDITOR, scope=("measure", str(measure.pk)),
            by=administration, on=DAY,
        )  # fmt: skip
    assert user.role_assignments.count() == 2


@pytest.mark.parametrize(
    "role", ["administration", "strategy_office", "measure_owner", "moderator"]
)
def test_a_scope_that_means_nothing_for_a_role_is_refused(
    administration: User, participant: User, role: str
) -> None:
    survey = published(question("single", "one")).survey
    sent = {"role": role, "scope": f"survey:{survey.pk}"}
    answer = just_signed_in(administration).post(page_of(participant), sent)
    assert list(answer.context["form"].errors) == ["scope"]
    assert not participant.role_assignments.exists()


@pytest.mark.parametrize("scope", ["survey:4711", "county:1", "survey", "all:1", ":"])
def test_things_that_do_not_exist_cannot_be_chosen(
    administration: User, participant: User, scope: str
) -> None:
    sent = {"role": "analyst", "scope": scope}
    answer = just_signed_in(administration).post(page_of(participant), sent)
    assert list(answer.context["form"].errors) == ["scope"]
    assert not participant.role_assignments.exists()


def test_the_action_itself_refuses_things_that_do_not_exist(participant: User) -> None:
    with pytest.raises(ValidationError, match="nicht mehr"):
        grant_role(user=participant, role="analyst", scope=("survey", "4711"), by=None, on=DAY)


@pytest.mark.behaviour("N3")
def test_nobody_gives_or_prolongs_a_role_of_their_own(administration: User) -> None:
    own = RoleAssignmentFactory(user=administration, role="editor", valid_until=in_days(3))
    client = just_signed_in(administration)
    client.post(page_of(administration), {"role": "strategy_office"})
    assert {held.role for held in administration.role_assignments.all()} == {
        "administration",
        "editor",
    }
    client = just_signed_in(administration)
    client.post(address("role_end", own), {"valid_until": in_days(300)})
    own.refresh_from_db()
    assert own.valid_until == in_days(3)
    page = client.get(page_of(administration)).content.decode()
    assert "eine andere Person der Administration" in page


# -- only after a fresh login ----------------------------------------------------------------------
@pytest.mark.behaviour("N3")
def test_an_open_browser_is_not_enough_to_change_roles(
    client_as: ClientAs, administration: User, participant: User, editor: User
) -> None:
    held, client = editor.role_assignments.get(), client_as(administration)
    answers = [
        client.post(page_of(participant), {"role": "editor"}),
        client.post(address("role_end", held), {"valid_until": in_days(9)}),
        client.post(address("role_take_back", held)),
    ]
    for answer in answers:
        assert reverse("account_reauthenticate") in answer["Location"]
    assert not participant.role_assignments.exists()
    assert editor.role_assignments.get().valid_until is None
    assert not AuditEntry.objects.filter(verb__contains="role").exists()


def test_after_the_password_the_change_goes_on_by_itself(
    client_as: ClientAs, administration: User, participant: User
) -> None:
    client = client_as(administration)
    asked = client.post(page_of(participant), {"role": "editor"})
    client.post(asked["Location"], {"password": PASSWORD})
    assert participant.role_assignments.get().role == "editor"


# -- changing and ending ---------------------------------------------------------------------------
def test_the_last_day_is_moved(administration: User, consultant: User) -> None:
    held, client = consultant.role_assignments.get(), just_signed_in(administration)
    assert "Ende einer Rolle ändern" in client.get(address("role_end", held)).content.decode()
    client.post(address("role_end", held), {"valid_until": in_days(14)})
    held.refresh_from_db()
    assert held.valid_until == in_days(14)
    assert AuditEntry.objects.get(verb="change_role_end").changes == {
        "role": "consultant",
        "valid_until": in_days(14).isoformat(),
    }


@pytest.mark.behaviour("N3")
@pytest.mark.parametrize("valid_until", ["", "2020-01-01"])
def test_a_consultant_keeps_an_end_that_lies_ahead(
    administration: User, consultant: User, valid_until: str
) -> None:
    held = consultant.role_assignments.get()
    client = just_signed_in(administration)
    answer = client.post(address("role_end", held), {"valid_until": valid_until})
    assert list(answer.context["form"].errors) == ["valid_until"]


@pytest.mark.behaviour("N3")
def test_the_last_administration_gets_no_end_from_anybody(administration: User) -> None:
    other = UserFactory()
    RoleAssignmentFactory(user=other, role="administration", valid_until=in_days(3))
    held = administration.role_assignments.get()
    answer = just_signed_in(other).post(address("role_end", held), {"valid_until": in_days(9)})
    assert answer.status_code == 409
    assert just_signed_in(other).post(address("role_take_back", held)).status_code == 409


def test_taking_back_asks_first_and_takes_only_this_one(administration: User) -> None:
    survey = published(question("single", "one")).survey
    limited = RoleAssignmentFactory(
        role="analyst", scope_kind="survey", scope_key=str(survey.pk), user=UserFactory()
    )
    whole = RoleAssignmentFactory(role="analyst", user=limited.user)
    client = just_signed_in(administration)
    assert "zurücknehmen?" in client.get(address("role_take_back", limited)).content.decode()
    assert limited.user.role_assignments.count() == 2
    client.post(address("role_take_back", limited))
    assert limited.user.role_assignments.get() == whole


def test_a_role_is_found_at_the_page_of_its_holder_only(
    client_as: ClientAs, administration: User, editor: User, analyst: User
) -> None:
    wrong = reverse("accounts:role_end", args=[analyst.public_id, editor.role_assignments.get().pk])
    assert client_as(administration).get(wrong).status_code == 404


# -- what the page tells ---------------------------------------------------------------------------
def test_the_page_warns_of_an_end_and_tells_what_happened(
    client_as: ClientAs, administration: User, participant: User
) -> None:
    grant_role(
        user=participant, role=Role.CONSULTANT, valid_until=in_days(12), by=administration,
        on=timezone.localdate(),
    )  # fmt: skip
    answer = client_as(administration).get(page_of(participant))
    page = answer.content.decode()
    assert "Die Rolle „Beratung“ endet am" in page
    [step] = answer.context["history"]
    assert step.says.startswith("Beratung vergeben, bis ")
    assert step.by == administration


def test_the_summary_says_what_is_allowed_and_where(participant: User) -> None:
    measure = MeasureFactory()
    RoleAssignmentFactory(
        user=participant, role="editor", scope_kind="field", scope_key=str(measure.field.pk)
    )
    RoleAssignmentFactory(user=participant, role="analyst", valid_until=DAY - timedelta(days=1))
    roles = queries.shown_roles(participant.role_assignments.all(), on=DAY)
    rooms = {each.room: each.duties for each in queries.abilities_of(roles)}
    assert "Berichte" not in rooms
    within = {duty.says: duty.within for duty in rooms["Maßnahmen"]}
    assert within["Den Steckbrief einer Maßnahme ändern"] == f"nur: {measure.field.name}"
    assert "Maßnahmen anlegen und mehrere auf einmal ändern" not in within


def test_whoever_has_no_role_has_no_summary() -> None:
    assert queries.abilities_of([]) == []


def test_people_are_found_by_the_end_of_their_roles(db: None) -> None:
    soon, over, later = (
        RoleAssignmentFactory(role="editor", valid_until=DAY + timedelta(days=days)).user
        for days in (30, -1, 31)
    )
    assert later

    def found(ends: str) -> set[User]:
        return set(queries.people(words="", role="", ends=ends, on=DAY))

    assert found("soon") == {soon}
    assert found("over") == {over}


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_often_for_many_limited_roles_as_for_one(
    client_as: ClientAs, administration: User, django_assert_num_queries: Any, many: int
) -> None:
    survey = published(question("single", "one")).survey
    for _n in range(many):
        RoleAssignmentFactory(
            role="analyst", scope_kind="survey", scope_key=str(survey.pk), granted_by=UserFactory()
        )
    client = client_as(administration)
    with django_assert_num_queries(8):
        client.get("/personen/")


def test_a_refusal_to_take_back_leads_back(administration: User) -> None:
    held = administration.role_assignments.get()
    back = {"Referer": f"http://testserver{page_of(administration)}"}
    answer = just_signed_in(administration).post(address("role_take_back", held), headers=back)
    assert answer.status_code == 409
    assert f'<p><a href="{page_of(administration)}">' in answer.content.decode()
