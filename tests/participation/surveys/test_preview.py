"""The draft as people will see it: in a frame of our own, in every state of unfinishedness."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.models import Question, Survey
from participation.surveys.screens import _UNTOUCHED
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import both, lines, question, survey_with
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def screen(survey: Survey, **query: Any) -> str:
    return reverse("surveys:preview_screen", args=[survey.slug], query=query)


# -- the frame ---------------------------------------------------------------------------------
def test_only_the_page_itself_may_be_framed_and_only_by_us(editing: Client) -> None:
    survey = survey_with(question("single"))
    shown = editing.get(screen(survey))
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    for name in ("edit", "preview"):
        around = editing.get(reverse(f"surveys:{name}", args=[survey.slug]))
        assert "frame-ancestors 'none'" in around.headers["Content-Security-Policy"]
        assert "frame-src 'self'" in around.headers["Content-Security-Policy"]
        assert around.headers["X-Frame-Options"] == "DENY"


def test_no_other_page_may_hold_a_frame(editing: Client) -> None:
    assert "frame-src" not in editing.get("/umfragen/").headers["Content-Security-Policy"]


def test_the_frame_shows_nothing_of_who_looks_and_sends_nothing(
    editing: Client, editor: User
) -> None:
    text = page_of(editing, screen(survey_with(question("single"))))
    assert str(editor) not in text
    assert "<form" not in text


def test_the_page_around_chooses_width_language_and_page(editing: Client) -> None:
    survey = survey_with(question("single"), question("single"))
    address = reverse("surveys:preview", args=[survey.slug])
    text = page_of(editing, f"{address}?page=2&width=desktop&language=en")
    assert "preview-frame--desktop" in text
    assert "page=2&amp;language=en" in text
    for nonsense in ("?width=x", "?language=xx", "?page=x", "?page=-1"):
        assert "preview-frame--phone" in page_of(editing, address + nonsense)


# -- what it shows -----------------------------------------------------------------------------
def test_the_frame_speaks_the_language_that_was_asked_for(editing: Client) -> None:
    survey = survey_with(question("single", text=both("Wie geht es?")))
    assert '<html lang="de"' in page_of(editing, screen(survey))
    english = page_of(editing, screen(survey, language="en"))
    assert '<html lang="en"' in english
    assert "Wie geht es? (English)" in english
    assert '<html lang="de"' in page_of(editing, screen(survey, language="xx"))


def test_one_walks_through_all_pages_and_no_further(editing: Client) -> None:
    survey = survey_with(
        question("single", text=both("Eins")), question("single", text=both("Zwei"))
    )
    first, second = page_of(editing, screen(survey)), page_of(editing, screen(survey, page=2))
    assert "Eins" in first
    assert "page=2" in first
    assert "page=0" not in first
    assert "Zwei" in second
    assert "page=1" in second
    assert "Antworten absenden" in second
    assert "Zwei" in page_of(editing, screen(survey, page=99))


def test_what_stands_under_conditions_is_shown(editing: Client) -> None:
    never = {"question": "a", "op": "is", "value": "no"}
    hidden = question(
        "single",
        text=both("Verborgen"),
        condition=never,
        options=lines("x", x={"condition": never}),
    )
    survey = survey_with([question("yes_no", "a"), hidden])
    text = page_of(editing, screen(survey))
    assert "Verborgen" in text
    assert "Text x" in text


@pytest.mark.parametrize("kind", Question.Type.values)
def test_unfinished_questions_of_every_type_are_shown(editing: Client, kind: str) -> None:
    bare = {"text": {}, "options": [], "rows": [], "limits": {}}
    broken = {"condition": {"nonsense": 1}, "options": [{"code": "a", "label": {}, "condition": 7}]}
    survey = survey_with([question(kind, **bare), question(kind, **{**bare, **broken})])
    assert "Noch ohne Fragetext" in page_of(editing, screen(survey))


def test_pages_without_title_or_question_are_shown(editing: Client) -> None:
    survey = survey_with([])
    survey.pages.update(title={}, condition=["broken"])
    text = page_of(editing, screen(survey))
    assert "Seite ohne Titel" in text
    assert "Auf dieser Seite steht noch keine Frage." in text


def test_quotations_of_what_is_not_there_leave_a_gap(editing: Client) -> None:
    survey = survey_with(question("single", text=both("Nach {{gone}} und {{last}}?")))
    assert "Nach … und …?" in page_of(editing, screen(survey))


def test_nothing_of_a_draft_is_kept_in_memory(
    editing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = survey_with([question("single"), question("date")])
    kept: list[object] = []
    monkeypatch.setattr(_UNTOUCHED, "get", lambda key, _make: kept.append(key))
    page_of(editing, screen(survey))
    assert not kept


def test_it_asks_the_same_of_the_database_for_one_question_and_for_thirty(editing: Client) -> None:
    few, many = (
        survey_with([question("single")]),
        survey_with([question("single") for _n in range(30)]),
    )
    page_of(editing, screen(few))
    counts = [queries_of(lambda each=each: page_of(editing, screen(each))) for each in (few, many)]
    assert counts[0] == counts[1]
