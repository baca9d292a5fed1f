"""Figures and tables of a chapter: numbered as they appear, and citable by what they say.

A number ("Abbildung 4.3") is that of this edition. The mark behind it ("A4.3-7f3a9c") ends with the first
six hexadecimal digits of the SHA-256 of the numbers shown, so that a quotation can be checked later.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.charts import Chart

MARK_LENGTH = 6
# Written where a table's mark belongs; its rows are known only when it is complete.
PLACEHOLDER = "{{mark:%s}}"
NUMBERED_TABLE = re.compile(r"<table\b[^>]*>\s*<caption id=\"(tab-[^\"]+)\".*?</table>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Numbered:
    """One figure or table, as the lists of figures and tables name it."""

    kind: Literal["figure", "table"]
    anchor: str
    label: str
    title: str
    mark: str = ""
    # The numbers and the drawing of a figure, for formats that draw it again.
    chart: Chart | None = None
    # What the numbers of a figure rest on: n, date, filter.
    base: tuple[str, ...] = ()


@dataclass
class Register:
    """Counts the figures and tables of one chapter while its template is rendered."""

    chapter: str
    entries: list[Numbered] = field(default_factory=list)

    def figure(self, chart: Chart, base: Sequence[str] = ()) -> Numbered:
        """Number a figure; ``base`` is what stands below it (n, date, filter)."""
        number = self._next("figure")
        said = [chart.title, *base, chart.table.head, chart.table.rows]
        entry = Numbered(
            "figure",
            f"abb-{self._anchor(number)}",
            _("Abbildung %(number)s") % {"number": number},
            chart.title,
            f"A{number}-{sha256_of(canonical_json(said))[:MARK_LENGTH]}",
            chart,
            tuple(base),
        )
        self.entries.append(entry)
        return entry

    def table(self, title: str) -> Numbered:
        """Number a table; its mark is set by ``with_marks`` when its rows are written."""
        number = self._next("table")
        anchor = f"tab-{self._anchor(number)}"
        label = _("Tabelle %(number)s") % {"number": number}
        entry = Numbered("table", anchor, label, title, PLACEHOLDER % anchor)
        self.entries.append(entry)
        return entry

    def _next(self, kind: str) -> str:
        count = sum(entry.kind == kind for entry in self.entries) + 1
        return f"{self.chapter}.{count}"

    @staticmethod
    def _anchor(number: str) -> str:
        return number.replace(".", "-").lower()


def with_marks(html: str) -> str:
    """Finished markup: each numbered table with the mark of what stands in it."""
    return NUMBERED_TABLE.sub(_marked, html)


def _marked(table: re.Match[str]) -> str:
    anchor, markup = table.group(1), table.group()
    words = " ".join(TAGS.sub(" ", markup.partition("</caption>")[2]).split())
    number = anchor.removeprefix("tab-").replace("-", ".").upper()
    mark = f"T{number}-{sha256_of(words)[:MARK_LENGTH]}"
    return markup.replace(PLACEHOLDER % anchor, mark)
