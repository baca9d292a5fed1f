"""Following what somebody else wrote."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.contributions.actions.following import (
    follow_contribution,
    unfollow_contribution,
)
from participation.contributions.forms.following import FollowForm
from participation.contributions.queries import mine
from participation.contributions.queries.following import refuse_unless_placed
from participation.contributions.views.access import contribution_for
from smartregion.core.forms import sent
from smartregion.notices.rules import READ_OWN


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, pk: object) -> HttpResponse:
    """The button beside a contribution; whoever signs in on the way is asked here once more."""
    contribution = contribution_for(request, pk, READ_OWN)
    refuse_unless_placed(contribution, visible_to=request.user)
    return follow_page(
        request,
        contribution,
        is_followed=bool(mine(request.user, [contribution.pk]).followed),
        begin=lambda: follow_contribution(
            contribution=contribution, user=request.user, at=timezone.now()
        ),
        end=lambda: unfollow_contribution(contribution=contribution, user=request.user),
        title=_("Beitrag von %(name)s") % {"name": contribution.shown_name},
    )


def follow_page(
    request: HttpRequest,
    thing: Model,
    *,
    is_followed: bool,
    begin: Callable[[], None],
    end: Callable[[], None],
    title: str,
    of: str = "",
) -> HttpResponse:
    """Begin or end to follow something: what it is, topic or contribution, makes no difference.

    ``of`` names what one hears of, where that is not new posts and answers.
    """
    of = of or _("neuen Beiträgen und Antworten")
    form = FollowForm(sent(request), initial={"follow": "no" if is_followed else "yes"})
    if not form.is_valid():
        return render(request, "ui/confirm.html", _question(form, thing, title, is_followed, of))
    if form.is_wanted:
        begin()
        messages.success(request, _("Sie verfolgen jetzt: %(title)s") % {"title": title})
    else:
        end()
        messages.success(request, _("Sie verfolgen nicht mehr: %(title)s") % {"title": title})
    return redirect(form.where_to(request, otherwise=thing))


def _question(
    form: FollowForm, thing: Model, title: str, is_followed: bool, of: str
) -> dict[str, object]:
    if is_followed:
        heading, action = _("„%(title)s“ nicht mehr verfolgen"), _("Nicht mehr verfolgen")
        explanation = _("Von %(news)s hören Sie dann nichts mehr.")
    else:
        heading, action = _("„%(title)s“ verfolgen"), _("Verfolgen")
        explanation = _(
            "Sie hören dann von %(news)s, so oft Sie es unter "
            "„Benachrichtigungen“ eingestellt haben."
        )
    return {
        "form": form,
        "heading": heading % {"title": title},
        "explanation": explanation % {"news": of},
        "action": action,
        "cancel_url": thing.get_absolute_url(),  # type: ignore[attr-defined]
    }
