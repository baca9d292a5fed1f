"""Indicators of a cycle as rows of a table, each with its course in small."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.charts import paper_svg, sparkline
from smartregion.core.days import german_day
from smartregion.core.numbers import number

Content = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One indicator of which a value is known."""

    indicator: Content

    @cached_property
    def course(self) -> SafeString:
        """The drawing; what it shows is told in words for those who do not see it."""
        points = self.indicator["points"]
        target = self.indicator["target"]
        drawn = sparkline(
            [(date.fromisoformat(each["on"]), float(each["value"])) for each in points],
            None if target is None else float(target),
        )
        return paper_svg(drawn, self.told)

    @property
    def told(self) -> str:
        values = [f"{german_day(each['on'])}: {each['said']}" for each in self.indicator["points"]]
        if self.indicator["target"] is not None:
            values.append(_("Ziel: %(value)s") % {"value": self.indicator["said_target"]})
        return _("Verlauf „%(name)s“. %(values)s") % {
            "name": self.indicator["name"], "values": "; ".join(values),
        }  # fmt: skip

    @property
    def age(self) -> str:
        """How old the value was on the cut-off day."""
        months = self.indicator["months"]
        if not months:
            return ""
        return ngettext("%(n)s Monat alt", "%(n)s Monate alt", months) % {"n": number(months)}


def rows_of(indicators: Iterable[Content]) -> list[Row]:
    """Those with a value, by measure."""
    return [Row(each) for each in indicators if each["points"]]


def without_value(indicators: Iterable[Content]) -> list[Content]:
    return [each for each in indicators if not each["points"]]
