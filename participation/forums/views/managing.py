"""Running forums: the office's pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.forums import actions, queries
from participation.forums.forms import CloseForm, ForumForm, TopicForm
from participation.forums.models import Forum
from participation.forums.views.access import MANAGE, forum_for, topic_for
from smartregion.core.access import require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@require_safe
def manage_list(request: HttpRequest) -> HttpResponse:
    require(request, MANAGE)
    cards = queries.managed_forums(at=timezone.now())
    return render(request, "forums/manage_list.html", {"cards": cards})


@require_http_methods(["GET", "POST"])
def forum_create(request: HttpRequest) -> HttpResponse:
    require(request, MANAGE)
    form = ForumForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            forum = form.store(by=request.user)
            messages.success(request, _("Das Forum ist als Entwurf angelegt."))
            return redirect("forums:topic_create", forum.slug)
    return render(request, "forums/forum_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def forum_edit(request: HttpRequest, forum: str) -> HttpResponse:
    found = forum_for(request, forum, MANAGE)
    form = ForumForm(sent(request), instance=found)
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user)
            messages.success(request, _("Das Forum ist gespeichert."))
            return redirect("forums:manage_list")
    # Bound forms write into their instance; the heading shows what is stored.
    stored = Forum.objects.get(pk=found.pk)
    return render(request, "forums/forum_form.html", {"form": form, "forum": stored})


@require_http_methods(["GET", "POST"])
def topic_create(request: HttpRequest, forum: str) -> HttpResponse:
    found = forum_for(request, forum, MANAGE)
    form = TopicForm(sent(request), forum=found, on=timezone.localdate())
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user, forum=found)
            messages.success(request, _("Das Thema ist als Entwurf angelegt."))
            return redirect("forums:manage_list")
    return render(request, "forums/topic_form.html", {"form": form, "forum": found})


@require_http_methods(["GET", "POST"])
def topic_edit(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    found = topic_for(request, forum, topic, MANAGE)
    form = TopicForm(sent(request), instance=found, forum=found.forum, on=timezone.localdate())
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user, forum=found.forum)
            messages.success(request, _("Das Thema ist gespeichert."))
            return redirect("forums:manage_list")
    stored = topic_for(request, forum, topic)
    context = {"form": form, "forum": found.forum, "topic": stored, "tab": "topic"}
    return render(request, "forums/topic_form.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, forum: str) -> HttpResponse:
    found = forum_for(request, forum, MANAGE)
    return confirmed(
        request,
        lambda: actions.publish_forum(forum=found, by=request.user),
        heading=_("Forum „%(title)s“ veröffentlichen") % {"title": found.title},
        explanation=_("Alle können das Forum und seine veröffentlichten Themen dann lesen."),
        action=_("Veröffentlichen"),
        done=_("Das Forum ist veröffentlicht."),
        mend_url=reverse("forums:forum_edit", args=[forum]),
        back="forums:manage_list",
    )


@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, forum: str) -> HttpResponse:
    found = forum_for(request, forum, MANAGE)
    return confirmed(
        request,
        lambda: actions.archive_forum(forum=found, by=request.user, at=timezone.now()),
        heading=_("Forum „%(title)s“ ins Archiv legen") % {"title": found.title},
        explanation=_("Es bleibt öffentlich lesbar. Beiträge sind danach nicht mehr möglich."),
        action=_("Ins Archiv legen"),
        done=_("Das Forum liegt im Archiv."),
        back="forums:manage_list",
    )


@require_http_methods(["GET", "POST"])
def publish_topic(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    found = topic_for(request, forum, topic, MANAGE)
    return confirmed(
        request,
        lambda: actions.publish_topic(topic=found, by=request.user),
        heading=_("Thema „%(title)s“ veröffentlichen") % {"title": found.title},
        explanation=_(
            "Das Thema erscheint im Forum. Beiträge sind im angegebenen Zeitraum möglich."
        ),
        action=_("Veröffentlichen"),
        done=_("Das Thema ist veröffentlicht."),
        mend_url=reverse("forums:topic_edit", args=[forum, topic]),
        back="forums:manage_list",
    )


@require_http_methods(["GET", "POST"])
def close_topic(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """End a topic; the points taken up stand beside the form, so that none is forgotten."""
    found = topic_for(request, forum, topic, MANAGE)
    form = CloseForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            form.close(found, by=request.user, at=timezone.now())
            messages.success(request, _("Das Thema ist abgeschlossen."))
            return redirect(found)
    context = {
        "topic": found,
        "form": form,
        "points": queries.taken_up_in(found, visible_to=request.user),
        "coverage": queries.topic_coverage([found])[found.pk],
    }
    return render(request, "forums/close_topic.html", context)
