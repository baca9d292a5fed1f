"""What lists, profiles and desks read."""

import json
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from measures.models import Measure
from measures.queries import (
    desk_of,
    latest_lights,
    measure_profiles,
    measures_by_field,
    outcomes_of,
    profile_of,
    related_to_fields,
)
from smartregion.accounts.models import User
from smartregion.core.canonical import canonical_json
from strategy.models import Element, StrategyVersion
from tests.factories.contributions import ContributionFactory
from tests.factories.county import OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.measures import (
    AssessmentFactory,
    GuidelineFactory,
    MeasureFactory,
    MilestoneFactory,
    OriginFactory,
    PartyFactory,
    brought_to_close,
    closed,
    reported,
)
from tests.factories.strategy import ElementFactory, ElementTextFactory, VersionFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
EVERYBODY = AnonymousUser()


def test_latest_lights_come_from_the_newest_closed_cycle() -> None:
    measure = MeasureFactory()
    closed((measure, "red"), cutoff_on=DAY)
    closed((measure, "green"), cutoff_on=DAY + timedelta(days=365))
    AssessmentFactory(measure=measure, light="yellow", state="submitted")
    assert latest_lights([measure.pk])[measure.pk].value == "green"


def test_latest_lights_tell_not_reported_from_never_asked() -> None:
    asked, never = MeasureFactory(), MeasureFactory()
    closed((asked, ""))
    lights = latest_lights([asked.pk, never.pk])
    assert lights[asked.pk].label == "nicht gemeldet"
    assert never.pk not in lights


def test_profile_holds_every_closed_assessment_newest_first() -> None:
    measure = MeasureFactory()
    closed((measure, ""), cutoff_on=DAY)
    closed((measure, "green"), cutoff_on=DAY + timedelta(days=365))
    reported(measure, "red", done_since="Noch offen")
    profile = profile_of(measure, visible_to=EVERYBODY)
    assert [line.light.value for line in profile.assessments] == ["green", "missing"]
    assert profile.latest == profile.assessments[0]
    assert "Noch offen" not in str(profile)


def test_profile_shows_no_draft_of_a_measure_that_was_not_reported() -> None:
    measure = MeasureFactory()
    draft = AssessmentFactory(measure=measure, state="draft", light="red", done_since="Geheim")
    brought_to_close(draft.cycle)
    [line] = profile_of(measure, visible_to=EVERYBODY).assessments
    assert (line.light.value, line.done_since) == ("missing", "")


def test_profile_never_names_the_responsible_person(owner: User) -> None:
    measure = MeasureFactory(responsible=owner)
    text = str(profile_of(measure, visible_to=owner))
    assert owner.display_name not in text
    assert owner.email not in text


def test_profile_links_only_to_contributions_one_may_read() -> None:
    measure = MeasureFactory()
    shown, hidden = ContributionFactory(), ContributionFactory(is_hidden=True)
    OriginFactory(measure=measure, kind="contribution", contribution=shown, note="")
    OriginFactory(measure=measure, kind="contribution", contribution=hidden, note="")
    first, second = profile_of(measure, visible_to=EVERYBODY).origins
    assert first.url == shown.get_absolute_url()
    assert (second.url, second.text) == ("", "")


def full_measure(**values: object) -> Measure:
    measure = MeasureFactory(**values)
    MilestoneFactory(measure=measure)
    GuidelineFactory(measure=measure)
    PartyFactory(measure=measure)
    OriginFactory(measure=measure)
    return measure


def test_profiles_may_be_frozen_as_they_are() -> None:
    measure = full_measure(cost_eur="1234.50")
    closed((measure, "green"))
    [profile] = measure_profiles(measure.strategy)
    frozen = json.loads(canonical_json(asdict(profile)))
    assert frozen["card"]["number"] == measure.number
    assert frozen["cost_eur"] == "1234.50"


def test_profiles_need_the_same_queries_for_one_and_three() -> None:
    measure = full_measure()
    one = queries_of(lambda: measure_profiles(measure.strategy))
    for _ in range(2):
        full_measure(field=measure.field)
    assert queries_of(lambda: measure_profiles(measure.strategy)) == one
    assert len(measure_profiles(measure.strategy)) == 3


def test_measures_by_field_holds_public_ones_in_the_order_of_the_strategy() -> None:
    first = MeasureFactory(field__position=2)
    second = MeasureFactory(field__position=1, field__strategy=first.strategy)
    MeasureFactory(field=first.field, is_public=False)
    closed((first, "green"), (second, ""))
    fields = measures_by_field(first.strategy)
    assert [field.name for field in fields] == [second.field.name, first.field.name]
    assert [card.number for card in fields[1].measures] == [first.number]
    assert {x.light.value for x in fields[0].lights if x.count} == {"missing"}


def test_outcomes_of_contributions_leave_out_what_one_may_not_see(office: User) -> None:
    said = ContributionFactory()
    origin = {"kind": "contribution", "contribution": said}
    public = OriginFactory(**origin).measure
    internal = OriginFactory(**origin, measure=MeasureFactory(is_public=False)).measure
    seen = outcomes_of([said.pk], EVERYBODY)[said.pk]
    assert [outcome.title for outcome in seen] == [str(public)]
    assert {x.title for x in outcomes_of([said.pk], office)[said.pk]} == {
        str(public),
        str(internal),
    }


def test_desk_shows_first_what_waits(owner: User) -> None:
    idle = MeasureFactory(responsible=owner, number="A1")
    waiting = MeasureFactory(responsible=owner, number="B1")
    MeasureFactory(lead=OrganisationFactory())
    AssessmentFactory(measure=waiting)
    lines = desk_of(owner, on=DAY)
    assert [line.card.id for line in lines] == [waiting.pk, idle.pk]
    assert lines[0].waits_for_me
    assert not lines[1].waits_for_me


# -- what hangs on a field of action -------------------------------------------------------
def gone_into(successor: Element) -> Element:
    """A field of an earlier version that went into this one."""
    version = VersionFactory(strategy=successor.strategy, adopted=True)
    return ElementFactory(strategy=successor.strategy, retired_in=version, successor=successor)


def test_measures_of_a_field_include_those_of_its_predecessors_once() -> None:
    field = ElementFactory()
    old = gone_into(field)
    MeasureFactory(field=field).further_fields.add(old)
    MeasureFactory(field=old)
    MeasureFactory()
    [related] = related_to_fields([field.pk], EVERYBODY)[field.pk]
    assert (related.count, related.label) == (2, "2 Maßnahmen in diesem Handlungsfeld")
    assert [each.count for each in related_to_fields([old.pk], EVERYBODY)[old.pk]] == [2]


@pytest.mark.behaviour("S7")
def test_measures_are_grouped_below_what_their_field_went_into() -> None:
    field = ElementFactory(name="Heute", position=2)
    first = MeasureFactory(field=ElementFactory(strategy=field.strategy, name="Davor", position=1))
    with_old = MeasureFactory(field=gone_into(field), number="A2")
    with_new = MeasureFactory(field=field, number="A1")
    groups = measures_by_field(field.strategy)
    assert [group.name for group in groups] == ["Davor", "Heute"]
    found = [[card.id for card in group.measures] for group in groups]
    assert found == [[first.pk], [with_new.pk, with_old.pk]]
    assert {card.field for card in groups[1].measures} == {"Heute"}


@pytest.mark.behaviour("S7")
def test_profile_names_merged_fields_once_and_by_their_name_of_today() -> None:
    field = ElementFactory(name="Heute")
    old = gone_into(field)
    measure = MeasureFactory(field=old)
    also = {"strategy": field.strategy, "retired_in": old.retired_in, "successor": field}
    measure.further_fields.add(field, ElementFactory(**also))
    [line] = profile_of(measure, visible_to=EVERYBODY).fields
    assert (line.name, line.url) == ("Heute", field.get_absolute_url())


def test_measures_of_a_field_lead_to_the_public_list_of_them(client) -> None:
    field = ElementFactory()
    measure = MeasureFactory(field=gone_into(field))
    other = MeasureFactory()
    [related] = related_to_fields([field.pk], EVERYBODY)[field.pk]
    page = page_of(client, related.url)
    assert measure.title in page
    assert other.title not in page


def test_internal_measures_of_a_field_are_counted_for_staff_only(office) -> None:
    field = MeasureFactory(is_public=False).field
    assert not related_to_fields([field.pk], EVERYBODY)
    assert related_to_fields([field.pk], office)[field.pk][0].count == 1


def test_measures_of_eight_fields_are_found_as_quickly_as_of_one() -> None:
    fields = [MeasureFactory().field.pk for _time in range(8)]
    one = queries_of(lambda: related_to_fields(fields[:1], EVERYBODY))
    assert queries_of(lambda: related_to_fields(fields, EVERYBODY)) == one == 5


# -- what only a draft has -----------------------------------------------------------------
@pytest.mark.behaviour("S7")
def test_measure_of_a_field_that_only_a_draft_has_waits_for_the_draft(client, office) -> None:
    secret = ElementTextFactory(title="Noch geheim")
    measure = MeasureFactory(field=secret.element)
    assert not Measure.objects.visible_to(EVERYBODY).exists()
    assert Measure.objects.visible_to(office).get() == measure
    assert client.get(measure.get_absolute_url()).status_code == 404
    assert measures_by_field(measure.strategy) == []
    StrategyVersion.objects.filter(pk=secret.version_id).update(state="reworking")
    assert Measure.objects.visible_to(EVERYBODY).get() == measure


def test_further_field_that_only_a_draft_has_is_named_to_nobody_else(client, office) -> None:
    measure = MeasureFactory()
    measure.further_fields.add(ElementTextFactory(title="Noch geheim").element)
    for address in (measure.get_absolute_url(), "/massnahmen/"):
        assert "Noch geheim" not in page_of(client, address)
    assert "Noch geheim" in {line.name for line in profile_of(measure, visible_to=office).fields}


@pytest.mark.behaviour("P11")
def test_guideline_that_only_a_draft_has_is_named_to_nobody_else(client, office) -> None:
    measure = MeasureFactory()
    secret = ElementFactory(kind="guideline", name="Noch geheim", strategy=measure.strategy)
    ElementTextFactory(element=secret, version__strategy=measure.strategy)
    measure.guidelines.create(guideline=secret, level=2, reason="Weil.")
    for address in (measure.get_absolute_url(), f"/api/v1/measures/{measure.number}/"):
        assert "Noch geheim" not in client.get(address).content.decode()
    assert [one.name for one in profile_of(measure, visible_to=office).guidelines] == [
        "Noch geheim"
    ]
