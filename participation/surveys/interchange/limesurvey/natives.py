"""For each of our types the nearest one of LimeSurvey, with its attributes, lines and our own note."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import Option, QQuestion, Row, Type
from participation.surveys.interchange.limesurvey.naming import ONLY, Named
from participation.surveys.interchange.limesurvey.saying import expression
from participation.surveys.texts import Texts

LETTERS: Mapping[Type, str] = {
    Type.SINGLE: "L",
    Type.DROPDOWN: "!",
    Type.YES_NO: "L",
    Type.SCALE: "L",
    Type.MUNICIPALITY: "!",
    Type.CONSENT: "M",
    Type.MULTIPLE: "M",
    Type.RANKING: "R",
    Type.MATRIX: "F",
    Type.MATRIX_MULTIPLE: ":",
    Type.MATRIX_NUMBER: "K",
    Type.NUMBER: "N",
    Type.SLIDER: "K",
    Type.DATE: "D",
    Type.SHORT_TEXT: "S",
    Type.LONG_TEXT: "T",
    Type.DISPLAY: "X",
    Type.CALCULATED: "*",
}
THEMES = {
    "L": "listradio", "!": "list_dropdown", "M": "multiplechoice", "R": "ranking",
    "F": "arrays/array", ":": "arrays/multiflexi", "K": "multiplenumeric", "N": "numerical",
    "D": "date", "S": "shortfreetext", "T": "longfreetext", "X": "boilerplate", "*": "equation",
}  # fmt: skip
MEASURED = (Type.NUMBER, Type.MATRIX_NUMBER, Type.SLIDER)
ANSWERS = ("L", "!", "R", "F")
# Their steps count in means; LimeSurvey knows only whole numbers for that, so all stand in the note.
VALUED = (Type.SCALE, Type.MATRIX)
# Types of LimeSurvey that are read back as another one without a note.
ANOTHER = (Type.YES_NO, Type.SCALE, Type.MUNICIPALITY, Type.CONSENT)

Line = tuple[str, Texts, Condition | None]


@dataclass
class Native:
    """A question as LimeSurvey asks it."""

    type: str
    theme: str
    is_required: bool
    other: Option | None = None
    answers: list[tuple[str, Texts]] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    columns: list[Line] = field(default_factory=list)
    attributes: dict[str, str | Texts] = field(default_factory=dict)
    hints: dict[str, Any] = field(default_factory=dict)


def native_of(named: Named, names: Mapping[str, Named]) -> Native:
    """The question with its lines, its attributes, and what LimeSurvey cannot say."""
    question, letter = named.question, LETTERS[named.question.type]
    native = Native(letter, THEMES[letter], question.is_required, named.other)
    _put_lines(native, named)
    native.attributes = {**_limits(question), **_marks(named), **_order(question)}
    if question.type == Type.CALCULATED:
        native.attributes |= {"hidden": "1", "equation": _equation(question, names)}
    native.hints = _hints(named, names)
    return native


def _put_lines(native: Native, named: Named) -> None:
    question, other = named.question, named.other
    own = [option for option in question.options if option is not other]
    rows: list[Line] = [(named.rows[row.code], row.label, row.condition) for row in question.rows]
    boxes: list[Line] = [(named.options[each.code], each.label, each.condition) for each in own]
    if native.type in ANSWERS:
        native.answers = [(code, label) for code, label, _condition in boxes]
        native.rows = rows
    elif question.type == Type.CONSENT:
        native.rows = [(ONLY, option.label, None) for option in own[:1]]
    elif question.type == Type.SLIDER:
        native.rows = [(ONLY, {}, None)]
    elif native.type == ":":
        native.rows, native.columns = rows, [(code, label, None) for code, label, _c in boxes]
    else:
        native.rows = boxes or rows


# -- attributes ------------------------------------------------------------------------------------
def _limits(question: QQuestion) -> dict[str, str | Texts]:
    limits = question.limits
    low, high = limits.min, limits.max
    found: dict[str, Any] = {}
    match question.type:
        case Type.NUMBER | Type.MATRIX_NUMBER:
            found = {"min_num_value_n": low, "max_num_value_n": high}
            found["num_value_int_only"] = 1 if limits.decimals == 0 else None
        case Type.SLIDER:
            found = {"slider_layout": 1, "slider_min": low, "slider_max": high}
            found["slider_accuracy"] = limits.step
        case Type.MULTIPLE:
            found = {"min_answers": low, "max_answers": high}
        case Type.RANKING:
            found = {"max_answers": high}
        case Type.DATE:
            found = {"date_min": limits.earliest, "date_max": limits.latest}
        case Type.SHORT_TEXT | Type.LONG_TEXT:
            found = {"maximum_chars": limits.max_length}
        case Type.MATRIX_MULTIPLE:
            found = {"multiflexible_checkbox": 1}
    said = {name: _plain(value) for name, value in found.items() if value not in (None, "")}
    return {**said, **({"suffix": limits.unit} if limits.unit else {})}


def _plain(value: object) -> str:
    """3.0 is 3 there, too."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _marks(named: Named) -> dict[str, str | Texts]:
    found: dict[str, str | Texts] = {}
    if named.other:
        found["other_replace_text"] = named.other.label
    exclusive = [
        "other" if option is named.other else named.options[option.code]
        for option in named.question.options
        if option.exclusive
    ]
    if exclusive and named.question.type == Type.MULTIPLE:
        found["exclude_all_others"] = ";".join(exclusive)
    return found


def _order(question: QQuestion) -> dict[str, str | Texts]:
    if not question.is_shuffled:
        return {}
    is_list = question.type in (Type.SINGLE, Type.RANKING)
    return {"random_order": "1", **({"answer_order": "random"} if is_list else {})}


def _equation(question: QQuestion, names: Mapping[str, Named]) -> str:
    codes = [code for code in question.formula.get("questions", ()) if code in names]
    cells = ", ".join(f"{cell}.NAOK" for code in codes for cell in names[code].cells())
    op = question.formula.get("op")
    return f"{{sum({cells})/count({cells})}}" if op == "mean" else f"{{{op}({cells})}}"


# -- the note --------------------------------------------------------------------------------------
def _hints(named: Named, names: Mapping[str, Named]) -> dict[str, Any]:
    """Always says which code is ours, so that it is known who wrote the file."""
    question = named.question
    found: dict[str, Any] = {"code": question.code}
    if question.type in ANOTHER:
        found["type"] = str(question.type)
    if options := _lines_noted(named, question.options, named.options, names):
        found["options"] = options
    if rows := _lines_noted(named, question.rows, named.rows, names):
        found["rows"] = rows
    if named.other:
        found["other"] = named.other.code
        if question.options[-1] is not named.other:
            found["order"] = [option.code for option in question.options]
    if question.limits.decimals or question.type in MEASURED:
        found["decimals"] = question.limits.decimals
    if question.limits.step is not None or question.type == Type.SLIDER:
        found["step"] = question.limits.step
    if question.is_shuffled:
        found["is_shuffled"] = True
    return found


def _lines_noted(
    named: Named,
    lines: Iterable[Option | Row],
    theirs: Mapping[str, str],
    names: Mapping[str, Named],
) -> dict[str, Any]:
    return {
        theirs[line.code]: note
        for line in lines
        if (note := _line_noted(named, line, names)).keys() - {"code"}
        or line.code != theirs[line.code]
    }


def _line_noted(named: Named, line: Option | Row, names: Mapping[str, Named]) -> dict[str, Any]:
    note: dict[str, Any] = {"code": line.code}
    if isinstance(line, Option):
        if named.question.type in VALUED:
            note["value"] = line.value
        if line.exclusive and named.question.type != Type.MULTIPLE:
            note["exclusive"] = True
        if line.with_text and line is not named.other:
            note["with_text"] = True
    if line.condition:
        is_row = isinstance(line, Row) or named.question.type == Type.MULTIPLE
        is_own = line is named.other or not is_row
        # Only subquestions have a relevance of their own there.
        relevance = "" if is_own else expression(line.condition, names)
        note["condition"] = {"relevance": relevance, "is": line.condition.to_json()}
    return note
