"""What counts as an answer, through the form and through imports: hostile values for each type."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from participation.surveys.answers import check
from participation.surveys.forms.answering import PageForm
from participation.surveys.questionnaire import (
    LONGEST_TEXT,
    Limits,
    Option,
    QPage,
    QQuestion,
    Row,
    Type,
)

OPTIONS = tuple(Option(code, {"de": code}) for code in ("a", "b", "c"))
ROWS = (Row("r1", {"de": "r1"}), Row("r2", {"de": "r2"}))


def asked(kind: Type, *, required: bool = False, **parts: Any) -> QQuestion:
    return QQuestion("q", kind, {"de": "Frage?"}, {}, required, **parts)


def sent(question: QQuestion, *values: str, **rows: str) -> PageForm:
    """The form of a page on which these values were sent for the question."""
    data = MultiValueDict({"q-q": list(values)} if values else {})
    for row, value in rows.items():
        data[f"q-q-{row}"] = value
    return PageForm(QPage({}, (question,)), "de", data=data)


def answer(question: QQuestion, *values: str, **rows: str) -> Any:
    form = sent(question, *values, **rows)
    assert form.is_valid(), form.errors
    return form.answers()["q"]


def refuses(question: QQuestion, *values: str, **rows: str) -> bool:
    return not sent(question, *values, **rows).is_valid()


SINGLE = asked(Type.SINGLE, options=OPTIONS)
SEVERAL = asked(
    Type.MULTIPLE,
    options=(*OPTIONS, Option("none", {"de": "keines"}, exclusive=True)),
    limits=Limits(min=1, max=2),
)
MATRIX = asked(Type.MATRIX, options=OPTIONS, rows=ROWS)
WHOLE = asked(Type.NUMBER, limits=Limits(min=0, max=5000))
DECIMAL = asked(Type.NUMBER, limits=Limits(min=-5, max=100, decimals=2))
SHORT = asked(Type.SHORT_TEXT, limits=Limits(max_length=10))
LONG = asked(Type.LONG_TEXT)
PLACE = asked(Type.MUNICIPALITY, options=OPTIONS)
ALL = [SINGLE, SEVERAL, MATRIX, WHOLE, DECIMAL, SHORT, LONG, PLACE]


# -- nothing said ------------------------------------------------------------------------------
@pytest.mark.parametrize("question", ALL, ids=lambda q: q.type)
def test_nothing_sent_is_none(question: QQuestion) -> None:
    assert answer(question) is None


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.type)
def test_nothing_sent_to_a_required_question_is_refused(question: QQuestion) -> None:
    required = QQuestion(**{**vars(question), "is_required": True})
    assert refuses(required)


@pytest.mark.parametrize("blank", ["", "   ", "\u200b\u200b", "\u2060\ufeff", "\r\n\t", "\u202e"])
def test_text_that_nobody_sees_is_no_answer(blank: str) -> None:
    assert answer(LONG, blank) is None
    assert refuses(asked(Type.LONG_TEXT, required=True), blank)


# -- choices -----------------------------------------------------------------------------------
@pytest.mark.parametrize("question", [SINGLE, PLACE], ids=lambda q: q.type)
def test_a_choice_is_one_of_the_options(question: QQuestion) -> None:
    assert answer(question, "b") == "b"
    for unknown in ("z", "A", "a ", "a\x00", "../a", "1' OR '1'='1", "{}", "🚌"):
        assert refuses(question, unknown)


def test_several_values_for_one_choice_leave_the_last() -> None:
    assert answer(SINGLE, "a", "b") == "b"


def test_several_choices_come_in_the_order_of_the_options_and_once() -> None:
    assert answer(SEVERAL, "b", "a", "b") == ["a", "b"]


@pytest.mark.parametrize(
    "chosen", [("a", "b", "c"), ("a", "none"), ("a", "z"), ("a" * 10_000,)], ids=str
)
def test_several_choices_keep_their_limits(chosen: tuple[str, ...]) -> None:
    assert refuses(SEVERAL, *chosen)


def test_a_matrix_takes_some_rows_and_keeps_the_others_open() -> None:
    assert answer(MATRIX, r1="a") == {"r1": "a", "r2": None}
    assert refuses(MATRIX, r1="z")


def test_a_required_matrix_wants_every_row() -> None:
    required = asked(Type.MATRIX, options=OPTIONS, rows=ROWS, required=True)
    assert refuses(required, r1="a")
    assert answer(required, r1="a", r2="c") == {"r1": "a", "r2": "c"}


# -- numbers -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" 12 ", 12), ("1.250", 1250), ("1 250", 1250), ("0", 0)]
)
def test_whole_numbers_are_read_as_people_write_them(text: str, number: int) -> None:
    assert answer(WHOLE, text) == number


@pytest.mark.parametrize(
    "text",
    ["zwölf", "1,5", "1e3", "0x10", "NaN", "inf", "-1", "5001", "٣", "1.25", "9" * 400, "1_000", "--1", "½"],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    assert refuses(WHOLE, text)


@pytest.mark.parametrize(
    ("text", "number"), [("3,5", 3.5), ("3.5", 3.5), ("-2,25", -2.25), ("\N{MINUS SIGN}1", -1.0)]
)
def test_decimals_take_comma_and_point(text: str, number: float) -> None:
    assert answer(DECIMAL, text) == number
    with override("en"):
        assert answer(DECIMAL, text) == number


@pytest.mark.parametrize("text", ["3,555", "1.000,5", "nan", "100,01", ","])
def test_what_is_no_decimal_is_refused(text: str) -> None:
    assert refuses(DECIMAL, text)


# -- texts -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "Mehr Busse 🚌👩‍👩‍👧",
        "مرحبا بالعالم",
        "\u202eumgedreht\u202c",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "ein\u200bwort",
        "'; DROP TABLE response; --",
    ],
)
def test_strange_texts_are_kept_as_they_are(text: str) -> None:
    assert answer(LONG, text) == text


def test_line_breaks_count_as_one_character() -> None:
    assert answer(SHORT, "12345\r\n789") == "12345\n789"
    assert answer(SHORT, "1234\r\n67890") == "1234\n67890"


def test_a_text_that_is_too_long_is_refused_with_both_numbers() -> None:
    form = sent(SHORT, "x" * 11)
    assert not form.is_valid()
    assert "höchstens 10 Zeichen, jetzt sind es 11" in str(form.errors["q-q"])


def test_no_text_is_longer_than_the_product_stores() -> None:
    boundless = asked(Type.LONG_TEXT, limits=Limits(max_length=10**9))
    assert boundless.longest == LONGEST_TEXT
    assert refuses(boundless, "x" * (LONGEST_TEXT + 1))


def test_a_zero_byte_is_refused() -> None:
    assert refuses(LONG, "a\x00b")


# -- the same rules for imports ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "value"),
    [
        (SINGLE, ["a"]), (SINGLE, {"a": 1}), (SINGLE, 1), (SEVERAL, "a"), (SEVERAL, []),
        (SEVERAL, ["a", "a"]), (SEVERAL, [["a"]]), (MATRIX, {"r1": "a"}), (MATRIX, "a"),
        (MATRIX, {"r1": "a", "r2": "z"}), (WHOLE, "12"), (WHOLE, True), (WHOLE, float("nan")),
        (WHOLE, float("inf")), (WHOLE, -1), (LONG, ""), (LONG, "  "), (LONG, 5), (LONG, "a\x00"),
        (PLACE, "z"),
    ],
)  # fmt: skip
def test_imports_with_the_wrong_shape_are_refused(question: QQuestion, value: Any) -> None:
    with pytest.raises(ValidationError):
        check(question, value)
