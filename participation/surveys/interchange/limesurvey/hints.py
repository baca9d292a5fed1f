"""What our own writer notes beside a question (attribute ``smartregion``), where LimeSurvey has no place.

LimeSurvey keeps the attribute and ignores it. Everything that LimeSurvey can say itself is read from
where it says it, so a file that was changed there is read with its changes. A condition is only
taken from the note while the relevance beside it is the one that was written with it.

    {"code": "verkehr_ziel", "type": "scale", "other": "sonst", "order": ["a", "b"], "step": 0.5,
     "options": {"A1": {"code": "nie", "value": 1, "exclusive": true}},
     "rows": {"SQ1": {"code": "bus"}}, "condition": {"relevance": "…", "is": {…}}}
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from participation.surveys.document.conditions import Condition, ConditionError, parse
from participation.surveys.document.questionnaire import Option, QQuestion, Row, Type
from participation.surveys.interchange.limesurvey.making import Making

# As what a question of LimeSurvey may be read, beside what it is there.
ALSO: Mapping[Type, frozenset[Type]] = {
    Type.SINGLE: frozenset({Type.SCALE, Type.YES_NO}),
    Type.DROPDOWN: frozenset({Type.MUNICIPALITY}),
}
Line = TypeVar("Line", Option, Row)


def refined(making: Making, question: QQuestion) -> QQuestion:
    """The question with what the note beside it says; what makes no sense there is left aside."""
    hints = making.hints
    if not hints:
        return question
    wanted = hints.get("type")
    also = {str(kind): kind for kind in ALSO.get(question.type, ())}
    kind = also.get(str(wanted), question.type)
    options = tuple(_line(each, hints.get("options")) for each in question.options)
    return replace(
        question,
        type=kind,
        options=_in_order(options, hints.get("order")),
        rows=tuple(_line(each, hints.get("rows")) for each in question.rows),
        limits=replace(question.limits, **_numbers(hints)),
        is_shuffled=question.is_shuffled or hints.get("is_shuffled") is True,
    )


def _line(line: Line, hints: Any) -> Line:
    """An option or a row with its note, found under our code."""
    notes = hints.values() if isinstance(hints, dict) else ()
    own = next((n for n in notes if isinstance(n, dict) and n.get("code") == line.code), None)
    if own is None:
        return line
    changes: dict[str, Any] = {
        name: True for name in ("exclusive", "with_text") if own.get(name) is True
    }
    if "value" in own:
        changes["value"] = _number(own["value"])
    if condition := noted_condition(own.get("condition"), ""):
        changes["condition"] = condition
    known = {name: value for name, value in changes.items() if hasattr(line, name)}
    return replace(line, **known)


def _in_order(options: tuple[Option, ...], order: Any) -> tuple[Option, ...]:
    if not isinstance(order, list):
        return options
    places = {code: place for place, code in enumerate(order) if isinstance(code, str)}
    return tuple(sorted(options, key=lambda option: places.get(option.code, len(places))))


def _numbers(hints: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "step" in hints:
        found["step"] = _number(hints["step"])
    decimals = hints.get("decimals")
    if isinstance(decimals, int) and 0 <= decimals <= 4:
        found["decimals"] = decimals
    return found


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < 1e15 else None


def condition_of(document: Any) -> Condition | None:
    """A condition of ours in a note."""
    try:
        return parse(document) if document else None
    except ConditionError:
        return None


def noted_condition(hint: Any, relevance: str) -> Condition | None:
    """The condition a relevance was written for, as long as it still is the same."""
    if isinstance(hint, dict) and hint.get("relevance") == relevance:
        return condition_of(hint.get("is"))
    return None
