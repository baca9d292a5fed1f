"""What happened, and what somebody follows."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from smartregion.core.access import require
from smartregion.notices import actions, queries
from smartregion.notices.models import Notice

PER_PAGE = 50


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """Everything that was told to this person, grouped; unread only with ``?unread=1``."""
    require(request, "notices.read_own")
    only_unread = request.GET.get("unread") == "1"
    found = Notice.objects.of(request.user)
    shown = found.unread() if only_unread else found
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "groups": queries.groups(list(page.object_list)),
        "unread": queries.unread_of(request.user),
        "only_unread": only_unread,
    }
    return render(request, "notices/notice_list.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Everything, or one group, is read: said by a button, never by merely opening a page."""
    require(request, "notices.read_own")
    group_url = request.POST.get("group", "")[:300].replace("\0", "")
    actions.mark_read(user=request.user, at=timezone.now(), group_url=group_url)
    messages.success(request, _("Als gelesen markiert."))
    return redirect("notices:notice_list")


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """What this person follows, and how to end it."""
    require(request, "notices.read_own")
    context = {"follows": queries.follows_of(request.user)}
    return render(request, "notices/following.html", context)
