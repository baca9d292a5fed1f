"""Cross-tabs: two questions against each other, as a page and as a file."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participation.surveys.crosstabs.axes import choices_of
from participation.surveys.crosstabs.charts import chart_of_crosstab
from participation.surveys.crosstabs.files import crosstab_rows
from participation.surveys.crosstabs.grid import grid_of
from participation.surveys.crosstabs.tables import Crosstab
from participation.surveys.crosstabs.words import (
    association_sentences,
    base_sentence,
    figures_sentence,
    suppressed_sentence,
)
from participation.surveys.forms.crosstabs import CrosstabForm
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.queries.crosstabs import crosstab
from participation.surveys.queries.weights import weight_choices
from participation.surveys.views.choosing import (
    Chosen,
    chosen_in,
    explains_filters,
    survey_for_results,
)
from smartregion.core.csvfile import download


@dataclass(frozen=True)
class Wanted:
    """A cross-tab as the address asks for it; no table, as long as it does not say enough."""

    chosen: Chosen
    form: CrosstabForm
    table: Crosstab | None


def _wanted(request: HttpRequest, slug: str) -> Wanted:
    chosen = chosen_in(survey_for_results(request, slug), request.GET)
    form = CrosstabForm(
        request.GET if "rows" in request.GET or "columns" in request.GET else None,
        choices=choices_of(chosen.table, chosen.language),
        weights=weight_choices(chosen.survey, chosen.table, chosen.language),
    )
    return Wanted(chosen, form, _counted(chosen, form.cleaned_data) if form.is_valid() else None)


def _counted(chosen: Chosen, wanted: dict[str, Any]) -> Crosstab:
    return crosstab(
        chosen.survey,
        wanted["rows"],
        wanted["columns"],
        chosen.filter,
        chosen.weights,
        wanted["minimum"],
        language=chosen.language,
        table=chosen.table,
    )


@require_safe
@explains_filters
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose two questions, see them against each other."""
    wanted = _wanted(request, slug)
    context = {"form": wanted.form, **filter_context(wanted.chosen)}
    if wanted.table is not None:
        context |= _shown(request, wanted.form.cleaned_data["show"], wanted.table)
    return render(request, "surveys/crosstab.html", context)


def filter_context(chosen: Chosen) -> dict[str, Any]:
    """The survey, and the filter in words and as fields of a form that asks for something else."""
    survey = chosen.survey
    return {
        "survey": survey,
        "chosen": chosen,
        "query": chosen.mark,
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
        "filter_words": chosen.filter.words(chosen.table, chosen.language),
        "filter_fields": parse_qsl(chosen.filter.to_query(), keep_blank_values=True),
    }


def _shown(request: HttpRequest, show: str, table: Crosstab) -> dict[str, Any]:
    sentence, *limits = association_sentences(table)
    swapped = request.GET.copy()
    swapped["rows"], swapped["columns"] = table.columns.name, table.rows.name
    return {
        "table": table,
        "grid": grid_of(table, show),
        "show": show,
        "sentence": sentence,
        "limits": limits,
        "figures": figures_sentence(table.association) if table.association else "",
        "base": base_sentence(table),
        "suppressed": suppressed_sentence(table),
        "chart": chart_of_crosstab(table, by_row=show == "row"),
        "swapped": swapped.urlencode(),
    }


@require_safe
@explains_filters
def crosstab_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same table for a spreadsheet."""
    table = _wanted(request, slug).table
    if table is None:
        raise Http404
    return download(f"{slug}-{table.rows.name}-{table.columns.name}.csv", crosstab_rows(table))
