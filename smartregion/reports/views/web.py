"""Released reports as web pages, chapter by chapter: made from the frozen content, without a cookie.

What a report says never changes, so each process keeps the last few as they are.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from smartregion.core.access import get_for
from smartregion.core.errors import WrongState
from smartregion.core.jobs import JobFailed
from smartregion.core.shelf import Shelf
from smartregion.reports.actions.building import book_from
from smartregion.reports.models import Report
from smartregion.reports.rendering import Book
from smartregion.reports.rendering.imprint import imprint_of, notes_of
from smartregion.reports.rendering.languages import LANGUAGE
from smartregion.reports.rendering.web.reading import (
    Page,
    contents_of,
    listed_in,
    names,
    page_of,
    place_called,
)

BOOKS: Shelf[Book] = Shelf(size=4)
PAGES: Shelf[Page] = Shelf(size=100)


@login_not_required
@require_safe
def web_report(request: HttpRequest, slug: str) -> HttpResponse:
    """What is in the report; ``?stelle=`` leads to a place in whichever chapter it is.

    A place is known by its name, or by the key of the measure or contribution that is told of there.
    """
    report = _released(request, slug)
    book = _book_of(report)
    if place := request.GET.get("stelle", ""):
        return _lead_to(report, book, place)
    with translation.override(book.stamp.language):
        contents, listed = contents_of(book), listed_in(book)
        lines, notes = imprint_of(book), notes_of(book)
    context = {
        "report": report,
        "book": book,
        "contents": contents,
        "listed": listed,
        "lines": lines,
        "notes": notes,
        "foreword": book.content["foreword"],
    }
    return render(request, "reports/web/contents.html", context)


@login_not_required
@require_safe
def web_chapter(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One chapter, with the contents beside it and the ways to the chapters before and after."""
    report = _released(request, slug)
    book = _book_of(report)
    if key not in {chapter.key for chapter in book.chapters}:
        raise Http404
    elsewhere = f"{reverse('reports:web_report', args=[slug])}?stelle="
    with translation.override(book.stamp.language):
        page = PAGES.get((report.pk, key), lambda: page_of(book, key, elsewhere=elsewhere))
        contents = contents_of(book)
    context = {"report": report, "book": book, "page": page, "contents": contents}
    return render(request, "reports/web/chapter.html", context)


def _released(request: HttpRequest, slug: str) -> Report:
    released = Report.objects.released().select_related("snapshot").defer("snapshot__content")
    return get_for(request, None, released, slug=slug)


def _book_of(report: Report) -> Book:
    """The book; its content is read, and its hash checked, when it is not there yet."""
    return BOOKS.get(report.pk, lambda: _read(report))


def _read(report: Report) -> Book:
    with translation.override(LANGUAGE):
        try:
            return book_from(report, is_draft=False)
        except JobFailed as error:
            raise WrongState(str(error)) from error


def _lead_to(report: Report, book: Book, name: str) -> HttpResponse:
    with translation.override(book.stamp.language):
        place = place_called(book, name)
    if place is not None:
        chapter = reverse("reports:web_chapter", args=[report.slug, place.chapter])
        return redirect(f"{chapter}#{place.anchor}")
    if names(book, name):
        # It stands in a table of several chapters: none of them is the one to read.
        return redirect("reports:web_report", report.slug)
    raise Http404
