"""What was not reported: all of it, whatever else is shortened."""

from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.brevity import limits_of
from smartregion.reports.rendering.chapters.registry import Content, Made, chapter
from smartregion.reports.rendering.evaluation import sentences, standing


@chapter(
    "cycle_missing",
    gettext_lazy("Nicht gemeldet"),
    needs=("evaluation",),
    is_compact=True,
    starts_page=False,
)
def missing(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation:
        return Made(context={"evaluation": None})
    limits = limits_of(content)
    found = standing.missing(evaluation)
    context = {
        "evaluation": evaluation,
        "missing": found,
        # Many of them are named in one paragraph instead of a row each.
        "is_table": len(found) <= limits.rows,
        "listed": sentences.listed(found, limits),
        "waived": evaluation["waived"],
    }
    return Made(context=context)
