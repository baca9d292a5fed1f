"""What may go wrong with a measure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from measures.actions.rows import keep_only, rewriting
from measures.models import Measure, Risk


@dataclass(frozen=True)
class RiskRow:
    """A risk as it should be; without ``pk`` it is a new one."""

    title: str
    probability: int
    impact: int
    response: str = ""
    is_internal: bool = False
    pk: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "pk"}


def set_risks(
    *, measure: Measure, by: Any, at: datetime, lock_version: int, rows: Sequence[RiskRow]
) -> None:
    """Make these the risks of the measure; those not named are gone."""
    with rewriting(
        "risks", measure=measure, by=by, at=at, lock_version=lock_version, words=risk_in_words
    ):
        keep_only(measure.risks, [(row.pk, row.values) for row in rows])


def risk_in_words(risk: Risk) -> str:
    """A risk in one line, as the history and the page of a conflict show it."""
    degrees = _("Wahrscheinlichkeit %(probability)s, Auswirkung %(impact)s") % {
        "probability": risk.get_probability_display(),
        "impact": risk.get_impact_display(),
    }
    parts = [risk.title, degrees, risk.response, _("nur intern") if risk.is_internal else ""]
    return "; ".join(part for part in parts if part)
