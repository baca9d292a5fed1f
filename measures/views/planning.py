"""Planning a cycle, changing the plan, opening it, giving it up; and who leads the fields of action."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.actions.opening import ask_further_measures, order_opening
from measures.forms.field_leads import FieldLeadsForm
from measures.forms.planning import CancelCycleForm, CyclePlanForm, RunningCycleForm
from measures.models import Cycle
from measures.queries.field_leads import field_lines
from measures.queries.running import unasked
from measures.queries.scope import Reach, reach_of, scope_of
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import render_page

MANAGE = "measures.manage_cycles"
PlanForm = CyclePlanForm | RunningCycleForm


def cycle_plan(request: HttpRequest) -> HttpResponse:
    """Plan a new cycle; it begins with what the last one asked."""
    require(request, MANAGE)
    form = CyclePlanForm(sent(request), on=timezone.localdate())
    return _plan_page(
        request, form, done=_("Der Zyklus ist geplant. Gefragt wird, wenn Sie ihn öffnen.")
    )


def cycle_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the plan, or give those who were asked more time."""
    cycle = _cycle(request, slug)
    form = _edit_form(request.POST if request.method == "POST" else None, cycle)
    return _plan_page(request, form, done=_("Die Änderungen sind gespeichert."))


def cycle_open(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the cycle is about to ask, and a second look before it does."""
    cycle = _cycle(request, slug)
    if cycle.state != Cycle.State.PLANNED:
        raise WrongState(_("Nur ein geplanter Zyklus kann geöffnet werden."))
    return confirmed(
        request,
        lambda: order_opening(cycle=cycle, by=request.user, at=timezone.now()),
        heading=_("„%(cycle)s“ öffnen?") % {"cycle": cycle.title},
        explanation=_(
            "Wer für eine Maßnahme verantwortlich ist, bekommt eine E-Mail mit einem Link zum Formular und "
            "soll bis %(due)s melden. Umfang und Stichtag lassen sich danach nicht mehr ändern."
        )
        % {"due": date_format(cycle.due_on)},
        points_heading=_("Wer gefragt wird"),
        points=_points(reach_of(scope_of(cycle))),
        action=_("Jetzt öffnen"),
        done=_("Der Zyklus wird geöffnet."),
        back=cycle,
        mend_url=_edit_url(cycle),
    )


def cycle_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Measures that came into the scope since the cycle was opened: ask about them, too."""
    cycle = _cycle(request, slug)
    if cycle.state != Cycle.State.OPEN:
        raise WrongState(_("Nur ein offener Zyklus fragt weitere Maßnahmen an."))
    further = [str(measure) for measure in unasked(cycle)]
    if not further:
        raise WrongState(_("Alle Maßnahmen im Umfang dieses Zyklus sind schon gefragt."))
    return confirmed(
        request,
        lambda: ask_further_measures(cycle=cycle, by=request.user),
        heading=_("Weitere Maßnahmen anfragen?"),
        explanation=_(
            "Diese Maßnahmen gehören zum Umfang von „%(cycle)s“, waren aber noch nicht so weit, als der "
            "Zyklus geöffnet wurde."
        )
        % {"cycle": cycle.title},
        points_heading=_("Noch nicht gefragt"),
        points=further,
        action=_("Anfragen"),
        done=_("Die weiteren Maßnahmen sind angefragt."),
        back=cycle,
    )


def cycle_cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a cycle up, with a reason."""
    cycle = _cycle(request, slug)
    if not cycle.can_move_to(Cycle.State.CANCELLED):
        raise WrongState(_("Nur ein geplanter oder offener Zyklus kann abgebrochen werden."))
    form = CancelCycleForm(sent(request))
    return confirmed(
        request,
        lambda: form.save(cycle=cycle, by=request.user, at=timezone.now()),
        form=form,
        heading=_("„%(cycle)s“ abbrechen?") % {"cycle": cycle.title},
        explanation=_(
            "Niemand wird mehr gefragt oder erinnert. Was schon gemeldet wurde, bleibt gespeichert, zählt aber "
            "in keiner Auswertung. Das lässt sich nicht rückgängig machen."
        ),
        action=_("Zyklus abbrechen"),
        danger=True,
        done=_("Der Zyklus ist abgebrochen."),
        back=cycle,
    )


def field_leads(request: HttpRequest) -> HttpResponse:
    """Who answers for each field of action: asked where nobody answers for a measure."""
    require(request, MANAGE)
    today = timezone.localdate()
    form = FieldLeadsForm(sent(request), lines=field_lines(on=today), on=today)
    if form.is_valid():
        with refusals_on(form):
            changed = form.save(by=request.user)
            words = ngettext(
                "%(n)d Zuständigkeit geändert.", "%(n)d Zuständigkeiten geändert.", changed
            )
            messages.success(
                request, words % {"n": changed} if changed else _("Es hat sich nichts geändert.")
            )
            return redirect("measures:field_leads")
    return render(request, "measures/field_leads.html", {"form": form})


def _plan_page(request: HttpRequest, form: PlanForm, *, done: str) -> HttpResponse:
    """Show, preview or keep a plan; who saves second is told, and what they chose stays."""
    is_preview = request.POST.get("deed") == "preview"
    if is_preview or not form.is_valid():
        return _show_plan(request, form)
    try:
        with refusals_on(form):
            cycle = form.save(by=request.user)
            messages.success(request, done)
            return redirect(cycle)
    except EditConflict:
        return _conflict(request, form)
    return _show_plan(request, form)


def _show_plan(
    request: HttpRequest, form: PlanForm, status: int = 200, **context: Any
) -> HttpResponse:
    if isinstance(form, CyclePlanForm):
        scope = form.scope
        context["reach"] = reach_of(scope) if scope else None
    context |= {"form": form, "cycle": form.cycle}
    return render_page(
        request, "measures/cycle_plan.html", context, partial="scope-reach", status=status
    )


def _conflict(request: HttpRequest, form: PlanForm) -> HttpResponse:
    # Only a cycle that is there already has a second writer.
    stored = Cycle.objects.select_related("strategy").get(pk=form.cycle.pk)  # type: ignore[union-attr]
    again = _edit_form(typed_over(request, stored), stored)
    return _show_plan(request, again, 409, differences=form.differences_to(stored))


def _edit_form(data: Any, cycle: Cycle) -> PlanForm:
    if cycle.state == Cycle.State.PLANNED:
        return CyclePlanForm(data, on=timezone.localdate(), cycle=cycle)
    if cycle.is_running:
        return RunningCycleForm(data, cycle=cycle)
    raise WrongState(_("Dieser Zyklus ist beendet und wird nicht mehr geändert."))


def _cycle(request: HttpRequest, slug: str) -> Cycle:
    visible = Cycle.objects.visible_to(request.user).select_related("strategy")
    return get_for(request, MANAGE, visible, slug=slug)


def _edit_url(cycle: Cycle) -> str:
    return reverse("measures:cycle_edit", args=[cycle.slug])


def _points(reach: Reach) -> list[str]:
    """How many by field of action, and who answers where nobody is named."""
    words = ngettext("%(n)d Maßnahme wird gefragt", "%(n)d Maßnahmen werden gefragt", reach.total)
    points = [words % {"n": reach.total}]
    points += [
        _("%(field)s: %(n)d") % {"field": each.label, "n": each.count} for each in reach.fields
    ]
    if reach.unattended:
        alone = ngettext(
            "Für %(n)d Maßnahme ist niemand verantwortlich; gefragt ist dort, wer das Handlungsfeld leitet, sonst die Stabsstelle.",
            "Für %(n)d Maßnahmen ist niemand verantwortlich; gefragt ist dort, wer das Handlungsfeld leitet, sonst die Stabsstelle.",
            reach.unattended,
        )
        points.append(alone % {"n": reach.unattended})
    return points
