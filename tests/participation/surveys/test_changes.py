"""What is different between two versions, and what is noted of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.surveys import actions, queries
from participation.surveys.document.changes import Change, changes_between, changes_of
from participation.surveys.document.questionnaire import QPage, questionnaire_of
from participation.surveys.models import Response, Survey, SurveyVersion
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.surveys import lines, published, question, respond, survey_with

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


@pytest.fixture
def first() -> SurveyVersion:
    return published(
        [question("single", "weg"), question("matrix", "orte")],
        [question("number", "alter"), question("long_text", "wunsch")],
    )


def republish(survey: Survey) -> SurveyVersion:
    return actions.publish_survey(survey=survey, by=None, at=LATER)


def change(survey: Survey, code: str, **values: Any) -> None:
    asked = survey.questions.get(code=code)
    actions.change_question(question=asked, by=None, **values)


def said(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(each.kind, each.thing, each.name) for each in changes]


# -- wording and structure ---------------------------------------------------------------------
@pytest.mark.behaviour("Q11")
def test_a_correction_of_the_wording_is_noted_word_by_word_and_counted_together(
    first: SurveyVersion,
) -> None:
    old = respond(first, {"weg": "a"})
    asked = first.survey.questions.get(code="weg")
    change(first.survey, "weg", text={**asked.text, "de": "Frage Weg?"})
    second = republish(first.survey)
    assert changes_of(second) == [
        Change("wording", "question", "weg", "", "text", "de", "Frage weg?", "Frage Weg?")
    ]
    respond(second, {"weg": "b"})
    assert Response.objects.get(pk=old.pk).version == first
    (result,) = [
        each
        for each in queries.survey_results(first.survey, language="de").questions
        if each.code == "weg"
    ]
    assert result.answered == 2
    noted = AuditEntry.objects.filter(verb="publish_survey").first()
    assert noted is not None
    assert noted.changes == {"version": 2, "wordings": 1, "structure": 0}


@pytest.mark.behaviour("Q11")
def test_after_the_first_response_a_change_of_structure_is_a_new_version(
    first: SurveyVersion,
) -> None:
    answered = respond(first, {"weg": "a"})
    asked_before = first.schema
    change(first.survey, "weg", options=lines("a", "b", "c", "d"))
    second = republish(first.survey)
    assert said(changes_of(second)) == [("added", "option", "d")]
    first.refresh_from_db()
    answered.refresh_from_db()
    assert (answered.version, answered.answers) == (first, {"weg": "a"})
    assert first.schema == asked_before


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"is_required": True}, ("required", "question", "weg")),
        ({"is_shuffled": True}, ("shuffled", "question", "weg")),
        ({"options": lines("a", "b")}, ("removed", "option", "c")),
        ({"options": lines("c", "a", "b")}, ("moved", "option", "c")),
        ({"options": lines("a", "b", "c", c={"with_text": True})}, ("marks", "option", "c")),
        ({"type": "dropdown"}, ("type", "question", "weg")),
        ({"help": {"de": "Neu", "en": "New"}}, ("wording", "question", "weg")),
    ],
)
def test_each_change_of_a_question_is_told(
    first: SurveyVersion, values: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    change(first.survey, "weg", **values)
    assert expected in said(changes_of(republish(first.survey)))


def test_limits_conditions_and_formulas_are_told_in_words(first: SurveyVersion) -> None:
    change(first.survey, "alter", limits={"min": 0, "max": 120})
    wish = first.survey.questions.get(code="wunsch")
    condition = {"question": "weg", "op": "is", "value": "a"}
    actions.set_condition(thing=wish, condition=condition, by=None)
    limits, condition_change = changes_of(republish(first.survey))
    assert (limits.old, limits.new) == ("keine", "mindestens 0, höchstens 120")
    assert condition_change.kind == "condition"
    assert "Text a" in condition_change.new


def test_an_added_a_removed_and_a_moved_question_are_told(first: SurveyVersion) -> None:
    survey = first.survey
    actions.delete_question(question=survey.questions.get(code="alter"), by=None)
    new = question("short_text", "ort")
    actions.add_question(page=survey.pages.all()[0], by=None, **new)
    actions.move_question(question=survey.questions.get(code="orte"), step=-1, by=None)
    told = said(changes_of(republish(survey)))
    assert ("removed", "question", "alter") in told
    assert ("added", "question", "ort") in told
    moved = [name for kind, _thing, name in told if kind == "moved"]
    assert len(moved) == 1
    assert moved[0] in ("weg", "orte")


def test_pages_are_recognised_by_their_questions(first: SurveyVersion) -> None:
    old = questionnaire_of(first)
    one, two = old.pages
    renamed = replace(one, title={"de": "Neuer Titel", "en": "New title"})
    turned = replace(old, pages=(two, renamed))
    told = changes_between(old, turned)
    assert [each.kind for each in told if each.thing == "page"].count("moved") == 1
    assert {each.language for each in told if each.is_wording} == {"de", "en"}
    assert not [each for each in told if each.kind in ("added", "removed")]

    added = replace(old, pages=(*old.pages, QPage({"de": "Drei"}, ())))
    assert said(changes_between(old, added)) == [("added", "page", "Drei")]
    assert said(changes_between(added, old)) == [("removed", "page", "Drei")]


def test_a_language_that_comes_is_one_change_and_no_rewording(first: SurveyVersion) -> None:
    old = questionnaire_of(first)
    told = changes_between(replace(old, languages=("de",)), old)
    assert said(told) == [("languages", "survey", "")]
    assert not told[0].is_structure


def test_the_same_questionnaire_has_no_changes(first: SurveyVersion) -> None:
    assert changes_between(questionnaire_of(first), questionnaire_of(first)) == []


# -- the pages ---------------------------------------------------------------------------------
def url(name: str, survey: Survey, **more: Any) -> str:
    return reverse(f"surveys:{name}", kwargs={"slug": survey.slug, **more})


def test_before_publishing_the_page_says_whether_only_words_change(
    editing: Client, first: SurveyVersion
) -> None:
    assert "Der Entwurf ist gleich" in editing.get(url("publish", first.survey)).content.decode()
    asked = first.survey.questions.get(code="weg")
    new = {"de": "Welcher <b>Weg</b>?", "en": "Which way?"}
    change(first.survey, "weg", text=new)
    text = editing.get(url("publish", first.survey)).content.decode()
    assert "Der Aufbau bleibt gleich" in text
    assert "&lt;b&gt;" in text
    assert "<b>Weg" not in text
    change(first.survey, "weg", is_required=not asked.is_required)
    assert "Der Aufbau ändert sich" in editing.get(url("publish", first.survey)).content.decode()


def test_the_list_names_person_sum_responses_and_changes(
    editing: Client, editor: User, first: SurveyVersion
) -> None:
    respond(first, {"weg": "a"})
    change(first.survey, "weg", is_required=True)
    second = actions.publish_survey(survey=first.survey, by=editor, at=LATER)
    text = editing.get(url("versions", first.survey)).content.decode()
    assert second.snapshot.sha256 in text
    assert str(editor) in text
    assert "Frage „weg“</strong>: Pflichtfrage" in text
    assert "Die erste Fassung." in text


def test_the_list_asks_the_same_number_of_queries_for_one_and_three_versions(
    editing: Client, first: SurveyVersion
) -> None:
    counts = []
    for _round in range(3):
        with CaptureQueriesContext(connection) as asked:
            editing.get(url("versions", first.survey))
        counts.append(len(asked))
        before = first.survey.questions.get(code="weg")
        change(first.survey, "weg", text={**before.text, "de": f"{before.text['de']}?"})
        republish(first.survey)
    assert len(set(counts)) == 1


def test_a_version_is_read_in_each_language_and_taken_along(
    editing: Client, first: SurveyVersion
) -> None:
    page = url("version", first.survey, number=1)
    assert "Frage weg? (English)" in editing.get(f"{page}?sprache=en").content.decode()
    assert "Frage weg?" in editing.get(page).content.decode()
    answer = editing.get(url("version_json", first.survey, number=1))
    assert answer.json() == first.schema
    assert "attachment" in answer["Content-Disposition"]
    assert editing.get(url("version", first.survey, number=7)).status_code == 404


def test_a_survey_without_versions_says_how_to_get_one(editing: Client) -> None:
    text = editing.get(url("versions", survey_with(question("single")))).content.decode()
    assert "Noch nicht veröffentlicht" in text
