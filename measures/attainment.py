"""How far a figure has come from where it began to where it shall be (Zielerreichung).

docs/statistics.md tells the method to people who want to check it. Three things are never done: to
call a missing value 0 per cent, to divide by a way of no length, and to tell a share of a way whose
beginning nobody knows.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measures.models import Indicator
from smartregion.core.numbers import per_cent

Kind, Direction = Indicator.Kind, Indicator.Direction


class Reach(models.TextChoices):
    """What a reader wants to know first."""

    REACHED = "reached", gettext_lazy("Ziel erreicht")
    ON_WAY = "on_way", gettext_lazy("auf dem Weg")
    OPEN = "open", gettext_lazy("noch nicht erreicht")
    AWAY = "away", gettext_lazy("schlechter als zu Beginn")
    NO_TARGET = "no_target", gettext_lazy("ohne Zielwert")
    NO_DATA = "no_data", gettext_lazy("keine Daten")


@dataclass(frozen=True)
class Attainment:
    """Whether the target is reached; ``share`` of the way (1 is the whole), where one can be told.

    ``steps`` are those of an ordinal scale, done and in all: they have no distances, so they are
    counted and never told in per cent.
    """

    reach: str
    share: Decimal | None = None
    steps: tuple[int, int] | None = None

    @property
    def label(self) -> str:
        return str(Reach(self.reach).label)

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded down: 99.6 is not yet the target."""
        if self.share is None or self.steps:
            return None
        return int((self.share * 100).to_integral_value(ROUND_FLOOR))

    @property
    def bar(self) -> int | None:
        """The filled part of a bar, 0 to 100; a way that went backwards fills nothing."""
        if self.share is None:
            return None
        return max(0, min(100, int((self.share * 100).to_integral_value(ROUND_FLOOR))))

    @property
    def words(self) -> str:
        """How much of the way is done: 67 % des Weges, 1 von 2 Stufen; empty if nothing can be told."""
        if self.share is not None and self.share > 1:
            return _("Ziel übertroffen")
        if self.steps:
            done, total = self.steps
            return ngettext(
                "%(done)s von %(total)s Stufe", "%(done)s von %(total)s Stufen", total
            ) % {"done": done, "total": total}
        # At either end the label says it all.
        if self.percent is None or self.percent < 0 or self.share in {0, 1}:
            return ""
        return _("%(percent)s des Weges") % {"percent": per_cent(self.percent)}


def attainment(indicator: Indicator, value: Decimal | None) -> Attainment:
    """How far this value of an indicator is."""
    if value is None:
        return Attainment(Reach.NO_DATA)
    if indicator.target is None:
        return Attainment(Reach.NO_TARGET)
    is_reached = _is_reached(indicator, value, indicator.target)
    if indicator.kind == Kind.YES_NO:
        reach = Reach.REACHED if is_reached else Reach.OPEN
        return Attainment(reach, Decimal(int(is_reached)))
    share = _share(indicator, value)
    steps = _steps(indicator, value) if share is not None else None
    return Attainment(Reach.REACHED if is_reached else _under_way(share), share, steps)


def _is_reached(indicator: Indicator, value: Decimal, target: Decimal) -> bool:
    if indicator.kind == Kind.YES_NO:
        return value == target
    return value >= target if indicator.direction == Direction.RISING else value <= target


def _share(indicator: Indicator, value: Decimal) -> Decimal | None:
    """Part of the way from baseline to target; None where there is no way, or it leads elsewhere."""
    if indicator.baseline is None or indicator.target is None:
        return None
    way = indicator.target - indicator.baseline
    leads_up = indicator.direction == Direction.RISING
    if not way or (way > 0) != leads_up:
        return None
    return (value - indicator.baseline) / way


def _steps(indicator: Indicator, value: Decimal) -> tuple[int, int] | None:
    if indicator.kind != Kind.ORDINAL or indicator.baseline is None or indicator.target is None:
        return None
    total = int(abs(indicator.target - indicator.baseline))
    done = int(abs(value - indicator.baseline))
    return (done, total) if (value - indicator.baseline) * _sign(indicator) >= 0 else (0, total)


def _sign(indicator: Indicator) -> int:
    return 1 if indicator.direction == Direction.RISING else -1


def _under_way(share: Decimal | None) -> Reach:
    if share is None or share == 0:
        return Reach.OPEN
    return Reach.ON_WAY if share > 0 else Reach.AWAY
