"""A closed cycle never changes; what was wrong in it is put right in a new snapshot that everybody reads."""

import dataclasses
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from measures.actions.correcting import correct_cycle
from measures.actions.following import follow_measure
from measures.documents import Row
from measures.models import Assessment, Correction, Cycle, Measure
from measures.queries import latest_lights
from measures.queries.documents import document_of, public_part
from measures.queries.news import news_of
from measures.queries.profiles import profile_of
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.core.snapshots import content_of
from smartregion.notices.models import Notice
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory, observed
from tests.factories.measures import (
    AssessmentFactory,
    MeasureFactory,
    MilestoneFactory,
    brought_to_close,
    closed,
    reported,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Assessment.State
LATER = NOON + timedelta(days=90)
WHY = "Die Meldung nannte die Zahlen einer anderen Maßnahme."


def row_in(cycle: Cycle, measure: Measure) -> Row:
    row = document_of(cycle).row_of(str(measure.pk))
    assert row is not None
    return row


def correct(cycle: Cycle, measure: Measure, by: User, seen: int = 0, **changes: Any) -> Correction:
    row = dataclasses.replace(row_in(cycle, measure), **changes)
    return correct_cycle(cycle=cycle, row=row, seen=seen, by=by, at=LATER, reason=WHY)


def filled() -> Measure:
    """A measure with one of everything that can be corrected."""
    measure = MeasureFactory()
    MilestoneFactory(measure=measure, title="Netz", done_on=DAY)
    observed(IndicatorFactory(measure=measure, name="Orte"), 12)
    measure.cost_lines.create(
        year=2025, kind="staff", label="Stelle", planned_eur=100, actual_eur=80
    )
    return measure


@pytest.mark.behaviour("M16")
def test_closed_cycle_stays_and_the_correction_is_linked_to_it(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    assert cycle.snapshot is not None
    before = cycle.snapshot.content
    correction = correct(cycle, measure, office, light="red")
    cycle.refresh_from_db()
    assert cycle.snapshot.content == before
    assert cycle.assessments.get().light == "green"
    frozen = content_of(correction.snapshot)
    assert frozen["corrects"] == cycle.snapshot.sha256
    [note] = document_of(cycle).corrections
    assert (note.number, note.on, note.reason) == (1, LATER.date(), WHY)
    assert note.changes == {"light": ["im Plan", "gefährdet"]}


def test_every_reader_sees_the_corrected_report(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    correct(cycle, measure, office, light="red", done_since="Nur zwei Orte.")
    assert row_in(cycle, measure).light == "red"
    assert latest_lights([measure.pk])[measure.pk].value == "red"
    latest = profile_of(measure, visible_to=office).latest
    assert latest is not None
    assert (latest.light.value, latest.done_since) == ("red", "Nur zwei Orte.")
    assert [mark.reason for mark in latest.corrections] == [WHY]
    told = {
        (item.what.split(" (")[0], item.text) for item in news_of(Measure.objects.all(), at=LATER)
    }
    assert told == {("gefährdet", "Nur zwei Orte."), ("Meldung berichtigt", WHY)}


def test_figures_are_corrected_and_what_follows_from_them_is_counted_anew(office: User) -> None:
    measure = filled()
    cycle = brought_to_close(reported(measure, cycle__cutoff_on=DAY).cycle)
    row = row_in(cycle, measure)
    assert row.milestones and row.indicators and row.costs  # noqa: PT018
    correction = correct(
        cycle, measure, office,
        milestones=[dataclasses.replace(row.milestones[0], done_on=None)],
        indicators=[dataclasses.replace(row.indicators[0], value=Decimal(60))],
        costs=[dataclasses.replace(row.costs[0], actual_eur=None)],
    )  # fmt: skip
    after = row_in(cycle, measure)
    assert (after.milestones_done, after.milestones_total) == (0, 1)
    assert after.indicators is not None
    assert after.indicators[0].reach == "reached"
    assert correction.changes == {
        "milestones": ["Netz: erreicht am 15.06.2026", "Netz: nicht erreicht"],
        "indicators": [
            "Orte: 12\N{NO-BREAK SPACE}Orte (31.12.2025)",
            "Orte: 60\N{NO-BREAK SPACE}Orte (31.12.2025)",
        ],
        "costs": [
            "2025: tatsächlich 80\N{NO-BREAK SPACE}€",
            "2025: tatsächliche Kosten nicht bekannt",
        ],
    }
    # The profile is another matter.
    assert measure.milestones.get().done_on == DAY


def test_report_that_was_lost_is_added(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, ""))
    correct(cycle, measure, office, light="yellow", done_since="Lag im falschen Postfach.")
    row = row_in(cycle, measure)
    assert (row.state, row.light, row.reported_on) == ("accepted", "yellow", LATER.date())
    assert latest_lights([measure.pk])[measure.pk].value == "yellow"


def test_report_that_was_none_becomes_not_reported(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    correction = correct(cycle, measure, office, light="")
    row = row_in(cycle, measure)
    assert (row.state, row.light, row.reported_on) == ("missing", "", None)
    assert correction.changes == {"light": ["im Plan", "nicht gemeldet"]}
    assert latest_lights([measure.pk])[measure.pk].value == "missing"


def test_what_was_waived_stays_waived_until_a_light_is_named(office: User) -> None:
    assessment = AssessmentFactory(state=State.WAIVED, waived_reason="Beginnt später.")
    cycle, measure = brought_to_close(assessment.cycle), assessment.measure
    assert latest_lights([measure.pk]) == {}
    correct(cycle, measure, office, light="grey")
    assert row_in(cycle, measure).waived_reason == ""
    assert latest_lights([measure.pk])[measure.pk].value == "grey"


def test_second_correction_rests_on_the_first(office: User) -> None:
    measure, other = (first := MeasureFactory()), MeasureFactory(field=first.field)
    cycle = closed((measure, "green"), (other, "green"))
    first_made = correct(cycle, measure, office, light="red")
    second = correct(cycle, other, office, light="yellow")
    assert (first_made.number, second.number) == (1, 2)
    assert content_of(second.snapshot)["corrects"] == first_made.snapshot.sha256
    lights = {row.measure_id: row.light for row in document_of(cycle).measures}
    assert lights == {str(measure.pk): "red", str(other.pk): "yellow"}


def test_two_people_who_correct_the_same_report_do_not_overwrite_each_other(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    correct(cycle, measure, office, light="red")
    with pytest.raises(EditConflict):
        correct(cycle, measure, office, light="yellow")
    correct(cycle, measure, office, seen=1, light="yellow")
    assert row_in(cycle, measure).light == "yellow"


def test_correction_without_change_or_reason_is_refused(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    with pytest.raises(ValidationError, match="nichts geändert"):
        correct(cycle, measure, office)
    row = dataclasses.replace(row_in(cycle, measure), light="red")
    with pytest.raises(ValidationError) as refusal:
        correct_cycle(cycle=cycle, row=row, seen=0, by=office, at=LATER, reason="  ")
    assert "reason" in refusal.value.error_dict
    assert not Correction.objects.exists()


def test_running_cycle_is_not_corrected(office: User) -> None:
    assessment = reported(MeasureFactory())
    with pytest.raises(WrongState, match="geschlossener"):
        correct(assessment.cycle, assessment.measure, office, light="red")


def test_what_is_kept_is_german_whatever_the_page_spoke(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    with translation.override("en"):
        assert correct(cycle, measure, office, light="red").changes["light"][1] == "gefährdet"


def test_corrected_words_are_no_longer_carried_over(office: User) -> None:
    assessment = reported(
        MeasureFactory(), obstacles="Es fehlt Geld.", decision_needed="Eine Stelle.",
        carried_over=["obstacles", "decision_needed"],
    )  # fmt: skip
    cycle = brought_to_close(assessment.cycle)
    correct(cycle, assessment.measure, office, obstacles="Es fehlt Personal.")
    assert row_in(cycle, assessment.measure).carried_over == ["decision_needed"]


def test_correction_of_a_measure_that_is_hidden_now_is_hidden_too(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    correct(cycle, measure, office, light="red")
    Measure.objects.update(is_public=False)
    document = public_part(document_of(cycle))
    assert (document.measures, document.corrections) == ([], [])


def test_followers_hear_of_a_correction(office: User, participant: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    follow_measure(measure=measure, user=participant, at=NOON)
    correct(cycle, measure, office, light="red")
    [notice] = Notice.objects.all()
    assert notice.headline == f"Berichtigt: gefährdet ({cycle})"
    assert notice.text == WHY
