"""Reading forums: open to everybody, without a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participation.forums import queries
from participation.forums.forms import PostForm, ThreadFilter
from participation.forums.queries.threads import PER_PAGE
from participation.forums.views.access import forum_for, post_for, topic_for


@login_not_required
@require_safe
def forum_list(request: HttpRequest) -> HttpResponse:
    context = {
        "cards": queries.forum_cards(at=timezone.now()),
        "may_manage": request.user.has_perm("participation.manage_forums"),
    }
    return render(request, "forums/forum_list.html", context)


@login_not_required
@require_safe
def forum(request: HttpRequest, forum: str) -> HttpResponse:
    found = forum_for(request, forum)
    now = timezone.now()
    topics = found.topics.visible_to(request.user).select_related("forum")
    context = {
        "forum": found,
        "cards": queries.topic_cards(list(topics), at=now),
        "is_archived": found.is_archived(now),
        "may_manage": request.user.has_perm("participation.manage_forums"),
    }
    return render(request, "forums/forum.html", context)


@login_not_required
@require_safe
def topic(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """The impulse, what people said to it, and what the county answered."""
    found = topic_for(request, forum, topic)
    now = timezone.now()
    [card] = queries.topic_cards([found], at=now)
    wanted = ThreadFilter(request.GET, municipalities=queries.municipalities_in(found))
    openings = queries.openings(found, order=wanted.order, municipality=wanted.home)
    page = Paginator(openings, PER_PAGE).get_page(request.GET.get("page"))
    may_post = card.is_open and request.user.has_perm("participation.post")
    context = {
        "topic": found,
        "card": card,
        "elements": found.elements.visible_to(request.user),
        "filter": wanted,
        "page_obj": page,
        "threads": queries.threads(list(page.object_list)),
        "points": queries.taken_up_in(found, visible_to=request.user) if found.closed_at else [],
        "form": PostForm() if may_post else None,
        "may_post": may_post,
        "may_manage": request.user.has_perm("participation.manage_forums"),
        "may_answer": request.user.has_perm("participation.answer_contribution"),
    }
    return render(request, "forums/topic.html", context)


@login_not_required
@require_safe
def permalink(request: HttpRequest, forum: str, topic: str, pk: object) -> HttpResponse:
    """Lead to a post wherever it stands today: to its page of the topic, and there to the post."""
    post = post_for(request, forum, topic, pk)
    number = queries.page_of(post)
    query = f"?page={number}" if number > 1 else ""
    return redirect(f"{post.topic.get_absolute_url()}{query}#beitrag-{post.pk}")
