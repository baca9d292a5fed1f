"""Public measures as they are planned now: money, matrices, timetable, dependencies, ratings."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.charts.dependencies import dependency_chart
from measures.charts.guidelines import guidelines_by_field
from measures.charts.money import money_by_field, money_by_year
from measures.charts.municipalities import coverage_by_maturity, measures_by_place
from measures.charts.portfolio import portfolio_of
from measures.charts.timeline import timeline_chart
from measures.models import Measure, MeasureQuerySet, Prioritisation
from measures.queries.dependencies import dependency_graph
from measures.queries.guideline_matrix import GuidelineMatrix, guideline_matrix
from measures.queries.money import MoneyOverview, money_overview
from measures.queries.municipality_matrix import MunicipalityMatrix, municipality_matrix
from measures.queries.rankings import result_of
from measures.queries.timeline import TimelineField, timeline_of
from smartregion.core.charts import Chart
from smartregion.reports.queries.exhibits.registry import (
    Look,
    Offer,
    Offers,
    Source,
    as_of,
    draws,
    offers,
    said_n,
)
from smartregion.reports.rendering.exhibits import Shown

EVERYBODY = AnonymousUser()


def _public() -> MeasureQuerySet:
    return Measure.objects.public()


def _live(chart: Chart, n: int, url: str, look: Look, *more: str) -> Shown | None:
    """A figure of measures as they are planned today; None where there is nothing to draw."""
    base = (said_n(n), as_of(look.on), *(more or (_("öffentliche Maßnahmen"),)))
    return Shown(chart.title, chart.table, base, url, chart) if chart.table.rows else None


@offers(gettext_lazy("Maßnahmen"))
def _from_measures() -> Iterator[Offers]:
    if not _public().exists():
        return
    yield Offers(_("Geld"), _named(_money_titles()))
    yield Offers(_("Wer und was erreicht wird"), _named(_matrix_titles()))
    fields = timeline_of(_public())
    by_field = [Offer(each.name, {"kind": "timeline", "field": each.name}) for each in fields]
    yield Offers(_("Zeitplan nach Handlungsfeld"), by_field)
    rated = Prioritisation.objects.public()
    yield Offers(
        _("Nutzen und Aufwand"),
        [Offer(each.title, {"kind": "portfolio", "round": each.slug}) for each in rated],
    )


def _named(titles: dict[str, str]) -> list[Offer]:
    return [Offer(title, {"kind": kind}) for kind, title in titles.items()]


def _money_titles() -> dict[str, str]:
    return {
        "money_by_year": _("Geplante Kosten nach Haushaltsjahr"),
        "money_by_field": _("Geplante Kosten nach Handlungsfeld"),
    }


def _matrix_titles() -> dict[str, str]:
    return {
        "guidelines": _("Maßnahmen je Handlungsfeld und Leitlinie"),
        "places": _("Maßnahmen je Gemeinde und Handlungsfeld"),
        "places_by_maturity": _("Maßnahmen je 1.000 Einwohner nach Reifegrad"),
        "dependencies": _("Abhängigkeiten der Maßnahmen"),
    }


# -- money -------------------------------------------------------------------------------------
def _money(look: Look) -> MoneyOverview:
    return look.once("money", lambda: money_overview(_public()))


@draws("money_by_year")
def _by_year(_source: Source, look: Look) -> Shown | None:
    found = _money(look)
    return _live(money_by_year(found), found.count, reverse("measures:money"), look)


@draws("money_by_field")
def _by_field(_source: Source, look: Look) -> Shown | None:
    found = _money(look)
    return _live(money_by_field(found), found.count, reverse("measures:money"), look)


# -- matrices ----------------------------------------------------------------------------------
@draws("guidelines")
def _guidelines(_source: Source, look: Look) -> Shown | None:
    def read() -> GuidelineMatrix:
        return guideline_matrix(_public().pursued(), visible_to=EVERYBODY)

    matrix = look.once("guidelines", read)
    if not matrix.fields or not matrix.columns:
        return None
    count = sum(len(each.rows) for each in matrix.fields)
    url = reverse("measures:guideline_matrix")
    return _live(guidelines_by_field(matrix), count, url, look)


def _places(look: Look) -> MunicipalityMatrix:
    def read() -> MunicipalityMatrix:
        return municipality_matrix(_public().pursued(), visible_to=EVERYBODY)

    return look.once("places", read)


@draws("places")
def _by_place(_source: Source, look: Look) -> Shown | None:
    matrix = _places(look)
    if not matrix.fields or not matrix.towns:
        return None
    count = look.once("pursued", lambda: _public().pursued().count())
    return _live(measures_by_place(matrix), count, reverse("measures:municipality_matrix"), look)


@draws("places_by_maturity")
def _by_maturity(_source: Source, look: Look) -> Shown | None:
    matrix = _places(look)
    if not matrix.by_maturity:
        return None
    towns = _("Gemeinden mit gemeldetem Reifegrad")
    count = sum(len(group) for _level, group in matrix.by_maturity)
    url = reverse("measures:municipality_matrix")
    return _live(coverage_by_maturity(matrix), count, url, look, towns)


@draws("dependencies")
def _dependencies(_source: Source, look: Look) -> Shown | None:
    found = dependency_graph(_public(), visible_to=EVERYBODY)
    if not found.edges:
        return None
    url = reverse("measures:dependency_graph")
    return _live(dependency_chart(found), len(found.nodes), url, look)


# -- time and ratings --------------------------------------------------------------------------
@draws("timeline")
def _timeline(source: Source, look: Look) -> Shown | None:
    fields = look.once("timeline", lambda: timeline_of(_public()))
    chosen: list[TimelineField] = [each for each in fields if each.name == source["field"]]
    if not chosen:
        return None
    chart = timeline_chart(chosen, on=look.on)
    named = _("Handlungsfeld „%(name)s“") % {"name": source["field"]}
    return _live(chart, len(chosen[0].rows), reverse("measures:timeline"), look, named)


@draws("portfolio")
def _portfolio(source: Source, look: Look) -> Shown | None:
    rated = Prioritisation.objects.public().filter(slug=source["round"]).first()
    if rated is None:
        return None
    result = result_of(rated, visible_to=EVERYBODY)
    chart = portfolio_of(result)
    if chart is None:
        return None
    url = reverse("measures:prioritisation_detail", args=[rated.slug])
    handed_in = _("%(n)d Bewertungsbögen") % {"n": result.handed_in}
    return _live(chart, len(chart.table.rows), url, look, rated.title, handed_in)
