"""Writing in forums with an account, while the topic is open.

Whoever is not signed in (any more) when they send loses nothing: what they typed waits for them
behind the login page.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.contributions import drafts
from participation.contributions.queries import said
from participation.contributions.views.thanking import thanked
from participation.forums.actions.gates import refuse_unless_allowed
from participation.forums.actions.posts import refuse_unless_answerable
from participation.forums.forms import PostForm
from participation.forums.models import Post, Topic
from participation.forums.views.access import post_for, topic_for
from smartregion.core.forms import refusals_on, sent
from smartregion.core.tiles import with_tiles

POST = "participation.post"


def post_form(request: HttpRequest, topic: Topic, at: datetime) -> PostForm:
    """The form of the topic page and of its own, with what this person could not send before."""
    address = reverse("forums:post", args=[topic.forum.slug, topic.slug])
    return _form(request, topic, at, address)


@login_not_required
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """Start a thread; the topic page holds the same form, sent to this address."""
    found = topic_for(request, forum, topic)
    now = timezone.now()
    refuse_unless_allowed(found, Topic.Act.POST, now)
    if not request.user.has_perm(POST):
        return _sign_in_first(request)
    form = post_form(request, found, now)
    if form.is_valid():
        with refusals_on(form):
            return _thanks(request, form.post(by=request.user, at=now))
    return _page(request, {"topic": found, "form": form})


@login_not_required
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, forum: str, topic: str, pk: object) -> HttpResponse:
    """Reply to a post, with the post in view."""
    original = post_for(request, forum, topic, pk)
    now = timezone.now()
    refuse_unless_allowed(original.topic, Topic.Act.REPLY, now)
    refuse_unless_answerable(original)
    if not request.user.has_perm(POST):
        return _sign_in_first(request)
    form = _form(request, original.topic, now, request.path)
    if form.is_valid():
        with refusals_on(form):
            return _thanks(request, form.reply_to(original, by=request.user, at=now))
    shown = said([original.contribution])[original.pk]
    context = {"topic": original.topic, "form": form, "original": shown}
    return _page(request, context)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    page = render(request, "forums/write.html", context)
    return with_tiles(page) if context["topic"].has_map else page


def _form(request: HttpRequest, topic: Topic, at: datetime, address: str) -> PostForm:
    waiting = drafts.kept(request, address)
    return PostForm(sent(request), request=request, at=at, topic=topic, initial=waiting)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    drafts.keep(request)
    return redirect_to_login(request.path)


def _thanks(request: HttpRequest, written: Post) -> HttpResponse:
    return thanked(
        request,
        written.contribution,
        written.token,
        published=_("Ihr Beitrag ist veröffentlicht. Vielen Dank!"),
        held=_("Vielen Dank! Ihr Beitrag erscheint, sobald die Moderation ihn gelesen hat."),
        where=written,
    )
