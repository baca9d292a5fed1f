"""The office carries a forum on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.forums.forms.managing import CarryOnForm
from participation.forums.views.access import MANAGE, forum_for
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def carry_on(request: HttpRequest, forum: str) -> HttpResponse:
    """Choose the topics that go on; the new forum and its topics begin as drafts."""
    found = forum_for(request, forum, MANAGE)
    form = CarryOnForm(sent(request), forum=found, initial={"title": found.title})
    if form.is_valid():
        with refusals_on(form):
            fresh = form.carry_on(by=request.user)
            messages.success(
                request, _("Das neue Forum ist als Entwurf angelegt, mit seinen Themen.")
            )
            return redirect("forums:forum_edit", fresh.slug)
    return render(request, "forums/carry_on.html", {"form": form, "forum": found})
