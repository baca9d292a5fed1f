"""Cross-tabs: two questions against each other, as a page and as a file."""

from collections.abc import Callable
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
    origin_sentences,
    picture_notes,
    suppressed_sentence,
)
from participation.surveys.forms.crosstabs import CrosstabForm
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.protection.policy import POLICY
from participation.surveys.queries.crosstabs import crosstab
from participation.surveys.queries.weights import weight_choices
from participation.surveys.views.choosing import (
    Chosen,
    chosen_in,
    explains_filters,
    note_figures,
    note_figures_file,
    survey_for_results,
)
from smartregion.core.charts import Picture, framed, svg_file
from smartregion.core.csvfile import download


@dataclass(frozen=True)
class Wanted:
    """A cross-tab as the address asks for it; no table, as long as it does not say enough."""

    chosen: Chosen
    form: CrosstabForm
    table: Crosstab | None

    @property
    def axes(self) -> str:
        return f"{self.table.rows.name} {self.table.columns.name}" if self.table else ""

    @property
    def is_about_few(self) -> bool:
        """Whether it shows what single people said: by its filter, or by a minimum that was set lower."""
        return self.table is not None and (
            self.chosen.is_about_few or self.table.columns.shows_fewer_than(POLICY.least_base)
        )


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
    if wanted.is_about_few:
        note_figures(request, wanted.chosen, wanted.axes)
    if wanted.table is not None:
        context |= _shown(request, wanted.form.cleaned_data["show"], wanted.table)
        context["origin"] = origin_sentences(wanted.table, on=wanted.chosen.on)
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
    wanted = _wanted(request, slug)
    table = wanted.table
    if table is None:
        raise Http404
    _note(request, wanted)
    return download(_file_name(slug, table, "csv"), crosstab_rows(table, on=wanted.chosen.on))


@require_safe
@explains_filters
def crosstab_svg(request: HttpRequest, slug: str) -> HttpResponse:
    """The chart as a picture that stays sharp."""
    return _picture(request, slug, svg_file, "svg", "image/svg+xml; charset=utf-8")


@require_safe
@explains_filters
def crosstab_png(request: HttpRequest, slug: str) -> HttpResponse:
    """The chart as a picture for slides."""
    # Pillow and the fonts are loaded by those who ask for a picture only.
    from smartregion.core.charts.png import png_file  # noqa: PLC0415

    return _picture(request, slug, png_file, "png", "image/png")


def _picture(
    request: HttpRequest,
    slug: str,
    write: Callable[[Picture], bytes],
    ending: str,
    content_type: str,
) -> HttpResponse:
    wanted = _wanted(request, slug)
    table, chosen = wanted.table, wanted.chosen
    by_row = table is not None and wanted.form.cleaned_data["show"] == "row"
    chart = chart_of_crosstab(table, by_row=by_row) if table is not None else None
    if table is None or chart is None:
        raise Http404
    _note(request, wanted)
    picture = framed(
        chart,
        kicker=chosen.survey.heading,
        heading=chart.title,
        notes=picture_notes(table, on=chosen.on),
    )
    response = HttpResponse(write(picture), content_type=content_type)
    name = _file_name(slug, table, ending)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _note(request: HttpRequest, wanted: Wanted) -> None:
    if wanted.is_about_few:
        note_figures_file(request, wanted.chosen, wanted.axes)


def _file_name(slug: str, table: Crosstab, ending: str) -> str:
    return f"{slug}-{table.rows.name}-{table.columns.name}.{ending}"
