"""Following a topic."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from participation.contributions.views.following import follow_page
from participation.forums.actions.following import follow_topic, unfollow_topic
from participation.forums.queries.following import follows_topic
from participation.forums.views.access import topic_for
from smartregion.notices.rules import READ_OWN


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """The button beside a topic; whoever signs in on the way is asked here once more."""
    found = topic_for(request, forum, topic, READ_OWN)
    return follow_page(
        request,
        found,
        is_followed=follows_topic(request.user, found),
        begin=lambda: follow_topic(topic=found, user=request.user, at=timezone.now()),
        end=lambda: unfollow_topic(topic=found, user=request.user),
        title=found.title,
    )
