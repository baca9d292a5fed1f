"""Which traffic light the facts speak for, and why: the proposal that a person may depart from with a reason.

Pure rules over what is known on one day; docs/statistics.md tells them to people who want to check them.
The worst that is found decides, and every fault that was found is named. Where nothing can be told,
nothing is proposed: a measure without milestones, without an end and without costs is not green.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.attainment import Reach
from measures.documents import IndicatorFact, MilestoneFact, YearCost
from measures.models import Assessment, Measure
from smartregion.core.days import short_day
from smartregion.core.numbers import exact_euros

Light = Assessment.Light
# Later than this, a step is no longer merely late: half a year of a strategy that runs for six.
LONG = timedelta(days=183)
# So much above the plan nobody has to explain; from the second on the plan no longer holds.
COST_TOLERATED, COST_BROKEN = Decimal("1.05"), Decimal("1.20")
MISSED = (Reach.OPEN, Reach.ON_WAY)


@dataclass(frozen=True)
class Judgement:
    """The light that is proposed, with what speaks for it in sentences."""

    light: str
    reasons: list[str]

    @property
    def label(self) -> str:
        return str(Light(self.light).label)


@dataclass(frozen=True)
class _Sign:
    """One thing that speaks for a light."""

    light: Light
    reason: str


def judge(
    *,
    on: date,
    state: str = Measure.State.RUNNING,
    ends_on: date | None = None,
    milestones: Sequence[MilestoneFact] = (),
    indicators: Sequence[IndicatorFact] = (),
    costs: Sequence[YearCost] = (),
) -> Judgement | None:
    """What these facts speak for on this day; None where nothing can be told.

    ``ends_on`` is the last day of the period in which the measure shall end.
    """
    if state == Measure.State.DEFERRED:
        return Judgement(Light.GREY, [_("Die Maßnahme ist zurückgestellt.")])
    signs = [
        *_of_milestones(milestones, on),
        *_of_end(ends_on, on),
        *_of_costs(costs),
        *(sign for each in indicators for sign in _of_indicator(each, on)),
    ]
    for worst in (Light.RED, Light.YELLOW, Light.GREEN):
        if any(sign.light == worst for sign in signs):
            # Faults are named whatever their weight; what goes well only where nothing goes badly.
            named = [sign for sign in signs if worst == Light.GREEN or sign.light != Light.GREEN]
            return Judgement(worst, [sign.reason for sign in _worst_first(named)])
    return None


def _worst_first(signs: Iterable[_Sign]) -> list[_Sign]:
    return sorted(signs, key=lambda sign: sign.light != Light.RED)


# -- milestones --------------------------------------------------------------------------------
def _of_milestones(steps: Iterable[MilestoneFact], on: date) -> Iterator[_Sign]:
    counted = [step for step in steps if not step.waived_reason]
    late = [sign for step in counted for sign in _of_milestone(step, on)]
    yield from late
    if counted and not late:
        yield _Sign(Light.GREEN, _("Kein Meilenstein ist überfällig oder wird später erwartet."))


def _of_milestone(step: MilestoneFact, on: date) -> Iterator[_Sign]:
    """A step that is reached says nothing, however late it was: the measure has caught up."""
    if step.done_on is not None:
        return
    if step.expected_on and step.expected_on > step.due_on:
        sentence = _(
            "Der Meilenstein „%(title)s“ (fällig am %(due)s) wird erst für den %(day)s erwartet."
        )
        yield _late(sentence, step, max(step.expected_on, on))
    elif step.due_on < on:
        sentence = _("Der Meilenstein „%(title)s“ ist seit dem %(due)s überfällig.")
        yield _late(sentence, step, on)


def _late(sentence: str, step: MilestoneFact, until: date) -> _Sign:
    expected = short_day(step.expected_on) if step.expected_on else ""
    reason = sentence % {"title": step.title, "due": short_day(step.due_on), "day": expected}
    return _Sign(_weight(until - step.due_on), reason)


def _weight(delay: timedelta) -> Light:
    return Light.RED if delay > LONG else Light.YELLOW


# -- end, costs, indicators --------------------------------------------------------------------
def _of_end(ends_on: date | None, on: date) -> Iterator[_Sign]:
    """An end that has passed; one that is still to come speaks for nothing by itself."""
    if ends_on is not None and ends_on < on:
        reason = _("Das geplante Ende (%(day)s) ist überschritten.") % {"day": short_day(ends_on)}
        yield _Sign(_weight(on - ends_on), reason)


def _of_costs(years: Iterable[YearCost]) -> Iterator[_Sign]:
    """Actual against planned, over the years of which the actual cost is known."""
    known = [year for year in years if year.actual_eur is not None]
    if not known:
        return
    planned = sum((year.planned_eur for year in known), Decimal(0))
    actual = sum((year.actual_eur or Decimal(0) for year in known), Decimal(0))
    amounts = {"actual": exact_euros(actual), "planned": exact_euros(planned)}
    if actual <= planned * COST_TOLERATED:
        sentence = (
            _("Die Kosten liegen im Plan: %(actual)s ausgegeben, %(planned)s geplant.")
            if actual <= planned
            else _(
                "Die Kosten liegen noch im Plan: %(actual)s ausgegeben, %(planned)s geplant. Bis zu fünf "
                "Prozent mehr zählen nicht als Abweichung."
            )
        )
        yield _Sign(Light.GREEN, sentence % amounts)
        return
    is_broken = planned > 0 and actual > planned * COST_BROKEN
    sentence = _("Die Kosten liegen über dem Plan: %(actual)s ausgegeben, %(planned)s geplant.")
    yield _Sign(Light.RED if is_broken else Light.YELLOW, sentence % amounts)


def _of_indicator(fact: IndicatorFact, on: date) -> Iterator[_Sign]:
    """Effects follow late and have many causes: a figure alone never makes a measure red."""
    said = {"name": fact.name}
    if fact.reach == Reach.REACHED:
        yield _Sign(Light.GREEN, _("Die Kennzahl „%(name)s“ hat ihr Ziel erreicht.") % said)
    elif fact.reach == Reach.AWAY:
        reason = _("Die Kennzahl „%(name)s“ steht schlechter als zu Beginn.") % said
        yield _Sign(Light.YELLOW, reason)
    elif fact.reach in MISSED and fact.target_on and fact.target_on < on:
        sentence = _("Die Kennzahl „%(name)s“ hat ihr Ziel zum %(day)s nicht erreicht.")
        yield _Sign(Light.YELLOW, sentence % (said | {"day": short_day(fact.target_on)}))
