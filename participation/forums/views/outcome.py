"""The public page that says what became of a topic."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participation.forums import queries
from participation.forums.views.access import topic_for


@login_not_required
@require_safe
def outcome(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """How far the county got with what was said here, and every answer with its reason."""
    found = topic_for(request, forum, topic)
    [card] = queries.topic_cards([found], at=timezone.now())
    context = {
        "topic": found,
        "card": card,
        "groups": queries.answered_in(found, visible_to=request.user),
        "lines": queries.coverage_from_municipalities(found),
    }
    return render(request, "forums/outcome.html", context)
