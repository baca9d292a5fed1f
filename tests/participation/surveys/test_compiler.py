"""What stands against publishing, and the document that comes out."""

from typing import Any

import pytest

from participation.surveys.document.questionnaire import questionnaire_of, to_json
from participation.surveys.drafts.compiler import Draft, compile_draft, problems_of
from participation.surveys.models import Survey
from tests.factories.surveys import SurveyFactory, both, lines, published, question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ONLY_ENGLISH = {"en": "Only English"}


def texts(survey: Survey) -> list[str]:
    return [problem.text for problem in problems_of(Draft.of(survey))]


def test_a_complete_draft_has_no_problem() -> None:
    kinds = ["single", "multiple", "matrix", "number", "short_text", "long_text", "municipality"]
    assert texts(survey_with([question(kind) for kind in kinds])) == []


def test_a_draft_without_questions_says_so() -> None:
    assert texts(SurveyFactory()) == ["Die Umfrage hat noch keine Fragen."]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"privacy": {}}, "Angaben: Datenschutzhinweis fehlt."),
        ({"privacy": {"de": "<p>  </p>", "en": "Yes"}}, "Angaben: Datenschutzhinweis fehlt."),
        ({"intro": ONLY_ENGLISH}, "Angaben: Einleitung fehlt."),
        ({"title": ONLY_ENGLISH}, "Angaben: Titel fehlt."),
        ({"closing": ONLY_ENGLISH}, "Angaben: Schlusstext fehlt."),
    ],
)
def test_missing_texts_of_the_survey_are_named(values: dict[str, Any], sentence: str) -> None:
    assert sentence in texts(survey_with(question("single"), **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": ONLY_ENGLISH}, "Der Fragetext fehlt."),
        ({"help": ONLY_ENGLISH}, "Zu „Only English“ fehlt der deutsche Text."),
        ({"options": lines("a")}, "Es braucht mindestens zwei Antwortmöglichkeiten."),
        ({"options": [*lines("a"), {"code": "b", "label": ONLY_ENGLISH}]}, "Zu „Only English“"),
        ({"options": lines("a", "a")}, "Das Kürzel „a“ ist doppelt vergeben."),
        ({"options": lines("a", "b-c")}, "Das Kürzel „b-c“ ist ungültig."),
        ({"code": "mit-strich"}, "Das Kürzel darf nur"),
    ],
)  # fmt: skip
def test_problems_of_a_question_name_it_and_lead_to_it(
    values: dict[str, Any], sentence: str
) -> None:
    survey = survey_with(question("single", "q1") | values)
    problem = problems_of(Draft.of(survey))[0]
    assert sentence in problem.text
    assert problem.question == survey.questions.get()


def test_codes_that_differ_only_in_case_are_the_same_code() -> None:
    found = texts(survey_with([question("single", "ort"), question("single", "Ort")]))
    assert len([text for text in found if "doppelt" in text]) == 2


def test_a_survey_in_german_only_needs_no_english() -> None:
    german = question("single", text={"de": "Frage?"}, options=[
        {"code": "a", "label": {"de": "A"}}, {"code": "b", "label": {"de": "B"}},
    ])  # fmt: skip
    survey = survey_with(
        german,
        languages=["de"],
        title={"de": "T"},
        intro={"de": "E"},
        privacy={"de": "D"},
        closing={},
    )
    survey.pages.update(title={"de": "Seite"})
    assert texts(survey) == []


def test_the_document_survives_writing_and_reading() -> None:
    limited = question("number", limits={"min": 0, "max": 9.5, "decimals": 1, "unit": both("km")})
    version = published([question("matrix"), question("multiple"), limited])
    version.refresh_from_db()
    assert to_json(questionnaire_of(version)) == version.schema


def test_steps_of_a_scale_count_from_one_and_others_stand_outside() -> None:
    scale = question("matrix", options=lines("a", "b", "x", x={"value": None}))
    document = compile_draft(Draft.of(survey_with(scale)))
    values = [option.value for each in document.questions for option in each.options]
    assert values == [1, 2, None]


# -- what may refer to what --------------------------------------------------------------------
def when(code: str, op: str = "is", value: Any = "a", **row: str) -> dict[str, Any]:
    return {"question": code, "op": op, "value": value, **row}


@pytest.mark.behaviour("Q2")
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"condition": when("later")}, "Die Frage „later“ kommt erst später"),
        (
            {"condition": when("here")},
            "Die Frage „here“ kommt erst später oder an derselben Stelle",
        ),
        ({"condition": when("nowhere")}, "Die Frage „nowhere“ gibt es nicht."),
        ({"condition": when("first", value="z")}, "Die Frage „first“ hat keine Antwort „z“."),
        ({"condition": when("first", "at_least", 1)}, "lässt sich so nicht fragen"),
        ({"condition": when("grid", row="r9")}, "Die Frage „grid“ hat diese Zeile nicht."),
        ({"condition": {"all": []}}, "Die Bedingung ist nicht lesbar"),
        (
            {"options": lines("a", "b", b={"condition": when("later")})},
            "Zeile „Text b“: Die Frage „later“",
        ),
        ({"text": both("Warum {{later}}?")}, "Die Frage „later“ kommt erst später"),
        (
            {"condition": {"any": [when("first"), {"not": when("nowhere")}]}},
            "Die Frage „nowhere“ gibt es nicht.",
        ),
    ],
)
def test_what_looks_ahead_is_refused_with_its_place(values: dict[str, Any], sentence: str) -> None:
    survey = survey_with(
        [question("single", "first"), question("matrix", "grid")],
        [question("single", "here", **values), question("single", "later")],
    )
    (found,) = problems_of(Draft.of(survey))
    assert found.question is not None
    assert found.text.startswith(f"Frage „{found.question.name}“: ")
    assert sentence in found.text
    assert found.question.code == "here"


@pytest.mark.behaviour("Q2")
def test_a_page_may_not_wait_for_its_own_questions() -> None:
    survey = survey_with(question("single", "first"), question("single", "own"))
    survey.pages.filter(position=2).update(condition=when("own"))
    assert texts(survey) == ["Seite 2: Die Frage „own“ kommt erst später oder an derselben Stelle."]
    survey.pages.filter(position=2).update(condition=when("first"))
    assert texts(survey) == []


def test_a_calculated_value_needs_numbers_that_came_before() -> None:
    formula = {"op": "sum", "questions": ["n", "word", "later"]}
    survey = survey_with(
        [question("number", "n"), question("short_text", "word")],
        [question("calculated", "total", formula=formula), question("number", "later")],
    )
    assert [text.partition(": ")[2] for text in texts(survey)] == [
        "Mit der Antwort auf „word“ lässt sich nicht rechnen.",
        "Die Frage „later“ kommt erst später oder an derselben Stelle.",
    ]
