"""Who may see what of a survey: the office, those who are invited, and those who watch over it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from participation.models import Survey, SurveyVersion
from participation.surveys.actions import invite_reader, note_raw_access, remove_reader
from participation.surveys.forms.readers import ReaderForm
from participation.surveys.queries import readers_of
from smartregion.accounts.actions import change_role_end, take_back_role
from smartregion.accounts.models import Role, RoleAssignment, User
from tests.cast import ClientAs
from tests.factories.accounts import PASSWORD, RoleAssignmentFactory, UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
# Every door to what people answered.
DOORS = ("results", "crosstab", "exports", "coding_list", "passages", "versions", "code_book")


@pytest.fixture
def version() -> SurveyVersion:
    version = published(question("single", "one"), question("long_text", "why"))
    respond(version, {"one": "a", "why": "Streng geheimer Satz"})
    return version


@pytest.fixture
def guardian() -> User:
    return UserFactory(roles=[Role.DATA_PROTECTION])


def statuses(client: Client, survey: Survey) -> set[int]:
    return {
        client.get(reverse(f"surveys:{door}", args=[survey.slug])).status_code for door in DOORS
    }


def invited(survey: Survey, user: User, days: int = 0) -> RoleAssignment:
    return invite_reader(
        survey=survey, user=user, until=DAY + timedelta(days=days), by=None, on=DAY
    )


@pytest.mark.behaviour("Q23")
def test_a_consultant_sees_answers_of_invited_surveys_only(
    client_as: ClientAs, consultant: User, version: SurveyVersion
) -> None:
    other = published(question("single", "two")).survey
    assert statuses(client_as(consultant), version.survey) == {403}
    invited(version.survey, consultant)
    client = client_as(User.objects.get(pk=consultant.pk))
    assert statuses(client, version.survey) == {200}
    assert statuses(client, other) == {403}
    listed = client.get(reverse("surveys:manage_list")).content.decode()
    assert version.survey.heading in listed
    assert other.heading not in listed


@pytest.mark.behaviour("Q23")
def test_an_invitation_ends_with_its_day_and_with_the_role(
    client_as: ClientAs, consultant: User, version: SurveyVersion
) -> None:
    reader = invited(version.survey, consultant)
    RoleAssignment.objects.filter(pk=reader.pk).update(valid_until=DAY - timedelta(days=1))
    assert statuses(client_as(User.objects.get(pk=consultant.pk)), version.survey) == {403}
    invited(version.survey, consultant, days=30)
    consultant.role_assignments.update(valid_until=DAY - timedelta(days=1))
    assert statuses(client_as(User.objects.get(pk=consultant.pk)), version.survey) == {403}


@pytest.mark.behaviour("Q23")
@pytest.mark.parametrize("days", [5, None])
def test_an_invitation_goes_along_when_the_role_ends_earlier(
    client_as: ClientAs, consultant: User, version: SurveyVersion, days: int | None
) -> None:
    """``days``: after so many the role shall end now; None: it is taken back at once."""
    invited(version.survey, consultant, days=30)
    role = consultant.role_assignments.unlimited().get()
    other = UserFactory()
    if days is None:
        take_back_role(held=role, by=other, on=DAY)
        assert not readers_of(version.survey).exists()
    else:
        ends = DAY + timedelta(days=days)
        change_role_end(held=role, valid_until=ends, by=other, on=DAY)
        assert readers_of(version.survey).get().valid_until == ends
    seen = 403 if days is None else 200
    assert statuses(client_as(User.objects.get(pk=consultant.pk)), version.survey) == {seen}


@pytest.mark.behaviour("Q23")
def test_an_invitation_that_is_taken_back_ends_at_once(
    client_as: ClientAs, consultant: User, version: SurveyVersion
) -> None:
    reader = invited(version.survey, consultant, days=30)
    remove_reader(survey=version.survey, reader=reader, by=None, on=DAY)
    assert statuses(client_as(consultant), version.survey) == {403}


@pytest.mark.behaviour("Q23")
@pytest.mark.parametrize("role", ["analyst", "office", "editor"])
def test_those_who_evaluate_in_the_house_need_no_invitation(
    request: pytest.FixtureRequest, client_as: ClientAs, version: SurveyVersion, role: str
) -> None:
    assert statuses(client_as(request.getfixturevalue(role)), version.survey) == {200}


@pytest.mark.behaviour("Q23")
def test_data_protection_reads_settings_and_accesses_but_no_answers(
    client_as: ClientAs, guardian: User, analyst: User, version: SurveyVersion
) -> None:
    note_raw_access(survey=version.survey, what="export csv", by=analyst)
    client = client_as(guardian)
    assert statuses(client, version.survey) == {403}
    accesses = client.get(reverse("surveys:raw_access")).content.decode()
    assert str(analyst) in accesses
    assert "export csv" in accesses
    for page in ("retention", "privacy"):
        of = [version.survey.slug] if page == "privacy" else []
        answer = client.get(reverse(f"surveys:{page}", args=of))
        assert answer.status_code == 200
        assert "Streng geheimer Satz" not in answer.content.decode()
    assert client.post(reverse("surveys:privacy", args=[version.survey.slug])).status_code == 403


@pytest.mark.behaviour("Q23")
def test_reading_texts_is_noted_with_who_and_when(
    client_as: ClientAs, guardian: User, analyst: User, version: SurveyVersion
) -> None:
    client_as(analyst).get(reverse("surveys:texts", args=[version.survey.slug, "why"]))
    accesses = client_as(guardian).get(reverse("surveys:raw_access"))
    entry = accesses.context["page_obj"].object_list[0]
    assert (entry.actor, entry.at, entry.changes) == (analyst, NOON, {"what": "texts why"})


def test_only_consultants_are_invited_and_not_for_the_past(
    consultant: User, analyst: User, version: SurveyVersion
) -> None:
    with pytest.raises(ValidationError, match="Beratung"):
        invited(version.survey, analyst)
    with pytest.raises(ValidationError, match="vorbei"):
        invited(version.survey, consultant, days=-1)


@pytest.mark.behaviour("Q23")
def test_the_day_of_one_survey_lets_nobody_longer_into_another(
    consultant: User, version: SurveyVersion
) -> None:
    """Also where the administration has given the longer one: it was given for that survey alone."""
    longer = DAY + timedelta(days=60)
    consultant.role_assignments.update(valid_until=DAY + timedelta(days=9))
    other = published(question("single", "two")).survey
    RoleAssignmentFactory(
        user=consultant, role="consultant", scope_kind="survey", scope_key=str(other.pk), valid_until=longer
    )  # fmt: skip
    with pytest.raises(ValidationError, match="endet am"):
        invited(version.survey, consultant, days=60)
    assert invited(version.survey, consultant, days=9)
    assert invited(other, consultant, days=60).valid_until == longer


@pytest.mark.behaviour("Q23")
def test_who_evaluates_another_survey_only_is_not_offered(version: SurveyVersion) -> None:
    other = published(question("single", "two")).survey
    held = RoleAssignmentFactory(role="consultant", scope_kind="survey", scope_key=str(other.pk))
    assert held.user not in ReaderForm(survey=version.survey, on=DAY).fields["user"].queryset
    assert held.user in ReaderForm(survey=other, on=DAY).fields["user"].queryset
    with pytest.raises(ValidationError, match="Beratung"):
        invited(version.survey, held.user)


def just_signed_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def test_the_office_invites_and_ends_it(
    client_as: ClientAs, office: User, consultant: User, version: SurveyVersion
) -> None:
    address = reverse("surveys:readers", args=[version.survey.slug])
    client = client_as(office)
    assert "Niemand eingeladen" in client.get(address).content.decode()
    wanted = {"user": consultant.pk, "until": (DAY + timedelta(days=9)).isoformat()}
    asked = client.post(address, wanted)
    assert reverse("account_reauthenticate") in asked["Location"]
    assert not readers_of(version.survey).exists()
    just_signed_in(office).post(address, wanted)
    reader = readers_of(version.survey).get()
    assert str(consultant) in client.get(address).content.decode()
    end = reverse("surveys:reader_remove", args=[version.survey.slug, reader.pk])
    just_signed_in(office).post(end)
    assert not readers_of(version.survey).exists()
