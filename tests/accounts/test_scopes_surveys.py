"""Roles that are held for one survey, or for one field of the strategy's texts."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from participation.models import SurveyVersion
from participation.surveys.actions import invite_reader
from smartregion.accounts.models import User
from strategy.models import ElementText
from tests.accounts.test_scopes import holder
from tests.cast import ClientAs
from tests.factories.dates import DAY
from tests.factories.strategy import ElementTextFactory, VersionFactory
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon")]
# Every door to what people answered.
DOORS = ("results", "crosstab", "exports", "coding_list", "passages", "versions", "code_book")
DESK = ("edit", "details", "publish", "codes", "quotas")


@pytest.fixture
def own() -> SurveyVersion:
    version = published(question("single", "one"), question("long_text", "why"))
    respond(version, {"one": "a", "why": "Ein Satz"})
    return version


@pytest.fixture
def other() -> SurveyVersion:
    version = published(question("single", "one"), question("long_text", "why"))
    respond(version, {"one": "a", "why": "Ein anderer Satz"})
    return version


def statuses(client: Any, version: SurveyVersion, doors: tuple[str, ...]) -> set[int]:
    slug = version.survey.slug
    return {client.get(reverse(f"surveys:{door}", args=[slug])).status_code for door in doors}


@pytest.mark.behaviour("N1")
@pytest.mark.parametrize("role", ["analyst", "editor", "consultant"])
def test_results_of_the_own_survey_and_of_no_other(
    client_as: ClientAs, own: SurveyVersion, other: SurveyVersion, role: str
) -> None:
    client = client_as(holder(role, "survey", own.survey))
    assert statuses(client, own, DOORS) == {200}
    assert statuses(client, other, DOORS) == {403}
    listed = client.get(reverse("surveys:manage_list")).content.decode()
    assert own.survey.heading in listed
    assert other.survey.heading not in listed


def test_other_surveys_are_not_offered_for_comparison(
    client_as: ClientAs, own: SurveyVersion, other: SurveyVersion
) -> None:
    client = client_as(holder("analyst", "survey", own.survey))
    address = reverse("surveys:compare_surveys", args=[own.survey.slug])
    page = client.get(address, {"others": other.survey.slug, "question": "one"})
    assert page.context["has_others"] is False
    assert page.context["picked"] == []


def test_the_editor_of_a_survey_builds_this_one_only(
    client_as: ClientAs, own: SurveyVersion, other: SurveyVersion
) -> None:
    client = client_as(holder("editor", "survey", own.survey))
    assert statuses(client, own, DESK) == {200}
    assert statuses(client, other, DESK) == {403}
    for door in ("create", "bank_list", "import_file"):
        assert client.get(reverse(f"surveys:{door}")).status_code == 403
    assert client.post(reverse("surveys:copy", args=[own.survey.slug])).status_code == 403
    desk = client.get("/arbeitsplatz/").content.decode()
    assert other.survey.heading not in desk


def test_an_analyst_of_a_survey_builds_nothing(client_as: ClientAs, own: SurveyVersion) -> None:
    client = client_as(holder("analyst", "survey", own.survey))
    assert statuses(client, own, ("edit", "details", "publish", "codes")) == {403}


def test_an_invitation_never_outlasts_the_role(own: SurveyVersion) -> None:
    consultant = holder("consultant", "survey", own.survey, valid_until=DAY)
    with pytest.raises(ValidationError, match="endet am"):
        invite_reader(
            survey=own.survey, user=consultant, until=DAY.replace(year=DAY.year + 1), by=None, on=DAY
        )  # fmt: skip


# -- texts of the strategy -------------------------------------------------------------------------
@pytest.fixture
def objective() -> ElementText:
    """In a field of action of a draft, which has another field beside it."""
    version = VersionFactory()
    field = ElementTextFactory(version=version, kind="field", number="1")
    ElementTextFactory(version=version, kind="field", number="2")
    text: ElementText = ElementTextFactory(
        version=version, kind="objective", parent=field, number="1.1"
    )
    return text


def address(name: str, text: ElementText) -> str:
    version = text.version
    return reverse(f"strategy:{name}", args=[version.strategy.slug, version.label, text.element_id])


@pytest.fixture
def writer(objective: ElementText) -> User:
    assert objective.parent
    return holder("editor", "field", objective.parent.element)


@pytest.mark.behaviour("N1")
def test_texts_of_the_own_field_are_written_others_only_read(
    client_as: ClientAs, objective: ElementText, writer: User
) -> None:
    client = client_as(writer)
    foreign = objective.version.texts.get(number="2")
    assert client.get(address("text_edit", objective)).status_code == 200
    assert client.get(address("text_edit", foreign)).status_code == 403
    for door in ("text_delete", "text_move"):
        assert client.post(address(door, objective)).status_code == 403
    outline = client.get(
        reverse(
            "strategy:version_edit", args=[objective.version.strategy.slug, objective.version.label]
        )
    ).content.decode()
    assert f'href="{address("text_edit", objective)}"' in outline
    assert f'href="{address("text_edit", foreign)}"' not in outline


def test_words_change_but_not_where_the_text_stands(
    client_as: ClientAs, objective: ElementText, writer: User
) -> None:
    foreign = objective.version.texts.get(number="2")
    sent = {
        "title": "Neuer Titel", "number": "9.9", "parent": foreign.pk, "summary": "", "body": "",
        "easy_language": "", "lock_version": objective.lock_version,
    }  # fmt: skip
    client_as(writer).post(address("text_edit", objective), sent)
    before = (objective.number, objective.parent_id)
    objective.refresh_from_db()
    assert (objective.title, objective.number, objective.parent_id) == ("Neuer Titel", *before)
