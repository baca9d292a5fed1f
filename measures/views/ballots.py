"""The sheet of a rater: what is asked, one measure after the other, and handing it in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.actions.ballots import hand_in_ballot, rate_measure
from measures.forms.ballots import RatingForm
from measures.models import Ballot, Measure
from measures.queries.ballots import BallotLine, ballot_lines
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent


def ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """All measures of the round, and which of them this person has rated."""
    mine = _ballot(request, slug)
    lines = ballot_lines(mine)
    context = {"ballot": mine, "lines": lines, "next": _next(lines), "rated": _rated(lines)}
    return render(request, "measures/ballot.html", context)


def rate(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Rate one measure; then the next one that has no marks yet."""
    mine = _ballot(request, slug)
    _refuse_if_closed(mine)
    measures = mine.prioritisation.measures.select_related("field__successor", "lead")
    measure = get_object_or_404(measures, number=number)
    if request.method == "POST" and request.POST.get("deed") == "leave_out":
        rate_measure(ballot=mine, measure=measure, marks={}, at=timezone.now())
        return _onward(mine, after=measure)
    form = RatingForm(sent(request), ballot=mine, measure=measure)
    if form.is_valid():
        with refusals_on(form):
            form.save(at=timezone.now())
            return _onward(mine, after=measure)
    lines = ballot_lines(mine)
    context = {"ballot": mine, "measure": measure, "form": form, "lines": lines}
    return render(request, "measures/ballot_rate.html", context | {"rated": _rated(lines)})


def ballot_hand_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand the sheet in, after asking."""
    mine = _ballot(request, slug)
    _refuse_if_closed(mine)
    left_out = [line.measure for line in ballot_lines(mine) if not line.is_rated]
    return confirmed(
        request,
        lambda: hand_in_ballot(ballot=mine, by=request.user, at=timezone.now()),
        heading=_("Bewertungsbogen abgeben?"),
        explanation=_(
            "Danach ändert ihn niemand mehr, auch Sie nicht. Sie sehen dann, was alle zusammen vergeben haben; wer was vergeben hat, steht nirgends."
        ),
        points_heading=ngettext(
            "Diese %(n)d Maßnahme haben Sie nicht bewertet, sie gilt als ausgelassen",
            "Diese %(n)d Maßnahmen haben Sie nicht bewertet, sie gelten als ausgelassen",
            len(left_out),
        )
        % {"n": len(left_out)},
        points=left_out,
        action=_("Bogen abgeben"),
        done=_("Ihr Bogen ist abgegeben. Vielen Dank."),
        back=mine.prioritisation,
        cancel_url=mine.get_absolute_url(),
    )


def _ballot(request: HttpRequest, slug: str) -> Ballot:
    """One's own sheet; those of others do not exist."""
    mine = Ballot.objects.filter(rater=request.user.pk).select_related("prioritisation", "rater")
    return get_for(request, "measures.rate", mine, prioritisation__slug=slug)


def _refuse_if_closed(mine: Ballot) -> None:
    if mine.is_handed_in:
        raise WrongState(_("Sie haben Ihren Bogen schon abgegeben."))
    if not mine.prioritisation.is_open:
        raise WrongState(_("In dieser Runde wird nicht mehr oder noch nicht bewertet."))


def _rated(lines: list[BallotLine]) -> int:
    return sum(line.is_rated for line in lines)


def _next(lines: list[BallotLine]) -> BallotLine | None:
    return next((line for line in lines if not line.is_rated), None)


def _onward(mine: Ballot, *, after: Measure) -> HttpResponse:
    """To the next measure below that has no marks; from the last one back to the whole sheet."""
    following = (line for line in ballot_lines(mine) if line.measure.number > after.number)
    if found := _next(list(following)):
        return redirect("measures:rate", mine.prioritisation.slug, found.measure.number)
    return redirect(mine)
