"""Single answers as a table to take along, and the code book that explains it."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from participation.surveys import actions, exports
from participation.surveys.exports import csv_table
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.choosing import survey_for_results
from smartregion.core.csvfile import download


@require_safe
def responses_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One line for each response; sent while it is read, however many there are."""
    survey = survey_for_results(request, slug)
    actions.note_raw_access(survey=survey, what="export", by=request.user)
    lines = csv_table.stream(exports.select(survey))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-antworten.csv"'
    return response


@require_safe
def code_book(request: HttpRequest, slug: str) -> HttpResponse:
    """What each column and each code of the table means."""
    survey = survey_for_results(request, slug)
    described = exports.code_book(survey, language=get_language() or MAIN_LANGUAGE)
    context = {"survey": survey, "columns": described}
    return render(request, "surveys/code_book.html", context)


@require_safe
def code_book_csv(request: HttpRequest, slug: str) -> HttpResponse:
    survey = survey_for_results(request, slug)
    described = exports.code_book(survey, language=get_language() or MAIN_LANGUAGE)
    rows = exports.code_book_rows(described)
    return download(f"{slug}-codebuch.csv", rows)
