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
from measures.queries.indicators import objective_address
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent
from strategy.models import Element


def indicator_add(request: HttpRequest, number: str) -> HttpResponse:
    """A new indicator of a measure."""
    visible = Measure.objects.visible_to(request.user)
    measure = get_for(request, "measures.change_measure", visible, number=number)
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
    return _form_page(request, form, indicator)


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
        back=_subject_url(indicator),
        cancel_url=indicator.get_absolute_url(),
    )


def _add(
    request: HttpRequest, *, measure: Measure | None = None, objective: Element | None = None
) -> HttpResponse:
    indicator = Indicator(measure=measure, objective=objective)
    form = IndicatorForm(sent(request), instance=indicator)
    if form.is_valid():
        with refusals_on(form):
            added = form.add(
                by=request.user, at=timezone.now(), measure=measure, objective=objective
            )
            messages.success(request, _("Die Kennzahl ist angelegt. Tragen Sie jetzt Werte ein."))
            return redirect(added)
    return _form_page(request, form, indicator)


def _conflict(request: HttpRequest, form: IndicatorForm) -> HttpResponse:
    stored = _stored(form.instance)
    again = IndicatorForm(typed_over(request, stored), instance=stored)
    found = form.differences_to(_stored(form.instance))
    return _form_page(request, again, stored, 409, differences=found)


def _stored(indicator: Indicator) -> Indicator:
    return Indicator.objects.select_related("measure", "objective").get(pk=indicator.pk)


def _form_page(
    request: HttpRequest,
    form: IndicatorForm,
    indicator: Indicator,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    # What was typed already stands in form.instance; the page names what is stored.
    named = _stored(indicator) if indicator.pk else indicator
    context |= {"form": form, "indicator": named, "subject_url": _subject_url(indicator)}
    return render(request, "measures/indicator_form.html", context, status=status)


def _indicator(request: HttpRequest, pk: int) -> Indicator:
    visible = Indicator.objects.visible_to(request.user).select_related("measure", "objective")
    return get_for(request, "measures.change_indicator", visible, pk=pk)


def _subject_url(indicator: Indicator) -> str:
    if indicator.measure:
        return indicator.measure.get_absolute_url()
    if indicator.objective is None:
        raise ValueError("an indicator belongs to a measure or to an objective")
    return objective_address(indicator.objective)
