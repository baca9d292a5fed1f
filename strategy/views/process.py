"""Where do we stand?"""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from smartregion.core.access import get_for
from strategy import queries
from strategy.models import Strategy
from strategy.process_chart import process_chart


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """The way of a strategy: what runs now, what comes next, what came out of each phase."""
    strategy, others = strategy_asked_for(request, queries.public_strategies())
    language, today = get_language() or queries.GERMAN, timezone.localdate()
    if strategy is None:
        return render(request, "strategy/process.html")
    process = queries.process_of(strategy, on=today, language=language)
    title = strategy.title_in(language)
    context = {
        "process": process,
        "standing": queries.standing_of(process.steps),
        "title": title,
        "comment_url": _comment_url(process, request.user, today),
        "others": others,
        "chart": process_chart(process, title=title, on=today),
    }
    return render(request, "strategy/process.html", context)


def _comment_url(process: queries.Process, user: Any, on: date) -> str:
    """Where to comment on the draft that is on its way; where nobody can, where it is read."""
    draft = process.on_its_way
    if draft is None:
        return ""
    return queries.comment_page_of(draft, visible_to=user, on=on) or draft.get_absolute_url()


def strategy_asked_for(
    request: HttpRequest, strategies: QuerySet[Strategy]
) -> tuple[Strategy | None, list[Strategy]]:
    """The strategy named in the address, else the one in force or the latest; and the others."""
    if slug := request.GET.get("strategy"):
        chosen: Strategy | None = get_for(request, None, strategies, slug=slug)
    else:
        chosen = queries.strategy_of_today(strategies)
    return chosen, [other for other in strategies if other != chosen]
