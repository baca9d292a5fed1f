"""A municipality says where it stands."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from smartregion.core.access import get_for, require
from smartregion.core.forms import sent
from smartregion.county.models import Municipality
from strategy.forms.maturity_sheets import Outcome, SheetForm
from strategy.models import MaturityRound
from strategy.queries import maturity_sheets as queries
from strategy.queries.maturity_sheets import Sheet


def own(request: HttpRequest) -> HttpResponse:
    """The way from the desk: to the sheet of my own municipality, for the office to the list."""
    require(request, "strategy.report_maturity")
    municipality = queries.municipality_of(request.user)
    if municipality:
        return redirect("strategy:maturity_report", municipality.slug)
    return redirect("strategy:maturity_manage")


def report(request: HttpRequest, slug: str) -> HttpResponse:
    """All dimensions on one page; each is stored by itself."""
    towns = Municipality.objects.all()
    municipality = get_for(request, "strategy.report_maturity", towns, slug=slug)
    opened = queries.open_round()
    if opened is None:
        context = {"municipality": municipality}
        return render(request, "strategy/maturity_report_closed.html", context)
    form = SheetForm(sent(request), sheet=_sheet(opened, municipality))
    if request.method == "POST":
        return _store(request, form)
    return _page(request, form)


def _sheet(opened: MaturityRound, municipality: Municipality) -> Sheet:
    language = get_language() or settings.LANGUAGE_CODE
    return queries.sheet_of(opened, municipality, language=language)


def _store(request: HttpRequest, form: SheetForm) -> HttpResponse:
    is_faultless = form.is_valid()
    outcome = form.store(by=request.user, on=timezone.localdate())
    sheet = _sheet(form.sheet.round, form.sheet.municipality)
    _tell(request, outcome, sheet)
    if is_faultless and not outcome.conflicts:
        return redirect(_onwards(form, sheet))
    return _page(request, form.again(outcome, sheet), 409 if outcome.conflicts else 200)


def _tell(request: HttpRequest, outcome: Outcome, sheet: Sheet) -> None:
    if not outcome.stored:
        if not outcome.conflicts:
            messages.info(request, _("Es gab nichts Neues zu speichern."))
    elif sheet.is_complete:
        messages.success(request, _("Gespeichert. Ihre Gemeinde hat alles gemeldet. Vielen Dank!"))
    else:
        count = len(outcome.stored)
        words = ngettext("%(n)d Angabe ist gespeichert.", "%(n)d Angaben sind gespeichert.", count)
        messages.success(request, words % {"n": count})


def _onwards(form: SheetForm, sheet: Sheet) -> str:
    """To the next dimension that is still open, when one was stored by its own button."""
    page = reverse("strategy:maturity_report", args=[sheet.municipality.slug])
    if form.pressed in {entry.key for entry in sheet.entries} and sheet.next_open:
        return f"{page}#dimension-{sheet.next_open.key}"
    return page


def _page(request: HttpRequest, form: SheetForm, status: int = 200) -> HttpResponse:
    is_own = queries.municipality_of(request.user) == form.sheet.municipality
    context = {
        "form": form,
        "sheet": form.sheet,
        "is_own": is_own,
        "is_late": form.sheet.round.is_overdue(timezone.localdate()),
        "has_begun": form.sheet.round.opens_on <= timezone.localdate(),
    }
    return render(request, "strategy/maturity_report.html", context, status=status)
