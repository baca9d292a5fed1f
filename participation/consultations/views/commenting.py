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
from participation.consultations.models import Comment
from participation.consultations.views.access import CONSIDER, draft_for, version_for
from participation.contributions import drafts
from participation.contributions.codes import receipt_code
from participation.contributions.queries import mine
from participation.contributions.views.thanking import thanked
from smartregion.core.forms import refusals_on, sent
from strategy.models import StrategyVersion


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
            return _sign_in_first(request)
    window = queries.window_of(version, on=timezone.localdate())
    is_open = window == queries.Window.OPEN
    form = _form(request) if is_open and may_comment else None
    if form and form.is_valid():
        with refusals_on(form):
            comment = form.write(version=version, spot=spot, by=request.user, at=timezone.now())
            return _thanks(request, spot.url_in(version), comment)
    page = queries.passage_page(version, draft, spot)
    context = {
        "version": version,
        "window": window,
        "page": page,
        "mine": mine(request.user, [remark.said.id for remark in page.remarks]),
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


def _form(request: HttpRequest) -> CommentForm:
    return CommentForm(
        sent(request),
        request=request,
        at=timezone.now(),
        person=request.user,
        initial=drafts.kept(request, request.path),
    )


def _thanks(request: HttpRequest, spot_url: str, comment: Comment) -> HttpResponse:
    return thanked(
        request,
        comment.contribution,
        comment.token,
        published=_("Ihr Kommentar ist veröffentlicht. Vielen Dank!"),
        held=_("Vielen Dank! Ihr Kommentar erscheint, sobald die Moderation ihn gelesen hat."),
        where=f"{spot_url}#kommentar-{comment.pk}",
    )


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Keep what somebody typed whose session has ended, and bring them back to it."""
    drafts.keep(request)
    return redirect_to_login(f"{request.path}#kommentieren")


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
            code = _("Beleg-Code für die Person: %(code)s") % {"code": receipt_code(comment.token)}
            done = _("Die Stellungnahme ist erfasst.")
            messages.success(request, f"{done} {code}")
            return redirect("consultations:permalink", slug, label, comment.pk)
    return render(request, "consultations/record.html", {"version": version, "form": form})
