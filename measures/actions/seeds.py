"""Making a proposed measure of something people said, found or answered."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions.evidence import add_evidence
from measures.actions.measures import create_measure
from measures.actions.origins import add_origin
from measures.models import Measure, Origin
from measures.queries.seeds import Seed
from smartregion.core.errors import WrongState

Kind = Origin.Kind


@transaction.atomic
def propose_from_seed(*, seed: Seed, by: Any, at: datetime, **values: Any) -> Measure:
    """Create the measure with its origin in one go; whoever said it hears of it."""
    if seed.contribution and seed.contribution.is_hidden:
        raise WrongState(_("Dieser Beitrag ist ausgeblendet."))
    measure = create_measure(by=by, **values)
    if seed.contribution:
        add_origin(
            measure=measure, kind=Kind.CONTRIBUTION, contribution=seed.contribution, by=by, at=at
        )
    elif seed.finding:
        add_origin(measure=measure, kind=Kind.FINDING, finding=seed.finding, by=by, at=at)
    elif seed.publication:
        add_origin(measure=measure, kind=Kind.SURVEY, note=seed.words[:300], by=by, at=at)
        add_evidence(
            measure=measure, publication=seed.publication, question=seed.question, note="",
            by=by, at=at,
        )  # fmt: skip
    return measure
