"""Weightings: who is missing among those who answered, and weights that make up for it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.surveys.actions import weighting as actions
from participation.surveys.crosstabs.axes import UnknownAxis, choices_of
from participation.surveys.forms.weightings import WeightingForm
from participation.surveys.models import Survey, Weighting
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.queries.dividing import dividing
from participation.surveys.queries.population import county_margin, county_margins
from participation.surveys.queries.table import response_table
from participation.surveys.queries.weights import representativeness
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.choosing import survey_for_results
from participation.surveys.views.editor import ask_deletion
from participation.surveys.weighting.charts import margin_chart, weights_chart
from participation.surveys.weighting.words import group_sentences, weights_sentences
from smartregion.core.access import get_for
from smartregion.core.forms import refusals_on, sent

SEE, WEIGHT = "participation.view_results", "participation.weight_results"


@require_safe
def weightings(request: HttpRequest, slug: str) -> HttpResponse:
    """All weightings of a survey."""
    survey = survey_for_results(request, slug)
    labels = _labels(survey)
    context = {
        "survey": survey,
        "weightings": [(each, _about(each, labels)) for each in survey.weightings.all()],
        "may_weight": request.user.has_perm(WEIGHT, survey) and survey.erased_on is None,
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
    }
    return render(request, "surveys/weightings.html", context)


def _labels(survey: Survey) -> dict[str, str]:
    """What can be weighted by, in words."""
    language = get_language() or MAIN_LANGUAGE
    return {each.name: each.label for each in choices_of(response_table(survey), language)}


def _about(weighting: Weighting, labels: Mapping[str, str]) -> list[str]:
    """What a weighting has numbers about; the code of a question that is gone stands for itself."""
    return [labels.get(margin["question"], margin["question"]) for margin in weighting.margins]


@require_safe
def weighting(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """The sample beside the population, and the weights that come of it."""
    found = weighting_for(request, slug, weighting, SEE)
    survey, language = found.survey, get_language() or MAIN_LANGUAGE
    table = response_table(survey)
    result = representativeness(table, found, language=language)
    people = dividing(table, language=language)
    taken = {margin["question"] for margin in found.margins}
    offered = [
        (name, people.axis(name).label) for name in county_margins(people) if name not in taken
    ]
    context = {
        "survey": survey,
        "weighting": found,
        "result": result,
        "margins": [
            {
                "margin": each,
                "chart": margin_chart(each),
                "sentences": list(group_sentences(each)),
                "gaps": [(gap, each.partners_of(gap)) for gap in each.empty],
            }
            for each in result.margins
        ],
        "weights_chart": weights_chart(result.weights) if result.weights else None,
        "weights_sentences": list(weights_sentences(result)),
        "offered": offered,
        "may_weight": request.user.has_perm(WEIGHT, survey) and survey.erased_on is None,
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
    }
    return render(request, "surveys/weighting.html", context)


# -- name and limits -------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def weighting_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Name a new weighting and choose its limits."""
    survey = get_for(request, WEIGHT, Survey.objects.visible_to(request.user), slug=slug)
    return _form(request, Weighting(survey=survey))


@require_http_methods(["GET", "POST"])
def weighting_edit(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """Another name or other limits."""
    return _form(request, weighting_for(request, slug, weighting, WEIGHT))


def _form(request: HttpRequest, found: Weighting) -> HttpResponse:
    form = WeightingForm(sent(request), weighting=found)
    if form.is_valid():
        with refusals_on(form):
            saved = form.save(table=response_table(found.survey), by=request.user)
            messages.success(request, _("Die Gewichtung ist gespeichert."))
            return redirect("surveys:weighting", slug=saved.survey.slug, weighting=saved.code)
    context = {"survey": found.survey, "weighting": found, "form": form}
    return render(request, "surveys/weighting_form.html", context)


@require_http_methods(["GET", "POST"])
def weighting_delete(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """Ask, then delete a weighting with its margins."""
    found = weighting_for(request, slug, weighting, WEIGHT)
    if request.method == "POST":
        actions.delete_weighting(weighting=found, by=request.user)
        messages.success(request, _("Die Gewichtung ist gelöscht."))
        return redirect("surveys:weightings", slug=slug)
    return ask_deletion(
        request,
        heading=_("Gewichtung „%s“ löschen") % found,
        explanation=_(
            "Die Antworten bleiben, wie sie sind. Links auf gewichtete Ergebnisse führen danach ins Leere."
        ),
        back_url=_address(found),
    )


# -- what the county knows, and small groups -------------------------------------------------------
@require_POST
def weighting_county(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """Take inhabitants of zones or municipalities from the profile of the county."""
    found = weighting_for(request, slug, weighting, WEIGHT)
    people = dividing(response_table(found.survey))
    name = request.POST.get("question", "")
    if name not in county_margins(people):
        raise Http404
    try:
        margin = county_margin(people, name)
    except UnknownAxis:
        raise Http404 from None
    actions.store_margins(weighting=found, margins=[margin], by=request.user)
    messages.success(request, _("Die Einwohnerzahlen sind übernommen."))
    return redirect(_address(found))


@require_POST
def weighting_join(request: HttpRequest, slug: str, weighting: str) -> HttpResponse:
    """Join a group from which nobody answered to another one."""
    found = weighting_for(request, slug, weighting, WEIGHT)
    actions.join_groups(
        weighting=found,
        question=request.POST.get("question", ""),
        option=request.POST.get("option", ""),
        into=request.POST.get("into", ""),
        by=request.user,
    )
    messages.success(request, _("Die beiden Gruppen sind zusammengefasst."))
    return redirect(_address(found))


@require_http_methods(["GET", "POST"])
def margin_delete(request: HttpRequest, slug: str, weighting: str, question: str) -> HttpResponse:
    """Take the numbers of one question out."""
    found = weighting_for(request, slug, weighting, WEIGHT)
    if request.method == "POST":
        actions.remove_margin(weighting=found, question=question, by=request.user)
        messages.success(request, _("Die Zahlen sind entfernt."))
        return redirect(_address(found))
    if question not in {margin["question"] for margin in found.margins}:
        raise Http404
    return ask_deletion(
        request,
        heading=_("Bevölkerungszahlen zu „%s“ entfernen") % question,
        explanation=_("Danach wird nach dieser Frage nicht mehr gewichtet."),
        back_url=_address(found),
    )


def weighting_for(request: HttpRequest, slug: str, code: str, permission: str) -> Weighting:
    """A weighting of a survey that this person may see; one of another survey does not exist here."""
    visible = Survey.objects.visible_to(request.user)
    mine = Weighting.objects.filter(survey__in=visible).select_related("survey")
    return get_for(request, permission, mine, survey__slug=slug, code=code)


def _address(found: Weighting) -> str:
    return reverse("surveys:weighting", args=[found.survey.slug, found.code])
