"""Numbers of the population from a file: template, upload, preview, and only then storing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.surveys.forms.weightings import AcceptanceForm, MarginsFileForm
from participation.surveys.models import Weighting
from participation.surveys.queries.dividing import dividing
from participation.surveys.queries.population import people_by_place
from participation.surveys.queries.table import response_table
from participation.surveys.queries.weights import NotWeighable, axis_of_margin
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.weightings import SEE, WEIGHT, weighting_for
from participation.surveys.weighting.comparison import MarginCompared, compared
from participation.surveys.weighting.files import margin_names, margin_rows, template_rows
from participation.surveys.weighting.margins import PeopleMargin, margins_from
from smartregion.core.csvfile import download
from smartregion.core.forms import refusals_on, sent

# A page with more faults than this helps nobody; the rest is counted.
SHOWN = 500


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """Check a file. A good one leads to the preview; a bad one to its faults. Nothing is stored."""
    found = weighting_for(request, slug, weighting, WEIGHT)
    people = dividing(response_table(found.survey), language=get_language() or MAIN_LANGUAGE)
    form = MarginsFileForm(sent(request), request.FILES or None)
    context = {
        "survey": found.survey,
        "weighting": found,
        "form": form,
        "questions": [(name, people.axis(name).label) for name in margin_names(people)],
    }
    if form.is_valid():
        checked = form.check_file(people)
        if not checked.errors:
            return _preview(request, found, checked.margins)
        context["faults"] = checked.errors[:SHOWN]
        context["total"] = len(checked.errors)
    return render(request, "surveys/margins_import.html", context)


def _preview(
    request: HttpRequest,
    found: Weighting,
    margins: tuple[PeopleMargin, ...],
    refused: AcceptanceForm | None = None,
) -> HttpResponse:
    replaced = {margin["question"] for margin in found.margins}
    context = {
        "survey": found.survey,
        "weighting": found,
        "margins": [
            {"margin": each, "is_replaced": each.question in replaced}
            for each in _beside_the_sample(found, margins)
        ],
        "form": AcceptanceForm.carrying(margins, weighting=found, by=request.user),
        "refused": refused,
    }
    status = 409 if refused else 200
    return render(request, "surveys/margins_preview.html", context, status=status)


def _beside_the_sample(found: Weighting, margins: tuple[PeopleMargin, ...]) -> list[MarginCompared]:
    language = get_language() or MAIN_LANGUAGE
    people = dividing(response_table(found.survey), language=language)
    return [compared(margin, axis_of_margin(people, margin), None) for margin in margins]


@require_POST
def accept(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """Store what the preview showed; where somebody else was quicker, show it once more."""
    found = weighting_for(request, slug, weighting, WEIGHT)
    form = AcceptanceForm(request.POST, weighting=found, by=request.user)
    if not form.is_valid():
        messages.error(request, str(form.errors["checked"][0]))
        return redirect("surveys:margins_import", slug=slug, weighting=weighting)
    with refusals_on(form):
        form.store()
        messages.success(request, _("Die Bevölkerungszahlen sind übernommen."))
        return redirect("surveys:weighting", slug=slug, weighting=weighting)
    try:
        return _preview(request, found, form.margins, refused=form)
    except NotWeighable:
        raise Http404 from None


@require_safe
def template(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """The table to fill in, for the questions that were asked for, or for all of them."""
    found = weighting_for(request, slug, weighting, SEE)
    people = dividing(response_table(found.survey), language=get_language() or MAIN_LANGUAGE)
    names, wanted = list(margin_names(people)), request.GET.getlist("question")
    if set(wanted).difference(names):
        raise Http404
    chosen = [name for name in names if name in wanted or not wanted]
    rows = template_rows(people, chosen, people_by_place())
    return download(f"bevoelkerung-{slug}.csv", rows)


@require_safe
def margins_csv(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """The numbers that are stored, as a file that can be read in again."""
    found = weighting_for(request, slug, weighting, SEE)
    people = dividing(response_table(found.survey), language=get_language() or MAIN_LANGUAGE)
    return download(
        f"bevoelkerung-{found.code}.csv", margin_rows(margins_from(found.margins), people)
    )
