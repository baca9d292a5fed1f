"""One chart to take along: as a picture or as a table, of those responses that the address asks for."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from participation.surveys.figure_table import figure_rows
from participation.surveys.results import SurveyResults
from participation.surveys.views.choosing import (
    Chosen,
    chosen_in,
    explains_filters,
    note_figures_file,
    survey_for_results,
)
from participation.surveys.views.figure_parts import Figure, figures_of
from smartregion.core.charts import Picture, framed, svg_file
from smartregion.core.csvfile import download


class Taken:
    """The figure of one question, with everything that goes into its files."""

    def __init__(self, request: HttpRequest, slug: str, key: str) -> None:
        survey = survey_for_results(request, slug)
        self.chosen: Chosen = chosen_in(survey, request.GET)
        self._key = key
        if self.chosen.is_about_few:
            note_figures_file(request, self.chosen, self.figure.key)

    @cached_property
    def results(self) -> SurveyResults:
        return self.chosen.results()

    @cached_property
    def figure(self) -> Figure:
        every = figures_of(self.results, self.chosen)
        found = next((figure for figure in every if figure.key == self._key), None)
        if found is None:
            raise Http404
        return found

    @property
    def picture(self) -> Picture:
        chart, result = self.figure.chart, self.figure.result
        # Nobody answered, or it is answered in words.
        if chart is None:
            raise Http404
        return framed(
            chart,
            kicker=self.results.title,
            heading=f"{result.number}. {result.text}",
            notes=self.figure.basis,
        )

    def name(self, ending: str) -> str:
        """Says of what, how and when: zufrieden-frage-07-wlan-gefiltert-2026-05-31.png."""
        chosen, result = self.chosen, self.figure.result
        parts = [
            chosen.survey.slug,
            f"frage-{result.number:02}",
            self.figure.key,
            "gefiltert" if chosen.filter else "",
            "gewichtet" if chosen.weights else "",
            chosen.on.isoformat(),
        ]
        return f"{'-'.join(filter(None, parts))}.{ending}"


@require_safe
@explains_filters
def result_svg(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The chart of one question to print at any size."""
    return _file(Taken(request, slug, key), svg_file, "svg", "image/svg+xml; charset=utf-8")


@require_safe
@explains_filters
def result_png(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The chart of one question as a picture."""
    # Pillow and the fonts are loaded by those who ask for a picture only.
    from smartregion.core.charts.png import png_file  # noqa: PLC0415

    return _file(Taken(request, slug, key), png_file, "png", "image/png")


def _file(
    taken: Taken, write: Callable[[Picture], bytes], ending: str, content_type: str
) -> HttpResponse:
    response = HttpResponse(write(taken.picture), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{taken.name(ending)}"'
    return response


@require_safe
@explains_filters
def result_csv(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The figures of one question as a table."""
    taken = Taken(request, slug, key)
    figure = taken.figure
    return download(taken.name("csv"), figure_rows(figure.result, taken.results, figure.basis))
