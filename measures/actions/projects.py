"""Making a proposed measure of a project that a working group wrote."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions.measures import create_measure
from measures.actions.origins import add_origin
from measures.models import Measure, Origin
from participation.contributions.models import Contribution
from participation.models import ProjectProfile
from smartregion.core.errors import WrongState


@transaction.atomic
def propose_from_project(
    *, profile: ProjectProfile, by: Any, at: datetime, **values: Any
) -> Measure:
    """Create the measure with its origin, once for each project; the group hears of it."""
    contribution = profile.contribution
    if contribution is None or contribution.is_hidden:
        raise WrongState(_("Dieses Projekt ist nicht abgegeben oder ausgeblendet."))
    # The lock of the contribution: of two people who propose it at once one is told.
    Contribution.objects.select_for_update().get(pk=contribution.pk)
    if Origin.objects.filter(contribution=contribution).exists():
        raise WrongState(_("Aus diesem Projekt ist schon eine Maßnahme entstanden."))
    measure = create_measure(by=by, **values)
    add_origin(
        measure=measure,
        by=by,
        at=at,
        kind=Origin.Kind.CONTRIBUTION,
        contribution=contribution,
        note=f"{profile.group.event.title}, {profile.group.title}"[:300],
    )
    return measure
