"""Where the measures of a cycle stand: counted, told apart, and from which days."""

from datetime import date

from measures.queries.standing import Count, Standing, standing_of
from tests.factories.cycle_documents import (
    TOWN,
    VILLAGE,
    a_document,
    a_fact,
    a_missing_row,
    a_row,
    a_step,
)


def _lights(standing: Standing) -> dict[str, int]:
    counted = standing.whole.implementation.lights
    return {one.light.value: one.count for one in counted if one.count}


def _found(counts: list[Count]) -> dict[str, int]:
    return {one.value: one.count for one in counts if one.count}


def test_not_reported_is_a_group_of_its_own() -> None:
    standing = standing_of(a_document(a_row(), a_row("HF1-M02", light="red"), a_missing_row()))
    assert _lights(standing) == {"green": 1, "red": 1, "missing": 1}
    assert (standing.asked, standing.reported, standing.missing) == (3, 2, 1)


def test_waived_reports_are_left_out() -> None:
    waived = a_row("HF1-M02", state="waived", light="", waived_reason="Zusammengeführt")
    assert standing_of(a_document(a_row(), waived)).asked == 1


def test_both_questions_are_counted_and_never_averaged() -> None:
    row = a_row(
        milestones=[a_step("Vertrag", date(2025, 6, 30)), a_step("Start", date(2026, 3, 31))],
        milestones_done=1,
        milestones_total=3,
        indicators=[a_fact("reached"), a_fact("away"), a_fact("no_data"), a_fact("no_target")],
    )
    whole = standing_of(a_document(row, a_row("HF1-M02", measure_state="deferred"))).whole
    steps = whole.implementation.milestones
    assert (steps.done, steps.total, steps.overdue) == (1, 3, 1)
    assert _found(whole.implementation.states) == {"running": 1, "deferred": 1}
    assert whole.attained is not None
    reached = {"reached": 1, "away": 1, "no_data": 1, "no_target": 1}
    assert _found(whole.attained.reaches) == reached
    assert (whole.attained.indicators, whole.attained.with_target) == (4, 2)
    assert (whole.attained.reached, whole.attained.unmeasured) == (1, 1)


def test_given_up_and_late_milestones_are_not_overdue() -> None:
    steps = [
        a_step("Aufgegeben", date(2025, 6, 30), waived_reason="Entfällt"),
        a_step("Erreicht", date(2025, 6, 30), done_on=date(2025, 12, 1)),
    ]
    whole = standing_of(a_document(a_row(milestones=steps))).whole
    assert whole.implementation.milestones.overdue == 0


def test_every_number_knows_its_days() -> None:
    facts = [
        a_fact(value_on=date(2024, 12, 30)),
        a_fact(value_on=date(2024, 12, 31)),
        a_fact("no_data"),
    ]
    late = a_row("HF1-M02", reported_on=date(2026, 2, 3))
    whole = standing_of(a_document(a_row(indicators=facts), late)).whole
    said = whole.implementation.days
    assert (said.first, said.last) == (date(2026, 1, 10), date(2026, 2, 3))
    assert whole.attained is not None
    # A value of the cut-off day a year before is still within the year.
    days = whole.attained.days
    assert (days.first, days.last, days.stale) == (date(2024, 12, 30), date(2024, 12, 31), 1)


def test_fields_stand_in_the_order_of_the_strategy() -> None:
    second = a_row("HF2-M01", field_position=2, field_number="HF2", field="Bildung")
    standing = standing_of(a_document(second, a_row(), a_missing_row()))
    found = [(one.label, one.measures, one.implementation.missing) for one in standing.fields]
    assert found == [("HF1 Mobilität", 2, 1), ("HF2 Bildung", 1, 0)]


def test_places_are_counted_by_kind_and_by_zone() -> None:
    both = a_row("HF1-M02", places=[TOWN, VILLAGE])
    standing = standing_of(a_document(a_row(), both, a_row("HF1-M03", places=[VILLAGE])))
    assert [(one.label, one.measures) for one in standing.places] == [
        ("Ganzer Landkreis", 1),
        ("Städte", 1),
        ("Übrige Gemeinden", 2),
        ("Berliner Umland", 1),
        ("ländlicher Raum", 2),
    ]


def test_first_shape_tells_only_what_it_kept() -> None:
    row = a_row(milestones=None, indicators=None, costs=None, milestones_done=2, milestones_total=5)
    standing = standing_of(a_document(row))
    assert standing.places == []
    assert standing.whole.attained is None
    steps = standing.whole.implementation.milestones
    assert (steps.done, steps.total, steps.overdue) == (2, 5, None)


def test_cycle_that_asked_nobody_stands_nowhere() -> None:
    standing = standing_of(a_document())
    assert (standing.asked, standing.fields, standing.places) == (0, [], [])
    assert standing.whole.implementation.days.first is None
