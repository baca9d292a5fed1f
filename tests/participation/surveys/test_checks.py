"""The list of checks: in the outline, and before publishing."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.checks.findings import Severity, errors, warnings
from participation.surveys.checks.opening import findings_of
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.surveys import question, survey_with
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def warned() -> Survey:
    """Complete, but people are told a wrong time."""
    return survey_with(question("single"), minutes=30)


def publish(survey: Survey) -> str:
    return reverse("surveys:publish", args=[survey.slug])


def test_errors_come_before_warnings() -> None:
    survey = survey_with(question("single"), [], minutes=30)
    found = findings_of(Draft.of(survey))
    assert errors(found)
    assert warnings(found)
    assert [each.severity for each in found] == sorted(each.severity for each in found)
    assert found == [*errors(found), *warnings(found)]


def test_each_finding_leads_to_its_place(editing: Client) -> None:
    never = {
        "all": [{"question": "a", "op": "is", "value": "yes"}, {"question": "a", "op": "empty"}]
    }
    hidden = question("single", "b", condition=never)
    survey = survey_with([question("yes_no", "a"), hidden], [], minutes=30, privacy={})
    last = survey.pages.last()
    for name in ("edit", "publish"):
        text = page_of(editing, reverse(f"surveys:{name}", args=[survey.slug]))
        places = [
            reverse("surveys:details", args=[survey.slug]),
            reverse("surveys:page_edit", args=[survey.slug, last.pk]),
            reverse("surveys:question_edit", args=[survey.slug, survey.questions.get(code="b").pk]),
        ]
        assert "Niemand sieht sie" in text
        for place in places:
            assert f'href="{place}"' in text


def test_errors_stand_against_publishing_even_with_a_tick(editing: Client) -> None:
    survey = survey_with(question("single"), [])
    page = editing.post(publish(survey), {"accepted": "on"})
    assert page.status_code == 200
    assert 'name="accepted"' not in page.content.decode()
    assert not survey.versions.exists()
    with pytest.raises(ValidationError, match="Seite 2: Es gibt noch keine Frage"):
        actions.publish_survey(survey=survey, by=None, at=NOON)


def test_warnings_are_accepted_by_a_tick(editing: Client) -> None:
    survey = warned()
    page = editing.post(publish(survey))
    assert "Bitte lesen Sie die Hinweise und bestätigen Sie das hier." in page.content.decode()
    assert not survey.versions.exists()
    assert editing.post(publish(survey), {"accepted": "on"}).status_code == 302
    assert survey.versions.count() == 1


def test_without_a_warning_nothing_is_to_be_accepted(editing: Client) -> None:
    survey = survey_with(question("single"), minutes=1)
    page = page_of(editing, publish(survey))
    assert "Es fehlt nichts." in page
    assert 'name="accepted"' not in page
    assert editing.post(publish(survey)).status_code == 302


def test_refusals_of_the_action_stand_above_the_form(editing: Client) -> None:
    survey = survey_with(question("single"), minutes=1)
    editing.post(publish(survey))
    text = editing.post(publish(survey)).content.decode()
    assert "Seit Fassung 1 wurde nichts geändert." in text
    assert survey.versions.count() == 1


def test_the_outline_costs_the_same_for_one_page_and_for_ten(editing: Client) -> None:
    one = survey_with([question("single")])
    ten = survey_with(*([question("single"), question("matrix")] for _n in range(10)))
    addresses = [reverse("surveys:edit", args=[each.slug]) for each in (one, ten)]
    page_of(editing, addresses[0])
    counts = [queries_of(lambda at=at: page_of(editing, at)) for at in addresses]
    assert counts[0] == counts[1]


def test_severities_are_words_for_everybody(editing: Client) -> None:
    text = page_of(editing, reverse("surveys:edit", args=[warned().slug]))
    assert "Hinweis" in text
    assert Severity.WARNING == "warning"
