"""Why a measure shows its light: somebody's own words, then the facts."""

from datetime import date

from measures.documents import Row
from measures.queries.whys import why
from tests.factories.cycle_documents import CUTOFF, a_fact, a_missing_row, a_row, a_step


def _why(row: Row) -> list[tuple[str, str]]:
    return [(reason.label, reason.text) for reason in why(row, CUTOFF)]


def test_own_words_come_first_and_facts_stand_beside_them() -> None:
    row = a_row(
        light="red",
        light_reason="Ohne Zusage des Landes geht es nicht weiter.",
        obstacles="Die Förderung steht aus.",
        indicators=[a_fact("away")],
    )
    assert [label for label, _text in _why(row)] == [
        "Begründung der Ampel",
        "Hindernisse",
        "Was bekannt ist",
    ]


def test_carried_over_obstacles_are_marked() -> None:
    row = a_row(light="yellow", obstacles="Wie immer.", carried_over=["obstacles"])
    assert [reason.is_unchanged for reason in why(row, CUTOFF)] == [True]


def test_overdue_milestones_speak_also_where_nobody_says_a_word() -> None:
    [(label, text)] = _why(a_row(light="yellow", milestones=[a_step("Start", date(2025, 9, 1))]))
    assert label == "Was bekannt ist"
    assert "Start" in text


def test_light_without_a_reason_says_so() -> None:
    assert _why(a_row(light="yellow")) == [("Warum", "Die Meldung nennt keinen Grund.")]
    assert _why(a_row(light="green")) == []


def test_what_was_not_reported_has_no_reason() -> None:
    assert _why(a_missing_row(milestones=[a_step("Start", date(2025, 9, 1))])) == []
