"""Lists of surveys and their results: who sees which, in how many queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.models import Response, Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import published, question, respond, survey_with
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def url(name: str, survey: Survey, **more: Any) -> str:
    return reverse(f"surveys:{name}", kwargs={"slug": survey.slug, **more})


# -- lists -------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["survey_list", "manage_list"])
def test_lists_ask_the_same_number_of_queries_for_1_3_and_300_surveys(
    name: str, editing: Client
) -> None:
    address = reverse(f"surveys:{name}")
    version = published(question("single"))
    editing.get(address)
    counts = [queries_of(lambda: page_of(editing, address))]
    for more in (2, 297):
        copies = [
            Survey(
                slug=f"kopie-{more}-{number}", title={"de": "Kopie"}, languages=["de"], state="open",
                opens_at=version.survey.opens_at, closes_at=version.survey.closes_at,
            )
            for number in range(more)
        ]  # fmt: skip
        Survey.objects.bulk_create(copies)
        counts.append(queries_of(lambda: page_of(editing, address)))
    assert len(set(counts)) == 1


def test_results_ask_the_same_number_of_queries_for_1_3_and_300_responses(editing: Client) -> None:
    version = published([question("single", "q"), question("long_text", "t")])
    address = url("results", version.survey)
    counts = []
    for more in (1, 2, 297):
        Response.objects.bulk_create(
            Response(version=version, answers={"q": "a", "t": "x"}, language="de", submitted_on=DAY)
            for _ in range(more)
        )
        editing.get(address)
        counts.append(queries_of(lambda: page_of(editing, address)))
    assert len(set(counts)) == 1


def test_the_public_list_puts_open_surveys_first_and_hides_drafts(client: Client) -> None:
    over = published(question("single"), title={"de": "Vorbei", "en": "Over"}).survey
    Survey.objects.filter(pk=over.pk).update(closes_at=NOON - timedelta(hours=1))
    published(
        question("single"),
        title={"de": "Läuft", "en": "Running"},
        opens_at=NOON - timedelta(days=30),
    )
    survey_with(question("single"), title={"de": "Geheimer Entwurf"})
    page = client.get("/umfragen/").content.decode()
    assert page.index("Läuft") < page.index("Vorbei")
    assert "Geheimer Entwurf" not in page
    assert "Running" in client.get("/en/umfragen/").content.decode()


def test_the_public_pages_show_the_published_title_not_the_draft(client: Client) -> None:
    survey = published(question("single"), title={"de": "Alt", "en": "Old"}).survey
    Survey.objects.filter(pk=survey.pk).update(title={"de": "Neu", "en": "New"})
    for address in ("/umfragen/", survey.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Alt" in page
        assert "Neu" not in page


# -- results -----------------------------------------------------------------------------------
def test_results_mark_example_data(editing: Client) -> None:
    version = published(question("single", "q"))
    respond(version, {"q": "a"}, origin=Response.Origin.EXAMPLE)
    assert (
        "1 von 1 Antworten sind erfunden"
        in editing.get(url("results", version.survey)).content.decode()
    )


def test_results_of_one_version_and_of_none(editing: Client) -> None:
    survey = published(question("single", "q")).survey
    address = url("results", survey)
    assert editing.get(address, {"version": 1}).context["results"].responses == 0
    for unknown in ("2", "x", "²", "-1", "9" * 50):
        assert editing.get(address, {"version": unknown}).status_code == 404


def test_texts_are_paged_escaped_and_only_for_text_questions(editing: Client) -> None:
    version = published([question("long_text", "t"), question("single", "q")])
    for number in range(51):
        respond(version, {"t": f"<b>Text</b> {number}", "q": None})
    page = editing.get(url("texts", version.survey, code="t"))
    assert page.context["page_obj"].paginator.num_pages == 3
    assert "&lt;b&gt;Text&lt;/b&gt;" in page.content.decode()
    assert editing.get(url("texts", version.survey, code="q")).status_code == 404


def test_results_of_a_draft_are_empty_and_not_an_error(editing: Client) -> None:
    page = editing.get(url("results", survey_with(question("single"))))
    assert "Noch keine Antworten" in page.content.decode()


# -- who ---------------------------------------------------------------------------------------
def test_analysts_read_results_but_do_not_edit(client_as: ClientAs, analyst: User) -> None:
    survey = published(question("single")).survey
    client = client_as(analyst)
    assert client.get(url("results", survey)).status_code == 200
    assert client.get(reverse("surveys:manage_list")).status_code == 200
    assert client.get(url("edit", survey)).status_code == 403
    assert client.post(url("close", survey)).status_code == 403


def test_participants_see_no_draft_and_no_results(client_as: ClientAs, participant: User) -> None:
    client = client_as(participant)
    assert client.get(url("edit", survey_with(question("single")))).status_code == 404
    assert client.get(url("results", published(question("single")).survey)).status_code == 403
    assert client.get(reverse("surveys:manage_list")).status_code == 403
