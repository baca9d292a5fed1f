"""Indicators as everybody reads them: all of them, one with its values, and as tables to take along."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from measures.charts.indicators import course_of
from measures.exports.indicators import indicator_rows, value_rows
from measures.forms.filters import MeasureFilter
from measures.forms.indicator_filter import IndicatorFilter
from measures.models import Indicator, Measure, SurveySource
from measures.queries.indicators import (
    IndicatorLine,
    entries_of,
    indicator_line,
    indicator_lines,
    reach_counts,
    rests_on,
    value_said,
    wanted_of,
)
from measures.queries.survey_sources import with_news
from smartregion.core.access import get_for, require
from smartregion.core.csvfile import download

PER_PAGE = 40


@login_not_required
def indicator_list(request: HttpRequest) -> HttpResponse:
    """All indicators of the measures and objectives a person may see; the filters stand in the address."""
    measures, wanted = _filters(request)
    lines, today = _lines(request, measures, wanted), timezone.localdate()
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": measures,
        "wanted": wanted,
        "counts": reach_counts(lines),
        "page": page,
        "rows": [{"line": line, "is_late": line.is_wanted(today)} for line in page],
        "total": len(lines),
        "query": request.GET.urlencode(),
        "is_staff": request.user.has_perm("measures.view_internal"),
    }
    return render(request, "measures/indicator_list.html", context)


@login_not_required
def indicator_csv(request: HttpRequest) -> HttpResponse:
    """The same indicators as a table: one row each, with the newest value."""
    lines = _lines(request, *_filters(request))
    return download("kennzahlen.csv", indicator_rows(lines, on=timezone.localdate()))


@login_not_required
def indicator_values_csv(request: HttpRequest) -> HttpResponse:
    """All values of the same indicators as a table."""
    return download("kennzahlen-werte.csv", value_rows(_lines(request, *_filters(request))))


@login_not_required
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator: what it means, its course, every value with its source, and what was corrected."""
    visible = Indicator.objects.visible_to(request.user).select_related("measure", "objective")
    indicator = get_for(request, None, visible, pk=pk)
    line = indicator_line(indicator)
    may_change = request.user.has_perm("measures.change_indicator", indicator)
    context = {
        "indicator": indicator,
        "line": line,
        "course": course_of(line),
        "entries": _entries(indicator),
        "is_late": line.is_wanted(timezone.localdate()),
        "may_change": may_change,
        "is_fed": may_change and SurveySource.objects.filter(indicator=indicator).exists(),
        "has_news": may_change and bool(with_news([indicator.pk])),
        "is_staff": request.user.has_perm("measures.view_internal"),
    }
    return render(request, "measures/indicator_detail.html", context)


def my_indicators(request: HttpRequest) -> HttpResponse:
    """What a person answers for, and which values are wanted; made for a phone on the way."""
    require(request, "measures.view_internal")
    today = timezone.localdate()
    lines = wanted_of(request.user, on=today)
    context = {
        "news": with_news([line.pk for line in lines]),
        "wanted": [line for line in lines if line.is_wanted(today)],
        "others": [line for line in lines if not line.is_wanted(today)],
    }
    return render(request, "measures/my_indicators.html", context)


def _filters(request: HttpRequest) -> tuple[MeasureFilter, IndicatorFilter]:
    measures = Measure.objects.visible_to(request.user)
    of_measures = MeasureFilter(request.GET, measures=measures, visible_to=request.user)
    return of_measures, IndicatorFilter(request.GET)


def _lines(
    request: HttpRequest, measures: MeasureFilter, wanted: IndicatorFilter
) -> list[IndicatorLine]:
    visible = Indicator.objects.visible_to(request.user)
    lines = indicator_lines(wanted.among(visible, measures))
    return wanted.standing(lines, on=timezone.localdate())


def _entries(indicator: Indicator) -> list[dict[str, Any]]:
    """Each day with what counts and what was said before, in words."""
    return [
        {
            "entry": newest,
            "said": value_said(indicator, newest.value),
            "rests_on": rests_on(indicator, newest),
            "earlier": [(entry, value_said(indicator, entry.value)) for entry in earlier],
        }
        for newest, earlier in entries_of(indicator)
    ]
