"""One profile as it is printed: its words within their limits, with the figures worked out."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string

from measures.attainment import Attainment
from measures.queries.money import MeasureMoney
from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.charts import Chart
from smartregion.reports.rendering.book import Section
from smartregion.reports.rendering.columns import levels_of
from smartregion.reports.rendering.money import money_of_measure
from smartregion.reports.rendering.roadmap import schedule_of
from smartregion.reports.rendering.shortening import LEVELS, is_cut, shortened

Content = dict[str, Any]
MARK_LENGTH = 12


@dataclass(frozen=True)
class Sheet:
    """One profile; it depends on its measure and on nothing that other measures say."""

    section: Section
    # The full profile, before anything was left out.
    measure: Content
    content: Content
    # Steps of shortening beyond the guess, where the page did not hold it.
    level: int = 0

    @cached_property
    def shown(self) -> Content:
        main, beside = (
            LEVELS[min(guess + self.level, len(LEVELS) - 1)] for guess in levels_of(self.measure)
        )
        return shortened(self.measure, main, beside)

    @cached_property
    def is_shortened(self) -> bool:
        return is_cut(self.measure, self.shown)

    @property
    def chart(self) -> Chart:
        return schedule_of(self.shown, self.content["made_on"])

    @property
    def money(self) -> MeasureMoney:
        """All of it: sums are never shortened."""
        return money_of_measure(self.measure)

    @property
    def indicators(self) -> list[tuple[Content, Content | None, Attainment]]:
        """Each with its last value, and how far it is."""
        return [
            (line, line["values"][-1] if line["values"] else None, _attained(line))
            for line in self.shown["indicators"]
        ]

    @property
    def address(self) -> str:
        """Where the measure is read today; empty where the site has no address."""
        site, path = self.content.get("site", ""), self.measure["card"]["url"]
        return f"{site}{path}" if site else ""

    @property
    def title_level(self) -> int:
        """Alone it is a document of its own; in a publication it stands below its chapter."""
        return 2 if self.content["is_publication"] else 1

    @property
    def title_tag(self) -> str:
        return f"h{self.title_level}"

    @property
    def part_tag(self) -> str:
        return f"h{self.title_level + 1}"

    @property
    def mark(self) -> str:
        """The first digits of the hash of what was frozen of this measure, to compare editions by."""
        return sha256_of(canonical_json(self.measure))[:MARK_LENGTH]

    def html(self, stamp: Any) -> str:
        return render_to_string(
            "reports/paper/sheet.html",
            {"sheet": self, "measure": self.shown, "content": self.content, "stamp": stamp},
        )

    def one_step_shorter(self) -> "Sheet":
        return replace(self, level=min(self.level + 1, len(LEVELS) - 1))


def _attained(line: Content) -> Attainment:
    frozen = line["attainment"]
    share, steps = frozen["share"], frozen["steps"]
    return Attainment(
        frozen["reach"],
        None if share is None else Decimal(share),
        (steps[0], steps[1]) if steps else None,
    )
