"""The form of the profile: what it asks whom, and what it refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from measures.forms.measures import MANAGED, MeasureForm
from measures.models import Measure
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory, MilestoneFactory
from tests.factories.strategy import ElementFactory, ElementTextFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def sent(measure: Measure, **changes: Any) -> dict[str, Any]:
    return {
        "number": measure.number, "title": measure.title, "summary": measure.summary,
        "kind": measure.kind, "field": str(measure.field_id), "lead": measure.lead_id,
        "planned_precision": "day", "actual_precision": "day", "starts_on": measure.starts_on,
        "ends_on": measure.ends_on, "lock_version": measure.lock_version, **changes,
    }  # fmt: skip


def form_of(measure: Measure, by: User, **changes: Any) -> MeasureForm:
    return MeasureForm(sent(measure, **changes), instance=measure, by=by, on=DAY)


def errors_of(measure: Measure, by: User, **changes: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in form_of(measure, by, **changes).errors.items()}


# -- what is asked -----------------------------------------------------------------------------
def test_everything_is_written_and_read_back(office: User) -> None:
    measure = MeasureFactory()
    said = {
        "approach": "both", "appraisal": "Beides zusammen.", "audiences": ["family", "club"],
        "contact_point": "Servicestelle", "contact_email": "stelle@pm.example",
        "duty": "voluntary", "priority": "high", "fte": "1,5", "cost_eur": "1.234,50",
        "no_indicator_reason": "Lässt sich nicht zählen.", "target_groups": "Vereine",
    }  # fmt: skip
    form = form_of(measure, office, **said)
    assert form.is_valid(), form.errors
    stored = Measure.objects.get(pk=form.save(at=NOON).pk)
    again = MeasureForm(instance=stored, by=office, on=DAY)
    assert {audience.situation for audience in stored.audiences.all()} == {"family", "club"}
    assert set(again.initial["audiences"]) == {"family", "club"}
    assert (str(stored.fte), str(stored.cost_eur)) == ("1.50", "1234.50")
    for name in ("approach", "appraisal", "contact_point", "duty", "priority", "target_groups"):
        assert getattr(stored, name) == said[name]


def test_a_situation_that_is_unticked_is_gone(office: User) -> None:
    measure = MeasureFactory()
    for chosen in (["family", "club"], ["club"]):
        measure.refresh_from_db()
        form = form_of(measure, office, audiences=chosen)
        assert form.is_valid(), form.errors
        form.save(at=NOON)
    assert [each.situation for each in measure.audiences.all()] == ["club"]


def test_who_does_not_manage_all_measures_is_asked_less(office: User, owner: User) -> None:
    measure = MeasureFactory(responsible=owner)
    assert not set(MANAGED) & set(MeasureForm(instance=measure, by=owner, on=DAY).fields)
    assert set(MANAGED) <= set(MeasureForm(instance=measure, by=office, on=DAY).fields)


def test_what_is_managed_cannot_be_slipped_in(owner: User) -> None:
    measure = MeasureFactory(responsible=owner, priority="")
    form = form_of(measure, owner, priority="high", duty="mandatory", responsible="")
    assert form.is_valid(), form.errors
    stored = form.save(at=NOON)
    assert (stored.priority, stored.duty, stored.responsible) == ("", "", owner)


# -- objectives --------------------------------------------------------------------------------
@pytest.fixture
def objective(db: None) -> Any:
    """An objective that stands below a field of its strategy."""
    field = ElementFactory(kind="field", name="Mobilität")
    version = VersionFactory(strategy=field.strategy)
    below = ElementTextFactory(version=version, element=field)
    found = ElementFactory(kind="objective", strategy=field.strategy, name="Echtzeit", number="Z1")
    ElementTextFactory(version=version, element=found, parent=below)
    return found, field


def test_an_objective_belongs_to_the_fields_that_were_chosen(objective: Any, office: User) -> None:
    goal, field = objective
    other = ElementFactory(kind="field", strategy=field.strategy)
    measure = MeasureFactory(field=other)
    [message] = errors_of(measure, office, objectives=[str(goal.pk)])["objectives"]
    assert "Z1 Echtzeit" in message
    assert "Mobilität" in message
    further = {"objectives": [str(goal.pk)], "further_fields": [str(field.pk)]}
    assert not errors_of(measure, office, **further)


def test_an_objective_of_the_main_field_is_taken(objective: Any, office: User) -> None:
    goal, field = objective
    form = form_of(MeasureFactory(field=field), office, objectives=[str(goal.pk)])
    assert form.is_valid(), form.errors
    assert list(form.save(at=NOON).objectives.all()) == [goal]


def test_the_main_field_is_no_further_one(office: User) -> None:
    measure = MeasureFactory()
    other = ElementFactory(kind="field", strategy=measure.strategy)
    form = form_of(measure, office, further_fields=[str(measure.field_id), str(other.pk)])
    assert form.is_valid(), form.errors
    assert list(form.save(at=NOON).further_fields.all()) == [other]


def test_objectives_of_another_strategy_are_no_choice(office: User) -> None:
    foreign = ElementFactory(kind="objective")
    assert "objectives" in errors_of(MeasureFactory(), office, objectives=[str(foreign.pk)])


# -- days --------------------------------------------------------------------------------------
@pytest.mark.behaviour("M3")
@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-30"}, "__all__"),
        ({"started_on": "2026-05-01", "ended_on": "2026-04-30"}, "__all__"),
        ({"started_on": "2027-01-01"}, "started_on"),
        ({"started_on": "2026-05-01", "ended_on": "2027-01-01"}, "ended_on"),
        ({"ended_on": "2026-04-30"}, "started_on"),
        ({"starts_on": "0206-01-01"}, "starts_on"),
        ({"ends_on": "31.02.2026"}, "ends_on"),
    ],
)
def test_days_that_cannot_be_are_refused(days: dict[str, str], field: str, office: User) -> None:
    measure = MeasureFactory(starts_on=None, ends_on=None)
    assert set(errors_of(measure, office, **days)) == {field}


@pytest.mark.behaviour("M3")
@pytest.mark.parametrize(
    "days",
    [
        {"starts_on": DAY, "ends_on": DAY - timedelta(days=1)},
        {"started_on": DAY, "ended_on": DAY - timedelta(days=1)},
    ],
)
def test_the_database_refuses_them_too(days: dict[str, date]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=MeasureFactory().pk).update(**days)


@pytest.mark.behaviour("M3")
@pytest.mark.parametrize(
    ("moved", "field"),
    [
        ({"starts_on": DAY + timedelta(days=1)}, "starts_on"),
        ({"ends_on": DAY - timedelta(days=1)}, "ends_on"),
    ],
)
def test_a_period_is_not_drawn_in_over_its_milestones(
    moved: dict[str, date], field: str, office: User
) -> None:
    measure = MilestoneFactory(title="Erste Fahrt").measure
    [message] = errors_of(measure, office, **moved)[field]
    assert "„Erste Fahrt“" in message
    measure.milestones.update(done_on=DAY)
    assert not errors_of(measure, office, **moved)


def test_a_stray_milestone_of_old_hinders_no_other_change(office: User) -> None:
    measure = MilestoneFactory(due_on=DAY + timedelta(days=900)).measure
    assert not errors_of(measure, office, title="Neuer Titel")


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("day", date(2026, 5, 12), date(2027, 2, 3)),
        ("month", date(2026, 5, 1), date(2027, 2, 28)),
        ("quarter", date(2026, 4, 1), date(2027, 3, 31)),
        ("year", date(2026, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_day_stands_for_its_period(precision: str, first: date, last: date, office: User) -> None:
    days = {"starts_on": "12.05.2026", "ends_on": "03.02.2027", "planned_precision": precision}
    form = form_of(MeasureFactory(), office, **days)
    assert form.is_valid(), form.errors
    stored = form.save(at=NOON)
    assert (stored.starts_on, stored.ends_on) == (first, last)


def test_a_month_that_has_begun_is_not_the_future(office: User) -> None:
    days = {"started_on": DAY.replace(day=30), "actual_precision": "month"}
    assert not errors_of(MeasureFactory(), office, **days)


# -- numbers -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "typed"),
    [("fte", "-1"), ("fte", "viele"), ("fte", "1,234"), ("fte", "10000"), ("cost_eur", "-5"),
     ("contact_email", "keine"), ("priority", "sofort"), ("audiences", ["alle"])],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_on_its_field(name: str, typed: Any, office: User) -> None:
    assert set(errors_of(MeasureFactory(), office, **{name: typed})) == {name}


def test_a_refused_form_keeps_what_was_typed(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    typed = sent(measure, fte="viele", appraisal="Langer Text", audiences=["old"])
    answer = client_as(office).post(f"{measure.get_absolute_url()}bearbeiten/", typed)
    page = answer.content.decode()
    assert 'value="viele"' in page
    assert "Langer Text" in page
    assert answer.context["form"]["audiences"].value() == ["old"]
    assert "<title>Fehler:" in page
