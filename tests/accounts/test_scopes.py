"""Roles that are held for one thing only: what they open, and what stays closed."""

from datetime import timedelta
from typing import Any

import pytest
import rules
from django.db.models import Model
from django.urls import reverse

from measures.forms.measures import MeasureForm
from participation.contributions.actions import moderation_team
from smartregion.accounts.abilities import Reach, reach
from smartregion.accounts.models import Role, ScopeKind, User
from smartregion.accounts.scoping import LIMITED
from smartregion.accounts.slots import scopes
from tests.cast import ClientAs
from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.contributions import ContributionFactory, ReportFactory
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon")]

# Doors to lists that show only what lies in the holder's part; nothing else opens without an object.
LISTS = {
    "accounts.use_desk",
    "strategy.view_drafts",
    "strategy.manage",
    "measures.view_internal",
    "participation.open_moderation",
    "participation.open_queue",
    "participation.list_surveys",
    "participation.manage_some_survey",
}
PAIRS = [(role, kind) for role, kinds in LIMITED.items() for kind in kinds]


def holder(role: str, kind: str, thing: Model, **more: Any) -> User:
    """Somebody who holds a role for one thing."""
    held = RoleAssignmentFactory(role=role, scope_kind=kind, scope_key=str(thing.pk), **more)
    user: User = held.user
    return user


# -- in general ------------------------------------------------------------------------------------
@pytest.mark.behaviour("N1")
@pytest.mark.parametrize(("role", "kind"), PAIRS)
def test_without_an_object_a_limited_role_opens_lists_only(role: str, kind: str) -> None:
    limited = holder(role, kind, MunicipalityFactory())
    nobody = UserFactory()
    # Predicates that look into their object are asked with one elsewhere.
    asked = [name for name in rules.permissions.permissions if reach_of(name, role, kind)]
    opened = {name for name in asked if limited.has_perm(name) and not nobody.has_perm(name)}
    assert opened <= LISTS
    assert opened == {name for name in LISTS if reach(name, role, kind) is not Reach.NONE}


def reach_of(permission: str, role: str, kind: str) -> bool:
    """Whether asking without an object makes sense at all."""
    return permission not in {
        "measures.change_measure",
        "measures.change_indicator",
        "measures.assess",
        "measures.see_result",
    }


@pytest.mark.behaviour("N1")
@pytest.mark.parametrize("thing", [None, object(), "7", 7])
def test_what_no_room_speaks_for_lies_in_nothing(thing: object) -> None:
    assert scopes.of(thing) == frozenset()


def test_roles_are_read_once_with_their_scopes(django_assert_num_queries) -> None:
    measure = MeasureFactory()
    user = User.objects.get(pk=holder("editor", "measure", measure).pk)
    with django_assert_num_queries(1):
        assert not user.has_perm("measures.manage")
        assert user.has_perm("measures.view_internal")
        assert user.has_perm("accounts.use_desk")


def test_a_limited_role_whose_last_day_has_passed_gives_nothing(client_as: ClientAs) -> None:
    measure = MeasureFactory()
    user = holder("editor", "measure", measure, valid_until=DAY - timedelta(days=1))
    assert not user.has_perm("measures.change_measure", measure)
    assert client_as(user).get("/arbeitsplatz/").status_code == 403


def test_a_limited_role_demands_a_second_factor_like_the_whole_one(settings) -> None:
    from smartregion.accounts.second_factor import demands_second_factor

    settings.SECOND_FACTOR_ROLES = [Role.ANALYST]
    assert demands_second_factor(holder("analyst", "survey", MunicipalityFactory()))


# -- measures --------------------------------------------------------------------------------------
def thing_of(measure: Any, kind: str) -> Model:
    town = MunicipalityFactory()
    measure.municipalities.add(town)
    return {"field": measure.field, "measure": measure, "municipality": town}[kind]


@pytest.mark.behaviour("N1")
@pytest.mark.parametrize("role", ["editor", "consultant"])
@pytest.mark.parametrize("kind", ["field", "measure", "municipality"])
def test_measures_are_changed_within_the_scope_and_read_beside_it(
    client_as: ClientAs, role: str, kind: str
) -> None:
    own, other = MeasureFactory(), MeasureFactory(is_public=False)
    client = client_as(holder(role, kind, thing_of(own, kind)))

    def status(name: str, *args: str) -> int:
        return client.get(reverse(f"measures:{name}", args=args)).status_code

    for door in ("measure_edit", "milestones"):
        assert status(door, own.number) == 200
        assert status(door, other.number) == 403
    assert status("measure_detail", other.number) == 200
    assert status("my_measures") == 200
    assert status("measure_create") == 403


@pytest.mark.behaviour("N1")
@pytest.mark.parametrize("kind", ["field", "measure", "municipality"])
def test_whoever_writes_a_part_moves_no_measure_in_or_out_of_a_scope(kind: str) -> None:
    """Not theirs, and nobody else's; an organisation that has ended leads on meanwhile."""
    measure = MeasureFactory(lead=OrganisationFactory(kind="municipality", ended_on=DAY))
    thing = thing_of(measure, kind)
    heir, town = OrganisationFactory(kind="municipality"), MunicipalityFactory()
    field = ElementFactory(kind="field", strategy=measure.strategy)
    own = (measure.field, measure.lead, set(measure.municipalities.all()))
    sent = {"field": field.pk, "lead": heir.pk, "municipalities": [town.pk]}

    def said_by(by: User) -> tuple[Any, Any, set[Any]]:
        form = MeasureForm(sent, instance=measure, by=by, on=DAY)
        form.is_valid()
        said = form.cleaned_data
        return said["field"], said["lead"], set(said["municipalities"])

    assert said_by(holder("editor", kind, thing)) == own
    measure.refresh_from_db()
    for role in ("editor", "strategy_office", "consultant"):
        assert said_by(UserFactory(roles=[role])) == (field, heir, {town})
        measure.refresh_from_db()


def test_the_municipality_that_leads_counts_like_those_that_take_part() -> None:
    town = MunicipalityFactory()
    lead = OrganisationFactory(kind="municipality", municipality=town)
    measure = MeasureFactory(lead=lead)
    assert holder("editor", "municipality", town).has_perm("measures.change_measure", measure)


def test_a_field_keeps_its_measures_when_it_goes_into_another() -> None:
    old = MeasureFactory().field
    heir = ElementFactory(kind="field", strategy=old.strategy)
    old.measures.get()
    type(old).objects.filter(pk=old.pk).update(retired_in=version_of(old), successor=heir)
    measure = type(old.measures.get()).objects.get(field=old)
    assert holder("editor", "field", heir).has_perm("measures.change_measure", measure)


def version_of(field: Any) -> Any:
    from tests.factories.strategy import VersionFactory

    return VersionFactory(strategy=field.strategy)


def test_who_works_on_one_survey_has_no_business_in_internal_measures(client_as: ClientAs) -> None:
    hidden = MeasureFactory(is_public=False)
    client = client_as(holder("consultant", "survey", MunicipalityFactory()))
    address = reverse("measures:measure_detail", args=[hidden.number])
    assert client.get(address).status_code == 404
    assert client.get(reverse("measures:my_measures")).status_code == 403


def test_whoever_works_on_one_thing_is_not_asked_to_rate_all(client_as: ClientAs) -> None:
    from measures.forms.prioritisations import possible_raters
    from tests.factories.prioritisations import PrioritisationFactory

    limited, whole = holder("editor", "field", ElementFactory()), UserFactory(roles=["editor"])
    assert list(possible_raters(PrioritisationFactory(), DAY)) == [whole]
    assert not limited.has_perm("measures.rate")


# -- contributions ---------------------------------------------------------------------------------
def told_about(kind: str) -> tuple[Any, Model]:
    """A reported contribution, and the thing in which it lies."""
    town, field = MunicipalityFactory(), ElementFactory(kind="field")
    said = ContributionFactory(municipality=town)
    said.elements.add(field)
    ReportFactory(contribution=said)
    return said, {"field": field, "municipality": town}[kind]


@pytest.mark.behaviour("N1")
@pytest.mark.parametrize("kind", ["field", "municipality"])
def test_moderation_sees_and_decides_its_own_part(client_as: ClientAs, kind: str) -> None:
    own, thing = told_about(kind)
    other = ReportFactory().contribution
    client = client_as(holder("moderator", kind, thing))
    page = client.get("/beitraege/moderation/")
    assert [form.case.contribution for form in page.context["forms"]] == [own]
    assert {tab["value"]: tab["count"] for tab in page.context["tabs"]}["reported"] == 1
    for said, status in ((own, 200), (other, 403)):
        case = reverse("contributions:moderation_case", args=[said.pk])
        assert client.get(case).status_code == status
    assert client.get(reverse("contributions:moderation_log")).status_code == 403


def test_hidden_texts_are_seen_in_the_own_part_only(client_as: ClientAs) -> None:
    own, thing = told_about("municipality")
    other = ContributionFactory(is_hidden=True)
    type(own).objects.filter(pk=own.pk).update(is_hidden=True)
    client = client_as(holder("moderator", "municipality", thing))
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404


@pytest.mark.behaviour("N1")
@pytest.mark.parametrize("role", ["moderator", "editor"])
def test_the_queue_holds_what_may_be_answered(client_as: ClientAs, role: str) -> None:
    own, thing = told_about("field")
    other = ContributionFactory()
    client = client_as(holder(role, "field", thing))
    queue = client.get(reverse("contributions:queue"))
    assert [row.said.id for row in queue.context["rows"]] == [own.pk]
    for said, status in ((own, 200), (other, 403)):
        assert client.get(reverse("contributions:answer", args=[said.pk])).status_code == status
    assert client.get(reverse("contributions:exports")).status_code == 403


def test_nothing_beside_the_part_is_marked_or_answered_together(client_as: ClientAs) -> None:
    own, thing = told_about("field")
    other = ContributionFactory()
    client = client_as(holder("editor", "field", thing))
    ticked = {"contribution": [str(own.pk), str(other.pk)]}
    client.post(reverse("contributions:chosen"), ticked)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.state, other.state) == ("read", "new")
    together = client.get(reverse("contributions:together"), ticked)
    assert together.status_code == 302


def test_a_report_is_told_to_those_who_moderate_that_part() -> None:
    own, thing = told_about("field")
    limited = holder("moderator", "field", thing)
    holder("moderator", "field", ElementFactory())
    office = UserFactory(roles=["strategy_office"])
    assert [each.user for each in moderation_team(NOON, about=own)] == [limited]
    assert [each.user for each in moderation_team(NOON)] == [office]


@pytest.mark.parametrize("kind", list(ScopeKind))
def test_only_kinds_that_somebody_offers_can_be_chosen(kind: str) -> None:
    assert (kind in scopes._choices) == (kind != ScopeKind.ALL)
