"""The form of a report: what it asks, what it refuses, what it says to the action."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from measures.actions import save_assessment, submit_assessment
from measures.figures import (
    Figures,
    MilestoneReport,
    StepCheck,
    ValueReport,
    checks_of,
    figures_of,
    stored_figures,
)
from measures.forms import AssessmentForm
from measures.models import Assessment, SurveySource
from measures.queries.reporting import proposal_of, sheet_of
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory, observed, steps, yes_or_no
from tests.factories.measure_money import CostLineFactory
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MilestoneFactory,
    brought_to_close,
)
from tests.pages import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Assessment.State
FUTURE = "Dieser Tag liegt in der Zukunft."


@pytest.fixture
def report() -> Assessment:
    return AssessmentFactory(cycle__cutoff_on=DAY)


def filled(report: Assessment, **typed: Any) -> AssessmentForm:
    """The form as it comes back; days are typed as browsers send them."""
    data = {"lock_version": report.lock_version, "light": "green", **typed}
    return AssessmentForm(data, assessment=report, today=DAY)


def errors_of(form: AssessmentForm) -> dict[str, list[str]]:
    return {name: list(faults) for name, faults in form.errors.items()}


# -- milestones --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("what", "day", "field", "fault"),
    [
        ("done", "", "_on", "Bitte geben Sie den Tag an."),
        ("later", "", "_on", "Bitte geben Sie den Tag an."),
        ("done", "2026-06-16", "_on", FUTURE),
        ("later", "2026-06-14", "_on", "Dieser Tag ist schon vorbei."),
        ("done", "31.02.2026", "_on", "Bitte ein gültiges Datum eingeben."),
        ("done", "0206-06-01", "_on", "Bitte prüfen Sie das Jahr."),
        ("", "2026-06-01", "", "Bitte sagen Sie, ob der Meilenstein an diesem Tag erreicht wurde"),
        ("perhaps", "2026-06-01", "", "Bitte eine gültige Auswahl treffen"),
    ],
)
def test_milestone_is_reported_with_a_day_that_is_possible(
    report: Assessment, what: str, day: str, field: str, fault: str
) -> None:
    step = MilestoneFactory(measure=report.measure)
    form = filled(report, **{f"step_{step.pk}": what, f"step_{step.pk}_on": day})
    (faults,) = errors_of(form).values()
    assert list(form.errors) == [f"step_{step.pk}{field}"]
    assert fault in faults[0]


def test_milestones_reached_and_expected_are_claims(report: Assessment) -> None:
    done, later, _quiet = MilestoneFactory.create_batch(3, measure=report.measure)
    MilestoneFactory(measure=report.measure, done_on=DAY)
    MilestoneFactory(measure=report.measure, waived_reason="Nicht mehr nötig")
    form = filled(
        report,
        **{f"step_{done.pk}": "done", f"step_{done.pk}_on": "2026-06-15"},
        **{f"step_{later.pk}": "later", f"step_{later.pk}_on": "30.09.2026"},
    )
    assert form.is_valid(), form.errors
    assert len(form.asked["milestones"]) == 3
    assert form.said()["figures"].milestones == {
        str(done.pk): MilestoneReport(done_on=DAY),
        str(later.pk): MilestoneReport(expected_on=date(2026, 9, 30)),
    }
    assert report.measure.milestones.get(pk=done.pk).done_on is None


# -- values ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ({"": "viele"}, "", "Bitte geben Sie eine Zahl ein"),
        ({"": "12", "_on": ""}, "_on", "Bitte geben Sie den Tag an, für den der Wert gilt."),
        ({"": "12", "_on": "2026-06-16"}, "_on", FUTURE),
        ({"": "12", "_on": "2026-06-01", "_none": "Keine Zählung"}, "_none", "entweder"),
        (
            {"": "13", "_on": "2025-12-31"},
            "_on",
            "steht im Steckbrief schon 12\N{NO-BREAK SPACE}Orte",
        ),
    ],
)
def test_value_is_refused_with_one_sentence(
    report: Assessment, typed: dict[str, str], field: str, fault: str
) -> None:
    row = IndicatorFactory(measure=report.measure)
    observed(row, 12)
    form = filled(report, **{f"value_{row.pk}{name}": text for name, text in typed.items()})
    assert list(form.errors) == [f"value_{row.pk}{field}"]
    assert fault in errors_of(form)[f"value_{row.pk}{field}"][0]


def test_value_outside_its_scale_is_refused(report: Assessment) -> None:
    percent = IndicatorFactory(measure=report.measure, kind="percent", unit="", target=80)
    scale, yes = steps(measure=report.measure), yes_or_no(measure=report.measure)
    form = filled(
        report, **{f"value_{percent.pk}": "101", f"value_{scale.pk}": "5", f"value_{yes.pk}": "2"}
    )
    assert sorted(form.errors) == sorted(f"value_{row.pk}" for row in (percent, scale, yes))


def test_values_of_every_kind_are_claims(report: Assessment) -> None:
    number, scale = IndicatorFactory(measure=report.measure), steps(measure=report.measure)
    none = IndicatorFactory(measure=report.measure)
    form = filled(
        report,
        **{f"value_{number.pk}": "1.234,5", f"value_{number.pk}_on": "2026-06-01"},
        **{f"value_{scale.pk}": "3", f"value_{scale.pk}_on": "2026-06-01"},
        **{f"value_{none.pk}_on": "2026-06-15", f"value_{none.pk}_none": "Zählung im Herbst"},
    )
    assert form.is_valid(), form.errors
    day = date(2026, 6, 1)
    assert form.said()["figures"].values == {
        str(number.pk): ValueReport(day, Decimal("1234.5")),
        str(scale.pk): ValueReport(day, Decimal(3)),
        str(none.pk): ValueReport(none_because="Zählung im Herbst"),
    }


def test_indicator_that_a_survey_feeds_is_not_asked(report: Assessment) -> None:
    row = IndicatorFactory(measure=report.measure)
    SurveySource.objects.create(indicator=row, question="q1")
    assert filled(report).asked["values"] == []


# -- costs -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("-1", "Ein Betrag ist nie negativ."),
        ("1,234", "auf den Cent genau"),
        ("tausend", "Bitte geben Sie einen Betrag in Euro ein"),
        ("99999999999", "zu groß"),
    ],
)
def test_cost_is_refused_with_one_sentence(report: Assessment, typed: str, fault: str) -> None:
    line = CostLineFactory(measure=report.measure)
    form = filled(report, **{f"cost_{line.pk}": typed})
    assert fault in errors_of(form)[f"cost_{line.pk}"][0]


def test_only_what_the_profile_does_not_say_is_a_claim(report: Assessment) -> None:
    same = CostLineFactory(measure=report.measure, actual_eur=Decimal(500))
    fresh = CostLineFactory(measure=report.measure)
    CostLineFactory(measure=report.measure, year=2027)
    settled = CostLineFactory(measure=report.measure, year=2023, actual_eur=Decimal(1))
    typed = {f"cost_{same.pk}": "500,00", f"cost_{fresh.pk}": "1.234,50 €"}
    form = filled(report, **typed)
    assert form.is_valid(), form.errors
    assert form.said()["figures"].costs == {str(fresh.pk): Decimal("1234.50")}
    assert {question.subject for question in form.asked["costs"]} == {same, fresh}
    assert settled.actual_eur == 1


# -- promises, words ---------------------------------------------------------------------------
def test_promises_are_answered_in_their_own_words(report: Assessment) -> None:
    Assessment.objects.update(checks=[{"text": "Bus kaufen"}, {"text": "Fahrer suchen"}])
    report.refresh_from_db()
    form = filled(report, check_0="done", check_0_note="Im Mai", check_1="", check_1_note="")
    assert form.is_valid()
    assert form.said()["checks"] == [
        StepCheck("Bus kaufen", "done", "Im Mai"),
        StepCheck("Fahrer suchen"),
    ]


def test_decision_names_who_decides_and_is_forgotten_with_it(report: Assessment) -> None:
    form = filled(report, decision_needed="Eine Stelle")
    assert list(form.errors) == ["decision_by"]
    form = filled(report, decision_needed="", decision_by="head")
    assert form.is_valid()
    assert form.said()["decision_by"] == ""


def test_what_cannot_be_taken_leaves_what_was_stored(report: Assessment, office: User) -> None:
    step, row = MilestoneFactory(measure=report.measure), IndicatorFactory(measure=report.measure)
    line = CostLineFactory(measure=report.measure)
    figures = Figures(
        {str(step.pk): MilestoneReport(done_on=DAY)},
        {str(row.pk): ValueReport(DAY, Decimal(12))},
        {str(line.pk): Decimal(100)},
    )
    save_assessment(assessment=report, by=office, lock_version=1, figures=figures)
    form = filled(
        report,
        **{f"step_{step.pk}": "done", f"step_{step.pk}_on": "morgen"},
        **{f"value_{row.pk}": "viele", f"cost_{line.pk}": "-5"},
        done_since="Das bleibt.",
    )
    assert not form.is_valid()
    form.save_draft(by=office, is_quiet=True)
    stored = Assessment.objects.get()
    assert figures_of(stored.figures) == figures
    assert stored.done_since == "Das bleibt."


# -- the light ---------------------------------------------------------------------------------
@pytest.fixture
def late(report: Assessment) -> Assessment:
    """A report on a measure with a milestone that is a month late: yellow is proposed."""
    MilestoneFactory(measure=report.measure, due_on=DAY - timedelta(days=30), title="Probebetrieb")
    return report


@pytest.mark.behaviour("M15")
def test_light_that_differs_from_the_proposal_needs_a_reason(late: Assessment, owner: User) -> None:
    with pytest.raises(ValidationError, match="warum Sie anders") as refused:
        submit_assessment(assessment=late, by=owner, at=NOON, lock_version=1, light="green")
    (sentence,) = refused.value.message_dict["light_reason"]
    assert "„mit Abweichungen“" in sentence
    assert "„Probebetrieb“ ist seit dem 16.05.2026 überfällig." in sentence
    assert Assessment.objects.get().state == State.REQUESTED
    submit_assessment(
        assessment=late, by=owner, at=NOON, lock_version=1, light="green", light_reason="Läuft."
    )
    stored = Assessment.objects.get()
    assert (stored.light, stored.light_proposed, stored.light_reason) == (
        "green", "yellow", "Läuft.",
    )  # fmt: skip


@pytest.mark.behaviour("M15")
def test_light_that_follows_the_proposal_keeps_no_reason(late: Assessment, owner: User) -> None:
    submit_assessment(
        assessment=late, by=owner, at=NOON, lock_version=1, light="yellow", light_reason="Von eben"
    )
    assert (late.light_proposed, late.light_reason) == ("yellow", "")


@pytest.mark.behaviour("M15")
def test_proposal_follows_what_is_reported(late: Assessment, owner: User) -> None:
    (step,) = late.measure.milestones.all()
    figures = Figures(milestones={str(step.pk): MilestoneReport(done_on=DAY)})
    submit_assessment(
        assessment=late, by=owner, at=NOON, lock_version=1, light="green", figures=figures
    )
    assert (late.state, late.light_proposed) == (State.SUBMITTED, "green")


def test_day_that_was_expected_last_time_holds_until_somebody_says_more() -> None:
    step = MilestoneFactory(due_on=DAY + timedelta(days=30))
    told = MilestoneReport(expected_on=DAY + timedelta(days=150))
    before = CycleFactory(for_measure=step.measure, cutoff_on=DAY - timedelta(days=365))
    AssessmentFactory(
        measure=step.measure, cycle=before, state="submitted", light="yellow",
        figures=stored_figures(Figures(milestones={str(step.pk): told})),
    )  # fmt: skip
    brought_to_close(before)
    report = AssessmentFactory(measure=step.measure, cycle__cutoff_on=DAY)
    sheet = sheet_of(report, today=DAY)
    silent = proposal_of(sheet, Figures())
    done = Figures(milestones={str(step.pk): MilestoneReport(done_on=DAY)})
    reached = proposal_of(sheet, done)
    assert silent is not None
    assert "wird erst für den" in silent.reasons[0]
    assert reached is not None
    assert reached.light == "green"


def test_without_facts_any_light_stands_for_itself(report: Assessment, owner: User) -> None:
    submit_assessment(assessment=report, by=owner, at=NOON, lock_version=1, light="red")
    assert (report.light, report.light_proposed) == ("red", "")


def test_report_speaks_of_its_cutoff_day_and_of_no_day_to_come(report: Assessment) -> None:
    MilestoneFactory(measure=report.measure, due_on=DAY + timedelta(days=5))
    report.cycle.cutoff_on = DAY + timedelta(days=30)
    assert filled(report).proposal_light.value == "green"  # type: ignore[union-attr]


# -- states ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.REQUESTED, State.DRAFT), (State.DRAFT, State.DRAFT), (State.MISSING, State.DRAFT),
        (State.RETURNED, State.RETURNED), (State.SUBMITTED, State.DRAFT),
    ],
)  # fmt: skip
def test_draft_of_a_returned_report_is_still_a_returned_one(
    before: str, after: str, owner: User
) -> None:
    report = AssessmentFactory(state=before, light="green")
    save_assessment(assessment=report, by=owner, lock_version=1, done_since="Neu")
    assert (report.state, report.done_since) == (after, "Neu")


@pytest.mark.parametrize(("state", "words"), [("waived", "entfallen"), ("accepted", "abgenommen")])
def test_what_is_decided_takes_nothing_more(state: str, words: str, owner: User) -> None:
    report = AssessmentFactory(state=state, light="green", waived_reason="Zusammengeführt")
    with pytest.raises(WrongState, match=words):
        save_assessment(assessment=report, by=owner, lock_version=1, done_since="Neu")


def test_page_that_saves_itself_is_written_down_once(report: Assessment, owner: User) -> None:
    for version in (1, 2, 3):
        save_assessment(
            assessment=report, by=owner, lock_version=version, is_quiet=True, done_since="Neu"
        )
    assert AuditEntry.objects.filter(verb="save_assessment").count() == 1


def test_each_handing_in_is_a_step_with_all_it_said(report: Assessment, owner: User) -> None:
    checks = [StepCheck("Bus kaufen", "done")]
    submit_assessment(
        assessment=report, by=owner, at=NOON, lock_version=1, light="green", checks=checks
    )
    (step,) = report.steps.all()
    assert (step.state, step.by, step.at) == (State.SUBMITTED, owner, NOON)
    assert checks_of(step.content["checks"]) == checks


def test_sheet_costs_the_same_however_much_hangs_on_the_measure(report: Assessment) -> None:
    costs = []
    for _ in range(3):
        MilestoneFactory(measure=report.measure)
        observed(IndicatorFactory(measure=report.measure), 12)
        CostLineFactory(measure=report.measure)
        costs.append(queries_of(lambda: sheet_of(report, today=DAY)))
    assert costs == [costs[0]] * 3
