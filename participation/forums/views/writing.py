"""Writing in forums: signed-in people, while the topic is open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.contributions.queries import said
from participation.forums.actions.gates import refuse_unless_allowed
from participation.forums.forms import PostForm
from participation.forums.models import Topic
from participation.forums.views.access import post_for, topic_for
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """Start a thread; the topic page holds the same form, sent to this address."""
    found = topic_for(request, forum, topic, "participation.post")
    now = timezone.now()
    refuse_unless_allowed(found, Topic.Act.POST, now)
    form = PostForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            written = form.post_in(found, by=request.user, at=now)
            messages.success(request, _("Ihr Beitrag ist veröffentlicht. Vielen Dank!"))
            return redirect(written)
    return render(request, "forums/write.html", {"topic": found, "form": form})


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, forum: str, topic: str, pk: object) -> HttpResponse:
    """Reply to a post, with the post in view."""
    original = post_for(request, forum, topic, pk, "participation.post")
    now = timezone.now()
    refuse_unless_allowed(original.topic, Topic.Act.REPLY, now)
    form = PostForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            written = form.reply_to(original, by=request.user, at=now)
            messages.success(request, _("Ihre Antwort ist veröffentlicht. Vielen Dank!"))
            return redirect(written)
    shown = said([original.contribution])[original.pk]
    context = {"topic": original.topic, "form": form, "original": shown}
    return render(request, "forums/write.html", context)
