"""The order of pages and questions, copies of them, and bringing back what was deleted."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.models import Page, Question, Survey
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.surveys import question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
OUTLINE = {"HX-Request": "true", "HX-Target": "outline"}


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


@pytest.fixture
def survey() -> Survey:
    """Two pages: a, b, c and d, e."""
    first = [question("single", code) for code in "abc"]
    return survey_with(first, [question("single", code) for code in "de"])


def order(survey: Survey) -> list[str]:
    """The codes page by page: ["abc", "de"]."""
    return ["".join(q.code for q in page.questions.all()) for page in survey.pages.all()]


def move(client: Client, survey: Survey, code: str, **data: Any) -> Any:
    found = survey.questions.get(code=code)
    address = reverse("surveys:question_move", args=[survey.slug, found.pk])
    return client.post(address, data, headers=OUTLINE)


@pytest.mark.parametrize(
    ("code", "page", "place", "expected"),
    [
        ("a", 0, 2, ["bca", "de"]),
        ("c", 0, 0, ["cab", "de"]),
        ("b", 1, 0, ["ac", "bde"]),
        ("b", 1, 1, ["ac", "dbe"]),
        ("e", 0, 3, ["abce", "d"]),
        ("a", 0, 0, ["abc", "de"]),
        ("a", 1, 999, ["bc", "dea"]),
    ],
)
def test_question_goes_to_a_place_of_any_page(
    editing: Client, survey: Survey, code: str, page: int, place: int, expected: list[str]
) -> None:
    there = survey.pages.all()[page]
    answer = move(editing, survey, code, page=there.pk, place=place)
    assert answer.content.decode().lstrip().startswith('<form method="post" id="outline"')
    assert order(survey) == expected
    for each in survey.pages.all():
        assert [q.position for q in each.questions.all()] == [*range(1, each.questions.count() + 1)]


@pytest.mark.parametrize(
    ("code", "direction", "expected"),
    [
        ("b", "up", ["bac", "de"]),
        ("c", "down", ["ab", "cde"]),
        ("d", "up", ["abcd", "e"]),
        ("a", "up", ["abc", "de"]),
        ("e", "down", ["abc", "de"]),
    ],
)
def test_arrows_lead_over_the_edge_of_a_page(
    editing: Client, survey: Survey, code: str, direction: str, expected: list[str]
) -> None:
    move(editing, survey, code, direction=direction)
    assert order(survey) == expected


def test_question_is_moved_by_choosing_its_page(editing: Client, survey: Survey) -> None:
    found, there = survey.questions.get(code="a"), survey.pages.last()
    address = reverse("surveys:question_move", args=[survey.slug, found.pk])
    assert f"2. {there}" in editing.get(address).content.decode()
    response = editing.post(address, {"page": there.pk})
    assert response.headers["Location"].endswith(f"#row-q{found.pk}")
    assert order(survey) == ["bc", "dea"]


@pytest.mark.parametrize("data", [{}, {"page": "x"}, {"page": "1", "place": "-1"}, {"place": "1"}])
def test_nonsense_moves_nothing(editing: Client, survey: Survey, data: dict[str, str]) -> None:
    assert move(editing, survey, "a", **data).status_code == 200
    assert order(survey) == ["abc", "de"]


def test_page_of_another_survey_is_no_place(editing: Client, survey: Survey) -> None:
    foreign = survey_with(question("single")).pages.get()
    move(editing, survey, "a", page=foreign.pk, place=0)
    assert order(survey) == ["abc", "de"]
    with pytest.raises(WrongState):
        actions.place_question(
            question=survey.questions.get(code="a"), page=foreign, place=0, by=None
        )


def test_page_goes_to_a_place(editing: Client, survey: Survey) -> None:
    last = survey.pages.last()
    address = reverse("surveys:page_move", args=[survey.slug, last.pk])
    assert editing.post(address, {"place": "0"}).status_code == 302
    assert order(survey) == ["de", "abc"]
    assert AuditEntry.objects.get(verb="move_page").changes["to"] == 1


def test_two_people_who_move_at_once_both_get_what_they_meant(survey: Survey) -> None:
    """Each had read the outline before the other one changed it."""
    first = Question.objects.select_related("page", "survey").get(code="a", survey=survey)
    second = Question.objects.select_related("page", "survey").get(code="c", survey=survey)
    actions.place_question(question=first, page=survey.pages.last(), place=0, by=None)
    actions.move_question(question=second, step=-1, by=None)
    assert order(survey) == ["cb", "ade"]


def test_what_somebody_else_deleted_is_told_and_nothing_else_moves(survey: Survey) -> None:
    stale, page = survey.questions.get(code="b"), survey.pages.last()
    actions.delete_question(question=survey.questions.get(code="b"), by=None)
    with pytest.raises(WrongState):
        actions.move_question(question=stale, step=1, by=None)
    Page.objects.get(pk=page.pk).delete()
    with pytest.raises(WrongState):
        actions.place_page(page=page, place=0, by=None)
    assert order(survey) == ["ac"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_hands_at_once_leave_one_order(survey: Survey) -> None:
    questions, pages = list(survey.questions.all()), list(survey.pages.all())

    def place(number: int) -> None:
        try:
            actions.place_question(
                question=questions[number % 5], page=pages[number % 2], place=number % 3, by=None
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(place, range(60)))
    assert sorted("".join(order(survey))) == list("abcde")
    for page in pages:
        found = [each.position for each in page.questions.all()]
        assert found == [*range(1, len(found) + 1)]


def test_who_saves_a_page_comes_back_to_its_row(editing: Client, survey: Survey) -> None:
    first = survey.pages.first()
    data = {"title_de": "Neuer Titel", "title_en": "New title"}
    for address in (
        reverse("surveys:page_edit", args=[survey.slug, first.pk]),
        reverse("surveys:page_add", args=[survey.slug]),
    ):
        answer = editing.post(address, data)
        found = survey.pages.last() if address.endswith("neu/") else first
        assert answer.headers["Location"].endswith(f"#row-p{found.pk}")
    assert [str(page) for page in survey.pages.all()] == ["Neuer Titel", "Seite 2", "Neuer Titel"]


# -- copies ------------------------------------------------------------------------------------
def test_copy_of_a_page_stands_behind_it_with_codes_of_its_own(
    editing: Client, survey: Survey
) -> None:
    first = survey.pages.first()
    first.condition = {"question": "a", "op": "answered"}
    first.save()
    survey.questions.filter(code="b").update(is_required=True, condition=first.condition)
    editing.post(reverse("surveys:page_copy", args=[survey.slug, first.pk]))
    assert [p.questions.count() for p in survey.pages.all()] == [3, 3, 2]
    copy = survey.pages.all()[1]
    assert [q.code for q in copy.questions.all()] == ["a_2", "b_2", "c_2"]
    assert copy.condition == first.condition
    assert copy.questions.get(code="b_2").is_required
    assert copy.questions.get(code="b_2").condition == first.condition


# -- deleting ----------------------------------------------------------------------------------
def test_deleted_question_is_brought_back_to_its_place(editing: Client, survey: Survey) -> None:
    found = survey.questions.get(code="b")
    before = {**Question.objects.filter(pk=found.pk).values()[0], "id": None}
    editing.post(reverse("surveys:question_delete", args=[survey.slug, found.pk]))
    assert order(survey) == ["ac", "de"]
    page = editing.get(reverse("surveys:edit", args=[survey.slug])).content.decode()
    assert "Rückgängig machen" in page
    assert editing.post(reverse("surveys:restore", args=[survey.slug])).status_code == 302
    assert order(survey) == ["abc", "de"]
    after = Question.objects.filter(survey=survey, code="b").values()[0]
    assert {**after, "id": None} == before
    page = editing.get(reverse("surveys:edit", args=[survey.slug])).content.decode()
    assert "Rückgängig machen" not in page
    assert editing.post(reverse("surveys:restore", args=[survey.slug])).status_code == 409


def test_deleted_page_is_brought_back_with_its_questions(editing: Client, survey: Survey) -> None:
    first = survey.pages.first()
    editing.post(reverse("surveys:page_delete", args=[survey.slug, first.pk]))
    assert order(survey) == ["de"]
    editing.post(reverse("surveys:restore", args=[survey.slug]))
    assert order(survey) == ["abc", "de"]
    assert survey.pages.first().title == first.title


def test_question_whose_page_and_code_are_gone_comes_to_the_last_page(survey: Survey) -> None:
    deleted = actions.delete_question(question=survey.questions.get(code="a"), by=None)
    actions.delete_page(page=survey.pages.first(), by=None)
    actions.change_question(question=survey.questions.get(code="d"), by=None, code="A")
    actions.restore_deleted(survey=survey, deleted=deleted, by=None)
    assert order(survey) == ["a_2Ae"]


def test_nothing_is_brought_back_into_another_survey(editing: Client, survey: Survey) -> None:
    other = survey_with(question("single", "x"))
    found = survey.questions.get(code="a")
    editing.post(reverse("surveys:question_delete", args=[survey.slug, found.pk]))
    assert editing.post(reverse("surveys:restore", args=[other.slug])).status_code == 409
    assert order(other) == ["x"]
