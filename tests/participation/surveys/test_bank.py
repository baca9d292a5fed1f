"""The question bank, and questions taken over from it or from another survey."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.type_words import GROUPS
from participation.surveys.models import BankQuestion, Question, Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import both, lines, question, survey_with
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BANK = "/umfragen/verwaltung/fragensammlung/"


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def kept(code: str, topic: str = "Mobilität", kind: str = "single", **values: Any) -> BankQuestion:
    content = question(kind, code, **values)
    made: BankQuestion = BankQuestion.objects.create(topic=topic, **content)
    return made


def url(name: str, page: Any, **query: Any) -> str:
    return reverse(f"surveys:{name}", args=[page.survey.slug, page.pk], query=query)


# -- the list ----------------------------------------------------------------------------------
def test_bank_is_narrowed_by_words_topic_and_type(editing: Client) -> None:
    kept("bus", text=both("Wie oft fahren Sie Bus?"))
    kept("schule", "Bildung", "multiple", note="Für Eltern mit Kindern")

    def codes(query: str) -> list[str]:
        return [each["question"].code for each in editing.get(BANK + query).context["offers"]]

    assert codes("") == ["schule", "bus"]
    assert codes("?words=BUS+oft") == ["bus"]
    assert codes("?words=eltern") == ["schule"]
    assert codes("?topic=Mobilität") == ["bus"]
    assert codes("?kind=multiple") == ["schule"]
    assert codes("?words=bus&topic=Bildung") == []
    # What does not exist narrows nothing.
    assert codes("?topic=x&kind=y") == ["schule", "bus"]
    assert "Keine Frage passt" in page_of(editing, BANK + "?words=nichts")


def test_an_empty_bank_says_how_questions_get_in(editing: Client) -> None:
    assert "Noch keine Frage in der Sammlung" in page_of(editing, BANK)


@pytest.mark.parametrize("kind", sorted({*Type.values} - {Type.CALCULATED}))
def test_every_type_is_shown_as_people_see_it(editing: Client, kind: str) -> None:
    kept("probe", kind=kind, text=both("Die Probe"))
    assert page_of(editing, BANK).count("Die Probe") >= 2


def test_bank_asks_the_same_of_the_database_for_one_question_and_for_three(editing: Client) -> None:
    kept("a", kind="municipality")
    page_of(editing, BANK)
    one = queries_of(lambda: page_of(editing, BANK))
    kept("b", kind="municipality")
    kept("c", "Bildung")
    assert queries_of(lambda: page_of(editing, BANK)) == one


# -- keeping -----------------------------------------------------------------------------------
def test_question_of_a_draft_is_kept_without_its_conditions(editing: Client) -> None:
    condition = {"question": "x", "op": "answered"}
    options = lines("a", "b", b={"condition": condition, "with_text": True})
    survey = survey_with([question("single", "q", options=options, condition=condition)])
    found = survey.questions.get()
    address = reverse("surveys:question_keep", args=[survey.slug, found.pk])
    data = {"topic": "Mobilität", "note": "Für alle", "code": "fahrten"}
    response = editing.post(address, data)
    assert response.headers["Location"].endswith(f"#row-q{found.pk}")
    stored = BankQuestion.objects.get()
    assert (stored.topic, stored.note, stored.code, stored.type) == (*data.values(), "single")
    assert stored.options == lines("a", "b", b={"with_text": True})
    assert found.options == options


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"code": "schon"}, "gibt es in der Fragensammlung schon"), ({"code": "1 x"}, "Beginnt mit einem Buchstaben"),
     ({"topic": ""}, "Fehler")],
)  # fmt: skip
def test_refused_words_come_back_with_what_was_typed(
    editing: Client, changes: dict[str, str], sentence: str
) -> None:
    kept("schon")
    survey = survey_with(question("single", "q"))
    address = reverse("surveys:question_keep", args=[survey.slug, survey.questions.get().pk])
    data = {"topic": "Neues Thema", "note": "Meine Notiz", "code": "q", **changes}
    text = editing.post(address, data).content.decode()
    assert sentence in text
    assert "Meine Notiz" in text
    assert BankQuestion.objects.count() == 1


def test_a_calculated_value_is_no_question_for_others() -> None:
    survey = survey_with(question("calculated", "sum"))
    with pytest.raises(ValidationError) as refusal:
        actions.keep_in_bank(question=survey.questions.get(), topic="T", code="c", note="", by=None)
    assert refusal.value.code == "calculated"


def test_words_about_a_kept_question_change_and_it_is_deleted_after_a_question(
    editing: Client,
) -> None:
    one = kept("alt")
    editing.post(f"{BANK}{one.pk}/", {"topic": "Anders", "note": "Neu", "code": "neu"})
    one.refresh_from_db()
    assert (one.topic, one.note, one.code) == ("Anders", "Neu", "neu")
    address = f"{BANK}{one.pk}/loeschen/"
    assert "löschen" in page_of(editing, address)
    assert BankQuestion.objects.exists()
    editing.post(address)
    assert not BankQuestion.objects.exists()


# -- taking ------------------------------------------------------------------------------------
def test_kept_questions_come_to_the_end_of_a_page_under_free_codes(editing: Client) -> None:
    survey = survey_with([question("single", "bus")])
    page = survey.pages.get()
    one = kept("bus", options=lines("a", "b"), is_shuffled=True)
    two = kept("rad", kind="number", limits={"max": 7.0})
    response = editing.post(
        url("question_from_bank", page), {"question": [str(two.pk), str(one.pk), str(two.pk)]}
    )
    assert response.status_code == 302
    made = list(page.questions.all())
    assert [each.code for each in made] == ["bus", "rad", "bus_2"]
    assert (made[1].limits, made[2].is_shuffled, made[2].options) == (
        {"max": 7.0}, True, lines("a", "b"),
    )  # fmt: skip
    actions.change_question(question=made[1], by=None, text=both("Geändert"))
    two.refresh_from_db()
    assert two.text != both("Geändert")


@pytest.mark.parametrize("chosen", [[], ["x"], ["999999"]])
def test_nothing_chosen_is_said(editing: Client, chosen: list[str]) -> None:
    kept("bus")
    page = survey_with(question("single")).pages.get()
    text = editing.post(url("question_from_bank", page), {"question": chosen}).content.decode()
    assert "Bitte wählen Sie mindestens eine Frage." in text
    assert page.questions.count() == 1


def test_questions_of_another_survey_are_taken_without_conditions(editing: Client) -> None:
    condition = {"question": "first", "op": "answered"}
    rows = lines("r1", r1={"condition": condition})
    source = survey_with(
        question("single", "first"),
        question("matrix", "grid", rows=rows, condition=condition, is_required=True),
    )
    page = survey_with(question("single", "own")).pages.get()
    address = url("question_from_survey", page, source=source.slug)
    assert "Frage grid?" in page_of(editing, address)
    grid = source.questions.get(code="grid")
    editing.post(address, {"question": [str(grid.pk)]})
    made = page.questions.get(code="grid")
    assert (made.condition, made.rows, made.is_required) == (None, lines("r1"), True)
    assert Question.objects.filter(code="grid").count() == 2


def test_only_questions_of_the_chosen_survey_are_taken(editing: Client) -> None:
    source, foreign = survey_with(question("single", "s")), survey_with(question("single", "f"))
    page = survey_with(question("single", "own")).pages.get()
    wanted = {"question": [str(foreign.questions.get().pk)]}
    for query in ({"source": source.slug}, {"source": "gibt-es-nicht"}, {}):
        assert editing.post(url("question_from_survey", page, **query), wanted).status_code == 200
    assert page.questions.count() == 1


def test_a_survey_offers_no_questions_to_itself(editing: Client) -> None:
    survey: Survey = survey_with(question("single"))
    survey_with([])
    text = page_of(editing, url("question_from_survey", survey.pages.get()))
    assert "Es gibt noch keine andere Umfrage mit Fragen" in text


# -- choosing a type ---------------------------------------------------------------------------
def test_every_type_is_explained_once() -> None:
    explained = [kind for group in GROUPS for kind in group.types]
    assert sorted(explained) == sorted(Type)


def test_types_lead_to_their_form(editing: Client) -> None:
    page = survey_with(question("single")).pages.get()
    text = page_of(editing, url("question_choose", page))
    for kind in Type.values:
        assert f"{url('question_add', page)}?type={kind}" in text
