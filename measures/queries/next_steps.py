"""What the office has to do about a cycle next; the same words on its page, in the list and on the desk."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import Assessment, Cycle, Measure
from smartregion.core.days import short_day

State = Assessment.State
# Reports by their state.
Counts = Counter[str]


@dataclass(frozen=True)
class NextStep:
    """One thing to do, where it is done, and why now."""

    label: str
    url: str
    note: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class CycleCard:
    """A cycle in the list: how far its reports are, and what it waits for."""

    cycle: Cycle
    asked: int
    reported: int
    steps: list[NextStep]


def cycle_cards(cycles: Iterable[Cycle], *, on: date) -> list[CycleCard]:
    """One for each cycle, in the order in which they are given."""
    cycles = list(cycles)
    counts, busy = counts_of(cycles), _busy(cycles)
    return [_card(cycle, counts[cycle.pk], on, busy) for cycle in cycles]


def office_steps(*, on: date) -> list[tuple[Cycle, list[NextStep]]]:
    """Cycles that could go on, with the step that leads on; the earliest day first. Reports are no step."""
    alive = (Cycle.State.PLANNED, *Cycle.RUNNING)
    cycles = list(Cycle.objects.filter(state__in=alive).order_by("due_on", "pk"))
    counts, busy = counts_of(cycles), _busy(cycles)
    free = [cycle for cycle in cycles if not _waits(cycle, busy)]
    found = [(cycle, _onward(cycle, counts[cycle.pk], on)) for cycle in free]
    return [(cycle, steps) for cycle, steps in found if steps]


def _busy(cycles: Iterable[Cycle]) -> set[int]:
    """Strategies in which a cycle runs; the next one waits until it is closed."""
    return {cycle.strategy_id for cycle in cycles if cycle.is_running}


def _waits(cycle: Cycle, busy: set[int]) -> bool:
    return cycle.state == Cycle.State.PLANNED and cycle.strategy_id in busy


def counts_of(cycles: Iterable[Cycle]) -> dict[int, Counts]:
    """How many reports of each cycle are in which state, in one query.

    Closed cycles speak of public measures only, as their pages do.
    """
    found: dict[int, Counts] = defaultdict(Counter)
    reports = Assessment.objects.filter(cycle__in=[cycle.pk for cycle in cycles]).order_by()
    shown = ~Q(cycle__state=Cycle.State.CLOSED) | Q(measure__in=Measure.objects.public())
    reports = reports.filter(shown)
    for cycle, state, count in reports.values_list("cycle", "state").annotate(Count("pk")):
        found[cycle][state] = count
    return found


def next_steps(cycle: Cycle, counts: Counts, *, on: date) -> list[NextStep]:
    """In the order in which they are done."""
    return [*_to_accept(cycle, counts), *_onward(cycle, counts, on)]


def _onward(cycle: Cycle, counts: Counts, on: date) -> list[NextStep]:
    """What leads the cycle itself on: opening, reviewing, closing."""
    match cycle.state:
        case Cycle.State.PLANNED:
            return _before_opening(cycle, on)
        case Cycle.State.OPEN:
            return _while_open(cycle, counts, on)
        case Cycle.State.REVIEW:
            return _to_close(cycle, counts)
    return []


def _card(cycle: Cycle, counts: Counts, on: date, busy: set[int]) -> CycleCard:
    return CycleCard(
        cycle,
        asked=counts.total() - counts[State.WAIVED],
        reported=sum(counts[state] for state in Assessment.REPORTED),
        steps=[] if _waits(cycle, busy) else next_steps(cycle, counts, on=on),
    )


def _before_opening(cycle: Cycle, on: date) -> list[NextStep]:
    if cycle.due_on < on:
        note = _("Rückmeldung war bis %(day)s geplant") % {"day": short_day(cycle.due_on)}
        return [NextStep(_("Termine verlegen"), _url("cycle_edit", cycle), note, is_late=True)]
    if cycle.opens_on is None or cycle.opens_on > on:
        return []
    note = _("geplant für den %(day)s") % {"day": short_day(cycle.opens_on)}
    is_late = cycle.opens_on < on
    return [NextStep(_("Zyklus öffnen"), _url("cycle_open", cycle), note, is_late=is_late)]


def _to_accept(cycle: Cycle, counts: Counts) -> list[NextStep]:
    handed_in = counts[State.SUBMITTED]
    if not handed_in or not cycle.is_running:
        return []
    words = ngettext("%(n)d Meldung abnehmen", "%(n)d Meldungen abnehmen", handed_in)
    return [NextStep(words % {"n": handed_in}, _url("cycle_review", cycle))]


def _while_open(cycle: Cycle, counts: Counts, on: date) -> list[NextStep]:
    """The review begins when all reports have come, or when their day has passed."""
    awaited = sum(counts[state] for state in Assessment.AWAITED)
    if awaited and cycle.due_on >= on:
        return []
    note = _("alle Meldungen sind da")
    if awaited:
        words = ngettext("%(n)d Meldung fehlt", "%(n)d Meldungen fehlen", awaited)
        note = words % {"n": awaited}
    step = NextStep(_("Prüfung beginnen"), _url("cycle_begin_review", cycle), note, bool(awaited))
    return [step] if counts.total() else []


def _to_close(cycle: Cycle, counts: Counts) -> list[NextStep]:
    unsettled = sum(count for state, count in counts.items() if state not in Assessment.SETTLED)
    if unsettled:
        return []
    return [NextStep(_("Zyklus schließen"), _url("cycle_close", cycle), _("alles ist entschieden"))]


def _url(name: str, cycle: Cycle) -> str:
    return reverse(f"measures:{name}", args=[cycle.slug])
