"""Two closed cycles beside each other, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from measures import slots
from measures.charts.flows import light_flow
from measures.charts.indicators import courses_until
from measures.exports.comparison import comparison_rows
from measures.forms.comparison import ComparisonForm
from measures.models import Cycle
from measures.queries.comparison import Comparison, compare
from measures.queries.documents import document_of, public_part
from smartregion.core.csvfile import download
from strategy.slots import Link


@login_not_required
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """What changed between two closed cycles: lights, states, milestones, indicators, cost, promises."""
    form = _form(request)
    found = _compared(request, form)
    context = {
        "form": form,
        "found": found,
        "prints": _prints(request, form),
        "has_two": Cycle.objects.closed().count() > 1,
        "flow": light_flow(found) if found else None,
        "courses": courses_until(found.moved_indicators, found.after.cutoff_on) if found else [],
        "sees_all": request.user.has_perm("measures.view_internal"),
    }
    return render(request, "measures/comparison.html", context)


@login_not_required
@require_safe
def comparison_table(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    found = _compared(request, _form(request))
    if found is None:
        raise Http404
    return download("vergleich.csv", comparison_rows(found))


def _prints(request: HttpRequest, form: ComparisonForm) -> list[Link]:
    if form.pair is None:
        return []
    before, after = form.pair
    key = before.pk, after.pk
    return slots.prints_of_comparisons.of([key], visible_to=request.user)[key]


def _form(request: HttpRequest) -> ComparisonForm:
    return ComparisonForm(request.GET, cycles=Cycle.objects.closed().select_related("snapshot"))


def _compared(request: HttpRequest, form: ComparisonForm) -> Comparison | None:
    """Of public measures; the office compares all of them."""
    if form.pair is None:
        return None
    before, after = map(document_of, form.pair)
    if request.user.has_perm("measures.view_internal"):
        return compare(before, after)
    return compare(public_part(before), public_part(after))
