"""Why a measure shows the light it shows: the author's own words first, then what the cycle kept of the facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from measures.documents import Row
from measures.judging import judge
from measures.models import Assessment

Light = Assessment.Light
# A light that is not on plan owes a reason.
OWES_REASON = (Light.YELLOW, Light.RED, Light.GREY)


@dataclass(frozen=True)
class Reason:
    label: str
    text: str
    # Somebody's own words, in German.
    is_quoted: bool = False
    # It still says what the cycle before said.
    is_unchanged: bool = False


def why(row: Row, day: date) -> list[Reason]:
    """All reasons of one report; one sentence that there is none, where one is owed."""
    if not row.is_reported:
        return []
    reasons = [*_said(row), *_known(row, day)]
    if not reasons and row.light in OWES_REASON:
        reasons = [Reason(_("Warum"), _("Die Meldung nennt keinen Grund."))]
    return reasons


def _said(row: Row) -> Iterator[Reason]:
    if row.light_reason:
        yield Reason(_("Begründung der Ampel"), row.light_reason, is_quoted=True)
    if row.obstacles:
        carried = "obstacles" in row.carried_over
        yield Reason(_("Hindernisse"), row.obstacles, is_quoted=True, is_unchanged=carried)


def _known(row: Row, day: date) -> Iterator[Reason]:
    """What speaks against the plan by the rules of the proposed light; facts that go well explain nothing."""
    judged = judge(
        on=day,
        state=row.measure_state,
        milestones=row.milestones or (),
        indicators=row.indicators or (),
        costs=row.costs or (),
    )
    if judged and judged.light != Light.GREEN:
        yield Reason(_("Was bekannt ist"), " ".join(judged.reasons))
