"""From the project of a working group to a proposed measure with its origin."""

import pytest
from django.urls import reverse

from measures.actions import propose_from_project
from measures.models import Measure, Origin
from measures.queries import next_number, project_rows
from participation.contributions.actions import hide_contribution
from participation.contributions.slots import next_steps, outcomes
from participation.events.actions.groups import hand_in_profile
from smartregion.core.errors import WrongState
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory
from tests.factories.minutes import ProfileFactory
from tests.factories.strategy import public_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]


def handed_in(**kwargs):
    profile = ProfileFactory(group__element=public_field("Mobilität"), **kwargs)
    hand_in_profile(profile=profile, at=NOON)
    profile.refresh_from_db()
    return profile


def address(profile):
    return reverse("measures:project_propose", args=[profile.pk])


@pytest.mark.behaviour("F10")
def test_form_is_filled_with_all_that_the_project_says(client_as, office):
    profile = handed_in(idea="Rufbusse & <b>mehr</b>")
    town = MunicipalityFactory()
    profile.group.event.municipalities.set([town])
    MeasureFactory(number="HF2-M09", field=profile.group.element)
    initial = client_as(office).get(address(profile)).context["form"].initial
    assert initial["number"] == "HF2-M10"
    assert initial["title"] == profile.title
    assert initial["summary"] == profile.goal
    assert initial["field"] == profile.group.element
    assert list(initial["municipalities"]) == [town]
    for words in ("Wer macht mit?", profile.partners, "Rufbusse &amp; &lt;b&gt;mehr"):
        assert words in initial["body"]


@pytest.mark.behaviour("F10")
def test_sent_as_it_came_it_is_a_proposed_measure_with_its_origin(client_as, office, participant):
    profile = handed_in()
    MeasureFactory(number="HF2-M09", field=profile.group.element)
    client = client_as(office)
    initial = client.get(address(profile)).context["form"].initial
    sent = {
        **{name: initial[name] for name in ("number", "title", "summary", "body")},
        "kind": "measure",
        "field": str(initial["field"].pk),
        "is_public": "on",
        "planned_precision": "month",
        "actual_precision": "day",
    }
    assert client.post(address(profile), sent).status_code == 302
    measure = Measure.objects.get(number="HF2-M10")
    assert measure.state == Measure.State.PROPOSED
    origin = measure.origins.get()
    assert (origin.kind, origin.contribution) == (Origin.Kind.CONTRIBUTION, profile.contribution)
    assert profile.group.title in origin.note
    [outcome] = outcomes.of([profile.contribution_id], visible_to=participant)[
        profile.contribution_id
    ]
    assert outcome.url == measure.get_absolute_url()


def test_one_project_becomes_one_measure(office):
    profile = handed_in()
    values = {"field": profile.group.element, "number": "HF1-M90", "title": "Eins"}
    propose_from_project(profile=profile, by=office, at=NOON, **values)
    with pytest.raises(WrongState):
        propose_from_project(profile=profile, by=office, at=NOON, **values | {"number": "HF1-M91"})
    assert project_rows()[0].measure.number == "HF1-M90"


def test_what_moderation_hid_is_not_proposed(client_as, office):
    profile = handed_in()
    hide_contribution(
        contribution=profile.contribution, reason="spam", explanation="Werbung.", by=office, at=NOON
    )
    assert client_as(office).get(address(profile)).status_code == 404
    assert project_rows() == []
    profile.refresh_from_db()
    with pytest.raises(WrongState):
        propose_from_project(profile=profile, by=office, at=NOON, field=profile.group.element)


def test_only_those_who_manage_measures_are_led_there(office, participant):
    profile = handed_in()
    key = profile.contribution_id
    assert next_steps.of([key], visible_to=participant)[key] == []
    [step] = next_steps.of([key], visible_to=office)[key]
    assert step.url == address(profile)


@pytest.mark.parametrize(
    ("numbers", "proposed"),
    [([], ""), (["HF1-M03", "HF1-M09"], "HF1-M10"), (["P7"], "P8"), (["A1B"], "")],
)
def test_next_number_follows_the_last_one_of_the_field(numbers, proposed):
    field = public_field("Mobilität")
    for number in numbers:
        MeasureFactory(number=number, field=field)
    assert next_number(field) == proposed


def test_next_number_is_free():
    field = public_field("Mobilität")
    MeasureFactory(number="HF1-M01", field=field)
    MeasureFactory(number="HF1-M02")
    assert next_number(field) == "HF1-M03"
