"""Chapter "Ressourcen": what it costs, who pays, who does the work."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.charts.money import money_by_field, money_by_year
from smartregion.reports.rendering import money
from smartregion.reports.rendering.bases import of_measures
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter


@chapter("resources", gettext_lazy("Ressourcen und Finanzierung"), needs=("reading", "measures"))
def resources(content: Content) -> Made:
    if not content["measures"]:
        return Made()
    headings = [
        Heading(_("Kosten und Finanzierung"), "cost"),
        Heading(_("Kosten nach Handlungsfeld"), "fields"),
        Heading(_("Fördermittel und Fristen"), "grants"),
        Heading(_("Personal"), "staff"),
    ]
    overview = money.overview(content)
    context = {
        "money": overview,
        "payers": money.payers(overview),
        "by_year": money_by_year(overview) if overview.years else None,
        "by_field": money_by_field(overview) if overview.total.financing.cost else None,
        "costs": money.costs_by_kind(content),
        "grants": money.grants(content),
        "staff": money.staff(content),
        "base": of_measures(content, overview.count),
    }
    return Made(headings, context)
