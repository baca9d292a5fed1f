"""Orders of files: fifty clicks while one is being made are one order; afterwards it is a new one, of the data of then."""

from collections.abc import Callable
from functools import partial

import pytest
from django.conf import LazySettings
from django.db.models import Model
from django.http import QueryDict

from participation.contributions.actions import order_contribution_export
from participation.contributions.exports.selection import Selection
from participation.contributions.models import ContributionExport
from participation.surveys.actions.exporting import order_export
from participation.surveys.exports.selection import select
from participation.surveys.models import Survey, SurveyExport
from smartregion.accounts.models import User
from smartregion.core.models import Job
from smartregion.reports.actions import order_report
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Report
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory
from tests.factories.measures import MeasureFactory
from tests.factories.surveys import published, question, respond
from tests.security.together import Deed, all_at_once


def report(office: User) -> tuple[Deed, type[Model]]:
    brief = Brief("profile", "Ein Blatt", measure=MeasureFactory())
    return partial(order_report, brief=brief, by=office, at=NOON), Report


def answers(office: User) -> tuple[Deed, type[Model]]:
    version = published(question("number", "n"))
    respond(version, {"n": 1})
    selection = select(Survey.objects.get(), QueryDict(""))
    deed = partial(
        order_export, selection=selection, format_="csv", language="de", by=office, at=NOON
    )
    return deed, SurveyExport


def contributions(office: User) -> tuple[Deed, type[Model]]:
    PostFactory()
    selection = Selection.of(office, {"state": "all"}, with_personal_data=False)
    deed = partial(
        order_contribution_export, selection=selection, format_="csv", language="de", by=office, at=NOON
    )  # fmt: skip
    return deed, ContributionExport


@pytest.mark.behaviour("P7")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("case", [report, answers, contributions])
def test_fifty_clicks_are_one_order(
    case: Callable[[User], tuple[Deed, type[Model]]], office: User, settings: LazySettings, tmp_path: object
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    CountyFactory()
    deed, model = case(office)
    got = {order for order in all_at_once(deed) if order is not None}
    assert got == {model._default_manager.get()}
    assert Job.objects.count() == 1
    # Once it is there, whoever asks again wants what is true by now.
    Job.objects.update(state=Job.State.DONE, finished_at=NOON)
    deed()
    assert model._default_manager.count() == 2
