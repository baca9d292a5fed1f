"""Entering what was observed, correcting it, and taking back what was entered by mistake."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.forms.indicator_values import CorrectionForm, TakeBackForm, ValueForm
from measures.models import IndicatorValue
from measures.queries.indicators import indicator_line, value_said
from measures.views.access import indicator_for
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent

# In the address of the form: whoever works through their list comes back to it.
FROM_MINE = "meine"


def value_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """The value of a day."""
    indicator = indicator_for(request, pk)
    form = ValueForm(sent(request), indicator=indicator, today=timezone.localdate())
    from_mine = request.GET.get("zurueck") == FROM_MINE
    if form.is_valid():
        with refusals_on(form):
            entry = form.save(by=request.user, at=timezone.now())
            said = value_said(indicator, entry.value)
            messages.success(
                request,
                _("Eingetragen: %(name)s, %(value)s.") % {"name": indicator.name, "value": said},
            )
            return redirect("measures:my_indicators" if from_mine else indicator)
    context = {"form": form, "line": indicator_line(indicator), "from_mine": from_mine}
    return render(request, "measures/value_form.html", context)


def value_correct(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """What the value of that day really was."""
    wrong = _entry(request, pk, entry)
    form = CorrectionForm(sent(request), entry=wrong)
    if form.is_valid():
        with refusals_on(form):
            form.save(by=request.user, at=timezone.now())
            messages.success(request, _("Der Wert ist berichtigt. Der alte bleibt daneben lesbar."))
            return redirect(wrong.indicator)
    context = {
        "form": form,
        "entry": wrong,
        "line": indicator_line(wrong.indicator),
        "said": value_said(wrong.indicator, wrong.value),
    }
    return render(request, "measures/value_correct.html", context)


def value_take_back(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take back an entry that should not be there, after asking why."""
    wrong = _entry(request, pk, entry)
    form = TakeBackForm(sent(request))
    said = value_said(wrong.indicator, wrong.value)
    return confirmed(
        request,
        lambda: form.save(entry=wrong, by=request.user, at=timezone.now()),
        heading=_("Eintrag „%(value)s“ zurücknehmen?") % {"value": said},
        explanation=_("Er zählt dann nicht mehr und steht nur noch in der Geschichte der Kennzahl. Ist nur der Wert falsch, berichtigen Sie ihn."),
        action=_("Zurücknehmen"),
        done=_("Der Eintrag ist zurückgenommen."),
        danger=True,
        back=wrong.indicator,
        form=form,
    )  # fmt: skip


def _entry(request: HttpRequest, pk: int, entry: int) -> IndicatorValue:
    """An entry that still counts; whoever comes too late is told so."""
    indicator = indicator_for(request, pk)
    entries = indicator.entries.select_related("indicator__measure", "indicator__objective")
    found: IndicatorValue = get_object_or_404(entries, pk=entry)
    if not indicator.entries.current().filter(pk=found.pk).exists():
        raise WrongState(_("Dieser Wert wurde inzwischen berichtigt oder zurückgenommen."))
    return found
