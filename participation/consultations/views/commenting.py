"""One passage with the comments on it, and the forms to add one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.consultations import actions, queries
from participation.consultations.drafts import WHOLE, Spot
from participation.consultations.forms import CommentForm, StatementForm
from participation.consultations.views.access import CONSIDER, draft_for, version_for
from participation.contributions.models import Contribution
from smartregion.core.forms import refusals_on, sent
from strategy.models import StrategyVersion

# Where a text waits in the session while its author signs in.
UNSENT = "unsent_comments"


@login_not_required
@require_http_methods(["GET", "POST"])
def passage(
    request: HttpRequest,
    slug: str,
    label: str,
    key: UUID | None = None,
    paragraph: int | None = None,
) -> HttpResponse:
    """Read one passage and what was said about it; while the window is open, comment on it."""
    version = version_for(request, slug, label)
    draft = draft_for(version)
    spot = draft.spot(key, paragraph)
    if spot is None:
        return _nearest(version, draft.spot(key, None))
    may_comment = request.user.has_perm("participation.comment")
    if request.method == "POST":
        actions.refuse_unless_open(version, on=timezone.localdate())
        if not may_comment:
            return _sign_in_first(request, version, spot)
    window = queries.window_of(version, on=timezone.localdate())
    is_open = window == queries.Window.OPEN
    form = _form(request, version, spot) if is_open and may_comment else None
    if form and form.is_valid():
        with refusals_on(form):
            comment = form.write(version=version, spot=spot, by=request.user, at=timezone.now())
            _forget(request, version, spot)
            messages.success(request, _("Ihr Kommentar ist veröffentlicht. Vielen Dank!"))
            return redirect(f"{spot.url_in(version)}#kommentar-{comment.pk}")
    context = {
        "version": version,
        "window": window,
        "page": queries.passage_page(version, draft, spot),
        "form": form,
        "is_open": is_open,
        "may_consider": request.user.has_perm(CONSIDER),
    }
    return render(request, "consultations/passage.html", context)


def _nearest(version: StrategyVersion, whole: Spot | None) -> HttpResponse:
    """A paragraph that is not there any more leads to its element; a strange element to nothing."""
    if whole is None:
        raise Http404
    return redirect(whole.url_in(version))


def _form(request: HttpRequest, version: StrategyVersion, spot: Spot) -> CommentForm:
    unsent = request.session.get(UNSENT, {}).get(_name(version, spot))
    initial = {"text": unsent} if unsent else {}
    return CommentForm(sent(request), person=request.user, initial=initial)


def _sign_in_first(request: HttpRequest, version: StrategyVersion, spot: Spot) -> HttpResponse:
    """Keep what somebody typed whose session has ended, and bring them back to it."""
    typed = request.POST.get("text", "")[: Contribution.MAX_LENGTH]
    request.session[UNSENT] = {_name(version, spot): typed}
    return redirect_to_login(f"{request.path}#kommentieren")


def _forget(request: HttpRequest, version: StrategyVersion, spot: Spot) -> None:
    if _name(version, spot) in request.session.get(UNSENT, {}):
        del request.session[UNSENT]


def _name(version: StrategyVersion, spot: Spot) -> str:
    return f"{version.pk}/{spot.place}"


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Put down a statement that came by letter, by telephone or at an event."""
    version = version_for(request, slug, label, CONSIDER)
    today = timezone.localdate()
    actions.refuse_unless_recordable(version, on=today)
    initial = {"place": request.GET.get("place", WHOLE), "received_on": today}
    form = StatementForm(sent(request), draft=draft_for(version), initial=initial)
    if form.is_valid():
        with refusals_on(form):
            comment = form.record(version=version, by=request.user, on=today)
            messages.success(request, _("Die Stellungnahme ist erfasst."))
            return redirect("consultations:permalink", slug, label, comment.pk)
    return render(request, "consultations/record.html", {"version": version, "form": form})
