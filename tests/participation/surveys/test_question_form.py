"""The form of a question: lines as a list, codes that are renamed, what breaks, another type."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.document.questionnaire import Type
from participation.surveys.models import Question, Quota, Survey
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.surveys import lines, published, question, survey_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def editing(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


def address(found: Question, name: str = "question_edit", **more: Any) -> str:
    return reverse(
        f"surveys:{name}", kwargs={"slug": found.survey.slug, "question": found.pk, **more}
    )


def fields(client: Client, found: Question, **changes: str) -> dict[str, Any]:
    """What a browser sends back of the form as it is shown, with some changes."""
    page = client.get(address(found))
    forms = [page.context["form"], *(each for lines in page.context["lists"] for each in lines)]
    forms += [lines.management_form for lines in page.context["lists"]]
    sent = {bound.html_name: bound.value() for form in forms for bound in form}
    return {
        name: value
        for name, value in {**sent, **changes}.items()
        if value not in (None, "") and value is not False
    }


def again(found: Question) -> Question:
    return Question.objects.get(pk=found.pk)


def when(code: str, op: str = "is", value: str = "b", **more: str) -> dict[str, Any]:
    return {"question": code, "op": op, "value": value, **more}


# -- lines -------------------------------------------------------------------------------------
@pytest.fixture
def goods() -> Question:
    marks: dict[str, Any] = {"c": {"exclusive": True}, "b": {"condition": when("first")}}
    survey = survey_with(
        question("single", "first"),
        question("multiple", "goods", options=lines("a", "b", "c", **marks)),
        languages=["de"],
    )
    return survey.questions.get(code="goods")


def test_a_form_that_is_sent_back_unchanged_changes_nothing(editing: Client) -> None:
    for kind in Type:
        extra: dict[str, Any] = {"limits": {"min": 1, "max": 2}} if kind == Type.MULTIPLE else {}
        if kind == Type.SLIDER:
            extra = {"limits": {"min": 0, "max": 10}}
        if kind == Type.CALCULATED:
            extra = {"formula": {"op": "mean", "questions": ["n", "m"]}}
        if kind in (Type.SCALE, Type.MATRIX):
            extra = {
                "options": lines("a", "b", "x", a={"value": 1}, b={"value": 7.5}, x={"value": None})
            }
        before = [question("number", "n"), question("number", "m")]
        found = survey_with(before, question(kind, "q", is_shuffled=False, **extra)).questions.get(
            code="q"
        )
        assert editing.post(address(found), fields(editing, found)).status_code == 302, kind
        for name in ("code", "type", "text", "options", "rows", "limits", "formula", "is_shuffled"):
            assert getattr(again(found), name) == getattr(found, name), (kind, name)


@pytest.mark.behaviour("Q2")
def test_conditions_travel_with_their_lines(editing: Client, goods: Question) -> None:
    sent = fields(editing, goods)
    page = editing.post(address(goods), {**sent, "arrange": "options:down-1"})
    (formset,) = page.context["lists"]
    assert [form["code"].value() for form in formset] == ["a", "c", "b"]
    assert [bool(form.condition_words) for form in formset] == [False, False, True]
    moved = {bound.html_name: bound.value() for form in formset for bound in form if bound.value()}
    moved |= {"options-TOTAL_FORMS": "3", "options-INITIAL_FORMS": "3"}
    plain = {name: value for name, value in sent.items() if not name.startswith("options")}
    editing.post(address(goods), {**plain, **moved})
    assert [line.get("condition") for line in again(goods).options] == [None, None, when("first")]


def test_the_focus_goes_along_with_what_moves(editing: Client, goods: Question) -> None:
    for button, focused in (
        ("down-0", 'value="options:down-1"'),
        ("up-2", 'value="options:up-1"'),
        ("add", 'name="options-3-label_de"'),
    ):
        text = editing.post(
            address(goods), {**fields(editing, goods), "arrange": f"options:{button}"}
        ).content.decode()
        (tag,) = re.findall(r"<[^>]*\sautofocus[^>]*>", text)
        assert focused in tag


def test_a_list_is_pasted_at_once(editing: Client, goods: Question) -> None:
    pasted = "• Bus\r\n\r\n- Bahn \n   \nFahrrad\n<b>zu Fuß</b>"
    page = editing.post(
        address(goods),
        {**fields(editing, goods), "options-paste": pasted, "arrange": "options:paste"},
    )
    (formset,) = page.context["lists"]
    texts = [form.main.value() for form in formset]
    assert texts == ["Text a", "Text b", "Text c", "Bus", "Bahn", "Fahrrad", "<b>zu Fuß</b>"]
    assert "<b>zu Fuß" not in page.content.decode()
    assert again(goods).options == goods.options


@pytest.mark.parametrize("count", [101, 10_000])
def test_more_lines_than_fit_are_refused(editing: Client, goods: Question, count: int) -> None:
    pasted = "\n".join(f"Zeile {number}" for number in range(count))
    page = editing.post(
        address(goods),
        {**fields(editing, goods), "options-paste": pasted, "arrange": "options:paste"},
    )
    (formset,) = page.context["lists"]
    assert len(formset.forms) == 101
    sent = {bound.html_name: bound.value() for form in formset for bound in form if bound.value()}
    sent |= {
        "options-TOTAL_FORMS": str(count + 3),
        "options-INITIAL_FORMS": "3",
        "text_de": "Was?",
        "code": "goods",
    }
    page = editing.post(address(goods), sent)
    assert page.status_code == 200
    assert "data-error-summary" in page.content.decode()
    assert again(goods).options == goods.options


@pytest.mark.parametrize(
    "changes",
    [
        {"options-0-code": "x", "options-1-code": "X"},
        {"options-0-label_de": "x" * 201},
        {"options-0-code": "<script>"},
        {"options-0-code": "x" * 21},
        {"options-0-was": "x" * 21},
        {"options-TOTAL_FORMS": "viele"},
        {"text_de": "x" * 301},
        {"text_de": "\x00"},
        {"code": "FIRST"},
        {"code": "1=1"},
        {"min": "1e400"},
        {"max": "NaN"},
        {"min": "3", "max": "2"},
    ],
)
def test_hostile_fields_come_back_and_change_nothing(
    editing: Client, goods: Question, changes: dict[str, str]
) -> None:
    page = editing.post(address(goods), fields(editing, goods, **changes))
    assert page.status_code == 200
    assert "data-error-summary" in page.content.decode()
    assert "<script>" not in page.content.decode().replace('<script src="', "")
    assert (again(goods).options, again(goods).code) == (goods.options, "goods")


def test_ten_megabytes_are_refused_and_change_nothing(editing: Client, goods: Question) -> None:
    for name in ("text_de", "options-0-label_de", "options-paste", "c-0-value"):
        page = editing.post(address(goods), fields(editing, goods, **{name: "x" * 10_000_000}))
        assert page.status_code in (400, 413)
    assert again(goods).text == goods.text


def test_a_line_asks_for_its_condition_after_saving(editing: Client, goods: Question) -> None:
    sent = fields(editing, goods, **{"text_de": "Neu?", "options-0-code": "neu"})
    page = editing.post(address(goods), {**sent, "then": "options-0"})
    assert page.headers["Location"] == address(goods, "option_condition", line="neu")
    assert again(goods).text["de"] == "Neu?"
    for nonsense in ("options-77", "rows-0", "", "nothing-1", "options-x"):
        page = editing.post(address(goods), {**fields(editing, goods), "then": nonsense})
        assert page.status_code == 302


def test_the_preview_shows_what_is_typed_and_stores_nothing(
    editing: Client, goods: Question
) -> None:
    sent = fields(
        editing,
        goods,
        **{"text_de": "Ganz neu?", "options-0-label_de": "<i>Boot</i>", "min": "kaputt"},
    )
    page = editing.post(
        address(goods),
        {**sent, "preview": "1"},
        headers={"HX-Request": "true", "HX-Target": "question-preview"},
    )
    text = page.content.decode()
    assert text.lstrip().startswith('<section id="question-preview"')
    assert "1. Ganz neu?" in text
    assert "&lt;i&gt;Boot&lt;/i&gt;" in text
    assert again(goods).text == goods.text
    whole = editing.post(address(goods), {**sent, "preview": "1"}).content.decode()
    assert whole.count("Ganz neu?") == 2
    assert "data-error-summary" not in whole


@pytest.mark.parametrize("kind", Type)
def test_every_type_is_shown_from_the_first_moment(editing: Client, kind: str) -> None:
    survey = survey_with(question("number", "n"), languages=["de", "en"])
    add = reverse("surveys:question_add", args=[survey.slug, survey.pages.get().pk])
    page = editing.get(f"{add}?type={kind}")
    assert page.status_code == 200
    page = editing.post(f"{add}?type={kind}", {"text_de": "Neu?", "preview": "1"})
    assert "Neu?" in page.context["sample"]
    assert survey.questions.count() == 1


# -- codes -------------------------------------------------------------------------------------
@pytest.fixture
def web() -> Survey:
    """A question to which everything refers that can refer to one."""
    b, row = when("old"), when("grid", row="r1")
    survey = survey_with(
        [question("single", "old"), question("matrix", "grid"), question("number", "num")],
        [
            question("long_text", "why", text={"de": "Warum {{ old }}?"}, help={"de": "{{old}} {{older}}"}, condition={"any": [{"not": b}, row]}),
            question("multiple", "more", options=lines("x", "y", y={"condition": b})),
            question("matrix", "table", rows=lines("r1", r1={"condition": {"all": [b, row]}})),
            question("calculated", "sum", formula={"op": "sum", "questions": ["num", "grid"]}),
        ],
        languages=["de"], teaser_code="old",
    )  # fmt: skip
    survey.pages.filter(position=2).update(condition={"not": {"any": [b]}})
    Quota.objects.create(survey=survey, code="q", title="Quote", condition=b, limit=5)
    return survey


@pytest.mark.behaviour("Q2")
def test_a_new_code_is_written_into_everything_that_refers_to_it(
    editing: Client, web: Survey
) -> None:
    found = web.questions.get(code="old")
    changes = {"code": "new", "options-0-code": "b", "options-1-code": "a"}
    assert editing.post(address(found), fields(editing, found, **changes)).status_code == 302
    web.refresh_from_db()
    b = when("new", value="a")
    why = web.questions.get(code="why")
    assert (why.text["de"], why.help["de"]) == ("Warum {{new}}?", "{{new}} {{older}}")
    assert why.condition == {"any": [{"not": b}, when("grid", row="r1")]}
    assert web.questions.get(code="more").options[1]["condition"] == b
    assert web.questions.get(code="table").rows[0]["condition"]["all"][0] == b
    assert web.pages.get(position=2).condition == {"not": {"any": [b]}}
    assert web.quotas.get().condition == b
    assert web.teaser_code == "new"


def test_rows_and_numbers_are_renamed_too(editing: Client, web: Survey) -> None:
    grid = web.questions.get(code="grid")
    editing.post(address(grid), fields(editing, grid, **{"code": "net", "rows-0-code": "roads"}))
    assert web.questions.get(code="why").condition["any"][1] == when("net", row="roads")
    assert web.questions.get(code="sum").formula["questions"] == ["num", "net"]


@pytest.mark.behaviour("Q2")
def test_what_breaks_is_told_before_saving(editing: Client, web: Survey) -> None:
    found = web.questions.get(code="old")
    sent = fields(editing, found)
    page = editing.post(address(found), {**sent, "options-1-label_de": ""})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Danach passen diese Stellen nicht mehr" in text
    for place in ("Frage „Warum {{ old }}?“", "Zeile „Text y“", "Seite „Seite 2“", "Quote „Quote“"):
        assert place in text
    assert len(again(found).options) == 3
    editing.post(address(found), {**sent, "options-1-label_de": "", "confirmed": "1"})
    assert [line["code"] for line in again(found).options] == ["a", "c"]


@pytest.mark.behaviour("Q2")
def test_what_breaks_is_told_before_deleting(editing: Client, web: Survey) -> None:
    found = web.questions.get(code="old")
    text = editing.get(address(found, "question_delete")).content.decode()
    for place in (
        "Frage „Warum {{ old }}?“",
        "Zeile „Text y“",
        "Seite „Seite 2“",
        "Quote „Quote“",
        "Startseite",
    ):
        assert place in text
    first = reverse("surveys:page_delete", args=[web.slug, web.pages.get(position=1).pk])
    assert "„num“" in editing.get(first).content.decode()
    last = web.questions.get(code="sum")
    assert "Danach passen" not in editing.get(address(last, "question_delete")).content.decode()


def test_a_change_that_breaks_nothing_is_saved_at_once(editing: Client, web: Survey) -> None:
    found = web.questions.get(code="old")
    page = editing.post(
        address(found),
        fields(editing, found, **{"options-0-label_de": "Anders", "options-2-label_de": ""}),
    )
    assert page.status_code == 302


def test_codes_that_differ_in_case_only_are_one(editing: Client, web: Survey) -> None:
    found = web.questions.get(code="num")
    page = editing.post(address(found), fields(editing, found, code="OLD"))
    assert "Dieses Kürzel gibt es in der Umfrage schon." in page.content.decode()


# -- another type ------------------------------------------------------------------------------
@pytest.mark.behaviour("Q2")
def test_a_single_choice_becomes_a_multiple_one_and_conditions_follow(
    editing: Client, web: Survey
) -> None:
    found = web.questions.get(code="old")
    assert editing.post(address(found, "question_type"), {"type": "multiple"}).status_code == 302
    assert (again(found).type, again(found).options) == ("multiple", found.options)
    contains = when("old", op="contains")
    assert web.questions.get(code="more").options[1]["condition"] == contains
    assert web.quotas.get().condition == contains
    editing.post(address(found, "question_type"), {"type": "dropdown"})
    assert web.quotas.get().condition == when("old")
    assert AuditEntry.objects.filter(verb="retype_question").count() == 2


def test_what_another_type_loses_is_said_before(editing: Client) -> None:
    marks: dict[str, Any] = {"b": {"with_text": True}, "c": {"exclusive": True}}
    survey = survey_with(
        question(
            "multiple",
            "q",
            options=lines("a", "b", "c", **marks),
            limits={"min": 1, "max": 2},
            is_shuffled=True,
        ),
        question("number", "n", condition={"question": "q", "op": "count_at_least", "value": "2"}),
        languages=["de"],
    )
    found = survey.questions.get(code="q")
    text = editing.get(address(found, "question_type")).content.decode()
    for sentence in (
        "Es entfällt: Höchstens so viele Antworten (2).",
        "„Text c“ verliert den Zusatz „schließt andere aus“.",
        "Die zufällige Reihenfolge entfällt.",
        "lässt sich so nicht fragen",
    ):
        assert sentence in text
    editing.post(address(found, "question_type"), {"type": "single"})
    assert again(found).limits == {}
    assert [set(line) for line in again(found).options] == [
        {"code", "label"},
        {"code", "label", "with_text"},
        {"code", "label"},
    ]


def test_a_number_becomes_a_slider_with_an_end(editing: Client) -> None:
    survey = survey_with(
        question("number", "n", limits={"max": 24, "decimals": 1}), languages=["de"]
    )
    found = survey.questions.get()
    editing.post(address(found, "question_type"), {"type": "slider"})
    assert (again(found).type, again(found).limits) == ("slider", {"min": 0, "max": 24})


def test_types_that_mean_something_else_are_not_offered(editing: Client, web: Survey) -> None:
    found = web.questions.get(code="old")
    for wanted in ("number", "display", "", "x"):
        assert editing.post(address(found, "question_type"), {"type": wanted}).status_code == 200
    assert again(found).type == "single"
    calculated = web.questions.get(code="sum")
    assert editing.get(address(calculated, "question_type")).status_code == 404


def test_the_form_says_what_a_new_code_means_for_results(editing: Client) -> None:
    found = published(question("single", "q")).survey.questions.get()
    assert "solange das Kürzel gleich bleibt" in editing.get(address(found)).content.decode()


def test_a_slider_always_has_two_ends(editing: Client) -> None:
    survey = survey_with(question("single"))
    adding = reverse("surveys:question_add", args=[survey.slug, survey.pages.get().pk])
    text = editing.get(f"{adding}?type=slider").content.decode()
    assert 'name="min" value="0"' in text
    assert 'name="max" value="100"' in text
    page = editing.post(f"{adding}?type=slider", {"text_de": "Wie sehr?", "min": "0", "max": ""})
    assert "Größte Zahl: Dieses Feld ist zwingend erforderlich." in page.content.decode()
    assert not survey.questions.filter(type="slider").exists()
