"""Five hundred measures: the list, the plan and the matrices that show all of them.

No county has so many. The demo county is filled up to five hundred, which every other figure would feel;
so this is measured last.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from django.urls import reverse

from benchmarks.figure import Figure
from benchmarks.pages import queries_of, timed
from benchmarks.survey import fetching
from measures.models import Audience, GuidelineContribution, Measure, Milestone
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element, Strategy

SIZE = 500
TIMES = 20
DAY = date(2024, 1, 1)
# The aims, in milliseconds.
LIST_AIM, PICTURE_AIM, QUERIES_AIM = 200, 500, 15
WORDS = (
    "Rufbus", "Bibliothek", "Pflege", "Breitband", "Vereine", "Sensoren", "Wohnberatung", "Schulen",
    "Dorfladen", "Kulturkalender", "Mitfahrbank", "Energie", "Ehrenamt", "Feuerwehr", "Radverkehr",
)  # fmt: skip


def fill_up() -> None:
    """As many measures as are missing, with everything by which they are filtered and drawn."""
    strategy = Strategy.objects.earliest("pk")
    elements = Element.objects.filter(strategy=strategy, retired_in__isnull=True)
    fields = list(elements.fields_of_action().order_by("position"))[:8]
    leads = list(Organisation.objects.order_by("pk")[:12])
    missing = SIZE - Measure.objects.count()
    made = Measure.objects.bulk_create(
        _measure(n, strategy, fields, leads) for n in range(max(missing, 0))
    )
    _hang_on(made, list(elements.guidelines().order_by("position")))


def _measure(
    n: int, strategy: Strategy, fields: Sequence[Element], leads: Sequence[Organisation]
) -> Measure:
    words = " ".join(WORDS[(n * step) % len(WORDS)] for step in range(1, 7))
    begins = DAY + timedelta(days=n % 900)
    return Measure(
        strategy=strategy, field=fields[n % len(fields)], number=f"BX{n % 9}-M{n:03}",
        title=f"{WORDS[n % len(WORDS)]} {n}", summary=f"Ein Satz über {words}.",
        body=f"<p>{'Viele Worte über ' * 12}{words}.</p>" * 3, lead=leads[n % len(leads)],
        state=list(Measure.State)[n % 6], starts_on=begins, ends_on=begins + timedelta(days=400),
    )  # fmt: skip


def _hang_on(made: Sequence[Measure], guidelines: Sequence[Element]) -> None:
    towns = list(Municipality.objects.order_by("pk"))
    Milestone.objects.bulk_create(
        Milestone(measure=one, title=f"Schritt {step}", due_on=one.starts_on + timedelta(90 * step))
        for one in made
        if one.starts_on
        for step in range(1, 4)
    )
    GuidelineContribution.objects.bulk_create(
        GuidelineContribution(measure=one, guideline=guideline, level=(n + place) % 4)
        for n, one in enumerate(made)
        for place, guideline in enumerate(islice(guidelines, n % 4 + 1))
    )
    Audience.objects.bulk_create(
        Audience(measure=one, situation=list(Audience.Situation)[n % 7])
        for n, one in enumerate(made)
    )
    served = Measure.municipalities.through
    served.objects.bulk_create(
        served(measure=one, municipality=towns[(n + step) % len(towns)])
        for n, one in enumerate(made)
        for step in (0, 5, 7)[: n % 4]
    )


def pictures(port: int) -> list[Figure]:
    fill_up()
    listed = reverse("measures:measure_list")
    searched = f"{listed}?q=Rufbus+Dorf&state=running"
    name = f"measures, {SIZE}"
    return [
        _figure(f"{name}: list (aim < {LIST_AIM})", port, listed),
        _figure(f"{name}: list, searched and filtered", port, searched),
        _figure(f"{name}: list as a table", port, f"{listed}?ansicht=tabelle&sort=title"),
        Figure(f"{name}: list, queries (aim < {QUERIES_AIM})", queries_of(searched), "queries", 15, 1),
        _figure(f"{name}: plan (aim < {PICTURE_AIM})", port, reverse("measures:timeline")),
        _figure(f"{name}: guidelines (aim < {PICTURE_AIM})", port, reverse("measures:guideline_matrix")),
        _figure(f"{name}: places (aim < {PICTURE_AIM})", port, reverse("measures:municipality_matrix")),
    ]  # fmt: skip


def _figure(name: str, port: int, path: str) -> Figure:
    """A page beside the time to fetch all measures at all."""
    floor = fetching("SELECT * FROM measures_measure WHERE number <> %s", "")
    return Figure(name, timed(port, path, times=TIMES), "ms", floor, TIMES)
