"""Quotas as the office writes them, and sees them fill."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.document.conditions import parse
from participation.surveys.models import Quota, Survey, SurveyVersion
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import question, survey_with
from tests.participation.surveys.test_quotas import (
    FROM_A,
    YOUNG,
    draft,
    publish,
    quota,
    submit,
    with_two_places,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def version() -> SurveyVersion:
    return with_two_places()


@pytest.fixture
def editing(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


def url(name: str, survey: Survey, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=[survey.slug, *args])


TYPED = {
    "title": "Junge Menschen", "limit": "100", "text": "Danke, es reicht.",
    "c-join": "all", "c-0-question": "age", "c-0-op": "is", "c-0-value": "young",
}  # fmt: skip


def test_a_quota_is_written_changed_and_deleted(editing: Client) -> None:
    survey = draft()
    assert "Noch keine Quote" in editing.get(url("quotas", survey)).content.decode()
    assert editing.post(url("quota_add", survey), TYPED).status_code == 302
    made = Quota.objects.get()
    assert (made.code, made.limit, made.text) == ("junge_menschen", 100, {"de": TYPED["text"]})
    assert parse(made.condition).holds({"age": "young"})
    page = editing.get(url("quotas", survey)).content.decode()
    assert "„Frage age?“: young" in page
    assert "gilt noch nicht" in page
    Quota.objects.update(text={"de": "Danke, es reicht.", "en": "Enough."})
    edit = url("quota_edit", survey, made.pk)
    assert "Junge Menschen" in editing.get(edit).content.decode()
    editing.post(edit, {**TYPED, "limit": "50"})
    made.refresh_from_db()
    assert (made.code, made.limit, made.text["en"]) == ("junge_menschen", 50, "Enough.")
    editing.post(url("quota_delete", survey, made.pk))
    assert not Quota.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"limit": "0"}, "größer oder gleich 1"),
        ({"title": ""}, "Dieses Feld ist zwingend erforderlich"),
        ({"c-0-question": ""}, "Bitte wählen Sie mindestens eine Aussage."),
    ],
)
def test_a_quota_that_lacks_something_is_refused(
    editing: Client, values: dict[str, str], sentence: str
) -> None:
    page = editing.post(url("quota_add", draft()), {**TYPED, **values})
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Quota.objects.exists()


def test_a_button_of_the_condition_keeps_what_was_typed_and_judges_nothing(
    editing: Client,
) -> None:
    typed = {**TYPED, "limit": "", "fit": "1"}
    page = editing.post(url("quota_add", draft()), typed).content.decode()
    assert 'value="Junge Menschen"' in page
    assert "zwingend" not in page
    assert not Quota.objects.exists()


def test_two_quotas_of_one_name_get_codes_of_their_own(editing: Client) -> None:
    survey = draft()
    for _each in range(2):
        editing.post(url("quota_add", survey), TYPED)
    codes = set(Quota.objects.values_list("code", flat=True))
    assert codes == {"junge_menschen", "junge_menschen_2"}


def test_the_list_tells_how_far_each_quota_is_filled(
    version: SurveyVersion, client_as: ClientAs, analyst: User
) -> None:
    submit(version)
    page = client_as(analyst).get(url("quotas", version.survey)).content.decode()
    assert "1 von 2" in page
    assert url("quota_add", version.survey) not in page
    submit(version)
    assert (
        "voll: Wer jetzt kommt"
        in client_as(analyst).get(url("quotas", version.survey)).content.decode()
    )


def test_the_list_of_quotas_asks_no_more_for_three_than_for_one(editing: Client) -> None:
    survey = draft()
    quota(survey, "one", YOUNG, 2)
    publish(survey)
    one = queries_on(editing, url("quotas", survey))
    quota(survey, "two", YOUNG, 2)
    quota(survey, "three", FROM_A, 2)
    assert queries_on(editing, url("quotas", survey)) == one


def queries_on(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_a_copy_of_a_survey_has_its_quotas_and_begins_to_count_anew() -> None:
    survey = survey_with(question("yes_no", "auto"))
    mine = quota(survey, "fahrer", {"question": "auto", "op": "is", "value": "yes"}, 5)
    copy = actions.copy_survey(survey=survey, by=None)
    taken = copy.quotas.get()
    assert (taken.code, taken.condition, taken.limit) == (mine.code, mine.condition, mine.limit)
    assert survey.quotas.get() == mine
    assert not copy.quota_counts.exists()
