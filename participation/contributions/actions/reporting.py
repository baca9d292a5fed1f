"""Reports: somebody says that a text should not stand there, and hears what a person decided."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions.recording import said_once
from participation.contributions.codes import receipt_code, receipt_hash
from participation.contributions.links import report_path
from participation.contributions.models import Contribution, Report
from smartregion.accounts.models import Role
from smartregion.accounts.queries import holders_of
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.notices.actions import News, recipient_of, tell
from smartregion.notices.models import Recipient

State = Report.State


def report_contribution(
    *, contribution: Contribution, category: str, text: str, token: uuid.UUID, by: Any, at: datetime
) -> Report:
    """Note that somebody objects to a text; sent twice with one token it is one report.

    Nothing is hidden by it, nor by many of them. The office does not learn who reported.
    """
    code = receipt_hash(receipt_code(token))

    def write() -> Report:
        return _write(contribution, category, text.strip(), code, by, at)

    return said_once(write=write, earlier=Report.objects.filter(receipt_hash=code).first)


@transaction.atomic
def _write(
    contribution: Contribution, category: str, text: str, code: str, by: Any, at: datetime
) -> Report:
    if contribution.is_hidden:
        raise WrongState(_("Dieser Beitrag ist bereits ausgeblendet."))
    report = Report.objects.create(
        contribution=contribution,
        category=category,
        text=text,
        receipt_hash=code,
        recipient=recipient_of(by) if by.is_authenticated else None,
        reported_at=at,
    )
    audit.record(by=None, verb="report_contribution", subject=report)
    tell(
        recipients=moderation_team(at, about=contribution), news=_news_for_moderation(report), at=at
    )
    return report


@transaction.atomic
def reject_reports(*, contribution: Contribution, decision: str, by: Any, at: datetime) -> None:
    """Decide that a text may stay although it was reported; all who reported it read why."""
    if not decision.strip():
        raise ValidationError(
            {"explanation": _("Bitte erläutern Sie die Entscheidung.")}, code="no_explanation"
        )
    if not settle_reports(contribution, State.REJECTED, decision.strip(), by, at):
        raise WrongState(_("Über diese Meldung ist bereits entschieden."))


def settle_reports(
    contribution: Contribution, state: str, decision: str, by: Any, at: datetime
) -> int:
    """Close all open reports about a text with one decision; returns how many there were."""
    settled = 0
    for report in contribution.abuse_reports.filter(state=State.OPEN).select_related("recipient"):
        decided = {"state": state, "decision": decision, "handled_by": by, "handled_at": at}
        # Claimed by its state: of two decisions at once only one counts.
        if Report.objects.filter(pk=report.pk, state=State.OPEN).update(**decided):
            audit.record(by=by, verb="settle_report", subject=report, changes={"state": str(state)})
            _tell_reporter(report, state, decision, at)
            settled += 1
    return settled


def moderation_team(at: datetime, *, about: Contribution | None = None) -> list[Recipient]:
    """Who looks after reports: its moderators, or the strategy office where there are none."""
    today = timezone.localdate(at)
    for role in (Role.MODERATOR, Role.STRATEGY_OFFICE, Role.ADMINISTRATION):
        if found := holders_of(role, on=today, about=about):
            return [recipient_of(user) for user in found]
    return []


def _news_for_moderation(report: Report) -> News:
    with override(settings.LANGUAGE_CODE):
        return News(
            key=f"report:{report.pk}",
            group=_("Moderation"),
            group_url=reverse("contributions:moderation"),
            headline=_("Ein Beitrag wurde gemeldet: %(category)s")
            % {"category": report.get_category_display()},
            url=reverse("contributions:moderation_case", args=[report.contribution_id]),
        )


def _tell_reporter(report: Report, state: str, decision: str, at: datetime) -> None:
    if report.recipient is None:
        return
    with override(settings.LANGUAGE_CODE):
        news = News(
            key=f"report-decided:{report.pk}",
            group=_("Ihre Meldungen"),
            group_url=reverse("contributions:house_rules"),
            headline=_("Über Ihre Meldung wurde entschieden: %(state)s")
            % {"state": State(state).label},
            text=decision,
            url=report_path(report),
        )
    tell(recipients=[report.recipient], news=news, at=at)
