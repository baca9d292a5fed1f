"""How each field of action stands: its lights, its milestones, and what was reported."""

from django.utils.translation import gettext_lazy

from smartregion.core.numbers import exact_euros
from smartregion.reports.rendering.brevity import Limits, excerpt, limits_of
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.evaluation import money, standing


@chapter(
    "cycle_fields",
    gettext_lazy("Stand nach Handlungsfeldern"),
    needs=("evaluation",),
    is_compact=True,
    starts_page=False,
)
def fields(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation or not evaluation["reports"]:
        return Made(context={"evaluation": evaluation})
    limits = limits_of(content)
    order = [field["label"] for field in evaluation["standing"]["fields"]]
    sums = money.by_field(evaluation["costs"] or (), order)
    spent = {row.label: row for row in sums.rows}
    headings = [
        Heading(field["label"], _field(field, evaluation, spent.get(field["label"]), limits))
        for field in evaluation["standing"]["fields"]
    ]
    context = {
        "evaluation": evaluation,
        "lights": standing.lights(evaluation).table,
        "base": standing.base_of(evaluation),
    }
    return Made(headings, context)


def _field(
    field: Content, evaluation: Content, amounts: money.Amounts | None, limits: Limits
) -> Content:
    inside = [each for each in evaluation["reports"] if each["field"] == field["label"]]
    return {
        "group": field,
        "lights": standing.distribution(field["lights"]),
        "planned": exact_euros(amounts.planned) if amounts else "",
        "actual": exact_euros(amounts.actual) if amounts and amounts.actual is not None else "",
        "reports": excerpt([_told(each, limits) for each in inside], limits.rows),
    }


def _told(report: Content, limits: Limits) -> Content:
    steps = " ".join(report["next_steps"])
    return {**report, "done": limits.cut(report["done_since"]), "steps": limits.cut(steps)}
