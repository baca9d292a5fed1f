"""The office keeps the dimensions and leads the rounds."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent
from smartregion.core.links import public_url
from strategy.actions import maturity as actions
from strategy.forms.maturity import CloseRoundForm, DimensionForm, RoundChangeForm, RoundForm
from strategy.models import LEVELS, MaturityDimension, MaturityRound
from strategy.queries import maturity_sheets as queries


def overview(request: HttpRequest) -> HttpResponse:
    """Rounds and dimensions on one page."""
    require(request, "strategy.manage")
    opened, today = queries.open_round(), timezone.localdate()
    context = {
        "following": queries.following_of(opened, on=today) if opened else None,
        "is_late": opened.is_overdue(today) if opened else False,
        "closed": MaturityRound.objects.closed(),
        "dimensions": MaturityDimension.objects.all(),
        "levels": LEVELS,
    }
    return render(request, "strategy/maturity_manage.html", context)


# -- dimensions ------------------------------------------------------------------------------
@require_POST
def suggest(request: HttpRequest) -> HttpResponse:
    require(request, "strategy.keep_maturity")
    made = actions.begin_with_suggestion(by=request.user)
    done = _("%(n)d Dimensionen sind angelegt. Passen Sie sie an, bevor die erste Runde beginnt.")
    messages.success(request, done % {"n": len(made)})
    return redirect("strategy:maturity_manage")


def create_dimension(request: HttpRequest) -> HttpResponse:
    require(request, "strategy.keep_maturity")
    return _edit_dimension(request, MaturityDimension())


def edit_dimension(request: HttpRequest, slug: str) -> HttpResponse:
    return _edit_dimension(request, _dimension_for(request, slug))


def _edit_dimension(request: HttpRequest, dimension: MaturityDimension) -> HttpResponse:
    form = DimensionForm(sent(request), dimension=dimension)
    if form.is_valid():
        form.store(by=request.user)
        messages.success(request, _("Die Dimension ist gespeichert."))
        return redirect("strategy:maturity_manage")
    rounds = dimension.scores.values("round").distinct().count() if dimension.pk else 0
    context = {"form": form, "dimension": dimension, "answered_rounds": rounds}
    return render(request, "strategy/maturity_dimension_form.html", context)


@require_POST
def move_dimension(request: HttpRequest, slug: str) -> HttpResponse:
    dimension = _dimension_for(request, slug)
    is_up = request.POST.get("direction") == "up"
    actions.move_dimension(dimension=dimension, up=is_up, by=request.user)
    return redirect("strategy:maturity_manage")


@require_POST
def retire_dimension(request: HttpRequest, slug: str) -> HttpResponse:
    """Not asked any more, or asked again: both can be taken back at any time."""
    dimension = _dimension_for(request, slug)
    is_retired = request.POST.get("retired") == "1"
    actions.retire_dimension(dimension=dimension, is_retired=is_retired, by=request.user)
    return redirect("strategy:maturity_manage")


def _dimension_for(request: HttpRequest, slug: str) -> MaturityDimension:
    return get_for(request, "strategy.keep_maturity", MaturityDimension.objects.all(), slug=slug)


# -- rounds ----------------------------------------------------------------------------------
def create_round(request: HttpRequest) -> HttpResponse:
    require(request, "strategy.keep_maturity")
    form = RoundForm(sent(request), initial={"opens_on": timezone.localdate()})
    if form.is_valid():
        with refusals_on(form):
            opened = form.create(by=request.user)
            messages.success(request, _("Die Runde ist eröffnet."))
            return redirect("strategy:maturity_round_follow", opened.pk)
    return render(request, "strategy/maturity_round_form.html", {"form": form})


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has reported, who is missing, and how to remind them."""
    opened = _round_for(request, "strategy.manage", pk)
    today = timezone.localdate()
    following = queries.following_of(opened, on=today)
    sheet_url = public_url(reverse("strategy:maturity_report_own"))
    context = {
        "following": following,
        "is_late": opened.is_overdue(today),
        "reminder": queries.reminder_for(following, sheet_url=sheet_url),
        "may_report": request.user.has_perm("strategy.close_maturity_round"),
    }
    return render(request, "strategy/maturity_round_follow.html", context)


def edit_round(request: HttpRequest, pk: int) -> HttpResponse:
    opened = _open_for(request, "strategy.keep_maturity", pk)
    before = {"title": opened.title, "due_on": opened.due_on}
    form = RoundChangeForm(sent(request), initial=before)
    if form.is_valid():
        with refusals_on(form):
            form.store(opened=opened, by=request.user)
            messages.success(request, _("Die Runde ist geändert."))
            return redirect("strategy:maturity_round_follow", pk)
    context = {"form": form, "round": opened}
    return render(request, "strategy/maturity_round_form.html", context)


def close_round(request: HttpRequest, pk: int) -> HttpResponse:
    """The last look; afterwards the round is final and public."""
    opened = _open_for(request, "strategy.close_maturity_round", pk)
    following = queries.following_of(opened, on=timezone.localdate())
    form = CloseRoundForm(sent(request), has_gaps=bool(following.awaited))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            form.close(opened=opened, by=request.user, on=timezone.localdate(), at=timezone.now())
            messages.success(request, _("Die Runde ist abgeschlossen und veröffentlicht."))
            return redirect("strategy:maturity_round", pk)
    context = {"form": form, "following": following}
    return render(request, "strategy/maturity_round_close.html", context)


def remove_round(request: HttpRequest, pk: int) -> HttpResponse:
    opened = _open_for(request, "strategy.close_maturity_round", pk)
    return confirmed(
        request,
        lambda: actions.remove_round(opened=opened, by=request.user),
        heading=_("Runde „%(title)s“ löschen?") % {"title": opened.title},
        explanation=_("Das geht nur, solange noch keine Gemeinde gemeldet hat."),
        action=_("Runde löschen"),
        done=_("Die Runde ist gelöscht."),
        danger=True,
        back="strategy:maturity_manage",
        cancel_url=reverse("strategy:maturity_round_follow", args=[pk]),
    )


def _round_for(request: HttpRequest, permission: str, pk: int) -> MaturityRound:
    rounds = MaturityRound.objects.visible_to(request.user)
    return get_for(request, permission, rounds, pk=pk)


def _open_for(request: HttpRequest, permission: str, pk: int) -> MaturityRound:
    found = _round_for(request, permission, pk)
    if not found.is_open:
        raise WrongState(_("Diese Runde ist abgeschlossen. Ihre Angaben sind endgültig."))
    return found
