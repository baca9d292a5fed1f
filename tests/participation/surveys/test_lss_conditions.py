"""LimeSurvey's relevance, conditions, filters and quotas as conditions of ours."""

from typing import Any

import pytest

from participation.surveys.document.conditions import holds
from participation.surveys.interchange import expressions, lss
from participation.surveys.interchange.expressions import ExpressionError
from participation.surveys.interchange.losses import Imported
from tests.factories.limesurvey import Asked, Line, Lss, asked

pytestmark = pytest.mark.slow

AB = {"A1": "eins", "A2": "zwei"}
ROWS = {"SQ1": "Bus", "SQ2": "Bahn", "SQ3": "Rad"}


def before() -> list[Asked]:
    """What conditions ask for; ids 100, 200, … in this order."""
    return [
        asked("L", "one", answers=AB, other="Y"),
        asked("M", "some", rows=ROWS),
        asked("N", "num"),
        asked("F", "grid", rows=ROWS, answers={"1": "x", "2": "y", "3": "z"}),
        asked("S", "words"),
        asked("D", "day"),
        asked("5", "five"),
        asked("R", "rank", answers=AB),
        asked(":", "box", rows=ROWS, columns=["c"], attributes={"multiflexible_checkbox": "1"}),
        asked("1", "dual", rows=ROWS, answers=[Line("1", "x"), Line("1", "y", 1)]),
        asked("G", "sex"),
        asked("Q", "texts", rows=ROWS),
    ]


def imported_with(*questions: Asked, **page: str) -> Imported:
    return lss.read(Lss().group("Vorn", *before()).group("Hinten", *questions, **page).new())


def condition_of(relevance: str) -> Any:
    imported = imported_with(asked("S", "last", relevance=relevance))
    found = imported.questionnaire.by_code["last"].condition
    return found and found.to_json(), [loss for loss in imported.losses if loss.is_serious]


def compare(question: str, op: str, value: Any = None, row: str = "") -> dict[str, Any]:
    rest = {"row": row} if row else {}
    return {"question": question, **rest, "op": op} | ({} if value is None else {"value": value})


A1 = compare("one", "is", "A1")
BUS, TRAIN = compare("some", "contains", "SQ1"), compare("some", "contains", "SQ2")
SAID: list[tuple[str, Any]] = [
    ('one.NAOK == "A1"', A1),
    ("one.NAOK eq 'A1'", A1),
    ('"A1" == one.NAOK', A1),
    ('((one.NAOK == "A1"))', A1),
    ('282267X1X100.NAOK == "A1"', A1),
    ('Q100.NAOK == "A1"', A1),
    ('one.NAOK == "-oth-"', compare("one", "is", "other")),
    ('one.NAOK != "A1"', {"not": A1}),
    ('one.NAOK == ""', compare("one", "empty")),
    ('one.NAOK != ""', compare("one", "answered")),
    ("is_empty(one.NAOK)", compare("one", "empty")),
    ("!is_empty(one.NAOK)", compare("one", "answered")),
    ("one.NAOK", compare("one", "answered")),
    ('some_SQ1.NAOK == "Y"', BUS),
    ("!is_empty(some_SQ1.NAOK)", BUS),
    ("is_empty(some_SQ1.NAOK)", {"not": BUS}),
    ('282267X1X200SQ2.NAOK == "Y"', TRAIN),
    ('Q200_S202.NAOK == "Y"', TRAIN),
    ('some_SQ1.NAOK == "Y" and some_SQ2.NAOK == "Y"', {"all": [BUS, TRAIN]}),
    ('some_SQ1.NAOK == "Y" || some_SQ2.NAOK == "Y"', {"any": [BUS, TRAIN]}),
    ("count(that.some) > 1", compare("some", "count_at_least", 2)),
    (
        "count(some_SQ1.NAOK, some_SQ2.NAOK, some_SQ3.NAOK) lt 3",
        compare("some", "count_at_most", 2),
    ),
    ("count(some_SQ1.NAOK, some_SQ2.NAOK) >= 1", {"any": [BUS, TRAIN]}),
    ("count(some_SQ1.NAOK, some_SQ2.NAOK) == 2", {"all": [BUS, TRAIN]}),
    ("num > 5", compare("num", "more", 5)),
    ("5 <= num", compare("num", "at_least", 5)),
    ("num.NAOK == 2.5", compare("num", "is", 2.5)),
    (
        "num &gt; 5 &amp;&amp; num &lt; 9",
        {"all": [compare("num", "more", 5), compare("num", "less", 9)]},
    ),
    ('grid_SQ2.NAOK == "3"', compare("grid", "is", "3", "SQ2")),
    ("grid_SQ2.NAOK >= 2", compare("grid", "at_least", 2, "SQ2")),
    ("is_empty(grid_SQ1.NAOK)", compare("grid", "empty", row="SQ1")),
    ("five.NAOK > 3", compare("five", "at_least", 4)),
    ("five.NAOK < 2", compare("five", "at_most", 1)),
    ("!is_empty(words.NAOK)", compare("words", "answered")),
    ("regexMatch('/Bahn/i', words.NAOK)", compare("words", "contains", "Bahn")),
    ('day.NAOK > "2026-01-31"', compare("day", "at_least", "2026-02-01")),
    ('day.NAOK <= "2026-01-31"', compare("day", "at_most", "2026-01-31")),
    ('box_SQ1_c.NAOK == "1"', compare("box", "contains", "c", "SQ1")),
    ('dual_SQ3_1.NAOK == "1"', compare("dual_2", "is", "1", "SQ3")),
    ('sex.NAOK == "F"', compare("sex", "is", "F")),
    ("!is_empty(texts_SQ2.NAOK)", compare("texts_SQ2", "answered")),
    ('if(one.NAOK == "A1", 1, 0)', A1),
    ("1", None),
    ("", None),
]


@pytest.mark.parametrize(("relevance", "expected"), SAID)
def test_relevance_in_all_its_spellings(relevance: str, expected: Any) -> None:
    assert condition_of(relevance) == (expected, [])


OUTSIDE = [
    "num > five",
    "strlen(words) > 3",
    'words.NAOK == "Bahn"',
    'rank_1.NAOK == "A1"',
    "num + 1 > 5",
    "later.NAOK == 1",
    'one.NAOK == "A9"',
    'TOKEN:ATTRIBUTE_1 == "x"',
    "regexMatch('/^a+$/', words)",
    "0",
    "num >",
    "a = 1",
    "(" * 100 + "1" + ")" * 100,
]


@pytest.mark.parametrize("relevance", OUTSIDE)
def test_what_lies_outside_is_kept_as_text_and_the_question_always_shown(relevance: str) -> None:
    condition, serious = condition_of(relevance)
    assert condition is None
    (loss,) = serious
    assert (loss.place, loss.what, loss.source) == ("Frage last", "Bedingung", relevance)
    assert loss.why.endswith("Dieser Teil wird immer gezeigt.")


def test_a_reference_to_a_later_question_is_a_loss() -> None:
    first = asked("S", "first", relevance="later.NAOK > 1")
    survey = Lss().group("Seite", first, asked("N", "later"))
    imported = lss.read(survey.new())
    assert imported.questionnaire.by_code["first"].condition is None
    assert [loss.is_serious for loss in imported.losses] == [True]


def test_without_naok_a_hidden_question_makes_an_expression_false() -> None:
    survey = Lss().group(
        "Seite",
        asked("L", "one", answers=AB),
        asked("L", "two", answers=AB, relevance='one.NAOK == "A1"'),
        asked("S", "strict", relevance='two != "A1"'),
        asked("S", "lax", relevance='two.NAOK != "A1"'),
    )
    questions = lss.read(survey.new()).questionnaire.by_code
    hidden = {"one": "A2"}
    assert not holds(questions["strict"].condition, hidden)
    assert holds(questions["lax"].condition, hidden)
    assert holds(questions["strict"].condition, {"one": "A1", "two": "A2"})


def test_the_relevance_of_a_group_is_that_of_the_page() -> None:
    imported = imported_with(asked("S", "last"), relevance="num > 5")
    condition = imported.questionnaire.pages[1].condition
    assert condition is not None
    assert condition.to_json() == compare("num", "more", 5)


def test_the_relevance_of_a_row_stands_at_the_row() -> None:
    rows = [Line("a", "A"), Line("b", "B", relevance='one.NAOK == "A1"')]
    question = asked("F", "last", rows=rows, answers=AB)
    found = imported_with(question).questionnaire.by_code["last"]
    assert [row.condition and row.condition.to_json() for row in found.rows] == [None, A1]


# -- the table of conditions -----------------------------------------------------------------------------
def test_one_row_of_a_column_all_columns_and_one_scenario_are_enough() -> None:
    survey = Lss().group("Seite", *before(), asked("S", "last"))
    rows = [
        ("100", "282267X1X100", "==", "A1", "1"),
        ("100", "282267X1X100", "==", "A2", "1"),
        ("200", "282267X1X200", "==", "SQ1", "1"),
        ("200", "+282267X1X200SQ2", "==", "Y", "2"),
        ("1100", "282267X1X1100", "==", " ", "2"),
    ]
    for source, column, method, value, scenario in rows:
        values = {"cqid": source, "cfieldname": column, "method": method, "value": value}
        survey.row("conditions", qid="1300", scenario=scenario, **values)
    found = lss.read(survey.old()).questionnaire.by_code["last"].condition
    assert found is not None
    assert found.to_json() == {
        "any": [
            {"all": [{"any": [A1, compare("one", "is", "A2")]}, BUS]},
            {"all": [TRAIN, compare("sex", "empty")]},
        ]
    }


def test_the_table_is_not_asked_where_there_is_a_relevance() -> None:
    last = asked("S", "last", relevance='one.NAOK == "A2"')
    survey = Lss().group("Seite", *before(), last)
    survey.row("conditions", qid="1300", cqid="100", cfieldname="282267X1X100", value="A1")
    found = lss.read(survey.new()).questionnaire.by_code["last"].condition
    assert found is not None
    assert found.to_json() == compare("one", "is", "A2")


@pytest.mark.parametrize(
    ("column", "method", "value"),
    [
        ("{TOKEN:ATTRIBUTE_1}", "==", "x"),
        ("282267X1X100", "==", "@282267X1X300@"),
        ("282267X1X500", "RX", "/^a/"),
    ],
)
def test_rows_that_cannot_be_said_are_told(column: str, method: str, value: str) -> None:
    survey = Lss().group("Seite", *before(), asked("S", "last"))
    survey.row("conditions", qid="1300", cqid="100", cfieldname=column, method=method, value=value)
    imported = lss.read(survey.new())
    (loss,) = [loss for loss in imported.losses if loss.is_serious]
    assert column in loss.source
    assert imported.questionnaire.by_code["last"].condition is None


# -- filters -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "question",
    [
        asked("F", "last", rows=ROWS, answers=AB),
        asked("M", "last", rows=ROWS),
        asked("K", "last", rows=ROWS),
        asked("R", "last", answers=ROWS),
        asked("L", "last", answers=ROWS),
    ],
)
@pytest.mark.parametrize(
    ("name", "wrap"), [("array_filter", False), ("array_filter_exclude", True)]
)
def test_filters_are_conditions_of_lines(question: Asked, name: str, *, wrap: bool) -> None:
    question.attributes = {name: "some"}
    found = imported_with(question).questionnaire.by_code["last"]
    conditions = [
        line.condition and line.condition.to_json() for line in (found.rows or found.options)
    ]
    chosen = [compare("some", "contains", code) for code in ROWS]
    assert conditions == [{"not": each} if wrap else each for each in chosen]


def test_a_filter_by_a_table_asks_for_the_same_row() -> None:
    question = asked("Q", "last", rows=ROWS, attributes={"array_filter": "grid"})
    questions = imported_with(question).questionnaire.by_code
    condition = questions["last_SQ2"].condition
    assert condition is not None
    assert condition.to_json() == compare("grid", "answered", row="SQ2")


def test_a_filter_by_a_question_that_is_not_there_is_a_loss() -> None:
    question = asked("M", "last", rows=ROWS, attributes={"array_filter": "nowhere"})
    (loss,) = [loss for loss in imported_with(question).losses if loss.is_serious]
    assert loss.what == "Filter array_filter"


# -- quotas ----------------------------------------------------------------------------------------------------
def test_quotas_are_conditions_with_a_limit_and_a_text() -> None:
    survey = Lss().group("Seite", *before())
    survey.row("quota", id="7", name="Frauen", qlimit="50", action="1", active="1")
    for question, code in (("1100", "F"), ("200", "SQ1"), ("200", "SQ2")):
        survey.row("quota_members", quota_id="7", qid=question, code=code)
    survey.row(
        "quota_languagesettings",
        quotals_quota_id="7",
        quotals_language="de",
        quotals_message="<p>Danke!</p>",
        quotals_url="https://x.de",
    )
    imported = lss.read(survey.new())
    (quota,) = imported.questionnaire.quotas
    assert (quota.title, quota.limit, quota.text) == ("Frauen", 50, {"de": "Danke!"})
    assert quota.condition.to_json() == {"all": [compare("sex", "is", "F"), {"any": [BUS, TRAIN]}]}
    told = [loss.what for loss in imported.losses if loss.place == "Quote „Frauen“"]
    assert told == ["Weiterleitung"]


@pytest.mark.parametrize(
    "values",
    [{"qlimit": "viele"}, {"active": "0"}, {"member": "999"}, {"member": ""}],
)
def test_quotas_that_make_no_sense_are_told(values: dict[str, str]) -> None:
    survey = Lss().group("Seite", *before())
    member = values.pop("member", "1100")
    row = {"id": "7", "name": "Frauen", "qlimit": "50", "active": "1", **values}
    survey.row("quota", **row)
    if member:
        survey.row("quota_members", quota_id="7", qid=member, code="F")
    imported = lss.read(survey.new())
    assert imported.questionnaire.quotas == ()
    assert [loss.place for loss in imported.losses if loss.is_serious] == ["Quote „Frauen“"]


# -- expressions alone ---------------------------------------------------------------------------------------------
def test_an_expression_is_read_by_precedence() -> None:
    tree = expressions.parse("a or b and !c == 1 + 2 * 3")
    assert isinstance(tree, expressions.Binary)
    assert (tree.sign, tree.right) == ("or", expressions.parse("b and (!c == (1 + (2 * 3)))"))


@pytest.mark.parametrize("text", ["", "a b", "f(", "'", "a ==", "{", "a" * 30_000, "!" * 5_000])
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        expressions.parse(text)
