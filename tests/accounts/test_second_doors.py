"""Second doors, behind which a role that has ended opens nothing: sessions, files, calendars."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from measures.models import CalendarKey
from participation.models import ContributionExport, SurveyExport
from smartregion.accounts.models import RoleAssignment, User
from tests.cast import ClientAs
from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory, MilestoneFactory
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def consultant() -> User:
    """Today is the last day, for everything and for one survey."""
    user: User = UserFactory()
    RoleAssignmentFactory(user=user, role="consultant", valid_until=DAY)
    return user


TOMORROW = datetime.combine(DAY + timedelta(days=1), NOON.timetz())


@pytest.mark.behaviour("N2")
def test_an_open_session_ends_with_the_day(client_as: ClientAs, consultant: User) -> None:
    client = client_as(consultant)
    measure = MeasureFactory(is_public=False)
    doors = ["/arbeitsplatz/", reverse("measures:my_measures"), reverse("strategy:manage")]
    with time_machine.travel(NOON, tick=False):
        assert [client.get(door).status_code for door in doors] == [200, 200, 200]
        assert client.get(measure.get_absolute_url()).status_code == 200
    with time_machine.travel(TOMORROW, tick=False):
        assert [client.get(door).status_code for door in doors] == [403, 403, 403]
        assert client.get(measure.get_absolute_url()).status_code == 404


@pytest.mark.behaviour("N2")
def test_files_that_were_ordered_before_are_not_handed_out_after(
    client_as: ClientAs, consultant: User
) -> None:
    version = published(question("single", "one"))
    respond(version, {"one": "a"})
    survey = version.survey
    RoleAssignmentFactory(
        user=consultant, role="consultant", scope_kind="survey", scope_key=str(survey.pk),
        valid_until=DAY,
    )  # fmt: skip
    kept = {"ordered_by": consultant, "ordered_at": NOON, "expires_on": DAY + timedelta(days=9)}
    of_survey = SurveyExport.objects.create(
        survey=survey, format="csv", file="x.csv", responses=1, **kept
    )
    of_contributions = ContributionExport.objects.create(format="csv", file="y.zip", **kept)
    client = client_as(consultant)
    addresses = [
        reverse("surveys:export_file", args=[survey.slug, of_survey.pk]),
        reverse("contributions:export_file", args=[of_contributions.pk]),
        reverse("surveys:exports", args=[survey.slug]),
        reverse("surveys:results", args=[survey.slug]),
    ]
    with time_machine.travel(TOMORROW, tick=False):
        assert [client.get(address).status_code for address in addresses] == [403] * 4


@pytest.mark.behaviour("N2")
@pytest.mark.parametrize("scope", ["meine", "alle"])
def test_a_calendar_program_learns_nothing_any_more(
    client: Client, consultant: User, scope: str
) -> None:
    measure = MeasureFactory(is_public=False, responsible=consultant)
    MilestoneFactory(measure=measure, title="Geheimer Schritt", due_on=DAY + timedelta(days=9))
    key = CalendarKey.objects.create(user=consultant, since=NOON)
    address = reverse("measures:secret_calendar", args=[key.key, scope])
    with time_machine.travel(NOON, tick=False):
        assert "Geheimer Schritt" in client.get(address).content.decode()
    with time_machine.travel(TOMORROW, tick=False):
        assert "Geheimer Schritt" not in client.get(address).content.decode()


def test_the_database_itself_keeps_no_consultant_without_an_end(consultant: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.filter(user=consultant).update(valid_until=None)
