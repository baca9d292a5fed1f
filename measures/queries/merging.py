"""Two measures that are one: which may take the other in, and what goes along."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from measures.models import Measure, MeasureQuerySet

State = Measure.State
# What was ended or is no more cannot take anything in.
CLOSED = (State.REJECTED, State.CANCELLED, State.MERGED)


@dataclass(frozen=True)
class Merger:
    """What happens when one measure goes into another, in sentences."""

    goes_along: list[str]
    stays: list[str]


def may_be_merged(measure: Measure) -> bool:
    """Whether the measure may go into another one at all; chains are never built."""
    return measure.can_move_to(State.MERGED) and not measure.merged_from.exists()


def targets_of(measure: Measure) -> MeasureQuerySet:
    """The measures that could take this one in, by number."""
    others = Measure.objects.filter(strategy=measure.strategy_id).exclude(pk=measure.pk)
    if measure.is_public:
        # Whoever has the old address would otherwise be led to nothing.
        others = others.public()
    return others.exclude(state__in=CLOSED).order_by("number")


def merger_of(measure: Measure) -> Merger:
    """What goes along and what stays behind, counted."""
    along = [
        (measure.origins.count(), _origins),
        (measure.indicators.count(), _indicators),
        (measure.evidence.count(), _evidence),
        (measure.files.count(), _files),
        (measure.dependencies.count() + measure.dependents.count(), _dependencies),
        (measure.follows.count(), _follows),
    ]
    stays = [
        (measure.milestones.count(), _milestones),
        (measure.cost_lines.count(), _cost_lines),
        (measure.grants.count(), _grants),
        (measure.risks.count(), _risks),
        (measure.assessments.count(), _reports),
    ]
    return Merger(
        goes_along=[say(count) for count, say in along if count],
        stays=[say(count) for count, say in stays if count],
    )


def merged_into(measure: Measure, *, visible_to: Any) -> MeasureQuerySet:
    """The measures that have gone into this one, by number, as far as this person may know of them."""
    gone = Measure.objects.visible_to(visible_to).filter(merged_into=measure)
    return gone.order_by("number")


def _origins(n: int) -> str:
    words = ngettext("%(n)s Herkunft mit ihrem Beitrag", "%(n)s Herkünfte mit ihren Beiträgen", n)
    return words % {"n": n}


def _indicators(n: int) -> str:
    return ngettext("%(n)s Kennzahl mit ihren Werten", "%(n)s Kennzahlen mit ihren Werten", n) % {
        "n": n
    }


def _evidence(n: int) -> str:
    return ngettext("%(n)s Zahl aus einer Umfrage", "%(n)s Zahlen aus Umfragen", n) % {"n": n}


def _files(n: int) -> str:
    return ngettext("%(n)s Unterlage", "%(n)s Unterlagen", n) % {"n": n}


def _dependencies(n: int) -> str:
    return ngettext("%(n)s Abhängigkeit", "%(n)s Abhängigkeiten", n) % {"n": n}


def _follows(n: int) -> str:
    words = ngettext("%(n)s Person, die ihr folgt", "%(n)s Personen, die ihr folgen", n)
    return words % {"n": n}


def _milestones(n: int) -> str:
    return ngettext("%(n)s Meilenstein", "%(n)s Meilensteine", n) % {"n": n}


def _cost_lines(n: int) -> str:
    return ngettext("%(n)s Kostenzeile", "%(n)s Kostenzeilen", n) % {"n": n}


def _grants(n: int) -> str:
    return ngettext("%(n)s Förderung", "%(n)s Förderungen", n) % {"n": n}


def _risks(n: int) -> str:
    return ngettext("%(n)s Risiko", "%(n)s Risiken", n) % {"n": n}


def _reports(n: int) -> str:
    words = ngettext("%(n)s Sachstand", "%(n)s Sachstände", n)
    return words % {"n": n}
