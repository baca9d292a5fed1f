"""Organisations that take part beside the lead."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from measures.actions.rows import rewriting
from measures.models import Measure, Party
from smartregion.county.models import Organisation


def set_parties(
    *,
    measure: Measure,
    by: Any,
    at: datetime,
    lock_version: int,
    parties: Sequence[tuple[Organisation, str]],
) -> None:
    """Make these the organisations that take part beside the lead."""
    with rewriting("parties", measure=measure, by=by, at=at, lock_version=lock_version):
        measure.parties.all().delete()
        Party.objects.bulk_create(
            Party(measure=measure, organisation=organisation, part=part)
            for organisation, part in dict.fromkeys(parties)
        )
