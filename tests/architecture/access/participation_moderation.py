"""Reports, objections and moderation."""

from typing import Any

from participation.contributions.links import objection_path, report_path
from participation.contributions.models import Contribution, Moderation, Report
from tests.architecture.access.table import only, public
from tests.factories.contributions import ModerationFactory, ReportFactory

TEAM = ("strategy_office", "moderator", "administration")


def visible() -> dict[str, Any]:
    return {"pk": Contribution.objects.filter(is_hidden=False, channel="forum")[0].pk}


def reported() -> dict[str, Any]:
    contribution = Contribution.objects.filter(is_hidden=False, channel="forum")[0]
    report = Report.objects.filter(contribution=contribution).first()
    return {"pk": (report or ReportFactory(contribution=contribution)).contribution_id}


def my_report() -> dict[str, Any]:
    found = Report.objects.first() or ReportFactory(contribution_id=visible()["pk"])
    return {"signed": report_path(found).split("/")[-2]}


def against_me() -> dict[str, Any]:
    found = Moderation.objects.filter(step=Moderation.Step.HIDDEN).first() or ModerationFactory()
    return {"signed": objection_path(found).split("/")[-2]}


TABLE = {
    "contributions:house_rules": public(),
    "contributions:moderation": only(*TEAM),
    "contributions:moderation_case": only(*TEAM, where=reported),
    "contributions:moderation_log": only(*TEAM),
    "contributions:moderation_log_csv": only(*TEAM),
    "contributions:report": public(where=visible),
    "contributions:report_code": public(),
    "contributions:report_state": public(where=my_report),
    "contributions:objection": public(where=against_me),
}
