"""What counts as an answer, through the form and through imports: hostile values for each type."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from participation.surveys.document.questionnaire import (
    LONGEST_TEXT,
    Limits,
    Option,
    QPage,
    QQuestion,
    Questionnaire,
    Row,
    Type,
)
from participation.surveys.document.way import Way, way_through
from participation.surveys.kinds import KINDS, kind_of

pytestmark = pytest.mark.slow

OPTIONS = tuple(Option(code, {"de": code}) for code in ("a", "b", "c"))
ROWS = (Row("r1", {"de": "r1"}), Row("r2", {"de": "r2"}))


def asked(kind: Type, *, required: bool = False, **parts: Any) -> QQuestion:
    return QQuestion("q", kind, {"de": "Frage?"}, {}, required, **parts)


def sent(question: QQuestion, *values: str, **rows: str | list[str]) -> Way:
    """The way of a person on whose only page these values were sent for the question."""
    typed = {"q-q": list(values)} if values else {}
    for row, value in rows.items():
        typed[f"q-q-{row}"] = value if isinstance(value, list) else [value]
    return way_through(only(question), typed)


def only(question: QQuestion) -> Questionnaire:
    return Questionnaire("s", {}, {}, {}, {}, ("de",), 1, (QPage({}, (question,)),))


def answer(question: QQuestion, *values: str, **rows: str | list[str]) -> Any:
    way = sent(question, *values, **rows)
    assert not way.faults[0], way.faults
    return way.answers["q"]


def refuses(question: QQuestion, *values: str, **rows: str | list[str]) -> bool:
    return bool(sent(question, *values, **rows).faults[0])


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
LIST = asked(Type.DROPDOWN, options=OPTIONS)
YES_NO = asked(Type.YES_NO, options=tuple(Option(c, {"de": c}) for c in ("yes", "no", "unsure")))
SCALE = asked(
    Type.SCALE, options=tuple(Option(str(n), {"de": str(n)}, value=n) for n in range(1, 6))
)
CONSENT = asked(Type.CONSENT, options=(Option("yes", {"de": "Ja"}),))
RANKING = asked(Type.RANKING, options=OPTIONS)
BEST_TWO = asked(Type.RANKING, options=OPTIONS, limits=Limits(max=2))
GRID = asked(Type.MATRIX_MULTIPLE, options=OPTIONS, rows=ROWS)
FIGURES = asked(Type.MATRIX_NUMBER, rows=ROWS, limits=Limits(min=0, max=24, decimals=1))
SLIDER = asked(Type.SLIDER, limits=Limits(min=0, max=100, step=5))
DAY = asked(Type.DATE, limits=Limits(earliest="2020-01-01", latest="2026-12-31"))
ALL = [
    SINGLE, SEVERAL, MATRIX, WHOLE, DECIMAL, SHORT, LONG, PLACE, LIST, YES_NO, SCALE, CONSENT,
    RANKING, GRID, FIGURES, SLIDER, DAY,
]  # fmt: skip


# -- nothing said ------------------------------------------------------------------------------
@pytest.mark.parametrize("question", ALL, ids=lambda q: q.type)
def test_nothing_sent_is_none(question: QQuestion) -> None:
    assert answer(question) is None


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.type)
def test_nothing_sent_to_a_required_question_is_refused(question: QQuestion) -> None:
    required = replace(question, is_required=True)
    assert refuses(required)


@pytest.mark.parametrize("blank", ["", "   ", "\u200b\u200b", "\u2060\ufeff", "\r\n\t", "\u202e"])
def test_text_that_nobody_sees_is_no_answer(blank: str) -> None:
    assert answer(LONG, blank) is None
    assert refuses(asked(Type.LONG_TEXT, required=True), blank)


# -- choices -----------------------------------------------------------------------------------
@pytest.mark.parametrize("question", [SINGLE, PLACE, LIST], ids=lambda q: q.type)
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


def test_every_type_has_its_kind() -> None:
    assert set(KINDS) == set(Type)


def test_a_grid_takes_several_choices_for_each_row() -> None:
    assert answer(GRID, r1=["b", "a"]) == {"r1": ["a", "b"], "r2": None}
    assert refuses(GRID, r1=["a", "z"])


def test_numbers_in_rows_are_read_and_bounded_one_by_one() -> None:
    assert answer(FIGURES, r1="7,5", r2="") == {"r1": 7.5, "r2": None}
    assert set(sent(FIGURES, r1="25", r2="acht").faults[0]) == {"q-q-r1", "q-q-r2"}


def test_a_consent_is_given_or_not() -> None:
    assert answer(CONSENT, "yes") == "yes"
    assert refuses(CONSENT, "on")


# -- rankings ----------------------------------------------------------------------------------
def test_a_ranking_is_the_order_of_its_places() -> None:
    assert answer(RANKING, a="2", b="3", c="1") == ["c", "a", "b"]
    assert answer(RANKING, c="1") == ["c"]


@pytest.mark.parametrize(
    "places",
    [{"a": "1", "b": "1"}, {"a": "2"}, {"a": "4"}, {"a": "0"}, {"a": "-1"}, {"a": "1.5"}, {"a": "١٠"},
     {"a": "9" * 5000}],
    ids=lambda places: str(places)[:24],
)  # fmt: skip
def test_places_are_given_once_and_without_gaps(places: dict[str, str]) -> None:
    assert refuses(RANKING, **places)


def test_a_ranking_may_ask_for_the_first_places_only() -> None:
    required = asked(Type.RANKING, options=OPTIONS, limits=Limits(max=2), required=True)
    assert answer(required, b="1", a="2") == ["b", "a"]
    assert refuses(required, b="1")
    assert refuses(BEST_TWO, a="1", b="2", c="3")


# -- days --------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["31.03.2026", "2026-03-31", "31.3.26", " 31.03.2026 "])
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert answer(DAY, text) == "2026-03-31"


@pytest.mark.parametrize(
    "text", ["31.02.2026", "31.12.2019", "01.01.2027", "gestern", "2026", "0" * 999]
)
def test_what_is_no_day_in_the_window_is_refused(text: str) -> None:
    assert refuses(DAY, text)


# -- other words -------------------------------------------------------------------------------
OTHER = asked(Type.SINGLE, options=(*OPTIONS, Option("x", {"de": "Anderes"}, with_text=True)))


def test_words_beside_other_are_kept_only_when_it_was_chosen() -> None:
    typed = {"q-q": ["x"], "other-q": ["  per Boot "]}
    assert way_through(only(OTHER), typed).answers == {"q": "x", "q.other": "per Boot"}
    changed = {**typed, "q-q": ["a"]}
    assert way_through(only(OTHER), changed).answers == {"q": "a", "q.other": None}


# -- numbers -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 12 ", 12), ("1.250", 1250), ("1 250", 1250), ("0", 0), ("١٢٣", 123), ("-0", 0)],
)
def test_whole_numbers_are_read_as_people_write_them(text: str, number: int) -> None:
    assert answer(WHOLE, text) == number


@pytest.mark.parametrize(
    "text",
    ["zwölf", "1,5", "1e3", "0x10", "NaN", "inf", "-1", "5001", "1.25", "9" * 400, "1_000", "--1", "½"],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    assert refuses(WHOLE, text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("3,5", 3.5), ("3.5", 3.5), ("-2,25", -2.25), ("\N{MINUS SIGN}1", -1.0), ("٣٫٥", 3.5)],
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
    faults = sent(SHORT, "x" * 11).faults[0]
    assert "höchstens 10 Zeichen, jetzt sind es 11" in faults["q-q"]


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
        (PLACE, "z"), (RANKING, ["a", "a"]), (RANKING, "a"), (BEST_TWO, ["a", "b", "c"]),
        (GRID, {"r1": "a", "r2": None}), (FIGURES, {"r1": 25, "r2": None}), (DAY, "31.03.2026"),
        (DAY, "2019-01-01"), (DAY, 5), (SCALE, 3), (CONSENT, True), (SLIDER, 101), (WHOLE, 2.5), (WHOLE, 10**400), (DECIMAL, 0.125),
        (LONG, "halb \ud83d"), (DAY, "20260331"), (DAY, "2026-W14-2"), (SINGLE, None), (SEVERAL, [None]),
    ],
)  # fmt: skip
def test_imports_with_the_wrong_shape_are_refused(question: QQuestion, value: Any) -> None:
    with pytest.raises(ValidationError):
        kind_of(question).check(question, value)
