"""Rounds of prioritisation: what everybody may read, and the work of those who run them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.prioritisations import open_prioritisation
from measures.charts.portfolio import portfolio_of
from measures.exports.prioritisations import result_table
from measures.forms.measures import LockForm
from measures.forms.prioritisations import (
    CriterionRows,
    FreezeForm,
    NewRoundForm,
    RatedMeasuresForm,
    RatersForm,
    RoundSettingsForm,
)
from measures.models import Prioritisation
from measures.models.scoring import PrioritisationQuerySet
from measures.queries.placings import reasons_in
from measures.queries.rankings import result_of
from measures.queries.scoring import ballot_of, rater_lines
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.csvfile import download
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent

MANAGE = "measures.manage_prioritisation"


@login_not_required
def prioritisation_list(request: HttpRequest) -> HttpResponse:
    """Rounds a person may see, the latest first."""
    context = {
        "rounds": _rounds(request),
        "may_manage": request.user.has_perm(MANAGE),
        "is_staff": request.user.has_perm("measures.view_internal"),
    }
    return render(request, "measures/prioritisation_list.html", context)


@login_not_required
def prioritisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The result, and before there is one how far the round is."""
    prioritisation = _round(request, slug, None)
    is_staff = request.user.has_perm("measures.view_internal")
    context: dict[str, Any] = {
        "prioritisation": prioritisation,
        "ballot": ballot_of(request.user, prioritisation),
        "may_manage": request.user.has_perm(MANAGE, prioritisation),
        "is_staff": is_staff,
        "raters": rater_lines(prioritisation) if is_staff else [],
        "criteria": prioritisation.criteria.all(),
    }
    if not prioritisation.is_prepared and request.user.has_perm(
        "measures.see_result", prioritisation
    ):
        result = result_of(prioritisation, visible_to=request.user)
        reasons = reasons_in(prioritisation) if is_staff else []
        context |= {"result": result, "portfolio": portfolio_of(result), "reasons": reasons}
    return render(request, "measures/prioritisation_detail.html", context)


@login_not_required
def prioritisation_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The result as a table for a spreadsheet."""
    prioritisation = _round(request, slug, "measures.see_result")
    result = result_of(prioritisation, visible_to=request.user)
    return download(f"{prioritisation.slug}.csv", result_table(result))


def prioritisation_create(request: HttpRequest) -> HttpResponse:
    require(request, MANAGE)
    form = NewRoundForm(sent(request))
    if form.is_valid():
        prioritisation = form.save(by=request.user, at=timezone.now())
        messages.success(request, _("Die Runde ist angelegt. Prüfen Sie jetzt die Kriterien."))
        return redirect("measures:prioritisation_criteria", prioritisation.slug)
    return render(request, "measures/prioritisation_form.html", {"form": form})


def prioritisation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Title, and what is shown to whom."""
    prioritisation = _round(request, slug, MANAGE)
    form = RoundSettingsForm(sent(request), prioritisation=prioritisation)
    return _form_page(request, form, heading=_("Einstellungen"))


def prioritisation_measures(request: HttpRequest, slug: str) -> HttpResponse:
    """Which measures are rated."""
    prioritisation = _prepared(request, slug)
    form = RatedMeasuresForm(sent(request), prioritisation=prioritisation)
    return _form_page(request, form, heading=_("Maßnahmen der Runde"))


def prioritisation_raters(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is asked to rate."""
    prioritisation = _round(request, slug, MANAGE)
    if prioritisation.is_frozen:
        raise WrongState(_("Diese Runde ist abgeschlossen."))
    form = RatersForm(sent(request), prioritisation=prioritisation, on=timezone.localdate())
    return _form_page(request, form, heading=_("Wer bewertet"), at=timezone.now())


def prioritisation_criteria(request: HttpRequest, slug: str) -> HttpResponse:
    """What measures are rated by, with weights that add up to 100."""
    prioritisation = _prepared(request, slug)
    rows = CriterionRows(sent(request), prioritisation=prioritisation)
    lock = LockForm(sent(request), initial={"lock_version": prioritisation.lock_version})
    context = {"prioritisation": prioritisation, "rows": rows, "lock": lock}
    if rows.is_valid() and lock.is_valid():
        try:
            with refusals_on(rows):
                rows.save(by=request.user, lock_version=lock.cleaned_data["lock_version"])
                messages.success(request, _("Die Kriterien sind gespeichert."))
                return redirect(prioritisation)
        except EditConflict:
            context["lock"] = LockForm(initial={"lock_version": prioritisation.lock_version})
            context["stored"] = prioritisation.criteria.all()
            return render(request, "measures/prioritisation_criteria.html", context, status=409)
    return render(request, "measures/prioritisation_criteria.html", context)


def prioritisation_open(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the raters begin, after asking."""
    prioritisation = _prepared(request, slug)
    return confirmed(
        request,
        lambda: open_prioritisation(
            prioritisation=prioritisation, by=request.user, at=timezone.now()
        ),
        heading=_("Runde öffnen?"),
        explanation=_(
            "Alle, die bewerten sollen, erhalten eine Nachricht. Kriterien, Gewichte und Maßnahmen ändern sich danach nicht mehr."
        ),
        action=_("Runde öffnen"),
        done=_("Die Runde ist offen."),
        back=prioritisation,
    )


def prioritisation_freeze(request: HttpRequest, slug: str) -> HttpResponse:
    """The second look before a round is frozen for good."""
    prioritisation = _round(request, slug, MANAGE)
    if not prioritisation.is_open:
        raise WrongState(_("Nur eine offene Runde kann abgeschlossen werden."))
    form = FreezeForm(sent(request), prioritisation=prioritisation, on=timezone.localdate())
    waiting = [line.name for line in rater_lines(prioritisation) if not line.has_handed_in]
    return confirmed(
        request,
        lambda: form.save(by=request.user, at=timezone.now()),
        form=form,
        heading=_("Runde abschließen?"),
        explanation=_(
            "Das Ergebnis wird eingefroren, wie es heute ist. Das lässt sich nicht rückgängig machen."
        ),
        points_heading=_("Diese Bögen sind nicht abgegeben und zählen nicht"),
        points=waiting,
        action=_("Endgültig abschließen"),
        done=_("Die Runde ist abgeschlossen und ihr Ergebnis eingefroren."),
        danger=True,
        back=prioritisation,
    )


def _rounds(request: HttpRequest) -> PrioritisationQuerySet:
    visible = Prioritisation.objects.visible_to(request.user)
    return visible.select_related("strategy", "resolution", "snapshot")


def _round(request: HttpRequest, slug: str, permission: str | None) -> Prioritisation:
    return get_for(request, permission, _rounds(request), slug=slug)


def _prepared(request: HttpRequest, slug: str) -> Prioritisation:
    """A round whose questions may still change."""
    prioritisation = _round(request, slug, MANAGE)
    if not prioritisation.is_prepared:
        raise WrongState(
            _("Die Runde ist schon offen; Kriterien und Maßnahmen ändern sich jetzt nicht mehr.")
        )
    return prioritisation


def _form_page(request: HttpRequest, form: Any, *, heading: str, **given: Any) -> HttpResponse:
    """A form of one part of a round; who saves second is told, and what they chose stays."""
    context = {"prioritisation": form.prioritisation, "form": form, "heading": heading}
    if not form.is_valid():
        return render(request, "measures/prioritisation_part.html", context)
    try:
        with refusals_on(form):
            form.save(by=request.user, **given)
            messages.success(request, _("Die Änderungen sind gespeichert."))
            return redirect(form.prioritisation)
    except EditConflict:
        return _conflict(request, context)
    return render(request, "measures/prioritisation_part.html", context)


def _conflict(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form, prioritisation = context["form"], context["prioritisation"]
    again = typed_over(request, prioritisation)
    context["form"] = type(form)(again, prioritisation=prioritisation)
    context["is_conflict"] = True
    return render(request, "measures/prioritisation_part.html", context, status=409)
