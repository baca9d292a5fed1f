"""A condition of ours as an expression of LimeSurvey.

Everything is said with ``.NAOK``: a hidden question is one without an answer, as it is here.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from participation.surveys.document.conditions import Comparison, Condition, Every, Not, Some
from participation.surveys.document.questionnaire import Type
from participation.surveys.interchange.limesurvey.naming import ONLY, OTHER, Named

SIGNS = {"is": "==", "less": "<", "at_most": "<=", "more": ">", "at_least": ">="}
# Signs that mean something in a pattern, without the stroke that ends it.
SPECIAL = re.compile(r"([\\/.*+?^$()|{}\[\]])")
NUMBERS = (Type.NUMBER, Type.SLIDER, Type.CALCULATED, Type.MATRIX_NUMBER)
COUNTED = {"count_at_least": ">=", "count_at_most": "<="}


def expression(condition: Condition | None, names: Mapping[str, Named]) -> str:
    """The relevance of a part; "1" where it is always shown."""
    return _said(condition, names) if condition else "1"


def _said(condition: Condition, names: Mapping[str, Named]) -> str:
    match condition:
        case Every(parts):
            return _joined(" and ", parts, names)
        case Some(parts):
            return _joined(" or ", parts, names)
        case Not(part):
            return f"!({_said(part, names)})"
    named = names.get(condition.question)
    # What is gone has no answer.
    return _compared(condition, named) if named else _never_said(condition)


def _joined(sign: str, parts: tuple[Condition, ...], names: Mapping[str, Named]) -> str:
    return "(" + sign.join(_said(part, names) for part in parts) + ")"


def _never_said(comparison: Comparison) -> str:
    return "1" if comparison.op == "empty" else "0"


def _compared(comparison: Comparison, named: Named) -> str:
    question, op = named.question, comparison.op
    if op in ("empty", "answered"):
        return _emptiness(comparison, named)
    if op in COUNTED:
        return f"({_count(named.cells())} {COUNTED[op]} {comparison.value})"
    if op == "contains":
        return _contains(comparison, named)
    if question.type in NUMBERS:
        return _number(_cell(comparison, named), op, comparison.value)
    if question.type == Type.DATE:
        return _day(named.code, op, str(comparison.value))
    return _choice(comparison, named)


def _cell(comparison: Comparison, named: Named) -> str:
    row = named.rows.get(comparison.row, "") if comparison.row else ""
    if named.question.type in (Type.SLIDER, Type.CONSENT):
        row = ONLY
    return f"{named.code}_{row}.NAOK" if row else f"{named.code}.NAOK"


def _count(cells: list[str]) -> str:
    return f"count({', '.join(f'{cell}.NAOK' for cell in cells)})"


def _emptiness(comparison: Comparison, named: Named) -> str:
    is_empty = comparison.op == "empty"
    match named.question.type:
        case Type.MULTIPLE:
            return f"({_count(named.cells())} {'==' if is_empty else '>'} 0)"
        case Type.MATRIX_MULTIPLE:
            row = f"{named.code}_{named.rows.get(comparison.row, '')}_"
            cells = [cell for cell in named.cells() if cell.startswith(row)]
            return f"({_count(cells)} {'==' if is_empty else '>'} 0)"
        case Type.RANKING:
            cell = f"{named.code}_1.NAOK"
        case _:
            cell = _cell(comparison, named)
    return f"{'' if is_empty else '!'}is_empty({cell})"


def _contains(comparison: Comparison, named: Named) -> str:
    question, value = named.question, str(comparison.value)
    if question.is_text:
        words = SPECIAL.sub(r"\\\1", value)
        return f"regexMatch({_quoted(f'/{words}/iu')}, {named.code}.NAOK)"
    code = named.options.get(value, value)
    match question.type:
        case Type.MULTIPLE if code == OTHER:
            return f"!is_empty({named.code}_other.NAOK)"
        case Type.MULTIPLE:
            return f'({named.code}_{code}.NAOK == "Y")'
        case Type.MATRIX_MULTIPLE:
            return f'({named.code}_{named.rows.get(comparison.row, "")}_{code}.NAOK == "1")'
    places = (f"{cell}.NAOK == {_quoted(code)}" for cell in named.cells())
    return f"({' or '.join(places)})"


def _number(cell: str, op: str, value: Any) -> str:
    said = f"{cell} {SIGNS[op]} {value}"
    # In LimeSurvey nothing is less than something.
    return f"(!is_empty({cell}) and {said})" if op in ("less", "at_most") else f"({said})"


def _day(code: str, op: str, value: str) -> str:
    """LimeSurvey keeps a time of day behind the day: until the third is before the fourth."""
    cell, following = f"{code}.NAOK", (date.fromisoformat(value) + timedelta(1)).isoformat()
    since, before = f'{cell} >= "{value}"', f'{cell} < "{following}"'
    match op:
        case "at_least":
            return f"({since})"
        case "at_most":
            return f"(!is_empty({cell}) and {before})"
    return f"({since} and {before})"


def _choice(comparison: Comparison, named: Named) -> str:
    """One code, or all that are as large: beside a scale stands what is no number."""
    cell, value = _cell(comparison, named), comparison.value
    if comparison.op == "is":
        return f"({cell} == {_quoted(named.options.get(str(value), str(value)))})"
    fitting = [
        option.code
        for option in named.question.options
        if Comparison(comparison.question, comparison.op, value).holds(
            {comparison.question: option.code}
        )
    ]
    same = (f"{cell} == {_quoted(named.options[code])}" for code in fitting)
    return f"({' or '.join(same)})" if fitting else "0"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
