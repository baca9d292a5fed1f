"""Figures, for those who evaluate."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.surveys.basis import warning_for
from participation.surveys.forms.filtering import (
    HIGHEST,
    LOWEST,
    PICKED,
    filter_panel,
    typed_range,
)
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.protection.policy import POLICY
from participation.surveys.queries.table import data_state, waiting_in
from participation.surveys.queries.weights import weight_choices
from participation.surveys.views.choosing import (
    Chosen,
    chosen_in,
    explains_filters,
    note_figures,
    survey_for_results,
)
from participation.surveys.views.coded_parts import with_codes
from participation.surveys.views.editor import MANAGE
from participation.surveys.views.figure_parts import parts_of
from smartregion.core.htmx import htmx_of

FIGURES, FILTER = "results-figures", "filter-fields"
PARTIALS = {
    FIGURES: "surveys/_results_figures.html",
    FILTER: "surveys/_results_filter.html",
}
# Sent by the page that looks again: the data state of the figures it shows.
STATE = "state"


@require_safe
@explains_filters
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions with figures, of those responses that the address asks for.

    A page that looks again gets no content as long as the data are the same.
    """
    survey = survey_for_results(request, slug)
    if STATE in request.GET and request.GET[STATE] == str(data_state(survey)):
        return HttpResponse(status=204)
    chosen = chosen_in(survey, _given(request))
    if not _is_plain(request.GET, chosen):
        return redirect(f"{request.path}{chosen.mark}")
    wanted = htmx_of(request).target or ""
    if chosen.is_about_few and wanted != FILTER:
        note_figures(request, chosen)
    template = PARTIALS.get(wanted, "surveys/results.html")
    response = render(request, template, _context(request, chosen, wanted))
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _given(request: HttpRequest) -> QueryDict:
    """What was sent, with two typed numbers as the range that they mean."""
    if not (typed := typed_range(request.GET)):
        return request.GET
    given = request.GET.copy()
    given.appendlist("answer", typed)
    return given


def _is_plain(given: QueryDict, chosen: Chosen) -> bool:
    """Whether the address says the filter and nothing else, as it should look when it is handed on."""
    if LOWEST in given or HIGHEST in given:
        return not typed_range(given) and "show" in given
    return "show" in given or STATE in given or given.urlencode() == chosen.query


def _context(request: HttpRequest, chosen: Chosen, wanted: str) -> dict[str, Any]:
    survey = chosen.survey
    context: dict[str, Any] = {
        "survey": survey,
        "chosen": chosen,
        "query": chosen.mark,
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
        "is_live": survey.takes_answers(timezone.now()),
        "is_again": wanted == FIGURES,
        "waiting": waiting_in(survey),
        "policy": POLICY,
        "may_manage": request.user.has_perm(MANAGE, survey),
    }
    if wanted != FILTER:
        context |= _figures(chosen)
    if wanted != FIGURES:
        context |= _form(request, chosen)
    return context


def _figures(chosen: Chosen) -> dict[str, Any]:
    parts = parts_of(chosen)
    return {
        "results": parts.results,
        "parts": parts,
        "questions": with_codes(parts.questions, chosen),
        "state": str(chosen.table.state),
        "total": chosen.table.n if chosen.survey.erased_on is None else parts.results.total,
        "warning": _warning(chosen, parts.results.responses),
        "looked_at": timezone.localtime(),
    }


def _warning(chosen: Chosen, base: int) -> str:
    said = warning_for(base)
    if not said or not chosen.is_about_few:
        return said
    noted = _("Dieser Aufruf wird vermerkt.")
    return f"{said} {noted}"


def _form(request: HttpRequest, chosen: Chosen) -> dict[str, Any]:
    survey, picked = chosen.survey, request.GET.get(PICKED, "")
    panel = filter_panel(
        chosen.table, chosen.filter, language=chosen.language, picked=picked, weight=chosen.weight
    )
    return {
        "panel": panel,
        "weightings": weight_choices(survey, chosen.table, chosen.language),
        "version_choices": survey.versions.defer("schema") if survey.erased_on else (),
    }
