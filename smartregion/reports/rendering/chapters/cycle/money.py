"""What was planned, what was spent, and which grants may be lost."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.numbers import exact_euros
from smartregion.reports.rendering.brevity import Limits, excerpt, limits_of
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.evaluation import money as sums
from smartregion.reports.rendering.evaluation import standing


@chapter(
    "cycle_money",
    gettext_lazy("Kosten und Fördermittel"),
    needs=("evaluation",),
    is_compact=True,
    starts_page=False,
)
def money(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation:
        return Made(context={"evaluation": None})
    headings = [
        Heading(_("Geplant und ausgegeben"), "costs"),
        Heading(_("Fördermittel in Gefahr"), "grants"),
    ]
    limits = limits_of(content)
    context = {
        "evaluation": evaluation,
        "base": standing.base_of(evaluation),
        **_costs(evaluation),
        **_grants(evaluation, limits),
    }
    return Made(headings, context)


def _costs(evaluation: Content) -> Content:
    costs = evaluation["costs"]
    if not costs:
        return {"years": None}
    years = sums.by_year(costs)
    before = sums.planned_before(costs)
    return {
        "years": years if years.rows else None,
        "chart": sums.chart_of(years) if years.rows else None,
        "unknown": sum(1 for each in costs if not each["years"]),
        "planned_before": before and [exact_euros(each) for each in before],
    }


def _grants(evaluation: Content, limits: Limits) -> Content:
    found = sums.in_danger(evaluation["grants"])
    granted, hoped = sums.by_state(evaluation["grants"])
    return {
        "grants": len(evaluation["grants"]),
        "granted": exact_euros(granted),
        "hoped": exact_euros(hoped),
        "danger": excerpt(found, limits.rows),
        "danger_sum": exact_euros(sums.sum_of(each.grant for each in found)),
        "more_sum": exact_euros(
            sums.sum_of(each.grant for each in excerpt(found, limits.rows).left_out)
        ),
    }
