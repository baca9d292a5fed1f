"""The strategy check of a closed cycle, and the proposals for the revision that come of it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from measures.actions.revisions import reopen_proposal
from measures.exports.revisions import proposal_rows
from measures.forms.revisions import CarryOutForm, DecisionForm, ProposalFilter, ProposalForm
from measures.models import Cycle, Measure, RevisionProposal
from measures.queries.documents import document_of
from measures.queries.readings import cycle_before
from measures.queries.revisions import proposals_from
from measures.queries.strategy_check import Rule, strategy_check
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.csvfile import download
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent
from strategy.models import Element, StrategyVersion


@require_safe
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the strategy does not move, as a closed cycle shows it."""
    require(request, "measures.view_internal")
    cycle = _closed(slug)
    before = cycle_before(cycle)
    groups = strategy_check(
        cycle.strategy,
        document_of(cycle),
        document_of(before) if before else None,
        visible_to=request.user,
    )
    context = {
        "cycle": cycle,
        "before": before,
        "groups": [group for group in groups if group.findings],
        "empty": [group for group in groups if not group.findings],
        "proposals": proposals_from(cycle, visible_to=request.user),
        "may_propose": request.user.has_perm("measures.propose_revision"),
    }
    return render(request, "measures/strategy_check.html", context)


@login_not_required
@require_safe
def revision_list(request: HttpRequest) -> HttpResponse:
    """All proposals that this person may see, the newest first."""
    wanted = _filter(request)
    context = {
        "filter": wanted,
        "proposals": wanted.found,
        "is_staff": request.user.has_perm("measures.view_internal"),
    }
    return render(request, "measures/revision_list.html", context)


@login_not_required
@require_safe
def revision_table(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    rows = proposal_rows(_filter(request).found, visible_to=request.user)
    return download("fortschreibung.csv", rows)


@login_not_required
@require_safe
def revision_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with what gave rise to it, what was decided, and where it went."""
    proposal = _proposal(request, None, pk)
    user = request.user
    measure, version = proposal.measure, proposal.version
    context = {
        "proposal": proposal,
        "shown_measure": measure and Measure.objects.visible_to(user).filter(pk=measure.pk).first(),
        "shown_version": version
        and StrategyVersion.objects.visible_to(user).filter(pk=version.pk).first(),
        "may_change": user.has_perm("measures.propose_revision"),
        "may_decide": user.has_perm("measures.manage_cycles"),
    }
    return render(request, "measures/revision_proposal.html", context)


def revision_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A proposal, with what the check found filled in where the address names it."""
    require(request, "measures.propose_revision")
    proposal = _seeded(request, _closed(slug))
    form = ProposalForm(sent(request), proposal=proposal)
    if form.is_valid():
        with refusals_on(form):
            made = form.propose(by=request.user, at=timezone.now())
            messages.success(request, _("Der Vorschlag ist festgehalten."))
            return redirect(made)
    return render(request, "measures/revision_form.html", {"form": form, "cycle": proposal.cycle})


def revision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same in other words, until somebody decides."""
    proposal = _proposal(request, "measures.propose_revision", pk)
    form = ProposalForm(sent(request), proposal=proposal)
    context = {"form": form, "cycle": proposal.cycle, "proposal": proposal}
    if form.is_valid():
        with refusals_on(form):
            try:
                form.store(by=request.user)
            except EditConflict:
                return _conflict(request, proposal)
            messages.success(request, _("Der Vorschlag ist geändert."))
            return redirect(proposal)
    return render(request, "measures/revision_form.html", context)


def _conflict(request: HttpRequest, proposal: RevisionProposal) -> HttpResponse:
    stored = RevisionProposal.objects.select_related("cycle").get(pk=proposal.pk)
    again = ProposalForm(typed_over(request, stored), proposal=stored)
    again.is_valid()
    context = {
        "form": again,
        "cycle": stored.cycle,
        "proposal": stored,
        "differences": again.differences_to(stored),
    }
    return render(request, "measures/revision_form.html", context, status=409)


def revision_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal up or not."""
    proposal = _proposal(request, "measures.manage_cycles", pk)
    form = DecisionForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            form.decide(proposal, by=request.user, on=timezone.localdate())
            messages.success(request, _("Die Entscheidung steht jetzt öffentlich beim Vorschlag."))
            return redirect(proposal)
    context = {"form": form, "proposal": proposal, "heading": _("Über den Vorschlag entscheiden")}
    return render(request, "measures/revision_step.html", context)


def revision_carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in which version a proposal stands now."""
    proposal = _proposal(request, "measures.manage_cycles", pk)
    form = CarryOutForm(sent(request), proposal=proposal)
    if form.is_valid():
        with refusals_on(form):
            form.carry_out(by=request.user)
            messages.success(request, _("Der Vorschlag führt jetzt zu seiner Fassung."))
            return redirect(proposal)
    context = {"form": form, "proposal": proposal, "heading": _("In einer Fassung umgesetzt")}
    return render(request, "measures/revision_step.html", context)


def revision_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back."""
    proposal = _proposal(request, "measures.manage_cycles", pk)
    return confirmed(
        request,
        lambda: reopen_proposal(proposal=proposal, by=request.user),
        done=_("Der Vorschlag ist wieder offen."),
        back=proposal,
        heading=_("Entscheidung zurücknehmen"),
        explanation=_("Die Begründung verschwindet von der öffentlichen Seite."),
        action=_("Zurücknehmen"),
    )


def _closed(slug: str) -> Cycle:
    cycle = Cycle.objects.closed().select_related("strategy", "snapshot").filter(slug=slug).first()
    if cycle is None:
        raise Http404
    return cycle


def _filter(request: HttpRequest) -> ProposalFilter:
    visible = RevisionProposal.objects.visible_to(request.user)
    return ProposalFilter(request.GET, proposals=visible)


def _proposal(request: HttpRequest, permission: str | None, pk: int) -> RevisionProposal:
    visible = RevisionProposal.objects.visible_to(request.user)
    known = visible.select_related("cycle__strategy", "element", "measure", "version__strategy")
    return get_for(request, permission, known, pk=pk)


def _seeded(request: HttpRequest, cycle: Cycle) -> RevisionProposal:
    """What the check said, as the beginning of a proposal; what the address says wrong is left out."""
    rule = request.GET.get("regel", "")
    number = request.GET.get("massnahme", "")
    return RevisionProposal(
        cycle=cycle,
        element=_element(request.GET.get("teil", ""), cycle),
        measure=Measure.objects.filter(number=number, strategy=cycle.strategy_id).first(),
        reason=str(Rule(rule).label) if rule in Rule.values else "",
    )


def _element(key: str, cycle: Cycle) -> Element | None:
    try:
        return Element.objects.filter(pk=UUID(key), strategy=cycle.strategy_id).first()
    except ValueError:
        return None
