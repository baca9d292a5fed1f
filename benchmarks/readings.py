"""A closed cycle of five hundred measures as everybody reads it, and compared with the one before.

Goes on where ``benchmarks.cycles`` has stopped: the cycle that it has opened is given up, and a second
one of all measures is closed.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from benchmarks.cycles import OFFICE, closed_cycle, put_under_way
from benchmarks.figure import Figure
from benchmarks.measures import SIZE
from benchmarks.pages import queries_of, timed
from benchmarks.survey import fetching
from smartregion.accounts.models import User

TIMES = 20
# The aims, in milliseconds and queries.
AIM, QUERIES_AIM, COMPARISON_AIM = 200, 15, 1000


def figures(port: int) -> list[Figure]:
    office = User.objects.get(email=OFFICE)
    put_under_way(office)
    cycle = closed_cycle(office, cutoff_on=timezone.localdate() + timedelta(days=1095))
    dashboard, name = reverse("measures:dashboard"), f"closed cycle of {SIZE}"
    council = reverse("measures:cycle_council", args=[cycle.slug])
    return [
        _figure(f"{name}: dashboard (aim < {AIM})", port, dashboard),
        Figure(f"{name}: dashboard, queries (aim < {QUERIES_AIM})", queries_of(dashboard), "queries", QUERIES_AIM, 1),
        _figure(f"{name}: its page", port, cycle.get_absolute_url()),
        _figure(f"{name}: sheet for the council", port, council),
        _figure(f"two cycles of {SIZE}: compared (aim < {COMPARISON_AIM})", port, reverse("measures:comparison")),
    ]  # fmt: skip


def _figure(name: str, port: int, path: str) -> Figure:
    """A page beside the time to fetch the texts of all snapshots."""
    floor = fetching("SELECT content FROM core_snapshot WHERE kind = %s", "cycle")
    return Figure(name, timed(port, path, times=TIMES), "ms", floor, TIMES)
