"""LimeSurvey's .lss: three generations, one structure; every type; the columns of its tables."""

import pytest

from participation.surveys.document.questionnaire import QQuestion, Type, to_json
from participation.surveys.interchange import lss
from participation.surveys.interchange.losses import Imported
from tests.factories.limesurvey import Asked, Line, Lss, asked

pytestmark = pytest.mark.slow

AB = {"A1": "eins", "A2": "zwei"}
ROWS = {"SQ001": "Bus", "SQ002": "Bahn"}


def read(*questions: Asked, languages: tuple[str, ...] = ("de",)) -> Imported:
    return lss.read(Lss(*languages).group("Seite", *questions).new())


def only(*questions: Asked) -> QQuestion:
    (found,) = read(*questions).questionnaire.questions
    return found


# -- generations -------------------------------------------------------------------------------------
def whole_survey() -> Lss:
    survey = Lss("de", "en", datestamp="Y", expires="2026-12-31 00:00:00")
    survey.texts |= {"surveyls_welcometext": {"de": "<p>Hallo</p>", "en": "<p>Hello</p>"}}
    two = {"de": "Wo & wann?", "en": "Where & when?"}
    survey.group(
        {"de": "Eins", "en": "One"},
        asked(
            "L",
            "Q1",
            two,
            answers={"A1": {"de": "hier", "en": "here"}, "A2": "dort"},
            attributes={"display_columns": "2"},
            other="Y",
        ),
        asked("M", "Q2", two, rows=ROWS, attributes={"exclude_all_others": "SQ002"}),
    )
    survey.group(
        {"de": "Zwei", "en": "Two"},
        asked("F", "Q3", two, rows=ROWS, answers=AB, relevance='Q1.NAOK == "A1"'),
        asked("N", "Q4", attributes={"suffix": {"de": "km", "en": "km"}}, mandatory="Y"),
        relevance='Q2_SQ001.NAOK == "Y"',
    )
    return survey


@pytest.mark.behaviour("Q30")
def test_the_same_survey_saved_by_three_generations_is_the_same_questionnaire() -> None:
    survey = whole_survey()
    old, new, seven = (lss.read(data) for data in (survey.old(), survey.new(), survey.seven()))
    assert to_json(old.questionnaire) == to_json(new.questionnaire) == to_json(seven.questionnaire)
    assert old.losses == new.losses == seven.losses
    assert old.columns == new.columns == seven.columns
    questionnaire = new.questionnaire
    assert questionnaire.languages == ("de", "en")
    assert questionnaire.intro == {"de": "<p>Hallo</p>", "en": "<p>Hello</p>"}
    assert [page.title["en"] for page in questionnaire.pages] == ["One", "Two"]
    assert [q.code for q in questionnaire.questions] == ["Q1", "Q2", "Q3", "Q4"]
    assert [o.code for o in questionnaire.by_code["Q1"].options] == ["A1", "A2", "other"]


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("column", "sub"), [("282267X1X100", "SQ002"), ("Q100", "SQ002"), ("+Q100_S102", "Y")]
)
def test_conditions_name_columns_as_their_generation_does(column: str, sub: str) -> None:
    survey = Lss().group("Seite", asked("M", "Q1", rows=ROWS), asked("S", "Q2"))
    survey.row(
        "conditions", qid="200", cqid="100", cfieldname=column, method="==", value=sub, scenario="1"
    )
    found = lss.read(survey.new()).questionnaire.by_code["Q2"].condition
    assert found is not None
    assert found.to_json() == {"question": "Q1", "op": "contains", "value": "SQ002"}


@pytest.mark.behaviour("Q30")
def test_tables_that_limesurvey_forgot_to_close_stand_inside_each_other() -> None:
    survey = whole_survey().new().decode()
    name = "<answers><fields/><rows>"
    start = survey.index(name)
    end = survey.index("</answers>", start)
    rows, rest = survey[start : end - len("</rows>")], survey[end + len("</answers>") :]
    body, tail = rest.rsplit("</document>", 1)
    nested = f"{survey[:start]}{rows}{body}</rows></answers></document>{tail}"
    assert to_json(lss.read(nested.encode()).questionnaire) == to_json(
        lss.read(whole_survey().new()).questionnaire
    )


def test_a_broken_up_end_of_cdata_is_mended() -> None:
    assert only(asked("X", "Q1", "a ]] > b")).text["de"] == "a ]]> b"


def test_settings_that_are_inherited_say_nothing() -> None:
    survey = Lss(anonymized="I", format="I", expires=None).group("S", asked("S", "Q1"))
    assert lss.read(survey.new()).losses == ()


# -- types -------------------------------------------------------------------------------------------
TYPES = [
    (asked("L", "q", answers=AB), [Type.SINGLE]),
    (asked("!", "q", answers=AB), [Type.DROPDOWN]),
    (asked("O", "q", answers=AB), [Type.SINGLE, Type.LONG_TEXT]),
    (asked("M", "q", rows=ROWS), [Type.MULTIPLE]),
    (asked("P", "q", rows=ROWS), [Type.MULTIPLE, Type.SHORT_TEXT, Type.SHORT_TEXT]),
    (asked("F", "q", rows=ROWS, answers=AB), [Type.MATRIX]),
    (asked("H", "q", rows=ROWS, answers=AB), [Type.MATRIX]),
    (asked("A", "q", rows=ROWS), [Type.MATRIX]),
    (asked("B", "q", rows=ROWS), [Type.MATRIX]),
    (asked("C", "q", rows=ROWS), [Type.MATRIX]),
    (asked("E", "q", rows=ROWS), [Type.MATRIX]),
    (asked("1", "q", rows=ROWS, answers=[*AB, Line("B1", "b", 1)]), [Type.MATRIX, Type.MATRIX]),
    (asked(":", "q", rows=ROWS, columns=["x", "y"]), [Type.MATRIX_NUMBER] * 2),
    (asked(";", "q", rows=ROWS, columns=["x", "y"]), [Type.SHORT_TEXT] * 4),
    (asked("S", "q"), [Type.SHORT_TEXT]),
    (asked("T", "q"), [Type.LONG_TEXT]),
    (asked("U", "q"), [Type.LONG_TEXT]),
    (asked("Q", "q", rows=ROWS), [Type.SHORT_TEXT, Type.SHORT_TEXT]),
    (asked("N", "q"), [Type.NUMBER]),
    (asked("K", "q", rows=ROWS), [Type.MATRIX_NUMBER]),
    (asked("5", "q"), [Type.SCALE]),
    (asked("Y", "q"), [Type.SINGLE]),
    (asked("G", "q"), [Type.SINGLE]),
    (asked("I", "q"), []),
    (asked("R", "q", answers=AB), [Type.RANKING]),
    (asked("D", "q"), [Type.DATE]),
    (asked("X", "q"), [Type.DISPLAY]),
    (asked("*", "q", "{sum(n.NAOK)}"), [Type.CALCULATED]),
    (asked("|", "q"), []),
]


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(("question", "kinds"), TYPES, ids=[asked.type for asked, _ in TYPES])
def test_each_of_the_29_types_becomes_something_or_is_told_as_lost(
    question: Asked, kinds: list[Type]
) -> None:
    imported = read(asked("N", "n"), question)
    assert [each.type for each in imported.questionnaire.questions][1:] == kinds
    assert kinds or imported.losses


def test_there_are_29_types() -> None:
    assert len({asked.type for asked, _kinds in TYPES}) == 29


def test_fixed_answers_keep_the_codes_of_published_tables() -> None:
    codes = {kind: [o.code for o in only(asked(kind, "q")).options] for kind in "YG5"}
    assert codes == {"Y": ["Y", "N"], "G": ["F", "M"], "5": ["1", "2", "3", "4", "5"]}
    steps = {kind: only(asked(kind, "q", rows=ROWS)).options for kind in "ABCE"}
    assert [len(options) for options in steps.values()] == [5, 10, 3, 3]
    assert [o.code for o in steps["C"]] == ["Y", "U", "N"]
    assert [o.value for o in steps["A"]] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert {o.value for o in steps["E"]} == {None}


def test_a_table_of_boxes_is_a_multiple_choice_in_rows() -> None:
    found = only(
        asked(":", "q", rows=ROWS, columns=["x", "y"], attributes={"multiflexible_checkbox": "1"})
    )
    assert (found.type, [o.code for o in found.options]) == (Type.MATRIX_MULTIPLE, ["x", "y"])


def test_a_table_of_numbers_with_one_row_is_turned() -> None:
    found = only(asked(":", "q", rows={"a": "Jahr"}, columns=["x", "y"]))
    assert (found.type, [row.code for row in found.rows]) == (Type.MATRIX_NUMBER, ["x", "y"])
    assert (found.limits.min, found.limits.max) == (1.0, 10.0)


def test_settings_of_questions_come_along() -> None:
    multiple = only(
        asked(
            "M",
            "q",
            rows=["a", "b", "c"],
            other="Y",
            mandatory="Y",
            attributes={
                "min_answers": "1",
                "max_answers": "2",
                "exclude_all_others": "b;c",
                "random_order": "1",
                "other_replace_text": {"de": "Anderes"},
            },
        )
    )
    assert (multiple.limits.min, multiple.limits.max) == (1.0, 2.0)
    assert [o.code for o in multiple.options if o.exclusive] == ["b", "c"]
    assert (multiple.is_shuffled, multiple.is_required) == (True, True)
    assert (multiple.options[-1].label["de"], multiple.options[-1].with_text) == ("Anderes", True)
    number = only(
        asked(
            "N",
            "q",
            attributes={
                "min_num_value_n": "1",
                "max_num_value_n": "9,5",
                "suffix": {"de": "km"},
                "num_value_int_only": "1",
            },
        )
    ).limits
    assert (number.min, number.max, number.decimals, number.unit) == (1.0, 9.5, 0, {"de": "km"})
    day = only(asked("D", "q", attributes={"date_min": "1990", "date_max": "2030-06-30"})).limits
    assert (day.earliest, day.latest) == ("1990-01-01", "2030-06-30")
    assert only(asked("S", "q", attributes={"maximum_chars": "40"})).limits.max_length == 40
    ranking = only(asked("R", "q", answers=["a", "b", "c"], attributes={"max_answers": "2"}))
    assert ranking.limits.max == 2.0


# -- codes, columns ------------------------------------------------------------------------------------
def test_codes_that_do_not_fit_are_changed_told_and_rewritten_everywhere() -> None:
    imported = read(
        asked("L", "1a", answers={"-1": "ja", "b c": "nein"}),
        asked("S", "1A", relevance='1a.NAOK == "A1" or QQ.NAOK == "-1"'),
        asked("S", "frage", relevance='282267X1X100.NAOK == "-1"'),
    )
    first, second, third = imported.questionnaire.questions
    assert (first.code, second.code) == ("q1a", "q1A_2")
    assert [o.code for o in first.options] == ["_1", "b_c"]
    assert third.condition is not None
    assert third.condition.to_json() == {"question": "q1a", "op": "is", "value": "_1"}
    assert imported.values["q1a"] == {"-1": "_1", "b c": "b_c"}
    assert imported.columns["1a"] == "q1a"
    assert sum("Kürzel" in loss.what for loss in imported.losses) == 4


COLUMNS = {
    "L[other]": "L-text",
    "L_other": "L-text",
    "O[comment]": "O_comment",
    "Ocomment": "O_comment",
    "M[SQ001]": "M.SQ001",
    "282267X1X300SQ001": "M.SQ001",
    "Q300_S301": "M.SQ001",
    "M[other]": "M-text",
    "Q300_Cother": "M-text",
    "P[SQ001comment]": "P_SQ001_c",
    "Q400_S401_Ccomment": "P_SQ001_c",
    "F[SQ002]": "F.SQ002",
    "D1[SQ001][1]": "D1.SQ001",
    "D1[SQ001][2]": "D1_2.SQ001",
    "282267X1X600SQ001#1": "D1_2.SQ001",
    "Q600_S601#0": "D1.SQ001",
    "Z[SQ001_x]": "Z.SQ001",
    "Z[SQ002_y]": "Z_y.SQ002",
    "Q700_S701_S703": "Z.SQ001",
    "W[SQ001_x]": "W.SQ001.x",
    "R[1]": "R#1",
    "R_2": "R#2",
}


def test_every_column_of_their_tables_leads_to_ours_under_each_of_its_names() -> None:
    imported = read(
        asked("L", "L", answers=AB, other="Y"),
        asked("O", "O", answers=AB),
        asked("M", "M", rows=ROWS, other="Y"),
        asked("P", "P", rows=ROWS),
        asked("F", "F", rows=ROWS, answers=AB),
        asked("1", "D1", rows=ROWS, answers=[*AB, Line("B1", "b", 1)]),
        asked(":", "Z", rows=ROWS, columns=["x", "y"]),
        asked(":", "W", rows=ROWS, columns=["x", "y"], attributes={"multiflexible_checkbox": "1"}),
        asked("R", "R", answers=AB),
    )
    assert {name: imported.columns.get(name) for name in COLUMNS} == COLUMNS
    assert imported.values["L"] == {"-oth-": "other"}
    assert imported.values["M.SQ001"] == {"Y": "1"}
