"""What every deed in a running cycle begins with: nobody closes it between the look and the write."""

from django.utils.translation import gettext as _

from measures.models import Assessment, Cycle
from smartregion.core.errors import WrongState


def hold_running(cycle_id: int) -> Cycle:
    """The cycle, locked; refused with a sentence where it takes no reports (any more, or yet)."""
    cycle = Cycle.objects.select_for_update().get(pk=cycle_id)
    if cycle.is_closed:
        raise WrongState(
            _("Der Evaluationszyklus „%(cycle)s“ ist geschlossen und nimmt nichts mehr an.")
            % {"cycle": cycle.title}
        )
    if not cycle.is_running:
        raise WrongState(
            _("Der Evaluationszyklus „%(cycle)s“ läuft nicht; Meldungen nimmt er keine an.")
            % {"cycle": cycle.title}
        )
    return cycle


def hold_with_report(assessment: Assessment) -> Assessment:
    """The report as it is stored now, in a cycle that is held and runs."""
    hold_running(assessment.cycle_id)
    known = Assessment.objects.select_related("measure", "cycle")
    return known.select_for_update(of=("self",)).get(pk=assessment.pk)
