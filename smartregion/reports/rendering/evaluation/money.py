"""Money of a cycle, added up to the cent from the rows that are printed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts import Chart, Part, Pile, PileWords, pile_chart
from smartregion.core.days import german_day
from smartregion.core.numbers import exact_euros, short_euros

Content = dict[str, Any]
NOTHING = Decimal(0)
# Stages of a day (measures.deadlines) at which a grant is in danger.
PASSED, NEAR = "passed", ("7", "30", "90")


@dataclass(frozen=True)
class Amounts:
    """Planned cost, what was spent, and how much was planned for what is known to be spent."""

    label: str
    planned: Decimal = NOTHING
    compared: Decimal = NOTHING
    # None as long as nobody reported anything.
    actual: Decimal | None = None

    def __add__(self, other: "Amounts") -> "Amounts":
        known = [each for each in (self.actual, other.actual) if each is not None]
        return Amounts(
            self.label,
            self.planned + other.planned,
            self.compared + other.compared,
            sum(known, NOTHING) if known else None,
        )

    @property
    def difference(self) -> Decimal | None:
        """Spent beyond the plan; like is compared with like, so cost that nobody reported is left out."""
        return None if self.actual is None else self.actual - self.compared

    @property
    def cells(self) -> list[str]:
        return [
            exact_euros(self.planned),
            *(_said(each) for each in (self.actual, self._compared, self.difference)),
        ]

    @property
    def _compared(self) -> Decimal | None:
        return None if self.actual is None else self.compared


def _said(amount: Decimal | None) -> str:
    return "–" if amount is None else exact_euros(amount)


@dataclass(frozen=True)
class Sums:
    """Rows with their sum; a table prints both, and sentences name the sum."""

    rows: Sequence[Amounts]
    total: Amounts


def by_year(costs: Iterable[Content]) -> Sums:
    return _added((str(line["year"]), line) for each in costs for line in each["years"])


def by_field(costs: Iterable[Content], order: Sequence[str]) -> Sums:
    """In the order of the strategy; fields without any cost have no row."""
    sums = _added((each["field"], line) for each in costs for line in each["years"])
    rows = sorted(sums.rows, key=lambda row: order.index(row.label) if row.label in order else 0)
    return Sums(rows, sums.total)


def _added(lines: Iterable[tuple[str, Content]]) -> Sums:
    rows: dict[str, Amounts] = {}
    for label, line in lines:
        rows[label] = rows.get(label, Amounts(label)) + _amounts(label, line)
    ordered = [rows[label] for label in sorted(rows)]
    return Sums(ordered, sum(ordered, Amounts(_("Summe"))))


def _amounts(label: str, line: Content) -> Amounts:
    planned, spent = Decimal(line["planned"]), line["actual"]
    if spent is None:
        return Amounts(label, planned)
    return Amounts(label, planned, planned, Decimal(spent))


def planned_before(costs: Iterable[Content]) -> tuple[Decimal, Decimal] | None:
    """What the same measures were planned to cost in the earlier cycle, and now; None where nothing is known."""
    known = [each for each in costs if each["planned_before"] is not None]
    if not known:
        return None
    before = sum((Decimal(each["planned_before"]) for each in known), NOTHING)
    return before, by_year(known).total.planned


def chart_of(sums: Sums) -> Chart:
    """Columns by budget year, with a diamond for what was spent."""
    return pile_chart(
        title=_("Geplante und tatsächliche Kosten nach Haushaltsjahr"),
        parts=[Part(_("geplant"), palette.BAR, palette.ink_on(palette.BAR))],
        piles=[Pile(row.label, (row.planned,), row.actual) for row in sums.rows],
        words=PileWords(
            say=exact_euros,
            short=short_euros,
            head=_("Haushaltsjahr"),
            total=_("geplant"),
            mark=_("ausgegeben"),
        ),
    )


# -- grants ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Danger:
    """A grant that may be lost, and why."""

    grant: Content
    reasons: Sequence[str]

    @property
    def amount(self) -> str:
        return exact_euros(Decimal(self.grant["amount"]))


def in_danger(grants: Iterable[Content]) -> list[Danger]:
    """Grants with a day that was missed or is near, or of a measure that is in danger itself."""
    found = (Danger(grant, _reasons(grant)) for grant in grants)
    return sorted((each for each in found if each.reasons), key=_soonest)


def sum_of(grants: Iterable[Content]) -> Decimal:
    return sum((Decimal(grant["amount"]) for grant in grants), NOTHING)


def by_state(grants: Iterable[Content]) -> tuple[Decimal, Decimal]:
    """What is granted, and what is only hoped for."""
    sums: dict[bool, Decimal] = defaultdict(Decimal)
    for grant in grants:
        sums[grant["is_granted"]] += Decimal(grant["amount"])
    return sums[True], sums[False]


def _reasons(grant: Content) -> list[str]:
    found = [_day(day) for day in grant["days"] if day["stage"] == PASSED or day["stage"] in NEAR]
    if (grant["light"] or {}).get("value") == "red":
        found.append(_("Maßnahme gefährdet"))
    return found


def _day(day: Content) -> str:
    return _("%(label)s %(day)s (%(left)s)") % {
        "label": day["label"], "day": german_day(day["day"]), "left": day["left"],
    }  # fmt: skip


def _soonest(danger: Danger) -> tuple[str, str]:
    days = [day["day"] for day in danger.grant["days"] if day["stage"]]
    return min(days, default="9999"), danger.grant["number"]
