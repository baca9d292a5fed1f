"""What stands against publishing, and the document that comes out."""

from typing import Any

import pytest

from participation.surveys.compiler import Draft, compile_draft, problems_of
from participation.surveys.models import Survey
from participation.surveys.questionnaire import from_json, questionnaire_of, to_json
from tests.factories.surveys import SurveyFactory, both, lines, published, question, survey_with

pytestmark = pytest.mark.django_db
ONLY_GERMAN = {"de": "Nur deutsch"}


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
        ({"privacy": {}}, "Angaben: Datenschutzhinweis fehlt (Deutsch)."),
        (
            {"privacy": both("<p>  </p>") | {"en": "<p></p>"}},
            "Angaben: Datenschutzhinweis fehlt (Englisch).",
        ),
        ({"intro": ONLY_GERMAN}, "Angaben: Einleitung fehlt (Englisch)."),
        ({"title": ONLY_GERMAN}, "Angaben: Titel fehlt (Englisch)."),
        ({"closing": ONLY_GERMAN}, "Angaben: Schlusstext fehlt (Englisch)."),
    ],
)
def test_missing_texts_of_the_survey_are_named(values: dict[str, Any], sentence: str) -> None:
    assert sentence in texts(survey_with(question("single"), **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": ONLY_GERMAN}, "Der Fragetext fehlt (Englisch)."),
        ({"help": ONLY_GERMAN}, "Zu „Nur deutsch“ fehlt die Fassung in Englisch."),
        ({"options": lines("a")}, "Es braucht mindestens zwei Antwortmöglichkeiten."),
        ({"options": [*lines("a"), {"code": "b", "label": ONLY_GERMAN}]}, "Zu „Nur deutsch“"),
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


def test_an_unknown_format_is_refused() -> None:
    document = to_json(compile_draft(Draft.of(survey_with(question("single")))))
    with pytest.raises(ValueError, match="format 2"):
        from_json({**document, "format": 2})


def test_steps_of_a_scale_count_from_one_and_others_stand_outside() -> None:
    scale = question("matrix", options=lines("a", "b", "x", x={"value": None}))
    document = compile_draft(Draft.of(survey_with(scale)))
    values = [option.value for each in document.questions for option in each.options]
    assert values == [1, 2, None]
