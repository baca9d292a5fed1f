"""What the pages of cycles, measures and versions offer to take along: released reports, and those to be ordered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from measures.models import Cycle, Measure
from smartregion.reports.models import Kind, Report
from smartregion.reports.models.reports import ReportQuerySet
from strategy.slots import Link

Pair = tuple[int, int]


def prints_of_cycles(cycles: Sequence[int], visible_to: Any) -> dict[int, list[Link]]:
    """Released reports on a cycle for everybody; for those who order reports, the way to new ones."""
    found: dict[int, list[Link]] = defaultdict(list)
    for report in _released().filter(cycle__in=cycles, kind__in=(Kind.CYCLE, Kind.COUNCIL)):
        found[report.cycle_id or 0].append(Link(report.title, report.get_absolute_url()))
    if _may_order(visible_to):
        for key, slug in Cycle.objects.filter(pk__in=cycles).values_list("pk", "slug"):
            found[key] += [_order(_("Umsetzungsbericht bestellen"), Kind.CYCLE, zyklus=slug)]
            found[key] += [_order(_("Blatt für den Kreistag bestellen"), Kind.COUNCIL, zyklus=slug)]
    return found


def prints_of_comparisons(pairs: Sequence[Pair], visible_to: Any) -> dict[Pair, list[Link]]:
    """The cycle report of the newer one, compared with the older one."""
    if not _may_order(visible_to):
        return {}
    keys = {key for pair in pairs for key in pair}
    slugs = dict(Cycle.objects.filter(pk__in=keys).values_list("pk", "slug"))
    label = _("Als Umsetzungsbericht bestellen")
    return {
        (before, after): [_order(label, Kind.CYCLE, zyklus=slugs[after], vergleich=slugs[before])]
        for before, after in pairs
    }


def prints_of_measures(measures: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Link]]:
    if not _may_order(visible_to):
        return {}
    rows = Measure.objects.public().filter(pk__in=measures).values_list("pk", "number")
    label = _("Steckbrief als PDF bestellen")
    return {key: [_order(label, Kind.PROFILE, massnahme=number)] for key, number in rows}


def prints_of_versions(pairs: Sequence[Pair], visible_to: Any) -> Mapping[Pair, list[Link]]:
    """Released synopses of these versions for everybody, and the way to a new one."""
    found: dict[Pair, list[Link]] = {pair: _synopses(pair) for pair in pairs}
    if _may_order(visible_to):
        for older, newer in pairs:
            label = _("Synopse als PDF bestellen")
            found[older, newer].append(_order(label, Kind.SYNOPSIS, fassung=newer, aeltere=older))
    return found


def _synopses(pair: Pair) -> list[Link]:
    older, newer = pair
    both = _released().filter(kind=Kind.SYNOPSIS, version=newer, earlier_version=older)
    return [Link(report.title, report.get_absolute_url()) for report in both]


def _released() -> ReportQuerySet:
    return Report.objects.in_force().order_by("-released_at", "pk")


def _may_order(person: Any) -> bool:
    return bool(person.has_perm("reports.order"))


def _order(label: str, kind: str, **subjects: Any) -> Link:
    address = reverse("reports:sheet_order", args=[kind])
    return Link(label, f"{address}?{urlencode(subjects)}")
