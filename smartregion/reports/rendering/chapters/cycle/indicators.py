"""Indicators on the cut-off day, with their course, their target and their age."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.brevity import excerpt, limits_of
from smartregion.reports.rendering.chapters.registry import Content, Made, chapter
from smartregion.reports.rendering.evaluation import indicators as rows


@chapter(
    "cycle_indicators",
    gettext_lazy("Kennzahlen und Ziele"),
    needs=("evaluation",),
    is_compact=True,
    starts_page=False,
)
def indicators(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation or not evaluation["indicators"]:
        return Made(context={"evaluation": evaluation})
    known = rows.rows_of(evaluation["indicators"])
    context = {
        "evaluation": evaluation,
        "attained": evaluation["standing"]["whole"]["attained"],
        "reaches": [
            each for each in evaluation["standing"]["whole"]["attained"]["reaches"] if each["count"]
        ],
        "shown": excerpt(known, limits_of(content).rows),
        "without": ", ".join(_named(each) for each in rows.without_value(evaluation["indicators"])),
    }
    return Made(context=context)


def _named(indicator: Content) -> str:
    return _("%(name)s (%(number)s)") % indicator
