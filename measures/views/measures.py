"""Measures: the public list and profile, and the forms of those who look after them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from measures import slots
from measures.charts.indicators import shown_indicators
from measures.charts.risks import risk_matrix
from measures.forms import MeasureForm
from measures.models import Ballot, Measure
from measures.queries import (
    MeasureProfile,
    desk_of,
    evidence_of,
    profile_of,
)
from measures.queries.completeness import completeness_of
from measures.queries.desk import reviews_due, unattended
from measures.queries.files import files_of
from measures.queries.following import follows_measure
from measures.queries.merging import merged_into
from measures.queries.seeds import is_seed_named, seed_from
from measures.views.access import CHANGE, measure_for
from measures.views.merged import led_on
from participation.surveys.charts import chart_of
from smartregion.core.access import get_for, require
from smartregion.core.charts import Chart, Mark, Span, schedule
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent


@login_not_required
def measure_detail(request: HttpRequest, number: str) -> HttpResponse:
    """The public profile of a measure; one that went into another leads there."""
    measure = measure_for(request, number)
    return led_on(request, measure) or _profile_page(request, measure)


def merged_profile(request: HttpRequest, number: str) -> HttpResponse:
    """What the profile of a measure said that has gone into another one; for the office."""
    require(request, "measures.view_internal")
    gone = Measure.objects.filter(merged_into__isnull=False)
    measure = get_for(request, None, gone.select_related("field", "lead"), number=number)
    return _profile_page(request, measure)


def _profile_page(request: HttpRequest, measure: Measure) -> HttpResponse:
    profile = profile_of(measure, visible_to=request.user)
    today = timezone.localdate()
    may_change = request.user.has_perm(CHANGE, measure)
    is_staff = request.user.has_perm("measures.view_internal")
    context = {
        "measure": measure,
        "profile": profile,
        "card": profile.card,
        "completeness": completeness_of(measure) if may_change else None,
        "schedule": _schedule(profile, today),
        "indicators": shown_indicators(profile.indicators, on=today),
        "risk_chart": risk_matrix(profile.risks),
        "evidence": _evidence(measure),
        "prints": slots.prints_of_measures.of([measure.pk], visible_to=request.user)[measure.pk],
        "in_reports": slots.in_reports.of([measure.pk], visible_to=request.user)[measure.pk],
        "merged": merged_into(measure, visible_to=request.user),
        "files": files_of(measure, visible_to=request.user),
        "remark_count": measure.remarks.count() if is_staff else 0,
        "is_followed": follows_measure(request.user, measure),
        "today": today,
        "may_change": may_change,
        "may_manage": request.user.has_perm("measures.manage"),
        "may_move": measure.merged_into_id is None
        and request.user.has_perm("measures.move_measure", measure),
        "is_staff": is_staff,
    }
    return render(request, "measures/measure_detail.html", context)


def my_measures(request: HttpRequest) -> HttpResponse:
    """The desk of a person who answers for measures."""
    require(request, "measures.view_internal")
    today = timezone.localdate()
    leads_all = request.user.has_perm("measures.manage")
    context = {
        "lines": desk_of(request.user, on=today),
        "ballots": Ballot.objects.awaited_from(request.user),
        "today": today,
        "leads_all": leads_all,
        "unattended": unattended() if leads_all else [],
        "reviews": reviews_due(on=today) if leads_all else [],
    }
    return render(request, "measures/my_measures.html", context)


def measure_create(request: HttpRequest) -> HttpResponse:
    """A new measure; its address may name what it is made from."""
    require(request, "measures.manage")
    seed = seed_from(request.GET, visible_to=request.user)
    if seed is None and is_seed_named(request.GET):
        raise Http404
    form = MeasureForm(
        sent(request),
        by=request.user,
        on=timezone.localdate(),
        initial=seed.initial if seed else {},
    )
    if form.is_valid():
        now = timezone.now()
        measure = form.save_from(seed, at=now) if seed else form.save(at=now)
        messages.success(request, _("Die Maßnahme ist angelegt."))
        return redirect(measure)
    return render(request, "measures/measure_form.html", {"form": form, "seed": seed})


def measure_edit(request: HttpRequest, number: str) -> HttpResponse:
    """The profile as a form; who saves second sees both texts."""
    measure = measure_for(request, number, CHANGE)
    stored = Measure.objects.get(pk=measure.pk)
    form = MeasureForm(sent(request), instance=measure, by=request.user, on=timezone.localdate())
    if form.is_valid():
        try:
            with refusals_on(form):
                saved = form.save(at=timezone.now())
                messages.success(request, _("Die Änderungen sind gespeichert."))
                return redirect(saved)
        except EditConflict:
            return _edit_conflict(request, form, stored)
    return render(request, "measures/measure_form.html", {"form": form, "measure": stored})


def _edit_conflict(request: HttpRequest, form: MeasureForm, stored: Measure) -> HttpResponse:
    context = {
        "measure": stored,
        "differences": form.differences_to(stored),
        # form.instance already carries what was typed; the page still names what is stored.
        "form": MeasureForm(
            typed_over(request, stored), instance=form.instance, by=request.user, on=form.on
        ),
    }
    return render(request, "measures/measure_form.html", context, status=409)


def _evidence(measure: Measure) -> list[dict[str, Any]]:
    """Figures of surveys, each with its chart."""
    found = evidence_of([measure], get_language() or "de").get(measure.pk, [])
    # The question itself stands above as heading.
    title = _("Antworten")
    return [{"line": line, "chart": chart_of(result, title=title)} for line, result in found]


def _schedule(profile: MeasureProfile, today: date) -> Chart | None:
    """Planned and actual time with the milestones, once there is any date to draw."""
    card = profile.card
    marks = tuple(
        Mark(step.title, step.done_on or step.due_on, is_done=bool(step.done_on))
        for step in profile.milestones
    )
    spans = [Span(_("Planung"), card.starts_on, card.ends_on, marks)]
    if profile.started_on:
        spans.append(Span(_("Umsetzung"), profile.started_on, profile.ended_on or today))
    if not any(True for span in spans for _day in span.days):
        return None
    return schedule(title=_("Zeitplan"), spans=spans, on=today)
