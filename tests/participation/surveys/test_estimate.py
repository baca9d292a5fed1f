"""How long a questionnaire takes, and what people are told about it."""

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.checks.estimate import estimated, length_findings, seconds_of
from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import Question, Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import question, survey_with

pytestmark = pytest.mark.django_db
WORDS = {"de": "eins zwei drei vier fünf sechs"}


def test_reading_takes_a_third_of_a_second_for_each_word() -> None:
    bare = Question(type=Type.SINGLE, text={"de": ""}, options=[])
    read = Question(type=Type.SINGLE, text=WORDS, options=[{"code": "a", "label": WORDS}])
    assert seconds_of(read) - seconds_of(bare) == pytest.approx(4)


def test_each_row_of_a_matrix_is_an_answer() -> None:
    rows = [{"code": str(number), "label": {}} for number in range(5)]
    matrix = Question(type=Type.MATRIX, text={}, rows=rows)
    assert seconds_of(matrix) == 20


@pytest.mark.parametrize("kind", Type.values)
def test_every_type_takes_its_time(kind: str) -> None:
    assert seconds_of(Question(type=kind, text={}, rows=[{"code": "r", "label": {}}])) >= 0


def test_what_stands_under_a_condition_counts_half() -> None:
    condition = {"question": "a", "op": "answered"}
    always = survey_with([question("number", "a"), question("long_text", "b")])
    seldom = survey_with([question("number", "a"), question("long_text", "b", condition=condition)])
    whole, part = estimated(Draft.of(always)), estimated(Draft.of(seldom))
    text = seconds_of(always.questions.get(code="b"))
    assert whole.seconds - part.seconds == pytest.approx(text / 2)
    assert (whole.questions, part.questions) == (2, 2)


def test_texts_to_read_are_no_questions_and_empty_pages_take_no_time() -> None:
    survey = survey_with([], [question("display"), question("calculated"), question("date")])
    assert estimated(Draft.of(survey)).questions == 1
    assert estimated(Draft.of(survey_with([]))).seconds == 0


def found(survey: Survey) -> set[str]:
    return {finding.code for finding in length_findings(Draft.of(survey))}


def test_more_than_thirty_questions_or_ten_minutes_are_too_many() -> None:
    thirty = [question("yes_no", f"q{number}") for number in range(30)]
    assert found(survey_with(thirty, minutes=3)) == set()
    assert found(survey_with([*thirty, question("yes_no", "last")], minutes=3)) == {"too_long"}
    texts = [question("long_text", f"q{number}") for number in range(14)]
    assert found(survey_with(texts, minutes=11)) == {"too_long"}


@pytest.mark.parametrize(("told", "codes"), [(3, set()), (1, {"minutes"}), (9, {"minutes"})])
def test_people_are_told_about_the_estimated_time(told: int, codes: set[str]) -> None:
    survey = survey_with([question("long_text", f"q{n}") for n in range(3)], minutes=told)
    assert estimated(Draft.of(survey)).minutes == 3
    assert found(survey) == codes


def test_an_empty_draft_is_not_called_short() -> None:
    assert found(survey_with([], minutes=60)) == set()


def test_the_estimate_is_taken_over(client_as: ClientAs, editor: User) -> None:
    survey = survey_with([question("long_text", f"q{n}") for n in range(3)], minutes=20)
    client: Client = client_as(editor)
    assert "Geschätzte Dauer übernehmen" in client.get(edit(survey)).content.decode()
    client.post(reverse("surveys:take_minutes", args=[survey.slug]))
    survey.refresh_from_db()
    assert survey.minutes == 3
    assert "Geschätzte Dauer übernehmen" not in client.get(edit(survey)).content.decode()


def edit(survey: Survey) -> str:
    return reverse("surveys:edit", args=[survey.slug])
