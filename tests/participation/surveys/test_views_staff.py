"""The editor of surveys as the office uses it: made, changed, ordered, published, copied."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.document.questionnaire import to_json
from participation.surveys.drafts.compiler import Draft, compile_draft
from participation.surveys.models import Question, Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.surveys import both, lines, published, question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def url(name: str, survey: Survey, **more: Any) -> str:
    return reverse(f"surveys:{name}", kwargs={"slug": survey.slug, **more})


# -- editor ------------------------------------------------------------------------------------
def details(**changes: Any) -> dict[str, Any]:
    return {
        "title_de": "Neue Umfrage", "minutes": "5", "saved_days": "7", "mode": "open", "opens_at": "2026-07-01T08:00",
        "closes_at": "2026-07-31T18:00", "languages": ["en"], **changes,
    }  # fmt: skip


def test_a_survey_is_made_changed_published_closed_and_reopened(editing: Client) -> None:
    editing.post(reverse("surveys:create"), details())
    survey = Survey.objects.get(slug="neue-umfrage")
    assert (survey.opens_at.isoformat(), survey.languages) == (
        "2026-07-01T06:00:00+00:00",
        ["de", "en"],
    )

    editing.post(
        url("details", survey),
        details(languages=[], intro_de="<p>Ja</p>", privacy_de="<p>Art. 13</p>"),
    )
    editing.post(url("page_add", survey), {"title_de": "Seite"})
    page = survey.pages.get()
    editing.post(url("question_add", survey, page=page.pk) + "?type=single", two_options())
    assert [o["code"] for o in survey.questions.get().options] == ["1", "2"]

    assert editing.post(url("publish", survey), {"accepted": "on"}).status_code == 302
    editing.post(url("close", survey))
    survey.refresh_from_db()
    assert survey.phase(NOON) == Survey.Phase.CLOSED
    editing.post(url("reopen", survey), {"closes_at": "2026-08-01T12:00"})
    survey.refresh_from_db()
    assert survey.phase(NOON) == Survey.Phase.PLANNED


def two_options(**changes: str) -> dict[str, str]:
    return {
        "code": "q", "text_de": "Frage?", "options-TOTAL_FORMS": "2", "options-INITIAL_FORMS": "2",
        "options-0-label_de": "Ja", "options-1-label_de": "Nein", **changes,
    }  # fmt: skip


def test_an_incomplete_draft_is_refused_with_links_to_the_places(editing: Client) -> None:
    survey = survey_with(question("single", text={"en": "Only English"}), privacy={})
    page = editing.post(url("publish", survey))
    assert page.status_code == 200
    text = page.content.decode()
    assert f'href="{url("details", survey)}"' in text
    assert f'href="{url("question_edit", survey, question=survey.questions.get().pk)}"' in text
    assert not survey.versions.exists()


def test_the_outline_puts_the_wording_first_and_the_code_after_it(editing: Client) -> None:
    survey = survey_with(question("single", text={"de": "Wie geht es?"}))
    text = editing.get(url("edit", survey)).content.decode()
    code = survey.questions.get().code
    assert f"Kürzel <small>{code}</small></p>" in text


def test_a_new_survey_asks_for_little_and_opens_what_is_wrong(editing: Client) -> None:
    address = reverse("surveys:create")
    text = editing.get(address).content.decode()
    assert text.count('<details class="disclosure">') == 4
    assert 'name="opens_at" value="' in text
    text = editing.post(address, details(saved_days="0")).content.decode()
    assert text.count('<details class="disclosure">') == 3
    assert text.count('<details class="disclosure" open>') == 1


def test_times_that_do_not_exist_or_end_before_they_begin_are_refused(editing: Client) -> None:
    for changes in (
        {"opens_at": "2026-03-29T02:30"},
        {"closes_at": "2026-06-30T08:00"},
        {"opens_at": "31.13.2026"},
        {"minutes": "0", "mode": "open"},
        {"title_de": ""},
    ):
        page = editing.post(reverse("surveys:create"), details(**changes))
        assert page.status_code == 200
        assert "Fehler: " in page.content.decode()
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"code": "1a"}, {"code": "a-b"}, {"text_de": ""}, {"options-0-code": "x y"},
     {"options-0-code": "a", "options-1-code": "a"}],
)  # fmt: skip
def test_a_broken_question_comes_back_with_what_was_typed(
    editing: Client, changes: dict[str, str]
) -> None:
    survey = survey_with(question("single", "other"), languages=["de"])
    address = url("question_add", survey, page=survey.pages.get().pk) + "?type=single"
    page = editing.post(address, two_options(**{"text_de": "Mein Text", **changes}))
    text = page.content.decode()
    assert page.status_code == 200
    assert "data-error-summary" in text
    assert "Nein" in text
    assert survey.questions.count() == 1


def test_a_code_given_twice_is_refused_on_its_field(editing: Client) -> None:
    survey = survey_with(question("single", "q"), languages=["de"])
    address = url("question_add", survey, page=survey.pages.get().pk) + "?type=single"
    page = editing.post(address, two_options())
    assert "Dieses Kürzel gibt es in der Umfrage schon." in page.content.decode()


def test_a_code_nobody_typed_is_made_of_the_question(editing: Client) -> None:
    survey = survey_with(question("single", "frage"), languages=["de"])
    address = url("question_add", survey, page=survey.pages.get().pk) + "?type=single"
    for text in (
        "Frage?",
        "Wie oft fahren Sie mit dem Bürgerbus?",
        "Wie oft fahren Sie mit?",
        "2026?",
    ):
        editing.post(address, two_options(code="", text_de=text))
    codes = list(survey.questions.order_by("pk").values_list("code", flat=True))
    assert codes == ["frage", "frage_2", "wie_oft_fahren", "wie_oft_fahren_2", "frage_3"]


@pytest.mark.parametrize(
    ("button", "codes"),
    [("down-0", ["b", "a", "c"]), ("up-2", ["a", "c", "b"]), ("drop-1", ["a", "c"]),
     ("add", ["a", "b", "c", ""]), ("up-0", ["a", "b", "c"]), ("drop-99", ["a", "b", "c"]),
     ("nonsense", ["a", "b", "c"])],
)  # fmt: skip
def test_buttons_beside_lines_arrange_them_without_storing(
    editing: Client, button: str, codes: list[str]
) -> None:
    survey = survey_with(
        question("multiple", "q", options=lines("a", "b", "c", c={"exclusive": True}))
    )
    known = survey.questions.get()
    data = {
        "code": "q",
        "text_de": "Neu getippt",
        "options-TOTAL_FORMS": "3",
        "options-INITIAL_FORMS": "3",
    }
    for place, line in enumerate(known.options):
        data |= {
            f"options-{place}-code": line["code"],
            f"options-{place}-label_de": line["label"]["de"],
        }
    data["options-2-exclusive"] = "on"
    page = editing.post(
        url("question_edit", survey, question=known.pk), {**data, "arrange": f"options:{button}"}
    )
    (formset,) = page.context["lists"]
    assert [form["code"].value() or "" for form in formset] == codes
    assert {form["code"].value() for form in formset if form["exclusive"].value()} == {"c"}
    assert "Neu getippt" in page.content.decode()
    assert "data-error-summary" not in page.content.decode()
    known.refresh_from_db()
    assert [line["code"] for line in known.options] == ["a", "b", "c"]


def test_scale_steps_keep_counting_when_one_stands_outside(editing: Client) -> None:
    survey = survey_with(question("matrix", "q", options=lines("a", "b", "c")), languages=["de"])
    known = survey.questions.get()
    data = {"code": "q", "text_de": "Frage?", "options-TOTAL_FORMS": "3", "options-INITIAL_FORMS": "3",
            "rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "1", "rows-0-label_de": "Zeile"}  # fmt: skip
    for place, code in enumerate("abc"):
        data |= {f"options-{place}-code": code, f"options-{place}-label_de": code}
    editing.post(
        url("question_edit", survey, question=known.pk), {**data, "options-0-outside": "on"}
    )
    known.refresh_from_db()
    assert [line["value"] for line in known.options] == [None, 1, 2]


@pytest.mark.parametrize("kind", Question.Type.values)
def test_every_type_has_a_form_and_a_preview(editing: Client, kind: str) -> None:
    survey = survey_with(question(kind))
    page, known = survey.pages.get(), survey.questions.get()
    assert editing.get(url("question_add", survey, page=page.pk), {"type": kind}).status_code == 200
    assert editing.get(url("question_edit", survey, question=known.pk)).status_code == 200
    assert known.text["de"] in editing.get(url("preview_screen", survey)).content.decode()


def test_an_unknown_type_and_foreign_parts_do_not_exist(editing: Client) -> None:
    survey, other = survey_with(question("single")), survey_with(question("single"))
    page = survey.pages.get()
    assert editing.get(url("question_add", survey, page=page.pk), {"type": "x"}).status_code == 404
    assert editing.get(url("page_edit", other, page=page.pk)).status_code == 404
    known = survey.questions.get()
    assert editing.get(url("question_edit", other, question=known.pk)).status_code == 404


def test_deleting_asks_first(editing: Client) -> None:
    survey = survey_with(question("single"))
    known, page = survey.questions.get(), survey.pages.get()
    assert (
        "löschen" in editing.get(url("question_delete", survey, question=known.pk)).content.decode()
    )
    assert survey.questions.exists()
    editing.post(url("question_delete", survey, question=known.pk))
    assert not survey.questions.exists()
    editing.get(url("page_delete", survey, page=page.pk))
    assert survey.pages.exists()
    editing.post(url("page_delete", survey, page=page.pk))
    assert not survey.pages.exists()


def test_moving_works_with_and_without_script(editing: Client) -> None:
    survey = survey_with(question("single"), question("single"))
    second = survey.pages.last()
    address = url("page_move", survey, page=second.pk)
    assert editing.post(address, {"direction": "up"}).status_code == 302
    assert survey.pages.first() == second
    fragment = editing.post(
        address, {"direction": "down"}, headers={"HX-Request": "true", "HX-Target": "outline"}
    )
    assert fragment.content.decode().lstrip().startswith('<form method="post" id="outline"')
    assert survey.pages.last() == second
    assert editing.get(address).status_code == 405
    assert editing.post(address, {"direction": "sideways"}).status_code == 404


def test_closing_a_draft_is_the_wrong_state(editing: Client) -> None:
    assert editing.post(url("close", survey_with(question("single")))).status_code == 409


def test_reopening_into_the_past_comes_back_with_an_error(editing: Client) -> None:
    survey = published(question("single")).survey
    editing.post(url("close", survey))
    page = editing.post(url("reopen", survey), {"closes_at": "2026-01-01T00:00"})
    assert "Das neue Ende muss in der Zukunft liegen." in page.content.decode()


def test_the_preview_of_a_survey_without_pages_says_so(editing: Client) -> None:
    text = editing.get(url("preview_screen", survey_with())).content.decode()
    assert "Die Umfrage hat noch keine Seite." in text


# -- copying -----------------------------------------------------------------------------------
def test_copy_of_a_survey_is_a_draft_with_everything_it_asks(editing: Client) -> None:
    condition = {"question": "first", "op": "is", "value": "a"}
    version = published(
        question("single", "first"),
        [
            question("matrix", "grid", is_shuffled=True),
            question("number", "n", condition=condition),
        ],
    )
    response = editing.post(url("copy", version.survey), follow=True)
    assert "Das ist die Kopie, noch als Entwurf." in response.content.decode()
    copy = Survey.objects.exclude(pk=version.survey.pk).get()
    assert (copy.state, copy.title["de"]) == (
        Survey.State.DRAFT,
        f"{version.survey.title['de']} (Kopie)",
    )
    assert [page.questions.count() for page in copy.pages.all()] == [1, 2]
    document = to_json(compile_draft(Draft.of(copy)))
    assert document["pages"] == version.schema["pages"]
    assert version.survey.questions.count() == 3
    assert not copy.versions.exists()


def test_copy_of_a_question_stands_behind_it_under_its_own_code(editing: Client) -> None:
    survey = survey_with([question("single", "q"), question("number", "later")])
    for _time in range(2):
        first = survey.questions.get(code="q")
        assert editing.post(url("question_copy", survey, question=first.pk)).status_code == 302
    assert [each.code for each in survey.questions.all()] == ["q", "q_3", "q_2", "later"]
    assert survey.questions.get(code="q_2").options == survey.questions.get(code="q").options


def test_the_outline_says_that_people_still_answer_the_version_before(editing: Client) -> None:
    survey = published(question("single")).survey
    known, words = survey.questions.get(), "Beantwortet wird Fassung 1"
    assert words not in editing.get(url("edit", survey)).content.decode()
    known.text = both("Anders gefragt?")
    known.save()
    assert words in editing.get(url("edit", survey)).content.decode()


def test_a_code_of_its_own_ends_with_a_whole_word(editing: Client) -> None:
    survey = survey_with(question("single"))
    page = survey.pages.get()
    for text in ("In welcher Gemeinde wohnen Sie?", "In welcher Gemeinde arbeiten Sie?"):
        editing.post(url("question_add", survey, page=page.pk) + "?type=number", {"text_de": text})
    editing.post(
        url("question_add", survey, page=page.pk) + "?type=number",
        {"text_de": "Donaudampfschifffahrt?"},
    )
    codes = survey.questions.order_by("pk").values_list("code", flat=True)
    assert list(codes)[1:] == ["in_welcher", "in_welcher_2", "donaudampfschiff"]


def test_a_page_shows_its_german_title_first_and_folds_the_others(editing: Client) -> None:
    survey = survey_with(question("single"))
    text = editing.get(url("page_add", survey)).content.decode()
    head, _summary, folded = text.partition("Titel in weiteren Sprachen")
    assert 'name="title_de"' in head
    assert 'name="title_en"' in folded
    survey.languages = ["de"]
    survey.save()
    assert "Titel in weiteren Sprachen" not in editing.get(url("page_add", survey)).content.decode()
