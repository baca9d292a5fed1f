"""Whom each awaited report is asked of: the chain from the person responsible to the office."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import Assessment, Cycle, FieldLead
from measures.queries.askees import Asked, Via, Why, asked_for, askees_of
from smartregion.accounts.models import Role, RoleAssignment, User
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import AssessmentFactory, CycleFactory, MeasureFactory
from tests.factories.notices import MailFactory, NoticeFactory, RecipientFactory
from tests.factories.strategy import ElementFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Assessment.State


@pytest.fixture
def lead(editor: User) -> User:
    return editor


@pytest.fixture
def report(owner: User, lead: User) -> Assessment:
    """Asked of its owner, who has a field lead behind them."""
    measure = MeasureFactory(responsible=owner)
    FieldLead.objects.create(field=measure.field, person=lead)
    return AssessmentFactory(measure=measure)


def asked() -> Asked:
    (one,) = asked_for(Assessment.objects.all(), on=DAY)
    return one


def refuse(person: User) -> None:
    MailFactory(to=person.email, state="failed")


def leave(person: User) -> None:
    person.is_active = False
    person.save()


def expire(person: User) -> None:
    RoleAssignment.objects.filter(user=person).update(valid_until=DAY - timedelta(days=1))


def test_person_responsible_is_asked_first(report: Assessment, owner: User) -> None:
    assert asked() == Asked(report, owner, Via.OWNER)


FAULTS: dict[Why, Callable[[User], None]] = {
    Why.LEFT: leave,
    Why.NO_ROLE: expire,
    Why.REFUSED: refuse,
}


@pytest.mark.behaviour("M12")
@pytest.mark.parametrize(("why", "fault"), FAULTS.items(), ids=FAULTS)
def test_field_lead_is_asked_where_the_owner_cannot_answer(
    why: Why, fault: Callable[[User], None], report: Assessment, owner: User, lead: User
) -> None:
    fault(owner)
    found = asked()
    assert (found.person, found.via) == (lead, Via.FIELD_LEAD)
    assert [(one.via, one.why, one.person) for one in found.passed_over] == [
        (Via.OWNER, why, owner)
    ]


@pytest.mark.behaviour("M12")
@pytest.mark.parametrize(("why", "fault"), FAULTS.items(), ids=FAULTS)
def test_office_is_asked_where_the_field_lead_cannot_answer_either(
    why: Why, fault: Callable[[User], None], report: Assessment, owner: User, lead: User
) -> None:
    leave(owner)
    fault(lead)
    found = asked()
    assert (found.person, found.via) == (None, Via.OFFICE)
    assert [one.why for one in found.passed_over] == [Why.LEFT, why]


def test_office_is_asked_where_nobody_is_named() -> None:
    AssessmentFactory()
    found = asked()
    assert (found.person, found.via) == (None, Via.OFFICE)
    assert [one.why for one in found.passed_over] == [Why.NOBODY]


def test_lead_who_is_responsible_as_well_is_passed_over_once(
    report: Assessment, owner: User
) -> None:
    FieldLead.objects.update(person=owner)
    leave(owner)
    assert [one.via for one in asked().passed_over] == [Via.OWNER]


def test_lead_of_a_field_answers_for_own_measures_in_any_role(
    report: Assessment, lead: User
) -> None:
    report.measure.responsible = lead
    report.measure.save()
    assert (asked().person, asked().via) == (lead, Via.FIELD_LEAD)


def test_whoever_is_asked_may_answer(
    report: Assessment, owner: User, lead: User, office: User
) -> None:
    assert owner.has_perm("measures.assess", report)
    leave(owner)
    assert asked().person == lead
    assert lead.has_perm("measures.assess", report)
    assert office.has_perm("measures.assess", report)


def test_lead_of_the_field_that_took_over_is_asked(lead: User) -> None:
    successor = ElementFactory(kind="field")
    version = VersionFactory(strategy=successor.strategy, adopted=True)
    given_up = ElementFactory(
        kind="field", strategy=successor.strategy, successor=successor, retired_in=version
    )
    FieldLead.objects.create(field=successor, person=lead)
    AssessmentFactory(measure=MeasureFactory(field=given_up))
    assert asked().person == lead


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_nobody_is_asked_for_what_was_handed_in(state: str) -> None:
    AssessmentFactory(state=state, light="green")
    assert asked_for(Assessment.objects.all(), on=DAY) == []


@pytest.mark.parametrize("state", [State.REQUESTED, State.DRAFT, State.RETURNED, State.MISSING])
def test_what_may_still_come_is_asked_for_while_the_cycle_runs(state: str) -> None:
    AssessmentFactory(state=state, cycle__state=Cycle.State.REVIEW)
    assert asked()
    Cycle.objects.update(state=Cycle.State.CANCELLED, cancelled_reason="Neu geplant.")
    assert asked_for(Assessment.objects.all(), on=DAY) == []


def test_reports_are_grouped_by_person_and_the_office_comes_last() -> None:
    cycle = CycleFactory()
    second, first = (
        UserFactory(display_name=name, roles=[Role.MEASURE_OWNER]) for name in ("Zoe", "Anton")
    )
    for number, person in (("M1", second), ("M2", None), ("M3", first), ("M4", second)):
        AssessmentFactory(cycle=cycle, measure=MeasureFactory(number=number, responsible=person))
    found = askees_of(cycle, on=DAY)
    assert [one.person for one in found] == [first, second, None]
    assert [[report.measure.number for report in one.assessments] for one in found] == [
        ["M3"], ["M1", "M4"], ["M2"],
    ]  # fmt: skip


def test_more_reports_are_not_more_queries(report: Assessment) -> None:
    with CaptureQueriesContext(connection) as for_one:
        askees_of(report.cycle, on=DAY)
    for _each in range(3):
        person = UserFactory(roles=[Role.MEASURE_OWNER])
        measure = MeasureFactory(responsible=person)
        FieldLead.objects.create(field=measure.field, person=person)
        AssessmentFactory(cycle=report.cycle, measure=measure)
    with CaptureQueriesContext(connection) as for_four:
        askees_of(report.cycle, on=DAY)
    assert len(for_one) == len(for_four) == 4


# -- whether letters arrive --------------------------------------------------------------------
def test_changed_address_counts_as_good(report: Assessment, owner: User) -> None:
    refuse(owner)
    owner.email = "neu@example.org"
    owner.save()
    assert asked().person == owner


def test_letter_that_went_out_since_shows_that_the_address_is_good(
    report: Assessment, owner: User
) -> None:
    refuse(owner)
    later = MailFactory(state="sent", sent_at=NOON + timedelta(hours=1))
    NoticeFactory(recipient=RecipientFactory(user=owner), mail=later)
    assert asked().person == owner


def test_letter_that_went_out_before_shows_nothing(report: Assessment, owner: User) -> None:
    earlier = MailFactory(state="sent", sent_at=NOON - timedelta(hours=1))
    NoticeFactory(recipient=RecipientFactory(user=owner), mail=earlier)
    refuse(owner)
    assert asked().via == Via.FIELD_LEAD
