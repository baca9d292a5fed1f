"""Where do we stand?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from strategy import queries
from strategy.models import Strategy


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """All phases of the process, with what came out of them."""
    version = queries.current_version()
    newest = Strategy.objects.order_by("-period_start", "-pk")
    strategy = version.strategy if version else newest.first()
    language, today = get_language() or queries.GERMAN, timezone.localdate()
    steps = queries.steps_of(strategy, on=today, language=language) if strategy else []
    return render(request, "strategy/process.html", {"strategy": strategy, "steps": steps})
