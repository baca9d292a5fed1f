"""Conditions built by choosing, and told in words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.condition_words import in_words, statements_about
from participation.surveys.conditions import parse
from participation.surveys.models import Question, Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import both, lines, question, survey_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Survey:
    return survey_with(
        [
            question("single", "way", text=both("Wie kommen Sie zur Arbeit?")),
            question("number", "age", text=both("Wie alt sind Sie?")),
            question("matrix", "grid", text=both("Wie zufrieden?")),
        ],
        question("long_text", "why"),
    )


@pytest.fixture
def editing(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


def asked(survey: Survey) -> list[Question]:
    return list(survey.questions.all())


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"question": "way", "op": "is", "value": "a"}, "„Wie kommen Sie zur Arbeit?“: Text a"),
        ({"question": "age", "op": "at_least", "value": "18"}, "„Wie alt sind Sie?“: mindestens 18"),
        ({"question": "age", "op": "empty"}, "„Wie alt sind Sie?“: nicht beantwortet"),
        (
            {"question": "grid", "row": "r2", "op": "is", "value": "c"},
            "„Wie zufrieden?“: Text r2: Text c",
        ),
        (
            {"any": [{"not": {"question": "way", "op": "is", "value": "b"}}, {"question": "age", "op": "answered"}]},
            "nicht („Wie kommen Sie zur Arbeit?“: Text b) oder „Wie alt sind Sie?“: beantwortet",
        ),
    ],
)  # fmt: skip
def test_conditions_are_told_in_words(survey: Survey, document: Any, words: str) -> None:
    assert in_words(parse(document), asked(survey)) == words


def test_each_type_offers_statements_that_can_be_read_back(survey: Survey) -> None:
    for each in asked(survey):
        for statement in statements_about(each):
            comparison = statement.comparison("1")
            assert parse(comparison.to_json()) == comparison


def url(survey: Survey) -> str:
    return reverse(
        "surveys:question_condition", args=[survey.slug, survey.questions.get(code="why").pk]
    )


def choose(*chosen: tuple[str, str, str], join: str = "all") -> dict[str, str]:
    data = {"join": join, "lines-TOTAL_FORMS": str(len(chosen)), "lines-INITIAL_FORMS": "0"}
    for place, (statement, value, is_negated) in enumerate(chosen):
        data |= {f"lines-{place}-statement": statement, f"lines-{place}-value": value}
        data |= {f"lines-{place}-is_negated": is_negated} if is_negated else {}
    return data


@pytest.mark.behaviour("Q2")
def test_a_condition_is_built_by_choosing(editing: Client, survey: Survey) -> None:
    sent = choose(("way||is|a", "", "on"), ("age||at_least|", "17,5", ""), ("", "", ""), join="any")
    assert editing.post(url(survey), sent).status_code == 302
    assert survey.questions.get(code="why").condition == {
        "any": [
            {"not": {"question": "way", "op": "is", "value": "a"}},
            {"question": "age", "op": "at_least", "value": "17.5"},
        ]
    }
    page = editing.get(url(survey)).content.decode()
    assert 'value="17.5"' in page
    outline = editing.get(reverse("surveys:edit", args=[survey.slug])).content.decode()
    assert "Nur wenn nicht (" in outline


def test_choosing_nothing_takes_the_condition_away(editing: Client, survey: Survey) -> None:
    survey.questions.filter(code="why").update(condition={"question": "age", "op": "empty"})
    editing.post(url(survey), choose(("", "", "")))
    assert survey.questions.get(code="why").condition is None


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("age||at_least|", "", ""), "womit verglichen wird"),
        (("age||at_least|", "alt", ""), "Bitte geben Sie eine Zahl"),
        (("why||is|a", "", ""), "Bitte eine gültige Auswahl treffen|keine gültige Auswahl"),
        (("nowhere||is|a", "", ""), "keine gültige Auswahl"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_statement_is_refused(
    editing: Client, survey: Survey, line: tuple[str, str, str], sentence: str
) -> None:
    answer = editing.post(url(survey), choose(line))
    assert answer.status_code == 200
    assert any(part in answer.content.decode() for part in sentence.split("|"))
    assert survey.questions.get(code="why").condition is None


def test_a_nested_condition_is_told_before_it_is_replaced(editing: Client, survey: Survey) -> None:
    empty = {"question": "age", "op": "empty"}
    survey.questions.filter(code="why").update(condition={"all": [{"any": [empty, empty]}, empty]})
    assert "Diese Bedingung ist verschachtelt" in editing.get(url(survey)).content.decode()


def test_the_first_question_has_nothing_to_refer_to(editing: Client, survey: Survey) -> None:
    first = survey.questions.get(code="way")
    page = editing.get(reverse("surveys:question_condition", args=[survey.slug, first.pk]))
    assert "Davor steht keine Frage" in page.content.decode()


def test_a_page_has_a_condition_too(editing: Client, survey: Survey) -> None:
    second = survey.pages.get(position=2)
    address = reverse("surveys:page_condition", args=[survey.slug, second.pk])
    assert editing.post(address, choose(("grid|r1|answered|", "", ""))).status_code == 302
    second.refresh_from_db()
    assert second.condition == {"all": [{"question": "grid", "row": "r1", "op": "answered"}]}


def test_options_keep_their_conditions_when_the_question_is_changed(editing: Client) -> None:
    condition = {"question": "way", "op": "answered"}
    survey = survey_with(
        question("single", "way"),
        question("single", "q", options=lines("a", "b", b={"condition": condition})),
        languages=["de"],
    )
    known = survey.questions.get(code="q")
    data = {
        "code": "q",
        "text_de": "Neu gefragt?",
        "options-TOTAL_FORMS": "2",
        "options-INITIAL_FORMS": "2",
    }
    for place, code in enumerate("ab"):
        data |= {f"options-{place}-code": code, f"options-{place}-label_de": code}
    editing.post(reverse("surveys:question_edit", args=[survey.slug, known.pk]), data)
    known.refresh_from_db()
    assert known.options[1]["condition"] == condition
