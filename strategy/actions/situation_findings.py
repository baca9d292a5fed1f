"""Writes to the findings: strengths, weaknesses, opportunities and threats."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.rows import moved, write_places
from strategy.models import Element, Finding, Strategy
from strategy.queries.situation_findings import neighbours_of


@transaction.atomic
def add_findings(
    *,
    strategy: Strategy,
    field_of_action: Element | None,
    kind: str,
    texts: Sequence[str],
    source: str,
    as_of: date,
    by: Any,
    link: str = "",
) -> list[Finding]:
    """Add several findings of one kind from one source, behind those that are there."""
    last = Finding.objects.filter(
        strategy=strategy, field_of_action=field_of_action, kind=kind
    ).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    added = [
        Finding.objects.create(
            strategy=strategy,
            field_of_action=field_of_action,
            kind=kind,
            text=text,
            source=source,
            link=link,
            as_of=as_of,
            position=position,
        )
        for position, text in enumerate(texts, start=first)
    ]
    for finding in added:
        audit.record(by=by, verb="add_findings", subject=finding)
    return added


@transaction.atomic
def save_finding(*, finding: Finding, changed: Sequence[str], by: Any) -> None:
    """Store a corrected finding and which of its fields changed."""
    finding.save()
    audit.record(by=by, verb="save_finding", subject=finding, changes={"fields": list(changed)})


@transaction.atomic
def move_finding(*, finding: Finding, up: bool, by: Any) -> None:
    """Let a finding change places with its neighbour; at the end of the row nothing happens."""
    row = list(neighbours_of(finding).select_for_update(of=("self",)))
    here = row.index(finding)
    if moved(row, here, here - 1 if up else here + 1):
        write_places(row)
        audit.record(by=by, verb="move_finding", subject=finding, changes={"up": up})


@transaction.atomic
def remove_finding(*, finding: Finding, by: Any) -> None:
    """Take a finding off the public square, unless something rests on it in a room above."""
    audit.record(by=by, verb="remove_finding", subject=finding)
    try:
        finding.delete()
    except ProtectedError:
        raise ValidationError(
            _("Auf diese Feststellung beruft sich etwas, zum Beispiel eine Maßnahme. Sie bleibt."),
            code="finding_in_use",
        ) from None
