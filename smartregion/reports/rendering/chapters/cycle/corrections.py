"""What was put right after the cycle had closed, and why."""

from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.brevity import Limits, excerpt, limits_of
from smartregion.reports.rendering.chapters.registry import Content, Made, chapter


@chapter(
    "cycle_corrections",
    gettext_lazy("Berichtigungen"),
    needs=("evaluation",),
    is_compact=True,
    starts_page=False,
)
def corrections(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation:
        return Made(context={"evaluation": None})
    limits = limits_of(content)
    made = [_worded(each, limits) for each in evaluation["corrections"]]
    return Made(context={"evaluation": evaluation, "made": excerpt(made, limits.rows)})


def _worded(correction: Content, limits: Limits) -> Content:
    changes = [
        {
            "part": each["part"],
            "before": limits.cut(each["before"]),
            "after": limits.cut(each["after"]),
        }
        for each in correction["changes"]
    ]
    return {**correction, "reason": limits.cut(correction["reason"]), "changes": changes}
