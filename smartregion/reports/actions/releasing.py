"""From a draft to what everybody may read, and back out of force."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from smartregion.core import audit, jobs
from smartregion.core.errors import WrongState
from smartregion.core.jobs import JobFailed
from smartregion.core.slugs import free_slug, german_slug
from smartregion.reports.actions.building import build_files
from smartregion.reports.models import Report
from smartregion.reports.queries.doubts import hidden_since
from smartregion.reports.rendering import WRITERS, Say

RELEASE = "report.release"


@transaction.atomic
def release_report(*, report: Report, by: Any, at: datetime) -> None:
    """Order the final files; with them the report is shown. Only the strategy office does this."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    is_busy = report.job is not None and report.job.is_active
    if report.released_at or is_busy or not report.files.filter(is_draft=True).exists():
        raise WrongState(
            _("Nur ein fertiger, noch nicht freigegebener Bericht lässt sich freigeben.")
        )
    _refuse_hidden(report)
    report.slug = report.slug or _free_slug(report)
    report.job = jobs.order(
        kind=RELEASE,
        key=str(report.pk),
        payload={"report": str(report.pk)},
        by=by,
        at=at,
    )
    report.save(update_fields=["slug", "job"])
    audit.record(by=by, verb="release_report", subject=report)


def _refuse_hidden(report: Report) -> None:
    """What was taken from the public meanwhile does not come back to it by a report."""
    if found := hidden_since(report):
        message = _(
            "Darin steht etwas, das inzwischen nicht mehr öffentlich ist: %(what)s. Bitte bestellen Sie "
            "den Bericht neu; im neuen steht es nicht mehr."
        )
        raise ValidationError(message % {"what": ", ".join(found)}, code="hidden_since")


def _free_slug(report: Report) -> str:
    """The title and the day of its data, with a number where that is taken."""
    title = german_slug(report.title, length=80) or report.kind
    day = timezone.localdate(report.snapshot.taken_at).isoformat()
    alike = Report.objects.filter(slug__startswith=title).values_list("slug", flat=True)
    return free_slug(f"{title} {day}", taken=alike, otherwise=report.kind, length=95)


def finish_release(*, report: Report, by: Any, say: Say, at: datetime) -> None:
    """Make all final files, then show the report to everybody."""
    build_files(report=report, formats=list(WRITERS), is_draft=False, say=say, at=at)
    # Also notices here that somebody has stopped the release meanwhile.
    say(1, 1, _("Der Bericht wird veröffentlicht"))
    _fail_on_hidden(report)
    shown = Report.objects.filter(pk=report.pk, released_at__isnull=True)
    shown.update(released_at=at, released_by=by)


def _fail_on_hidden(report: Report) -> None:
    try:
        _refuse_hidden(report)
    except ValidationError as refusal:
        raise JobFailed(refusal.messages[0]) from refusal


@transaction.atomic
def withdraw_report(*, report: Report, reason: str, by: Any, at: datetime) -> None:
    """Say in public that and why a released report no longer holds. It stays where it is."""
    if not reason.strip():
        message = _("Bitte begründen Sie, warum der Bericht zurückgezogen wird.")
        raise ValidationError({"reason": ValidationError(message, code="no_reason")})
    shown = Report.objects.in_force().filter(pk=report.pk)
    if not shown.update(withdrawn_at=at, withdrawn_reason=reason.strip()):
        raise WrongState(_("Nur ein freigegebener Bericht lässt sich zurückziehen."))
    audit.record(by=by, verb="withdraw_report", subject=report)
