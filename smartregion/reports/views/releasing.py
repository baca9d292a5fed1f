"""Showing a report to everybody, and saying that it no longer holds."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import sent
from smartregion.reports.actions import release_report, withdraw_report
from smartregion.reports.forms import WithdrawForm
from smartregion.reports.models import Format, Report
from smartregion.reports.queries.doubts import doubts_about
from smartregion.reports.rendering import WRITERS
from smartregion.reports.views.reports import visible


def report_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask with all that should be known before, then order the final files."""
    report = get_for(request, "reports.release", visible(request), pk=pk)
    if report.released_at:
        raise WrongState(_("Dieser Bericht ist schon freigegeben."))
    day = date_format(timezone.localdate(report.snapshot.taken_at))
    return confirmed(
        request,
        lambda: release_report(report=report, by=request.user, at=timezone.now()),
        done=_("Die endgültigen Dateien entstehen. Danach ist der Bericht für alle zu lesen."),
        back=report.workshop_url,
        heading=_("„%(title)s“ veröffentlichen?") % {"title": report.title},
        explanation=_(
            "Der Bericht sagt, was am %(day)s galt. Er bleibt danach so, wie er ist: Zurückziehen lässt "
            "er sich nur mit einer Begründung, die alle lesen."
        )
        % {"day": day},
        points_heading=_("Was dann geschieht"),
        points=[*_consequences(report), *_warnings(report)],
        action=_("Veröffentlichen"),
    )


def _consequences(_report: Report) -> list[str]:
    formats = ", ".join(str(Format(name).label) for name in WRITERS)
    return [
        _("Alle können den Bericht lesen und herunterladen: %(formats)s.") % {"formats": formats},
        _(
            "Er bekommt eine Adresse im Archiv, die bleibt, und lässt sich dort auf Echtheit prüfen."
        ),
        _("Er steht auf den Seiten der Maßnahmen und Beiträge, die er nennt."),
    ]


def _warnings(report: Report) -> list[str]:
    doubts = doubts_about(report, at=timezone.now())
    hidden = [
        _(
            "Nicht mehr öffentlich, aber im Bericht: %(what)s. So lässt er sich nicht veröffentlichen."
        )
        % {"what": each}
        for each in doubts.hidden
    ]
    return [*hidden, *(_("Bitte bedenken: %(gap)s") % {"gap": gap} for gap in doubts.gaps)]


def report_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason that will stand in public."""
    report = get_for(request, "reports.release", visible(request), pk=pk)
    form = WithdrawForm(sent(request))
    return confirmed(
        request,
        lambda: withdraw_report(
            report=report,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Der Bericht ist zurückgezogen. Seine Seite sagt es."),
        back=report.workshop_url,
        form=form,
        heading=_("„%(title)s“ zurückziehen?") % {"title": report.title},
        explanation=_(
            "Seite und Dateien bleiben unter ihrer Adresse, damit Verweise nicht ins Leere führen. Ganz "
            "oben steht dann, dass und warum der Bericht nicht mehr gilt."
        ),
        action=_("Zurückziehen"),
        danger=True,
    )
