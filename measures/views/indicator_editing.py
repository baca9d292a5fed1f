"""Describing indicators: a new one, a change, and one that was a mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions import remove_indicator
from measures.forms.indicators import IndicatorForm
from measures.models import Indicator, Measure
from measures.models.indicators import IndicatorQuerySet
from measures.queries.indicators import subject_address
from measures.views.access import CHANGE, measure_for
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent
from strategy.models import Element


def indicator_add(request: HttpRequest, number: str) -> HttpResponse:
    """A new indicator of a measure."""
    measure = measure_for(request, number, CHANGE)
    return _add(request, measure=measure)


def objective_indicator_add(request: HttpRequest, key: UUID) -> HttpResponse:
    """A new indicator of a strategic objective."""
    require(request, "measures.manage")
    objectives = Element.objects.visible_to(request.user).of_kind(Element.Kind.OBJECTIVE)
    return _add(request, objective=get_for(request, None, objectives, pk=key))


def indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe it otherwise; who saves second sees both texts."""
    indicator = _indicator(request, pk)
    form = IndicatorForm(sent(request), instance=indicator)
    if form.is_valid():
        try:
            with refusals_on(form):
                form.change(by=request.user, at=timezone.now())
                messages.success(request, _("Die Änderungen sind gespeichert."))
                return redirect(indicator)
        except EditConflict:
            return _conflict(request, form)
    return _form_page(request, form)


def indicator_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away one that has no values, after asking."""
    indicator = _indicator(request, pk)
    if indicator.entries.exists():
        raise WrongState(
            _("Zu dieser Kennzahl sind Werte eingetragen; sie bleibt mit ihnen stehen.")
        )
    return confirmed(
        request,
        lambda: remove_indicator(indicator=indicator, by=request.user, at=timezone.now()),
        heading=_("Kennzahl „%(name)s“ entfernen?") % {"name": indicator.name},
        explanation=_("Es sind noch keine Werte eingetragen, es geht also nichts verloren."),
        action=_("Kennzahl entfernen"),
        done=_("Die Kennzahl ist entfernt."),
        danger=True,
        back=subject_address(indicator),
        cancel_url=indicator.get_absolute_url(),
    )


def _add(
    request: HttpRequest, *, measure: Measure | None = None, objective: Element | None = None
) -> HttpResponse:
    new = Indicator(measure=measure, objective=objective)
    form = IndicatorForm(sent(request), instance=new)
    if form.is_valid():
        with refusals_on(form):
            added = form.add(
                by=request.user, at=timezone.now(), measure=measure, objective=objective
            )
            messages.success(request, _("Die Kennzahl ist angelegt. Tragen Sie jetzt Werte ein."))
            return redirect(added)
    return _form_page(request, form)


def _conflict(request: HttpRequest, form: IndicatorForm) -> HttpResponse:
    stored = _known().get(pk=form.instance.pk)
    again = IndicatorForm(typed_over(request, stored), instance=stored)
    return _form_page(request, again, 409, differences=form.differences_to(stored))


def _form_page(
    request: HttpRequest, form: IndicatorForm, status: int = 200, **context: object
) -> HttpResponse:
    indicator = form.instance
    context |= {"form": form, "indicator": indicator, "subject_url": subject_address(indicator)}
    return render(request, "measures/indicator_form.html", context, status=status)


def _indicator(request: HttpRequest, pk: int) -> Indicator:
    visible = _known().visible_to(request.user)
    return get_for(request, "measures.change_indicator", visible, pk=pk)


def _known() -> IndicatorQuerySet:
    return Indicator.objects.select_related("measure", "objective__successor")
