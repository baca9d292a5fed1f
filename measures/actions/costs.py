"""What a measure costs, by budget year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from measures.actions.cover import check_cover
from measures.actions.rows import rewriting
from measures.models import CostLine, Measure
from smartregion.core.numbers import exact_euros


@dataclass(frozen=True)
class CostRow:
    """A cost line as it should be."""

    year: int
    kind: str
    label: str
    planned_eur: Decimal
    actual_eur: Decimal | None = None
    budget_line: str = ""


def set_cost_lines(
    *, measure: Measure, by: Any, at: datetime, lock_version: int, rows: Sequence[CostRow]
) -> None:
    """Make these the cost lines of the measure; those not named are gone."""
    check_once(rows)
    with rewriting(
        "cost_lines",
        measure=measure,
        by=by,
        at=at,
        lock_version=lock_version,
        words=cost_line_in_words,
    ):
        _keep_only(measure, rows)
        check_cover(measure)


def _keep_only(measure: Measure, rows: Sequence[CostRow]) -> None:
    """A line that keeps its year, kind and name stays the same row: reports say what it really cost."""
    known = {(line.year, line.kind, line.label): line.pk for line in measure.cost_lines.all()}
    lines = [
        CostLine(pk=known.get((row.year, row.kind, row.label)), measure=measure, **asdict(row))
        for row in rows
    ]
    kept, new = [line for line in lines if line.pk], [line for line in lines if not line.pk]
    measure.cost_lines.exclude(pk__in=[line.pk for line in kept]).delete()
    CostLine.objects.bulk_create(new)
    CostLine.objects.bulk_update(kept, ["planned_eur", "actual_eur", "budget_line"])


def check_once(rows: Sequence[CostRow]) -> None:
    """The same thing is named once for each year."""
    named = Counter((row.year, row.kind, row.label.casefold()) for row in rows)
    twice = next((key for key, count in named.items() if count > 1), None)
    if twice:
        year, _kind, label = twice
        said = next(row.label for row in rows if row.label.casefold() == label)
        raise ValidationError(
            _("„%(label)s“ steht für %(year)d zweimal mit derselben Kostenart da."),
            code="cost_line_twice",
            params={"label": said, "year": year},
        )


def cost_line_in_words(line: CostLine) -> str:
    """A cost line in one line, as the history shows it; the account stays where it is."""
    planned = _("geplant %(amount)s") % {"amount": exact_euros(line.planned_eur)}
    parts = [str(line.year), line.get_kind_display(), line.label, planned]
    if line.actual_eur is not None:
        parts.append(_("tatsächlich %(amount)s") % {"amount": exact_euros(line.actual_eur)})
    if line.budget_line:
        parts.append(_("Produktkonto %(account)s") % {"account": line.budget_line})
    return ", ".join(parts)
