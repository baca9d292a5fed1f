"""Reading drafts and what was made of the comments: open to everybody, without a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.consultations import exports, queries
from participation.consultations.drafts import Draft
from participation.consultations.models import Comment
from participation.consultations.views.access import CONSIDER, draft_for, version_for
from smartregion.core.access import get_for
from smartregion.core.csvfile import download
from smartregion.core.errors import WrongState
from strategy.models import StrategyVersion


@login_not_required
@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    """Every draft that is or was out for consultation."""
    found = queries.consultations(visible_to=request.user, on=timezone.localdate())
    context = {"consultations": found, "may_consider": request.user.has_perm(CONSIDER)}
    return render(request, "consultations/consultation_list.html", context)


@login_not_required
@require_safe
def draft(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """The whole draft, with a way to comment at every passage."""
    version = version_for(request, slug, label)
    context = {
        "version": version,
        "window": queries.window_of(version, on=timezone.localdate()),
        "page": queries.draft_page(version, draft_for(version)),
        "may_consider": request.user.has_perm(CONSIDER),
    }
    return render(request, "consultations/draft.html", context)


@login_not_required
@require_safe
def permalink(request: HttpRequest, slug: str, label: str, pk: object) -> HttpResponse:
    """Lead to a comment wherever its passage stands today."""
    version = version_for(request, slug, label)
    comments = Comment.objects.visible_to(request.user)
    comment = get_for(request, None, comments, version=version, pk=pk)
    spot = queries.spot_of(comment, draft_for(version))
    return redirect(f"{spot.url_in(version)}#kommentar-{comment.pk}")


# -- the table of considerations ------------------------------------------------------------------
@login_not_required
@require_safe
def table(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Each comment and what the county made of it, for the screen and for paper."""
    version = _with_table(request, slug, label)
    context = {
        "version": version,
        "window": queries.window_of(version, on=timezone.localdate()),
        "rows": _rows(version, draft_for(version)),
        "progress": queries.progress_of(version),
        "is_running": _is_running(version),
        "may_consider": request.user.has_perm(CONSIDER),
    }
    return render(request, "consultations/table.html", context)


@login_not_required
@require_safe
def table_csv(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """The same table for a spreadsheet."""
    version = _with_table(request, slug, label)
    lines = exports.lines(_rows(version, draft_for(version)))
    name = f"abwaegung-{version.strategy.slug}-{version.label}.csv"
    return download(name, [exports.header(), *lines])


def _with_table(request: HttpRequest, slug: str, label: str) -> StrategyVersion:
    """People read the table when nothing can be added any more; those who write it, always."""
    version = version_for(request, slug, label)
    last_day = version.consultation_until
    if last_day and _is_running(version) and not request.user.has_perm(CONSIDER):
        raise WrongState(
            _("Die Abwägungstabelle erscheint nach dem Ende der Beteiligung am %(day)s.")
            % {"day": date_format(last_day, "DATE_FORMAT")}
        )
    return version


def _is_running(version: StrategyVersion) -> bool:
    return queries.window_of(version, on=timezone.localdate()) != queries.Window.OVER


def _rows(version: StrategyVersion, draft: Draft) -> list[queries.Row]:
    keys = queries.in_reading_order(queries.filtered(version, queries.Wanted()), draft)
    return queries.rows_of(version, keys, draft)
