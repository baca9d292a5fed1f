"""Accounting for moderation: its log for those who do it, its rules and numbers for everybody."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.contributions.house_rules import REMINDER_HOURS, RULES
from participation.contributions.queries.moderation_log import (
    Entry,
    log_years,
    moderation_log,
    transparency,
)
from smartregion.core.access import require
from smartregion.core.csvfile import download

MODERATE = "participation.moderate"
PER_PAGE = 50


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """All steps of one year, newest first."""
    require(request, MODERATE)
    now = timezone.localtime()
    year = _year(request, now)
    years = [str(each) for each in sorted({now.year, year, *log_years()}, reverse=True)]
    page = Paginator(moderation_log(year), PER_PAGE).get_page(request.GET.get("page"))
    context = {"year": str(year), "years": years, "page_obj": page}
    return render(request, "contributions/moderation_log.html", context)


@require_safe
def log_csv(request: HttpRequest) -> HttpResponse:
    """The same year as a file, without the names of those who decided."""
    require(request, MODERATE)
    year = _year(request, timezone.localtime())
    return download(f"moderation-{year}.csv", _lines(moderation_log(year)))


@login_not_required
@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """What may be written here, what happens with what may not, and how often it did."""
    context = {
        "rules": RULES,
        "hours": REMINDER_HOURS,
        "numbers": transparency(timezone.now() - timedelta(days=365)),
    }
    return render(request, "contributions/house_rules.html", context)


def _year(request: HttpRequest, now: datetime) -> int:
    asked = request.GET.get("jahr", "")
    if not asked:
        return now.year
    if not (asked.isascii() and asked.isdigit() and len(asked) == len("2026")):
        raise Http404
    return max(int(asked), 1)


def _lines(entries: list[Entry]) -> Iterator[list[object]]:
    yield [
        _("Zeitpunkt"),
        _("Beitrag (Kennung)"),
        _("Weg"),
        _("Schritt"),
        _("Grund"),
        _("Erläuterung"),
        _("Entschieden von (Kontonummer)"),
    ]
    for one in entries:
        yield [
            f"{timezone.localtime(one.at):%d.%m.%Y %H:%M}",
            one.contribution.pk,
            one.contribution.get_channel_display(),
            one.what,
            one.reason,
            one.explanation,
            one.by.pk if one.by else None,
        ]
