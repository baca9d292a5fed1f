"""Writing in forums without an account: a name, an address, a text, and the code from a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from participation.contributions.codes import receipt_code
from participation.contributions.forms.codes import CodeForm
from participation.contributions.queries import said
from participation.contributions.spam import is_burst
from participation.forums import actions
from participation.forums.forms import GuestForm
from participation.forums.models import GuestPost, Post, Topic
from participation.forums.views.access import post_for, topic_for
from smartregion.core.access import get_for
from smartregion.core.forms import refusals_on, sent


@login_not_required
@sensitive_post_parameters("email")
@require_http_methods(["GET", "POST"])
def guest(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """Start a thread without an account; who has one is led to the usual form."""
    found = topic_for(request, forum, topic)
    if request.user.is_authenticated:
        return redirect("forums:post", forum, topic)
    return _write(request, found, None)


@login_not_required
@sensitive_post_parameters("email")
@require_http_methods(["GET", "POST"])
def guest_reply(request: HttpRequest, forum: str, topic: str, pk: object) -> HttpResponse:
    """Reply without an account."""
    original = post_for(request, forum, topic, pk)
    if request.user.is_authenticated:
        return redirect("forums:reply", forum, topic, original.pk)
    return _write(request, original.topic, original)


def _write(request: HttpRequest, topic: Topic, original: Post | None) -> HttpResponse:
    now = timezone.now()
    actions.refuse_unless_guests_may(topic, original, now)
    form = GuestForm(sent(request), request=request, at=now, topic=topic, reply_to=original)
    if form.is_valid():
        with refusals_on(form):
            kept = form.keep(at=now)
            return redirect("forums:guest_code", topic.forum.slug, topic.slug, kept.pk)
    shown = said([original.contribution])[original.pk] if original else None
    context = {"topic": topic, "form": form, "original": shown}
    return render(request, "forums/guest.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def guest_code(request: HttpRequest, forum: str, topic: str, pk: object) -> HttpResponse:
    """Enter the code from the mail; afterwards the same page shows the receipt."""
    waiting = _guest_post(request, forum, topic, pk)
    if waiting.post:
        return _receipt(request, waiting)
    now = timezone.now()
    form = CodeForm(sent(request))
    if form.is_valid():
        with refusals_on(form, field="code"):
            actions.confirm_guest_post(
                guest_post=waiting,
                code=form.cleaned_data["code"],
                at=now,
                is_suspicious=lambda: is_burst(request, is_newcomer=True, at=now),
            )
            return redirect(request.path)
    context = {"topic": waiting.topic, "waiting": waiting, "form": form}
    return render(request, "forums/guest_code.html", context)


@login_not_required
@require_POST
def guest_code_again(request: HttpRequest, forum: str, topic: str, pk: object) -> HttpResponse:
    """Send another code, if the first one did not arrive."""
    waiting = _guest_post(request, forum, topic, pk)
    try:
        actions.send_code_again(guest_post=waiting, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Ein neuer Code ist unterwegs. Der alte gilt nicht mehr."))
    return redirect("forums:guest_code", forum, topic, waiting.pk)


def _guest_post(request: HttpRequest, forum: str, topic: str, pk: object) -> GuestPost:
    known = GuestPost.objects.filter(topic__in=Topic.objects.visible_to(request.user))
    related = known.select_related("topic__forum", "reply_to__contribution", "post__contribution")
    return get_for(request, None, related, topic__forum__slug=forum, topic__slug=topic, pk=pk)


def _receipt(request: HttpRequest, waiting: GuestPost) -> HttpResponse:
    context = {"topic": waiting.topic, "post": waiting.post, "code": receipt_code(waiting.pk)}
    return render(request, "forums/guest_done.html", context)
