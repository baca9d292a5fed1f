"""What a profile lacks, and the step that does not go without it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from measures.actions import move_measure
from measures.models import Indicator, Measure, Party
from measures.queries.completeness import ASKED, completeness_of, missing_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory, complete
from tests.factories.strategy import ElementFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NEEDED = [asked.key for asked in ASKED if asked.is_needed]
# How each answer is taken away from a complete profile.
WITHOUT = {
    "body": {"body": ""},
    "appraisal": {"appraisal": ""},
    "lead": {"lead": None},
    "responsible": {"responsible": None},
    "starts_on": {"starts_on": None},
    "ends_on": {"ends_on": None},
    "cost": {"cost_eur": None},
    "indicators": {"no_indicator_reason": ""},
}


def proposal() -> Measure:
    return complete(MeasureFactory(state=Measure.State.PROPOSED))


def take_away(measure: Measure, key: str) -> None:
    if key == "objectives":
        measure.objectives.clear()
    elif key == "guidelines":
        measure.guidelines.all().delete()
    elif key == "field":
        version = VersionFactory(strategy=measure.strategy, adopted=True)
        measure.field.retired_in = version
        measure.field.save()
    else:
        Measure.objects.filter(pk=measure.pk).update(**WITHOUT[key])
    measure.refresh_from_db()


def missing(measure: Measure, *, needed: bool = True) -> set[str]:
    return {gap.key for gap in missing_of([measure])[measure.pk] if gap.is_needed or not needed}


@pytest.mark.behaviour("M1")
@pytest.mark.parametrize("key", NEEDED)
def test_each_missing_answer_keeps_a_proposal_from_being_worked_out(key: str, office: User) -> None:
    measure = proposal()
    take_away(measure, key)
    assert missing(measure) == {key}
    [label] = [str(asked.label) for asked in ASKED if asked.key == key]
    with pytest.raises(ValidationError, match="Im Steckbrief fehlt noch") as refusal:
        move_measure(measure=measure, to=Measure.State.QUALIFIED, by=office, at=NOON)
    assert refusal.value.messages == [f"Im Steckbrief fehlt noch: {label}."]
    assert Measure.objects.get(pk=measure.pk).state == Measure.State.PROPOSED


@pytest.mark.behaviour("M1")
def test_a_refusal_names_all_that_is_missing_at_once(office: User) -> None:
    measure = proposal()
    for key in NEEDED:
        take_away(measure, key)
    with pytest.raises(ValidationError) as refusal:
        move_measure(measure=measure, to=Measure.State.QUALIFIED, by=office, at=NOON)
    [message] = refusal.value.messages
    assert all(str(asked.label) in message for asked in ASKED if asked.is_needed)


@pytest.mark.behaviour("M1")
def test_a_complete_proposal_goes_on(office: User) -> None:
    measure = proposal()
    move_measure(measure=measure, to=Measure.State.QUALIFIED, by=office, at=NOON)
    assert Measure.objects.get().state == Measure.State.QUALIFIED


@pytest.mark.behaviour("M2")
def test_one_field_and_one_lead_hold_by_shape() -> None:
    """Both are single columns of the measure; no other part may be called lead."""
    with pytest.raises(IntegrityError):
        Measure.objects.filter(pk=MeasureFactory().pk).update(field=None)
    assert "lead" not in Party.Part.values


@pytest.mark.behaviour("M2")
def test_a_field_that_went_into_another_one_still_counts() -> None:
    measure = proposal()
    version = VersionFactory(strategy=measure.strategy, adopted=True)
    heir = ElementFactory(kind="field", strategy=measure.strategy)
    measure.field.retired_in, measure.field.successor = version, heir
    measure.field.save()
    assert missing(measure) == set()


def test_an_indicator_or_the_reason_why_there_is_none() -> None:
    measure = proposal()
    take_away(measure, "indicators")
    assert missing(measure) == {"indicators"}
    Indicator.objects.create(measure=measure, name="Fahrten", source="Zählung")
    assert missing(measure) == set()


def test_a_task_that_never_ends_needs_no_end() -> None:
    measure = proposal()
    take_away(measure, "ends_on")
    measure.kind = Measure.Kind.CONTINUOUS
    measure.save()
    assert missing(measure) == set()


def test_where_a_strategy_has_no_objectives_none_is_asked_for() -> None:
    measure = proposal()
    [objective] = measure.objectives.all()
    take_away(measure, "objectives")
    objective.delete()
    assert missing(measure) == set()


def test_the_meter_counts_answers() -> None:
    measure = MeasureFactory()
    found = completeness_of(measure)
    assert found.done + len(found.gaps) == found.total == len(ASKED)
    assert {gap.key for gap in found.needed} <= set(NEEDED)
    assert all(gap.url.startswith(measure.get_absolute_url()) for gap in found.gaps)


def test_many_measures_are_asked_as_often_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    measures = [MeasureFactory() for _ in range(3)]
    with django_assert_num_queries(1):
        missing_of(measures[:1])
    with django_assert_num_queries(1):
        assert len(missing_of(measures)) == 3


# -- on the page -------------------------------------------------------------------------------
def test_the_meter_leads_to_what_is_missing(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(lead=None, starts_on=None, ends_on=None)
    page = client_as(office).get(measure.get_absolute_url()).content.decode()
    assert "Wie vollständig?" in page
    for place in ("bearbeiten/#id_lead", "bearbeiten/#id_starts_on", "leitlinien/"):
        assert f'href="{measure.get_absolute_url()}{place}"' in page


def test_who_may_not_say_it_is_told_who_does(owner: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(responsible=owner)
    page = client_as(owner).get(measure.get_absolute_url()).content.decode()
    assert "Priorität <span" in page
    assert "#id_priority" not in page
    assert "#id_body" in page


def test_the_meter_is_nothing_for_the_public(participant: User, client_as: ClientAs) -> None:
    page = client_as(participant).get(MeasureFactory().get_absolute_url()).content.decode()
    assert "Wie vollständig?" not in page


def test_every_gap_leads_to_a_field_of_its_page(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(starts_on=None, ends_on=None, lead=None)
    ElementFactory(kind="objective", strategy=measure.strategy)
    client = client_as(office)
    for gap in completeness_of(measure).gaps:
        address, _, place = gap.url.partition("#")
        page = client.get(address)
        assert page.status_code == 200
        if place:
            assert f'id="{place}"' in page.content.decode(), gap.key
