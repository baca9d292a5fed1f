"""Several lines under one question: steps (A B C E F H, twice: 1), numbers and boxes (: K), words (; Q)."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Limits, Option, QQuestion, Row, Type
from participation.surveys.interchange.limesurvey import words
from participation.surveys.interchange.limesurvey.cells import Cell
from participation.surveys.interchange.limesurvey.entries import number_limits, text_of_line
from participation.surveys.interchange.limesurvey.making import Making
from participation.surveys.interchange.limesurvey.source import LsSubquestion
from participation.surveys.texts import Texts

# What a list of numbers offers in a table of numbers, where nothing else is said.
LIST_FROM, LIST_TO = 1.0, 10.0
# The boxes of a table of numbers: LimeSurvey writes 1, older versions Y.
TICKED = {"1": "1", "Y": "1"}


# -- steps -----------------------------------------------------------------------------------------
def _array(options: Callable[[Making], list[Option]]) -> Callable[[Making], list[QQuestion]]:
    def build(making: Making) -> list[QQuestion]:
        given = options(making)
        return [_matrix(making, given, {option.code: option.code for option in given})]

    return build


five_points = _array(lambda making: making.steps(5))
ten_points = _array(lambda making: making.steps(10))
# They stand for no number: no mean is made of them.
yes_no_unsure = _array(lambda making: making.fixed_options(words.YES_NO_UNSURE))
more_same_less = _array(lambda making: making.fixed_options(words.MORE_SAME_LESS))


def flexible(making: Making) -> list[QQuestion]:
    """F: own steps for each row."""
    options, theirs = making.options()
    return [_matrix(making, valued(options), theirs)]


def by_column(making: Making) -> list[QQuestion]:
    """H: the same turned by a quarter; what is answered is the same."""
    making.note(
        _("Ausrichtung"),
        _("Die Teilfragen stehen hier in den Zeilen, die Antworten in den Spalten."),
    )
    return flexible(making)


def valued(options: list[Option]) -> list[Option]:
    """What each step counts in a mean: its code where all are numbers, else its place."""
    codes = [option.code for option in options]
    if all(code.isdecimal() and len(code) < 6 for code in codes):
        return [replace(option, value=float(option.code)) for option in options]
    return [replace(option, value=float(n)) for n, option in enumerate(options, 1)]


def _matrix(
    making: Making,
    options: list[Option],
    theirs: dict[str, str],
    *,
    scale: int | None = None,
    code: str = "",
    text: Texts | None = None,
) -> QQuestion:
    code = code or making.code
    for sub, row in zip(making.source.rows, rows := _rows(making), strict=True):
        names = making.names.sub(sub) if scale is None else making.names.dual(sub, scale)
        making.cell(names, Cell(code, row=row.code, values=theirs))
        making.became(sub.code, code, "rows", row.code)
    return making.question(
        Type.MATRIX,
        code=code,
        text=text,
        options=options,
        rows=rows,
        is_shuffled=making.is_shuffled,
    )


def dual(making: Making) -> list[QQuestion]:
    """1: two scales for the same rows: two questions here."""
    text, found = making.text(), []
    for scale, header in enumerate(("dualscale_headerA", "dualscale_headerB")):
        answers = [answer for answer in making.source.answers if answer.scale == scale]
        options, theirs = making.options(answers, kept=making.kept(f"options{scale}"))
        title = making.texts(header)
        code = making.shop.codes.part(making.code, str(scale + 1)) if scale else making.code
        found.append(
            _matrix(
                making,
                valued(options),
                theirs,
                scale=scale,
                code=code,
                text=making.joined(text, title) if title else text,
            )
        )
    making.note(
        _("Zwei Skalen"),
        _("Für jede Skala steht hier eine eigene Frage."),
        source=", ".join(question.code for question in found),
    )
    return found


def _rows(making: Making) -> list[Row]:
    rows = making.source.rows
    codes = making.sub_codes(rows, _("Zeile"), "rows")
    return [
        Row(code, making.label(_with_ends(making, row), row.code))
        for row, code in zip(rows, codes, strict=True)
    ]


def _with_ends(making: Making, row: LsSubquestion) -> dict[str, str]:
    """ "schlecht|gut" names the ends of a line, "Straßen|schlecht|gut" the ends of a slider."""
    is_slider = making.source.type == "K"
    if is_slider and making.setting("slider_layout") != "1":
        return dict(row.texts)
    separator = (is_slider and making.source.setting("slider_separator")) or "|"
    parts = {language: text.split(separator) for language, text in row.texts.items()}
    if any(len(each) > 1 for each in parts.values()):
        making.note(
            _("Wörter an den Enden"),
            _("Sie stehen zusammen vor der Zeile, nicht links und rechts von ihr."),
            source=next(text for text in row.texts.values() if separator in text),
            row=row.code,
        )
    return {language: _ends_joined(each, is_slider) for language, each in parts.items()}


def _ends_joined(parts: list[str], is_slider: bool) -> str:
    said = [part.strip() for part in parts if part.strip()]
    if is_slider and len(said) == len(parts) > 1:
        return f"{said[0]} ({' – '.join(said[1:])})"
    return " – ".join(said)


# -- numbers and boxes -----------------------------------------------------------------------------
def multiple_numbers(making: Making) -> list[QQuestion]:
    """K: a number for each row; a single slider is a slider here, too."""
    for name in ("min_num_value", "max_num_value", "equals_num_value"):
        making.drop(name, _("Die Summe der Zeilen wird nicht geprüft."))
    limits = number_limits(making)
    if making.is_set("slider_layout"):
        limits = _slider_limits(making, limits)
        if len(making.source.rows) == 1:
            return [_slider(making, limits)]
        making.note(
            _("Schieberegler"), _("In mehreren Zeilen wird die Zahl eingetippt statt geschoben.")
        )
    return [_numbers(making, limits)]


def _numbers(making: Making, limits: Limits) -> QQuestion:
    rows = _rows(making)
    for sub, row in zip(making.source.rows, rows, strict=True):
        making.cell(making.names.sub(sub), Cell(making.code, row=row.code))
        making.became(sub.code, making.code, "rows", row.code)
    return making.question(
        Type.MATRIX_NUMBER, rows=rows, limits=limits, is_shuffled=making.is_shuffled
    )


def _slider(making: Making, limits: Limits) -> QQuestion:
    row = making.source.rows[0]
    label = making.shop.speech.plain(_with_ends(making, row), making.place)
    making.cell(making.names.sub(row), Cell(making.code))
    making.became(row.code, making.code)
    text = making.joined(making.text(), label) if label else None
    return making.question(Type.SLIDER, text=text, limits=limits)


def _slider_limits(making: Making, limits: Limits) -> Limits:
    """A slider without bounds goes from 0 to 100, step by step."""
    low, high = making.number("slider_min"), making.number("slider_max")
    step = making.number("slider_accuracy") or 1.0
    if making.hints:
        # Ours has defaults of its own.
        return replace(limits, min=low, max=high)
    return replace(
        limits,
        min=0.0 if low is None else low,
        max=100.0 if high is None else high,
        step=step,
        decimals=decimals_of(step),
    )


def decimals_of(step: float) -> int:
    """How many decimals the steps of a number have; our forms take four."""
    return next((n for n in range(4) if abs(step * 10**n - round(step * 10**n)) < 1e-9), 4)


def numbers(making: Making) -> list[QQuestion]:
    """:, a table of numbers: one question for each column, or boxes to tick."""
    if making.is_set("multiflexible_checkbox"):
        return [_boxes(making)]
    limits = _table_limits(making)
    columns = making.source.columns
    if len(making.source.rows) == 1 and len(columns) > 1:
        return [_turned(making, limits)]
    found = []
    for n, column in enumerate(columns):
        code = making.shop.codes.part(making.code, column.code) if n else making.code
        rows = _rows(making)
        for sub, row in zip(making.source.rows, rows, strict=True):
            making.cell(making.names.crossing(sub, column), Cell(code, row=row.code))
            making.became(sub.code, code, "rows", row.code)
        making.became(column.code, code)
        text = making.joined(making.text(), making.label(column.texts, column.code))
        found.append(
            making.question(Type.MATRIX_NUMBER, code=code, text=text, rows=rows, limits=limits)
        )
    _tell_split(making, found)
    return found


def _turned(making: Making, limits: Limits) -> QQuestion:
    """A single row with several columns: its columns become the rows."""
    sub, columns = making.source.rows[0], making.source.columns
    codes = making.sub_codes(columns, _("Zeile"), "rows")
    rows = []
    for column, code in zip(columns, codes, strict=True):
        rows.append(Row(code, making.label(column.texts, column.code)))
        making.cell(making.names.crossing(sub, column), Cell(making.code, row=code))
    making.became(sub.code, making.code)
    text = making.joined(making.text(), making.label(sub.texts, sub.code))
    return making.question(Type.MATRIX_NUMBER, text=text, rows=rows, limits=limits)


def _boxes(making: Making) -> QQuestion:
    columns = making.source.columns
    codes = making.sub_codes(columns, _("Spalte"), "options")
    options = [
        Option(code, making.label(column.texts, column.code))
        for column, code in zip(columns, codes, strict=True)
    ]
    rows = _rows(making)
    for sub, row in zip(making.source.rows, rows, strict=True):
        for column, code in zip(columns, codes, strict=True):
            cell = Cell(making.code, row=row.code, option=code, values=TICKED)
            making.cell(making.names.crossing(sub, column), cell)
        making.became(sub.code, making.code, "rows", row.code)
    return making.question(
        Type.MATRIX_MULTIPLE, options=options, rows=rows, is_shuffled=making.is_shuffled
    )


def _table_limits(making: Making) -> Limits:
    """A table of numbers is a list from 1 to 10, unless people type the numbers themselves."""
    low, high = making.number("multiflexible_min"), making.number("multiflexible_max")
    step = making.number("multiflexible_step") or 1.0
    if making.is_set("input_boxes"):
        return Limits(min=low, max=high, decimals=decimals_of(step))
    if step != 1:
        making.drop("multiflexible_step", _("Auch Zahlen zwischen den Schritten sind möglich."))
    # LimeSurvey: a lower bound of 1 gives way to an upper bound below it.
    return Limits(
        min=LIST_FROM if low is None else low,
        max=LIST_TO if high is None else high,
        decimals=decimals_of(step),
    )


def _tell_split(making: Making, found: list[QQuestion]) -> None:
    if len(found) > 1:
        making.note(
            _("Mehrere Felder in einer Frage"),
            _("Jedes Feld oder jede Spalte ist hier eine eigene Frage."),
            source=", ".join(question.code for question in found),
        )


# -- words -----------------------------------------------------------------------------------------
def multiple_texts(making: Making) -> list[QQuestion]:
    """Q: a field for words in each row: a question of its own here."""
    text, found = making.text(), []
    for row in making.source.rows:
        code = making.shop.codes.part(making.code, row.code)
        label = making.label(row.texts, row.code)
        found.append(text_of_line(making, code, making.joined(text, label)))
        making.cell(making.names.sub(row), Cell(code))
        making.became(row.code, code)
    _tell_split(making, found)
    return found


def texts(making: Making) -> list[QQuestion]:
    """;, a table of words: a question for each of its fields."""
    text, found = making.text(), []
    for row in making.source.rows:
        for column in making.source.columns:
            code = making.shop.codes.part(making.code, row.code, column.code)
            lines = [making.label(each.texts, each.code) for each in (row, column)]
            found.append(text_of_line(making, code, making.joined(text, *lines)))
            making.cell(making.names.crossing(row, column), Cell(code))
            making.became(row.code, code)
    _tell_split(making, found)
    return found
