"""The editor of conditions: choosing, arranging, refusing; on pages, questions, options and rows."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.drafts.compiler import Draft
from participation.surveys.forms.conditions import ConditionForm
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import both, lines, question, survey_with

pytestmark = pytest.mark.django_db

BUS = {"question": "way", "op": "is", "value": "a"}
GROWN_UP = {"question": "age", "op": "at_least", "value": "18"}
TWO = {"question": "goods", "op": "count_at_least", "value": "2"}
NESTED = {"all": [BUS, {"any": [GROWN_UP, {"not": {"all": [TWO, BUS]}}]}]}


@pytest.fixture
def survey() -> Survey:
    return survey_with(
        [
            question("single", "way", text=both("Wie kommen Sie zur Arbeit?")),
            question("number", "age", text=both("Wie alt sind Sie?")),
            question("matrix", "grid", text=both("Wie zufrieden?")),
            question("multiple", "goods"),
            question("date", "since"),
        ],
        [question("matrix", "why", options=lines("o1", "o2"), rows=lines("r1", "r2"))],
    )


@pytest.fixture
def editing(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


def address(survey: Survey, name: str = "question_condition", **more: Any) -> str:
    question = survey.questions.get(code="why").pk
    return reverse(f"surveys:{name}", kwargs={"slug": survey.slug, "question": question, **more})


def typed(place: str, code: str, op: str = "", value: str = "", row: str = "") -> dict[str, str]:
    names = {"question": code, "op": op, "value": value, "row": row}
    return {f"c-{place}-{name}": said for name, said in names.items() if said or name == "question"}


def group(place: str, join: str = "all") -> dict[str, str]:
    return {f"c-{place}-join".replace("c--", "c-"): join}


def stored(survey: Survey) -> Any:
    return survey.questions.get(code="why").condition


def fields(form: ConditionForm) -> dict[str, str]:
    """What a browser would send back of the form as it is shown."""
    return {bound.html_name: str(bound.value() or "") for each in form.every_form for bound in each}


@pytest.mark.behaviour("Q2")
def test_groups_in_groups_are_built_by_choosing(editing: Client, survey: Survey) -> None:
    sent = {
        **group(""), **typed("0", "way", "is_not", "a"),
        **group("1", "none"), **typed("1-0", "age", "at_least", "17,5"),
        **typed("1-1", "grid", "is", "b", row="r2"), **typed("1-2", ""),
        **group("2", "any"), **typed("2-0", "since", "at_most", "31.03.2026"), **typed("2-1", "goods", "count_at_least", "2"),
    }  # fmt: skip
    assert editing.post(address(survey), sent).status_code == 302
    assert stored(survey) == {
        "all": [
            {"not": BUS},
            {"not": {"any": [{"question": "age", "op": "at_least", "value": "17.5"},
                             {"question": "grid", "row": "r2", "op": "is", "value": "b"}]}},
            {"any": [{"question": "since", "op": "at_most", "value": "2026-03-31"}, TWO]},
        ]
    }  # fmt: skip
    page = editing.get(address(survey)).content.decode()
    assert 'value="17,5"' in page
    assert 'value="31.03.2026"' in page
    assert "spätestens am 31.03.2026" in page


@pytest.mark.behaviour("Q2")
@pytest.mark.parametrize("button", ["", ":nonsense", "0:down"])
def test_what_is_stored_is_shown_whole_and_saved_whole(
    editing: Client, survey: Survey, button: str
) -> None:
    survey.questions.filter(code="why").update(condition=NESTED)
    form = editing.get(address(survey)).context["form"]
    assert form.sketch.condition().to_json() == NESTED
    pressed = editing.post(address(survey), {**fields(form), "arrange": button}).context["form"]
    assert len(fields(pressed)) == len(fields(form))
    assert stored(survey) == NESTED
    editing.post(address(survey), fields(form))
    assert stored(survey) == NESTED


def test_as_deep_as_data_may_be_it_is_still_shown(editing: Client, survey: Survey) -> None:
    deep: Any = BUS
    for level in range(7):
        deep = {("all", "any")[level % 2]: [deep, GROWN_UP]}
    survey.questions.filter(code="why").update(condition=deep)
    form = editing.get(address(survey)).context["form"]
    editing.post(address(survey), fields(form))
    assert stored(survey) == deep


def test_saying_nothing_and_removing_take_the_condition_away(
    editing: Client, survey: Survey
) -> None:
    for sent in ({**group(""), **typed("0", "")}, group(""), {"remove": "1"}):
        survey.questions.filter(code="why").update(condition=NESTED)
        assert editing.post(address(survey), sent).status_code == 302
        assert stored(survey) is None


def test_a_form_without_its_fields_removes_nothing(editing: Client, survey: Survey) -> None:
    survey.questions.filter(code="why").update(condition=NESTED)
    assert editing.post(address(survey), {}).status_code == 200
    assert stored(survey) == NESTED


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("age", "at_least", ""), "womit verglichen wird"),
        (("age", "at_least", "alt"), "Bitte geben Sie eine Zahl"),
        (("age", "at_least", "1e400"), "Bitte geben Sie eine Zahl"),
        (("since", "at_least", "30.02.2026"), "zum Beispiel 31.03.2026"),
        (("goods", "count_at_least", "-1"), "Anzahl ab 0"),
        (("goods", "count_at_least", "1,5"), "ganze Zahl"),
        (("goods", "contains", "zzz"), "steht nicht mehr zur Auswahl"),
        (("way", "at_least", "a"), "lässt sich so nicht fragen"),
        (("way", "__class__", "a"), "lässt sich so nicht fragen"),
        (("grid", "is", "a"), "Diese Zeile gibt es nicht"),
        (("why", "is", "o1"), "Auf diese Frage kann sich die Bedingung hier nicht beziehen"),
        (("nowhere", "is", "a"), "Auf diese Frage kann sich die Bedingung hier nicht beziehen"),
        (("<script>alert(1)</script>", "is", "a"), "kann sich die Bedingung hier nicht beziehen"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_statement_is_refused_at_its_field(
    editing: Client, survey: Survey, line: tuple[str, str, str], sentence: str
) -> None:
    survey.questions.filter(code="why").update(condition=BUS)
    page = editing.post(address(survey), {**group(""), **typed("0", *line)})
    text = page.content.decode()
    assert page.status_code == 200
    assert sentence in text
    assert 'href="#id_c-0-' in text
    assert "<script>alert" not in text
    assert stored(survey) == BUS


def test_hostile_shapes_are_refused_and_change_nothing(editing: Client, survey: Survey) -> None:
    survey.questions.filter(code="why").update(condition=BUS)
    place, deep = "0", {**group("")}
    for _level in range(60):
        deep |= group(place, "none")
        deep |= typed(f"{place}-0", "age", "empty")
        place = f"{place}-1"
    for sent in (deep, {**group("", "xor"), **typed("0", "age", "empty")}):
        assert editing.post(address(survey), sent).status_code == 200
        assert editing.post(address(survey), {**sent, "arrange": ":add"}).status_code == 200
        assert stored(survey) == BUS


def test_choosing_a_question_brings_the_fields_that_fit(editing: Client, survey: Survey) -> None:
    for code, op, wanted in (
        ("grid", "", {"question", "row", "op", "value"}),
        ("age", "answered", {"question", "op"}),
        ("", "", {"question"}),
    ):
        sent = {**group(""), **typed("0", code, op), "fit": "1"}
        form = editing.post(address(survey), sent).context["form"]
        assert set(form.root.parts[0].form.fields) == wanted
    assert stored(survey) is None


def test_the_condition_is_told_while_it_is_built(editing: Client, survey: Survey) -> None:
    sent = {**group("", "any"), **typed("0", "way", "is", "a"), **typed("1", "age", "at_least", "")}
    page = editing.post(address(survey), {**sent, "fit": "1"}).content.decode()
    assert "<strong>Gilt, wenn:</strong> „Wie kommen Sie zur Arbeit?“: Text a</p>" in page


def test_what_moves_keeps_the_focus(editing: Client, survey: Survey) -> None:
    sent = {**group(""), **typed("0", "way"), **typed("1", "age")}
    page = editing.post(address(survey), {**sent, "arrange": "0:down"}).content.decode()
    assert 'value="1:down" hx-post="" formaction="#condition" autofocus' in page
    page = editing.post(address(survey), {**sent, "arrange": ":add"}).content.decode()
    assert page.count("autofocus") == 1


def test_the_first_question_has_nothing_to_refer_to(editing: Client, survey: Survey) -> None:
    first = survey.questions.get(code="way")
    page = editing.get(reverse("surveys:question_condition", args=[survey.slug, first.pk]))
    assert "Davor steht keine Frage" in page.content.decode()


def test_a_page_has_a_condition_too(editing: Client, survey: Survey) -> None:
    second = survey.pages.get(position=2)
    page = reverse("surveys:page_condition", args=[survey.slug, second.pk])
    sent = {**group(""), **typed("0", "grid", "answered", row="r1")}
    assert editing.post(page, sent).status_code == 302
    second.refresh_from_db()
    assert second.condition == {"question": "grid", "row": "r1", "op": "answered"}


@pytest.mark.behaviour("Q2")
@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [("option_condition", "options", "o2"), ("row_condition", "rows", "r1")],
)
def test_options_and_rows_have_conditions_of_the_same_kind(
    editing: Client, survey: Survey, name: str, kind: str, code: str
) -> None:
    page = address(survey, name, line=code)
    sent = {**group(""), **typed("0", "age", "at_least", "18")}
    assert editing.post(page, sent).status_code == 302
    found = {
        line["code"]: line.get("condition")
        for line in getattr(survey.questions.get(code="why"), kind)
    }
    assert found.pop(code) == GROWN_UP
    assert set(found.values()) == {None}
    assert "mindestens 18" in editing.get(page).content.decode()
    outline = editing.get(reverse("surveys:edit", args=[survey.slug])).content.decode()
    assert f"„Text {code}“ nur wenn „Wie alt sind Sie?“: mindestens 18" in outline
    editing.post(page, {"remove": "1"})
    assert all("condition" not in line for line in getattr(survey.questions.get(code="why"), kind))
    assert editing.get(address(survey, name, line="gone")).status_code == 404


def test_an_unreadable_condition_is_not_an_error(editing: Client, survey: Survey) -> None:
    survey.questions.filter(code="why").update(condition={"all": []})
    assert "ist nicht lesbar" in editing.get(address(survey)).content.decode()


def test_a_thing_that_needs_a_condition_gets_one(survey: Survey) -> None:
    questions = Draft.of(survey).questions
    empty = ConditionForm(
        {**group(""), **typed("0", "")}, condition=None, questions=questions, is_required=True
    )
    assert not empty.is_valid()
    full = ConditionForm(
        {**group(""), **typed("0", "age", "empty")},
        condition=None,
        questions=questions,
        is_required=True,
    )
    assert full.is_valid()
    assert full.document() == {"question": "age", "op": "empty"}
