"""Ordering, building, releasing: every write of this room."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Cycle
from participation.forums.queries import gaps
from participation.surveys.models import Survey
from smartregion.core import audit, jobs, snapshots
from smartregion.core.errors import WrongState
from smartregion.core.jobs import JobFailed
from smartregion.core.models import Job
from smartregion.core.storage import keep
from smartregion.county.models import County
from smartregion.reports.models import Report
from smartregion.reports.queries import LANGUAGE, SCHEMA_VERSION, LogoMissing, report_content
from smartregion.reports.rendering import EngineMissing, RenderFailed, Say, Stamp, render_pdf
from strategy.models import StrategyVersion

logger = logging.getLogger(__name__)

BUILD = "report.build"


class _AlreadyOrdered(Exception):
    """Somebody ordered the very same a moment ago."""

    def __init__(self, job: Job) -> None:
        self.report_id = job.payload["report"]


def order_report(
    *,
    title: str,
    version: StrategyVersion,
    cycle: Cycle | None,
    surveys: Sequence[Survey],
    by: Any,
    at: datetime,
    override: str = "",
) -> Report:
    """Freeze what the report will say and order its building.

    The same order once more while the first is being built gives the first report. While people
    wait for answers, ``override`` has to say why it is made all the same; that is printed in it.
    """
    _refuse_without_county()
    _refuse_open_cycle(version, cycle)
    _refuse_unanswered(override, on=timezone.localdate(at))
    try:
        with transaction.atomic():
            return _order(
                title=title,
                version=version,
                cycle=cycle,
                surveys=surveys,
                by=by,
                at=at,
                override=override.strip(),
            )
    except _AlreadyOrdered as earlier:
        return Report.objects.get(pk=earlier.report_id)


def _refuse_without_county() -> None:
    if not County.objects.exists():
        message = _("Bitte legen Sie zuerst das Profil des Landkreises an; es steht im Bericht.")
        raise ValidationError(message, code="no_county")


def _refuse_open_cycle(version: StrategyVersion, cycle: Cycle | None) -> None:
    if cycle is None:
        return
    if not cycle.is_closed:
        message = _(
            "Der Zyklus „%(cycle)s“ ist noch offen. Berichtet wird nur, was abgeschlossen ist."
        )
        raise ValidationError(
            {"cycle": ValidationError(message % {"cycle": cycle}, code="open_cycle")}
        )
    if cycle.strategy_id != version.strategy_id:
        message = _("Fassung und Zyklus gehören zu verschiedenen Strategien.")
        raise ValidationError({"cycle": ValidationError(message, code="other_strategy")})


def _refuse_unanswered(override: str, *, on: date) -> None:
    """A report that calls itself final does not pass over people who were promised an answer."""
    if override.strip() or not gaps(on=on):
        return
    message = _(
        "In Foren warten noch Menschen auf den Landkreis. Bitte antworten Sie zuerst, oder begründen "
        "Sie, warum der Bericht trotzdem entsteht; die Begründung wird abgedruckt."
    )
    raise ValidationError({"override": ValidationError(message, code="unanswered")})


def _order(
    *,
    title: str,
    version: StrategyVersion,
    cycle: Cycle | None,
    surveys: Sequence[Survey],
    by: Any,
    at: datetime,
    override: str,
) -> Report:
    report = Report(
        title=title, version=version, cycle=cycle, ordered_by=by, ordered_at=at,
        snapshot=_freeze(
            title=title, version=version, cycle=cycle, surveys=surveys, by=by, at=at,
            override=override,
        ),
    )  # fmt: skip
    job = jobs.order(
        kind=BUILD,
        key=_key(version, cycle, surveys),
        payload={"report": str(report.pk)},
        by=by,
        at=at,
    )
    if job.payload["report"] != str(report.pk):
        raise _AlreadyOrdered(job)
    report.job = job
    report.save()
    audit.record(by=by, verb="order_report", subject=report)
    return report


def _freeze(
    *,
    title: str,
    version: StrategyVersion,
    cycle: Cycle | None,
    surveys: Sequence[Survey],
    by: Any,
    at: datetime,
    override: str,
) -> Any:
    try:
        content = report_content(
            title=title, version=version, cycle=cycle, surveys=surveys, at=at, override=override
        )
    except LogoMissing as error:
        message = _("Das Logo des Landkreises („%(name)s“) fehlt. Bitte laden Sie es neu hoch.")
        raise ValidationError(message % {"name": error}, code="logo_missing") from error
    return snapshots.freeze(
        kind="report", subject=title, content=content, by=by, at=at, schema_version=SCHEMA_VERSION
    )


def _key(version: StrategyVersion, cycle: Cycle | None, surveys: Sequence[Survey]) -> str:
    """What makes two orders the same: built of what, whatever it is called."""
    chosen = f"{version.pk}/{cycle.pk if cycle else 0}/{sorted(survey.pk for survey in surveys)}"
    return hashlib.sha256(chosen.encode()).hexdigest()[:40]


# -- building ----------------------------------------------------------------------------------
def build_report(*, report: Report, say: Say) -> None:
    """Print a report from its snapshot. Doing it again when it is done changes nothing."""
    if report.is_ready:
        return
    printed = _print(report, say)
    name = f"reports/{report.pk}.pdf"
    keep(name, printed.data)
    Report.objects.filter(pk=report.pk, file="").update(
        file=name, file_sha256=hashlib.sha256(printed.data).hexdigest(), pages=printed.pages
    )
    audit.record(by=None, verb="build_report", subject=report)


def _print(report: Report, say: Say) -> Any:
    """The file, or a sentence that says why there is none."""
    try:
        content = snapshots.content_of(report.snapshot)
        return render_pdf(content, stamp=_stamp(report), say=say)
    except snapshots.SnapshotTampered as error:
        logger.exception("Snapshot %s does not match its hash.", report.snapshot_id)
        raise JobFailed(
            _(
                "Der Schnappschuss wurde verändert: Seine Prüfsumme stimmt nicht. Es wird nichts gedruckt."
            )
        ) from error
    except EngineMissing as error:
        raise JobFailed(str(error)) from error
    except RenderFailed as error:
        raise JobFailed(
            _("Der Teil „%(part)s“ ließ sich nicht drucken.") % {"part": error}
        ) from error


def _stamp(report: Report) -> Stamp:
    taken = report.snapshot.taken_at.isoformat(timespec="seconds")
    return Stamp(sha256=report.snapshot.sha256, taken_at=taken, language=LANGUAGE)


# -- afterwards --------------------------------------------------------------------------------
@transaction.atomic
def retry_report(*, report: Report, by: Any, at: datetime) -> None:
    """Build a report that failed once more, from the same snapshot."""
    if report.job is None or not jobs.retry(job=report.job, at=at):
        raise WrongState(_("Dieser Bericht ist nicht fehlgeschlagen und wird nicht neu gestartet."))
    audit.record(by=by, verb="retry_report", subject=report)


@transaction.atomic
def release_report(*, report: Report, by: Any, at: datetime) -> None:
    """Show a finished report to everybody. Only the strategy office does this."""
    ready = Report.objects.filter(pk=report.pk, released_at__isnull=True).exclude(file="")
    if not ready.update(released_at=at):
        raise WrongState(
            _("Nur ein fertiger, noch nicht freigegebener Bericht lässt sich freigeben.")
        )
    audit.record(by=by, verb="release_report", subject=report)
