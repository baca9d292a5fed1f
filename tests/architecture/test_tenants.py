"""One deployment serves one county: its tenants are municipalities, and people who hold a role for one survey.

Whoever acts for one of them meets the others at no address (P29 of docs/behaviours.md).
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.surveys.models import Survey
from smartregion.accounts.models import Role, RoleAssignment, ScopeKind, User
from smartregion.county.models import Municipality
from strategy.models import MaturityScore
from tests.architecture.access import ACCESS
from tests.architecture.access.table import STAFF, STRANGER
from tests.architecture.matrix.asking import Answer, asked, browser_of
from tests.architecture.matrix.places import address, place
from tests.architecture.test_matrix_states import ABOUT_SOMETHING, methods_of
from tests.factories.accounts import UserFactory

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"), pytest.mark.behaviour("P29"),
]  # fmt: skip
# About one survey each, and for those who work on it.
ABOUT_A_SURVEY = [
    name
    for name in ABOUT_SOMETHING
    if name.startswith("surveys:") and not ACCESS[name].allowed & {STRANGER, "participant"}
]
# For the staff alone.
INSIDE = sorted(
    name
    for name, row in ACCESS.items()
    if row.allowed & set(STAFF) and "participant" not in row.allowed
)


def test_municipality_reports_for_itself_alone(people: dict[str, User | None]) -> None:
    representative = people["representative"]
    assert representative
    assert representative.organisation
    browser = browser_of(representative)
    own = representative.organisation.municipality
    url = reverse("strategy:maturity_report", args=[own.slug])
    assert asked(browser, "GET", url).status == 200
    before = MaturityScore.objects.count()
    for town in Municipality.objects.exclude(pk=own.pk):
        for method in ("GET", "POST"):
            answer = asked(browser, method, reverse("strategy:maturity_report", args=[town.slug]))
            assert answer.is_refusal, town.slug
            assert not answer.wrote, town.slug
    assert MaturityScore.objects.count() == before


def holder(role: str, survey: Survey) -> Client:
    """Somebody who holds a role for one survey only."""
    person: User = UserFactory()
    RoleAssignment.objects.create(
        user=person, role=role, scope_kind=ScopeKind.SURVEY, scope_key=str(survey.pk),
        valid_until=timezone.localdate(),
    )  # fmt: skip
    return browser_of(person)


def is_let_in(answer: Answer) -> bool:
    return not answer.is_refusal or bool(answer.wrote)


@pytest.mark.parametrize(
    "role",
    [Role.ANALYST, *(pytest.param(r, marks=pytest.mark.long) for r in (Role.EDITOR, Role.CONSULTANT))],
)  # fmt: skip
def test_whoever_works_on_one_survey_opens_no_other(
    role: str, people: dict[str, User | None]
) -> None:
    let_in = []
    for name in ABOUT_A_SURVEY:
        with place(name) as (row, given):
            if "slug" not in given:
                continue
            browser = holder(role, Survey.objects.exclude(slug=given["slug"])[0])
            for method in methods_of(name):
                answer = asked(browser, method, address(name, row, given), row.sent)
                if is_let_in(answer):
                    let_in.append(f"{name} {method} → {answer}")
    assert not let_in


def test_whoever_works_on_one_survey_opens_it(people: dict[str, User | None]) -> None:
    """Otherwise the test above would say nothing."""
    with place("surveys:results") as (row, given):
        browser = holder(Role.ANALYST, Survey.objects.get(slug=given["slug"]))
        assert asked(browser, "GET", address("surveys:results", row, given)).status == 200


@pytest.mark.long
def test_whose_roles_have_ended_is_a_guest_everywhere(people: dict[str, User | None]) -> None:
    let_in = []
    person: User = UserFactory()
    yesterday = timezone.localdate() - timedelta(days=1)
    for role in (Role.CONSULTANT, Role.STRATEGY_OFFICE, Role.ADMINISTRATION):
        RoleAssignment.objects.create(user=person, role=role, valid_until=yesterday)
    browser = browser_of(person)
    for name in INSIDE:
        with place(name) as (row, given):
            method = methods_of(name)[0]
            answer = asked(browser, method, address(name, row, given), row.sent)
            if is_let_in(answer):
                let_in.append(f"{name} → {answer}")
    assert not let_in
