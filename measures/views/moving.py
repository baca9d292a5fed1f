"""Leading a measure through its life: the steps from here, one form for each, and merging two."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from measures.forms import MergeForm, step_form
from measures.models import Measure
from measures.queries.merging import may_be_merged, merger_of, targets_of
from measures.queries.moving import Way, ways_from
from measures.views.access import measure_for
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent

MOVE = "measures.move_measure"


@require_safe
def measure_move(request: HttpRequest, number: str) -> HttpResponse:
    """Where the measure may go from here, and what each step still waits for."""
    measure = measure_for(request, number, MOVE)
    context = {
        "measure": measure,
        "ways": ways_from(measure),
        "may_be_merged": may_be_merged(measure),
    }
    return render(request, "measures/measure_move.html", context)


def measure_step(request: HttpRequest, number: str, to: str) -> HttpResponse:
    """One step, with what it needs to be told."""
    measure = measure_for(request, number, MOVE)
    way = _way(measure, to)
    form = step_form(measure, to)(sent(request), measure=measure, to=to, on=timezone.localdate())
    if form.is_valid():
        with refusals_on(form):
            form.take(by=request.user, at=timezone.now())
            text = _("Die Maßnahme steht jetzt auf „%(state)s“.")
            messages.success(request, text % {"state": measure.get_state_display()})
            return redirect(measure)
    context = {"form": form, "measure": measure, "way": way}
    return render(request, "measures/measure_step.html", context)


@require_safe
def measure_merge(request: HttpRequest, number: str) -> HttpResponse:
    """Which measure shall take this one in."""
    measure = _mergeable(request, number)
    context = {"measure": measure, "targets": targets_of(measure).select_related("field")}
    return render(request, "measures/measure_merge.html", context)


def measure_merge_into(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """What goes along and what stays, and a last look: there is no way back."""
    measure = _mergeable(request, number)
    into = get_for(request, None, targets_of(measure), number=other)
    form, merger = MergeForm(sent(request)), merger_of(measure)
    names = {"measure": str(measure), "into": str(into)}
    return confirmed(
        request,
        lambda: form.take(measure=measure, into=into, by=request.user, at=timezone.now()),
        form=form,
        heading=_("%(number)s in %(other)s aufgehen lassen?")
        % {"number": measure.number, "other": into.number},
        explanation=_(
            "„%(measure)s“ wird ein Teil von „%(into)s“. Das lässt sich nicht zurücknehmen: Wer die "
            "alte Adresse aufruft, wird dorthin geführt, und den alten Steckbrief lesen nur noch "
            "Mitarbeitende."
        )
        % names,
        points_heading=_("Was dann geschieht"),
        points=[
            *[_("Geht mit: %(what)s") % {"what": what} for what in merger.goes_along],
            *[
                _("Bleibt beim alten Steckbrief: %(what)s") % {"what": what}
                for what in merger.stays
            ],
        ],
        action=pgettext("merge", "Zusammenführen"),
        danger=True,
        done=_("„%(measure)s“ ist in „%(into)s“ aufgegangen.") % names,
        back=into,
        cancel_url=measure.get_absolute_url(),
    )


def _way(measure: Measure, to: str) -> Way:
    """The step that is asked for; one that is not possible from here is refused with a reason."""
    if to not in Measure.State:
        raise Http404
    for way in ways_from(measure):
        if way.state == to:
            return way
    values = {"old": measure.get_state_display(), "new": Measure.State(to).label}
    raise WrongState(
        _("Eine Maßnahme im Stand „%(old)s“ kann nicht auf „%(new)s“ gesetzt werden.") % values
    )


def _mergeable(request: HttpRequest, number: str) -> Measure:
    measure = measure_for(request, number, MOVE)
    if not may_be_merged(measure):
        raise WrongState(
            _(
                "Diese Maßnahme ist schon beschlossen oder beendet, oder in sie ging eine andere auf."
            )
        )
    return measure
