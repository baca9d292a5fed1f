"""Reviewing reports: taking them, giving them back, doing without them, and closing the cycle."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from measures.actions import accept_all, accept_assessment, ask_again, begin_review
from measures.forms.reviewing import CloseCycleForm, ReturnForm, WaiveForm
from measures.models import Assessment, Cycle
from measures.queries import cycle_summary
from measures.queries.claims import claims_of
from measures.queries.report_history import history_of
from measures.queries.reviewing import groups_of, submissions, waiting
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent

MANAGE = "measures.manage_cycles"
# Each of them is a page of text; nobody decides upon more in one go.
A_PAGE = 20


# -- the whole cycle ---------------------------------------------------------------------------
@require_safe
def cycle_review(request: HttpRequest, slug: str) -> HttpResponse:
    """What is handed in, with all that speaks for and against it; and what became of the rest."""
    cycle = _running(request, slug)
    page = Paginator(waiting(cycle), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "page": page,
        "submissions": submissions(list(page.object_list)),
        "groups": groups_of(cycle),
        "may_begin": _is_over(cycle) or not cycle.assessments.awaiting().exists(),
    }
    return render(request, "measures/cycle_review.html", context)


def cycle_begin_review(request: HttpRequest, slug: str) -> HttpResponse:
    """From now on late reports are marked as such: a last look before."""
    cycle = _running(request, slug)
    if cycle.state != Cycle.State.OPEN:
        raise WrongState(_("Die Prüfung dieses Zyklus hat bereits begonnen."))
    awaited = cycle.assessments.awaiting().select_related("measure").order_by("measure__number")
    return confirmed(
        request,
        lambda: begin_review(cycle=cycle, by=request.user, at=timezone.now()),
        heading=_("Mit der Prüfung beginnen?"),
        explanation=_what_review_means(cycle, any_missing=awaited.exists()),
        points_heading=_("Diese Maßnahmen sind dann zunächst „nicht gemeldet“"),
        points=[str(each.measure) for each in awaited],
        action=_("Prüfung beginnen"),
        done=_("Die Prüfung hat begonnen."),
        back=_review_of(cycle),
        cancel_url=cycle.get_absolute_url(),
    )


def _what_review_means(cycle: Cycle, *, any_missing: bool) -> str:
    if not any_missing:
        return _(
            "Alle Meldungen sind da. In der Prüfung nehmen Sie sie ab oder geben sie zurück; danach "
            "können Sie den Zyklus schließen."
        )
    sentence = _(
        "Bis %(day)s dürfen Meldungen noch kommen. Vorher beginnt die Prüfung nur, wenn alle da sind."
    )
    if _is_over(cycle):
        sentence = _(
            "Meldungen wurden bis %(day)s erwartet. Was jetzt noch fehlt, gilt als nicht gemeldet; bis "
            "zum Schließen kann es nachgereicht werden."
        )
    return sentence % {"day": date_format(cycle.due_on, "DATE_FORMAT")}


def _is_over(cycle: Cycle) -> bool:
    return timezone.localdate() > cycle.due_on


def cycle_accept_all(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is handed in at once."""
    cycle = _running(request, slug)
    reports = list(waiting(cycle))
    if not reports:
        raise WrongState(_("Zurzeit wartet keine Meldung darauf, abgenommen zu werden."))
    count = len(reports)
    return confirmed(
        request,
        lambda: _tell_left_out(
            request, accept_all(cycle=cycle, by=request.user, at=timezone.now())[1]
        ),
        heading=ngettext(
            "%(n)d Meldung abnehmen?", "Alle %(n)d Meldungen abnehmen?", count
        ) % {"n": count},
        explanation=_(
            "Abgenommene Meldungen bleiben, wie sie sind. Erreichte Meilensteine, Werte und "
            "tatsächliche Kosten kommen damit in die Steckbriefe."
        ),
        points_heading=_("Abgenommen werden"),
        points=[str(report.measure) for report in reports],
        action=_("Alle abnehmen"),
        done=_("Die Meldungen sind abgenommen."),
        back=_review_of(cycle),
    )  # fmt: skip


def cycle_close(request: HttpRequest, slug: str) -> HttpResponse:
    """The second look before a cycle is frozen for good."""
    cycle = _running(request, slug)
    summary = cycle_summary(cycle, with_internal=True)
    form = CloseCycleForm(sent(request), has_gaps=bool(summary.awaited))
    if form.is_valid():
        with refusals_on(form, field="force" if summary.awaited else None):
            form.save(cycle=cycle, by=request.user, at=timezone.now())
            messages.success(request, _("Der Zyklus ist geschlossen und eingefroren."))
            return redirect(cycle)
    context = {"form": form, "cycle": cycle, "summary": summary}
    return render(request, "measures/cycle_close.html", context)


# -- one report --------------------------------------------------------------------------------
def accept(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Take a report, with a look at what goes into the profile."""
    report = _report(request, MANAGE, slug, number)
    _refuse_undecidable(report, [Assessment.State.SUBMITTED])
    [claims] = claims_of([report.figures])
    return confirmed(
        request,
        lambda: _tell_left_out(
            request, accept_assessment(assessment=report, by=request.user, at=timezone.now())
        ),
        heading=_("Meldung zu %(number)s abnehmen?") % {"number": report.measure.number},
        explanation=_(
            "„%(measure)s“: Die Meldung bleibt dann, wie sie ist. Erreichte Meilensteine, Werte und "
            "tatsächliche Kosten kommen damit in den Steckbrief."
        )
        % {"measure": report.measure.title},
        points_heading=_("Meilensteine und Zahlen"),
        points=claims,
        action=_("Abnehmen"),
        done=_("Die Meldung zu %(number)s ist abgenommen.") % {"number": report.measure.number},
        back=_review_of(report.cycle),
    )


def return_report(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Ask for a better report, with what is missing in it."""
    report = _report(request, MANAGE, slug, number)
    _refuse_undecidable(report, Assessment.REPORTED)
    form = ReturnForm(sent(request))
    return confirmed(
        request,
        lambda: form.take(assessment=report, by=request.user, at=timezone.now()),
        form=form,
        heading=_("Meldung zu %(number)s zurückgeben") % {"number": report.measure.number},
        explanation=_return_means(report),
        action=_("Zurückgeben"),
        done=_("Die Meldung zu %(number)s ist zurückgegeben.") % {"number": report.measure.number},
        back=_review_of(report.cycle),
    )


def _return_means(report: Assessment) -> str:
    if report.state == Assessment.State.ACCEPTED:
        return _(
            "„%(measure)s“: Die Meldung ist schon abgenommen. Sie kann geändert und neu abgegeben werden; "
            "was mit der Abnahme in den Steckbrief kam, bleibt dort."
        ) % {"measure": report.measure.title}
    return _(
        "„%(measure)s“: Die Person, die gemeldet hat, bekommt eine E-Mail und kann ihre Meldung ändern. "
        "Die bisherige Fassung bleibt im Verlauf stehen."
    ) % {"measure": report.measure.title}


def waive(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Do without a report; or ask for it again after all."""
    report = _report(request, MANAGE, slug, number)
    if report.state == Assessment.State.WAIVED:
        return _ask_again(request, report)
    _refuse_undecidable(report, Assessment.WRITABLE)
    form = WaiveForm(sent(request))
    return confirmed(
        request,
        lambda: form.take(assessment=report, by=request.user, at=timezone.now()),
        form=form,
        heading=_("Auf die Meldung zu %(number)s verzichten") % {"number": report.measure.number},
        explanation=_(
            "„%(measure)s“ wird in diesem Zyklus nicht bewertet und zählt nicht als „nicht gemeldet“."
        )
        % {"measure": report.measure.title},
        action=_("Meldung entfallen lassen"),
        done=_("Die Meldung zu %(number)s entfällt.") % {"number": report.measure.number},
        back=_review_of(report.cycle),
    )


def _ask_again(request: HttpRequest, report: Assessment) -> HttpResponse:
    return confirmed(
        request,
        lambda: ask_again(assessment=report, by=request.user, at=timezone.now()),
        heading=_("Meldung zu %(number)s doch anfragen?") % {"number": report.measure.number},
        explanation=_("Sie entfiel, weil: %(reason)s") % {"reason": report.waived_reason},
        action=_("Anfragen"),
        done=_("Die Meldung zu %(number)s ist wieder angefragt.")
        % {"number": report.measure.number},
        back=_review_of(report.cycle),
    )


@require_safe
def report_history(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """How the report went to and fro, for those who wrote and those who review."""
    report = _report(request, "measures.assess", slug, number)
    context = {
        "assessment": report,
        "history": history_of(report),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "measures/report_history.html", context)


# -- fetching ----------------------------------------------------------------------------------
def _running(request: HttpRequest, slug: str) -> Cycle:
    visible = Cycle.objects.visible_to(request.user).select_related("strategy", "snapshot")
    cycle = get_for(request, MANAGE, visible, slug=slug)
    if cycle.is_closed:
        raise WrongState(_("Dieser Evaluationszyklus ist bereits geschlossen."))
    if not cycle.is_running:
        raise WrongState(_("Dieser Evaluationszyklus läuft nicht."))
    return cycle


def _report(request: HttpRequest, permission: str, slug: str, number: str) -> Assessment:
    visible = Assessment.objects.visible_to(request.user)
    known = visible.select_related(
        "cycle", "measure__lead", "measure__field", "measure__merged_into", "submitted_by"
    )
    return get_for(request, permission, known, cycle__slug=slug, measure__number=number)


def _refuse_undecidable(report: Assessment, states: Sequence[str]) -> None:
    """Say so at once, and not only after somebody has typed a reason."""
    if not report.cycle.is_running:
        raise WrongState(_("Dieser Evaluationszyklus ist geschlossen und nimmt nichts mehr an."))
    if report.state not in states:
        raise WrongState(
            _("Die Meldung zu %(number)s ist zurzeit im Stand „%(state)s“; das geht jetzt nicht.")
            % {"number": report.measure.number, "state": report.get_state_display()}
        )


def _review_of(cycle: Cycle) -> str:
    return f"{cycle.get_absolute_url()}pruefung/"


def _tell_left_out(request: HttpRequest, left_out: Sequence[str]) -> None:
    """Figures that could not go into a profile, so that somebody looks."""
    for sentence in left_out:
        messages.warning(request, sentence)
