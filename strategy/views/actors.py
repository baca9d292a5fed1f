"""Groups that the strategy concerns: the public page, and keeping who took part."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent
from strategy import actions, queries
from strategy.forms import EventForm, GroupForm, InvolvementForm
from strategy.models import ActorGroup, Involvement, Strategy
from strategy.views.process import strategy_asked_for

KEEP = "strategy.keep_frame"


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """Who had a voice when and how far, and who not yet."""
    strategy, others = strategy_asked_for(request, queries.public_strategies())
    language = get_language() or queries.GERMAN
    context = {
        "strategy": strategy,
        "title": strategy.title_in(language) if strategy else "",
        "others": others,
        "coverage": queries.coverage_of(strategy, on=timezone.localdate(), language=language),
    }
    return render(request, "strategy/actors.html", context)


def manage(request: HttpRequest) -> HttpResponse:
    """All groups, and every occasion on which they took part."""
    require(request, KEEP)
    strategy, others = strategy_asked_for(request, Strategy.objects.all())
    involvements = queries.involvements_of(strategy) if strategy else []
    context = {
        "strategy": strategy,
        "others": others,
        "coverage": queries.coverage_of(strategy, on=timezone.localdate(), language=queries.GERMAN),
        "occasions": queries.occasions_of(involvements),
    }
    return render(request, "strategy/actors_manage.html", context)


# -- groups --------------------------------------------------------------------------------
def create_group(request: HttpRequest) -> HttpResponse:
    require(request, KEEP)
    return _edit_group(request, ActorGroup(position=ActorGroup.objects.count() + 1))


def edit_group(request: HttpRequest, slug: str) -> HttpResponse:
    return _edit_group(request, get_for(request, KEEP, ActorGroup.objects.all(), slug=slug))


def _edit_group(request: HttpRequest, group: ActorGroup) -> HttpResponse:
    form = GroupForm(sent(request), instance=group)
    if form.is_valid():
        form.store(by=request.user)
        messages.success(request, _("Die Gruppe „%(name)s“ ist gespeichert.") % {"name": group})
        return redirect("strategy:actors_manage")
    return render(request, "strategy/actors_group_form.html", {"form": form, "group": group})


def delete_group(request: HttpRequest, slug: str) -> HttpResponse:
    group = get_for(request, KEEP, ActorGroup.objects.all(), slug=slug)
    return confirmed(
        request,
        lambda: actions.remove_group(group=group, by=request.user),
        heading=_("Gruppe „%(name)s“ löschen?") % {"name": group},
        explanation=_(
            "Das geht nur, solange die Gruppe an keiner Strategie beteiligt war. Sie verschwindet"
            " dann auch aus der Liste der Gruppen, die noch nicht zu Wort gekommen sind."
        ),
        action=_("Gruppe löschen"),
        done=_("Die Gruppe „%(name)s“ ist gelöscht.") % {"name": group},
        danger=True,
        back="strategy:actors_manage",
    )


# -- taking part ---------------------------------------------------------------------------
def record_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Several groups at once for one event; ``?phase=`` proposes the phase."""
    strategy = get_for(request, KEEP, Strategy.objects.all(), slug=slug)
    proposed = {"phase": request.GET.get("phase", "")}
    form = EventForm(
        sent(request), strategy=strategy, groups=ActorGroup.objects.all(), initial=proposed
    )
    if form.is_valid():
        with refusals_on(form):
            entered = len(form.record(by=request.user, on=timezone.localdate()))
            done = ngettext(
                "%(n)d Gruppe ist eingetragen.", "%(n)d Gruppen sind eingetragen.", entered
            )
            messages.success(request, done % {"n": entered})
            return redirect(_manage_url(strategy))
    context = {"form": form, "strategy": strategy, "back_url": _manage_url(strategy)}
    return render(request, "strategy/involvement_event.html", context)


def edit_involvement(request: HttpRequest, pk: int) -> HttpResponse:
    involvement = _involvement_for(request, pk)
    form = InvolvementForm(sent(request), instance=involvement)
    back_url = _manage_url(involvement.strategy)
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user, on=timezone.localdate())
            messages.success(request, _("Die Beteiligung ist gespeichert."))
            return redirect(back_url)
    context = {"form": form, "involvement": involvement, "back_url": back_url}
    return render(request, "strategy/involvement_form.html", context)


def delete_involvement(request: HttpRequest, pk: int) -> HttpResponse:
    involvement = _involvement_for(request, pk)
    back_url = _manage_url(involvement.strategy)
    named = {"group": involvement.group, "format": involvement.format}
    return confirmed(
        request,
        lambda: actions.remove_involvement(involvement=involvement, by=request.user),
        heading=_("Beteiligung löschen?"),
        explanation=_("„%(group)s“ gilt danach nicht mehr als beteiligt am Format „%(format)s“.")
        % named,
        action=_("Beteiligung löschen"),
        done=_("Die Beteiligung ist gelöscht."),
        danger=True,
        back=back_url,
    )


def _involvement_for(request: HttpRequest, pk: int) -> Involvement:
    involvements = Involvement.objects.select_related("strategy", "group", "organisation")
    return get_for(request, KEEP, involvements, pk=pk)


def _manage_url(strategy: Strategy) -> str:
    return f"{reverse('strategy:actors_manage')}?strategy={strategy.slug}"
