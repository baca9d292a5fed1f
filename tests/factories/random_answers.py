"""Answers as people might give them to any questionnaire: on their way through it, and with gaps."""

from datetime import date, timedelta
from random import Random
from typing import Any

from participation.surveys.document.conditions import holds
from participation.surveys.document.questionnaire import QQuestion, Questionnaire, Type
from participation.surveys.document.way import as_shown
from participation.surveys.kinds import KINDS, Calculated, other_key

# Everything that has ever broken a table.
WORDS = (
    "Mehr Busse", "=1+1", "+49 30 1234", "-5 °C", "@alle", "\tmit Tabulator", "\rmit Umbruch", "a;b,c\"d\"e'f",
    "zwei\nZeilen", "Grüße aus Görzke – „ja“", "-77", "null", "TRUE", "  Rand  ", "ß" * 1500, "control \x1f sign",
    "🚲", "'schon mit Apostroph", "nicht gezeigt",
)  # fmt: skip


def random_answers(questionnaire: Questionnaire, dice: Random) -> dict[str, Any]:
    """What one person says: a key for all that was shown and for nothing else."""
    answers: dict[str, Any] = {}
    for page in questionnaire.pages:
        if holds(page.condition, answers):
            for question in page.questions:
                if shown := as_shown(question, answers):
                    answers.update(_said(shown, answers, dice))
    return answers


def _said(question: QQuestion, answers: dict[str, Any], dice: Random) -> dict[str, Any]:
    kind = KINDS[question.type]
    if isinstance(kind, Calculated):
        return {question.code: kind.value(question, answers)}
    if not kind.keys(question):
        return {}
    said = None if dice.random() < 0.2 else _answer(question, dice)
    found = dict.fromkeys(kind.keys(question), said)
    if question.has_other:
        chosen = said if isinstance(said, list) else [said]
        wants = any(each.with_text and each.code in chosen for each in question.options)
        found[other_key(question)] = dice.choice(WORDS)[:200] if wants else None
    return found


def _answer(question: QQuestion, dice: Random) -> Any:
    codes = [option.code for option in question.options]
    rows = [row.code for row in question.rows]
    match question.type:
        case Type.MULTIPLE:
            return _some(codes, dice)
        case Type.RANKING:
            places = int(question.limits.max or len(codes))
            return dice.sample(codes, dice.randint(1, min(places, len(codes))))
        case Type.MATRIX:
            return _rows({row: _maybe(dice.choice(codes), dice) for row in rows})
        case Type.MATRIX_MULTIPLE:
            return _rows({row: _maybe(_some(codes, dice), dice) for row in rows})
        case Type.MATRIX_NUMBER:
            return _rows({row: _maybe(dice.randint(0, 40) / 2, dice) for row in rows})
        case Type.NUMBER:
            return dice.randint(1950, 2026)
        case Type.SLIDER:
            return 5 * dice.randint(0, 20)
        case Type.DATE:
            return (date(2019, 1, 1) + timedelta(days=dice.randint(0, 2500))).isoformat()
        case Type.SHORT_TEXT | Type.LONG_TEXT:
            return dice.choice(WORDS)
    return dice.choice(codes)


def _some(codes: list[str], dice: Random) -> list[str]:
    chosen = set(dice.sample(codes, dice.randint(1, len(codes))))
    return [code for code in codes if code in chosen]


def _maybe(said: Any, dice: Random) -> Any:
    return None if dice.random() < 0.2 else said


def _rows(rows: dict[str, Any]) -> dict[str, Any] | None:
    """Who leaves every row empty has left the question empty."""
    return rows if any(said is not None for said in rows.values()) else None
