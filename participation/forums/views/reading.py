"""Reading forums: open to everybody, without a cookie."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participation.contributions.queries import mine
from participation.forums import queries
from participation.forums.forms import ThreadFilter
from participation.forums.models import Topic
from participation.forums.queries.following import follows_topic
from participation.forums.views.access import MANAGE, forum_for, post_for, topic_for
from participation.forums.views.drawing import drawn, drawn_filter
from participation.forums.views.writing import post_form
from smartregion.core.links import public_url
from smartregion.core.tiles import with_tiles


@login_not_required
@require_safe
def forum_list(request: HttpRequest) -> HttpResponse:
    context = {
        "cards": queries.forum_cards(at=timezone.now()),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "forums/forum_list.html", context)


@login_not_required
@require_safe
def forum(request: HttpRequest, forum: str) -> HttpResponse:
    found = forum_for(request, forum)
    now = timezone.now()
    topics = found.topics.visible_to(request.user).select_related("forum")
    cards = queries.topic_cards(list(topics), at=now)
    context = {
        "forum": found,
        "cards": cards,
        "coverage": sum((card.coverage for card in cards), queries.Coverage()),
        "is_archived": found.is_archived(now),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "forums/forum.html", context)


@login_not_required
@require_safe
def topic(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """The impulse, what people said to it, and what the county answered."""
    found = topic_for(request, forum, topic)
    now = timezone.now()
    [card] = queries.topic_cards([found], at=now)
    context = {
        "topic": found,
        "card": card,
        "elements": found.elements.visible_to(request.user),
        "materials": found.materials.select_related("topic__forum"),
        "stages": queries.stage_rows(found, at=now),
        "series": queries.series_of(found, visible_to=request.user),
        "points": queries.taken_up_in(found, visible_to=request.user) if found.closed_at else [],
        "is_followed": follows_topic(request.user, found),
        **_talk(request, found),
        **_rights(request, found, at=now),
    }
    if not request.user.is_authenticated:
        may_reply = context["may_reply_as_guest"]
        context["drawn"] = drawn(context["threads"], found, may_reply=may_reply)
    page = render(request, "forums/topic.html", context)
    # There the form asks for a place on a map.
    return with_tiles(page) if found.has_map else page


def _talk(request: HttpRequest, topic: Topic) -> dict[str, Any]:
    """One page of threads as the address asks for them."""
    wanted = ThreadFilter(
        request.GET,
        municipalities=queries.municipalities_in(topic),
        elements=queries.elements_in(topic, visible_to=request.user),
    )
    openings = queries.openings(topic, wanted.wish)
    page = Paginator(openings, wanted.per_page).get_page(request.GET.get("page"))
    threads = queries.threads(list(page.object_list))
    return {
        "filter": wanted,
        "filter_form": drawn_filter(wanted),
        "page_obj": page,
        "threads": threads,
        "mine": mine(request.user, queries.ids_in(threads)),
        "canonical_url": _canonical(request, page.number),
    }


def _canonical(request: HttpRequest, page: int) -> str:
    """The one address of this page that searchers should keep, however it was asked for."""
    return public_url(request.path) + (f"?page={page}" if page > 1 else "")


def _rights(request: HttpRequest, topic: Topic, *, at: datetime) -> dict[str, Any]:
    """What this person may do here now: what the topic allows, as far as it is theirs to do."""
    acts = topic.acts(at)
    may_post = request.user.has_perm("participation.post")
    is_writing = Topic.Act.POST in acts and may_post
    return {
        "acts": acts,
        "form": post_form(request, topic, at) if is_writing else None,
        "may_post": is_writing,
        "may_reply": Topic.Act.REPLY in acts and may_post,
        "may_reply_as_guest": Topic.Act.REPLY in acts and topic.has_guests and not may_post,
        "may_support": Topic.Act.SUPPORT in acts and may_post,
        "may_manage": request.user.has_perm(MANAGE),
        "may_enter": request.user.has_perm("participation.enter_contribution"),
        "may_answer": request.user.has_perm("participation.answer_contribution"),
    }


@login_not_required
@require_safe
def permalink(request: HttpRequest, forum: str, topic: str, pk: object) -> HttpResponse:
    """Lead to a post wherever it stands today: to its page of the topic, and there to the post."""
    post = post_for(request, forum, topic, pk)
    number = queries.page_of(post)
    query = f"?page={number}" if number > 1 else ""
    return redirect(f"{post.topic.get_absolute_url()}{query}#beitrag-{post.pk}")
