"""Our conditions as expressions of a form."""

from collections.abc import Mapping

from participation.surveys.document.conditions import Comparison, Condition, Every, Not, Some
from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.interchange.xlsform.conditions import number_in
from participation.surveys.interchange.xlsform.expressions import quoted
from participation.surveys.kinds import KINDS

SIGNS = {"less": "<", "at_most": "<=", "more": ">", "at_least": ">=", "is": "="}
TEXTS = (Type.SHORT_TEXT, Type.LONG_TEXT)
# (code of a question, code of its row or "") → the name in the form.
Names = Mapping[tuple[str, str], str]


def expression(condition: Condition | None, names: Names, asked: Mapping[str, QQuestion]) -> str:
    """A condition as text; "" where there is none."""
    return _written(condition, names, asked) if condition else ""


def _written(condition: Condition, names: Names, asked: Mapping[str, QQuestion]) -> str:
    match condition:
        case Every(parts):
            return " and ".join(_grouped(part, names, asked) for part in parts)
        case Some(parts):
            return " or ".join(_grouped(part, names, asked) for part in parts)
        case Not(part):
            return f"not({_written(part, names, asked)})"
    return _comparison(condition, names, asked)


def _grouped(condition: Condition, names: Names, asked: Mapping[str, QQuestion]) -> str:
    written = _written(condition, names, asked)
    return f"({written})" if isinstance(condition, Every | Some) else written


def _comparison(said: Comparison, names: Names, asked: Mapping[str, QQuestion]) -> str:
    answer = f"${{{names[said.question, said.row]}}}"
    question = asked[said.question]
    match said.op:
        case "empty":
            return f"{answer} = ''"
        case "answered":
            return f"{answer} != ''"
        case "count_at_least":
            return f"count-selected({answer}) >= {said.value}"
        case "count_at_most":
            return f"count-selected({answer}) <= {said.value}"
        case "contains":
            function = "contains" if question.type in TEXTS else "selected"
            return f"{function}({answer}, {quoted(str(said.value))})"
    return f"{answer} {SIGNS[said.op]} {_value(question, said)}"


def _value(question: QQuestion, said: Comparison) -> str:
    value = str(said.value)
    if question.type == Type.DATE:
        return f"date('{value}')"
    is_choice = said.op == "is" and KINDS[question.type].has_options
    return quoted(value) if is_choice or number_in(value) is None else value
