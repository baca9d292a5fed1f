"""The map of a topic: for everybody, with a list that says the same."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participation.forums.models import Topic
from participation.forums.queries.maps import map_data, topic_map
from participation.forums.views.access import topic_for
from smartregion.core.tiles import with_tiles


@login_not_required
@require_safe
def map_page(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """Contributions by place: the map, and below it the list of municipalities."""
    found = _topic_with_map(request, forum, topic)
    context = {"topic": found, "map": topic_map(found)}
    return with_tiles(render(request, "forums/topic_map.html", context))


@login_not_required
@require_safe
def map_json(request: HttpRequest, forum: str, topic: str) -> JsonResponse:
    """What the script of the map draws."""
    drawn = map_data(topic_map(_topic_with_map(request, forum, topic)))
    tiles = {"url": settings.TILE_URL, "attribution": settings.TILE_ATTRIBUTION}
    return JsonResponse({**drawn, "tiles": tiles if settings.TILE_URL else None})


def _topic_with_map(request: HttpRequest, forum: str, topic: str) -> Topic:
    found = topic_for(request, forum, topic)
    if not found.has_map:
        raise Http404
    return found
