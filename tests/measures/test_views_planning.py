"""The pages of the office: planning a cycle, opening it, following it, giving it up; leads of fields."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import measures.tasks  # noqa: F401 (registers the job)
from measures.actions import plan_cycle
from measures.forms.field_leads import FieldLeadsForm
from measures.models import Assessment, Cycle, FieldLead, Measure
from measures.queries.field_leads import field_lines
from measures.queries.scope import Scope, scope_of
from smartregion.accounts.models import Role, User
from smartregion.core import jobs
from smartregion.core.models import AuditEntry, Job
from tests.cast import ClientAs, person
from tests.factories.dates import DAY
from tests.factories.measures import AssessmentFactory, CycleFactory, MeasureFactory, closed
from tests.factories.strategy import ElementFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
NEW = "/massnahmen/zyklen/neu/"
LEADS = "/massnahmen/zyklen/handlungsfelder/"
State = Cycle.State


@pytest.fixture
def measure() -> Measure:
    return MeasureFactory()


@pytest.fixture
def planned(measure: Measure, office: User) -> Cycle:
    """Planned for these days, so that it may be opened on the day of the test."""
    today = timezone.localdate()
    return plan_cycle(
        scope=Scope(measure.strategy),
        title="Evaluation",
        opens_on=today,
        cutoff_on=today,
        due_on=today + timedelta(days=28),
        by=office,
    )


def typed(measure: Measure, **changes: Any) -> dict[str, Any]:
    values = {
        "strategy": measure.strategy_id, "title": "Evaluation 2030", "cutoff_on": "31.12.2030",
        "opens_on": "", "due_on": "2031-01-15", "deed": "save",
    }  # fmt: skip
    return values | changes


@pytest.mark.usefixtures("noon")
def test_form_of_the_next_cycle_begins_with_the_last_one(
    office: User, client_as: ClientAs, measure: Measure
) -> None:
    cycle = closed((measure, "green"), cutoff_on=DAY)
    last = CycleFactory(
        for_measure=measure, cutoff_on=DAY + timedelta(days=1), state=State.OPEN,
        kinds=["measure"], only_key_projects=True,
    )  # fmt: skip
    last.fields.set([measure.field])
    # What is planned in between, for whatever reason, says nothing about the next regular one.
    CycleFactory(for_measure=measure, cutoff_on=DAY + timedelta(days=180), state=State.PLANNED)
    form = client_as(office).get(NEW).context["form"]
    assert cycle.cutoff_on < last.cutoff_on
    assert form.initial["cutoff_on"] == last.cutoff_on.replace(year=DAY.year + 1)
    assert form.initial["title"] == f"Evaluation {DAY.year + 1}"
    assert form.scope == scope_of(last)


def test_first_cycle_of_a_county_is_planned_in_one_go(
    office: User, client_as: ClientAs, measure: Measure
) -> None:
    client = client_as(office)
    assert NEW in page_of(client, "/massnahmen/zyklen/")
    answer = client.post(NEW, typed(measure))
    assert answer["Location"] == "/massnahmen/zyklen/evaluation-2030/"
    assert "1 Maßnahme wird gefragt" in page_of(client, answer["Location"])
    assert not Assessment.objects.exists()


def test_preview_counts_without_storing(
    office: User, client_as: ClientAs, measure: Measure
) -> None:
    client = client_as(office)
    other = ElementFactory(kind="field", strategy=measure.strategy)
    both = {"fields_of_action": [measure.field_id, other.pk], "deed": "preview"}
    plain = client.post(NEW, typed(measure, **both, cutoff_on="")).content.decode()
    assert "1 Maßnahme wird gefragt" in plain
    nothing = typed(measure, fields_of_action=[other.pk], deed="preview")
    headers = {"HX-Request": "true", "HX-Target": "scope-reach"}
    fragment = client.post(NEW, nothing, headers=headers).content.decode()
    assert fragment.strip().startswith("<div")
    assert "keine Maßnahme" in fragment
    assert not Cycle.objects.exists()


def test_what_is_refused_comes_back_with_all_that_was_chosen(
    office: User, client_as: ClientAs, measure: Measure
) -> None:
    wrong = typed(measure, due_on="2030-12-01", only_key_projects="on")
    page = client_as(office).post(NEW, wrong)
    assert page.context["form"].errors["due_on"] == ["Gemeldet wird frühestens am Stichtag."]
    assert page.context["form"]["only_key_projects"].value()
    assert not Cycle.objects.exists()


def test_second_planner_sees_both_plans(
    office: User, client_as: ClientAs, planned: Cycle, measure: Measure
) -> None:
    client, url = client_as(office), f"{planned.get_absolute_url()}bearbeiten/"
    first = typed(measure, title="Erste", lock_version=1, states=["running"])
    assert client.post(url, first)["Location"] == planned.get_absolute_url()
    second = typed(measure, title="Zweite", lock_version=1, states=["approved", "running"])
    answer = client.post(url, second)
    assert answer.status_code == 409
    seen = {(each.mine, each.stored) for each in answer.context["differences"]}
    assert seen == {("Zweite", "Erste"), ("beschlossen, in Umsetzung", "in Umsetzung")}
    assert client.post(url, second | {"lock_version": 2}).status_code == 302
    assert Cycle.objects.get().title == "Zweite"


def test_cycle_is_opened_in_the_background_and_once(
    office: User, client_as: ClientAs, planned: Cycle
) -> None:
    client, url = client_as(office), planned.get_absolute_url()
    assert "1 Maßnahme wird gefragt" in page_of(client, f"{url}oeffnen/")
    for _ in range(2):
        assert client.post(f"{url}oeffnen/")["Location"] == url
    job = Job.objects.get()
    waiting = page_of(client, url)
    assert "wartet auf einen freien Platz" in waiting
    assert f"{url}oeffnen/" not in waiting
    jobs.run(str(job.pk))
    part = {"HX-Request": "true", "HX-Target": "opening"}
    assert "1 Maßnahme ist angefragt" in client.get(url, headers=part).content.decode()
    assert "Angefragte Maßnahmen" in page_of(client, url)
    assert client.post(f"{url}oeffnen/").status_code == 409


def test_opening_that_failed_says_why_and_may_be_tried_again(
    office: User, client_as: ClientAs, planned: Cycle
) -> None:
    client, url = client_as(office), planned.get_absolute_url()
    client.post(f"{url}oeffnen/")
    Measure.objects.update(state="completed")
    jobs.run(str(Job.objects.get().pk))
    page = page_of(client, url)
    assert "keine Maßnahme zum Umfang" in page
    assert f"{url}oeffnen/" in page


def test_cycle_that_cannot_be_opened_says_so_on_the_same_page(
    office: User, client_as: ClientAs, planned: Cycle
) -> None:
    Cycle.objects.update(due_on=DAY - timedelta(days=4000), opens_on=None)
    url = f"{planned.get_absolute_url()}oeffnen/"
    page = client_as(office).post(url)
    assert page.status_code == 200
    assert "schon vorbei" in page.content.decode()
    assert f"{planned.get_absolute_url()}bearbeiten/" in page.content.decode()


def test_cancelled_cycle_says_why(office: User, client_as: ClientAs, planned: Cycle) -> None:
    client, url = client_as(office), planned.get_absolute_url()
    refused = client.post(f"{url}abbrechen/", {"reason": " "})
    assert refused.context["form"].errors["reason"]
    client.post(f"{url}abbrechen/", {"reason": "Wegen der Wahl"})
    page = page_of(client, url)
    assert "Wegen der Wahl" in page
    assert f"{url}bearbeiten/" not in page
    assert client.get(f"{url}bearbeiten/").status_code == 409


def test_unclosed_cycles_are_no_business_of_the_public(
    anonymous_client: Client, representative: User, client_as: ClientAs, planned: Cycle
) -> None:
    for client in (anonymous_client, client_as(representative)):
        assert client.get(planned.get_absolute_url()).status_code == 404
        assert planned.get_absolute_url() not in page_of(client, "/massnahmen/zyklen/")


def test_running_page_shows_who_is_asked_and_who_has_answered(
    office: User, owner: User, client_as: ClientAs, measure: Measure
) -> None:
    Measure.objects.update(responsible=owner)
    asked = AssessmentFactory(measure=measure)
    alone = MeasureFactory(field=measure.field)
    AssessmentFactory(cycle=asked.cycle, measure=alone)
    given = MeasureFactory(field=measure.field)
    AssessmentFactory(
        cycle=asked.cycle, measure=given, state="submitted", light="green", submitted_by=owner
    )
    page = client_as(office).get(asked.cycle.get_absolute_url())
    running = page.context["running"]
    assert [(line.number, line.askee_name, line.submitted_by) for line in running.lines] == [
        (measure.number, "Owner", ""),
        (alone.number, "", ""),
        (given.number, "", "Owner"),
    ]
    assert (running.wanted, running.reported, running.awaited) == (3, 1, 2)
    assert "niemand eingetragen" in page.content.decode()
    assert next(step.label for step in page.context["steps"]) == "1 Meldung abnehmen"


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("state=awaited", ["first", "second"]),
        ("state=submitted", ["third"]),
        ("askee=office", ["second"]),
        ("state=submitted&askee=office", []),
        ("state=nonsense", ["first", "second", "third"]),
    ],
)
def test_running_page_is_filtered(
    query: str, left: list[str], office: User, owner: User, client_as: ClientAs
) -> None:
    field = ElementFactory(kind="field")
    first = AssessmentFactory(
        measure=MeasureFactory(field=field, responsible=owner, title="first"), state="draft"
    )
    second = MeasureFactory(field=field, title="second")
    third = MeasureFactory(field=field, title="third")
    AssessmentFactory(cycle=first.cycle, measure=second, state="returned")
    AssessmentFactory(cycle=first.cycle, measure=third, state="submitted", light="red")
    url = f"{first.cycle.get_absolute_url()}?{query}"
    page = client_as(office).get(url).context["page"]
    assert [line.title for line in page] == left


def test_measures_that_came_later_are_asked_from_the_page(
    office: User, client_as: ClientAs, measure: Measure
) -> None:
    cycle = AssessmentFactory(measure=measure).cycle
    late = MeasureFactory(field=measure.field)
    client, url = client_as(office), cycle.get_absolute_url()
    assert f"{url}nachfragen/" in page_of(client, url)
    assert str(late) in page_of(client, f"{url}nachfragen/")
    assert client.post(f"{url}nachfragen/")["Location"] == url
    assert cycle.assessments.filter(measure=late).count() == 1
    assert f"{url}nachfragen/" not in page_of(client, url)


def test_running_cycle_gets_more_time(office: User, client_as: ClientAs) -> None:
    cycle = AssessmentFactory().cycle
    url = f"{cycle.get_absolute_url()}bearbeiten/"
    later = {"title": cycle.title, "due_on": "31.12.2030", "lock_version": 1}
    assert client_as(office).post(url, later).status_code == 302
    assert Cycle.objects.get().due_on.year == 2030
    again = client_as(office).post(url, later | {"title": "Anders"})
    assert again.status_code == 409
    assert [each.label for each in again.context["differences"]] == ["Titel"]


def test_leads_of_fields_are_named_on_one_page(
    office: User, owner: User, client_as: ClientAs
) -> None:
    first = ElementFactory(kind="field", position=1)
    second = ElementFactory(kind="field", position=2, strategy=first.strategy)
    MeasureFactory(field=second)
    client = client_as(office)
    names = [f"lead-{field.pk.hex}" for field in (first, second)]
    page = client.get(LEADS)
    assert [(line.measures, line.unattended) for line, _ in page.context["form"].rows] == [
        (0, 0),
        (1, 1),
    ]
    assert client.post(LEADS, {names[0]: owner.pk, names[1]: owner.pk}).status_code == 302
    assert FieldLead.objects.filter(person=owner).count() == 2
    client.post(LEADS, {names[0]: 0, names[1]: owner.pk})
    assert FieldLead.objects.get().field == second
    told = AuditEntry.objects.filter(verb="set_field_leads").values_list("changes", flat=True)
    assert {each["person"] for each in told} == {str(owner.public_id), ""}


def test_lead_that_somebody_else_named_meanwhile_stays(
    office: User, owner: User, editor: User, client_as: ClientAs
) -> None:
    mine = ElementFactory(kind="field")
    theirs = ElementFactory(kind="field", strategy=mine.strategy)
    lines = field_lines(on=timezone.localdate())
    names = {field: f"lead-{field.pk.hex}" for field in (mine, theirs)}
    FieldLead.objects.create(field=theirs, person=editor)
    seen_before = {names[mine]: owner.pk, names[theirs]: 0}
    form = FieldLeadsForm(seen_before, lines=lines, on=timezone.localdate())
    assert form.is_valid()
    assert form.save(by=office) == 1
    assert FieldLead.objects.get(field=theirs).person == editor


def test_citizens_and_people_who_left_lead_nothing(
    office: User, participant: User, client_as: ClientAs
) -> None:
    field = ElementFactory(kind="field")
    gone = person("gone", Role.MEASURE_OWNER)
    FieldLead.objects.create(field=field, person=gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    client, name = client_as(office), f"lead-{field.pk.hex}"
    assert "kann nicht mehr antworten" in page_of(client, LEADS)
    assert client.post(LEADS, {name: participant.pk}).context["form"].errors
    assert client.post(LEADS, {name: gone.pk}).status_code == 302
    assert FieldLead.objects.get().person == gone


def test_pages_cost_the_same_for_one_and_three(
    office: User, client_as: ClientAs, measure: Measure
) -> None:
    client, cycle = client_as(office), AssessmentFactory(measure=measure).cycle
    pages = [cycle.get_absolute_url(), LEADS, "/massnahmen/zyklen/"]
    costs = []
    for more in (0, 2):
        for n in range(more):
            field = ElementFactory(kind="field", strategy=measure.strategy)
            AssessmentFactory(cycle=cycle, measure=MeasureFactory(field=field))
            CycleFactory(for_measure=measure, state=State.PLANNED, due_on=DAY + timedelta(days=n))
        costs.append([queries_of(lambda url=url: client.get(url)) for url in pages])
    assert costs[0] == costs[1]


def test_planned_cycle_says_which_one_it_waits_for(
    office: User, client_as: ClientAs, measure: Measure
) -> None:
    running = CycleFactory(for_measure=measure)
    waiting = CycleFactory(for_measure=measure, state=State.PLANNED)
    page = page_of(client_as(office), waiting.get_absolute_url())
    assert f'Zurzeit läuft <a href="{running.get_absolute_url()}">' in page
    assert reverse("measures:cycle_open", args=[waiting.slug]) not in page
