"""What somebody has to decide, and why measures are not on plan."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.brevity import Limits, excerpt, limits_of
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.evaluation import standing


@chapter(
    "cycle_decisions",
    gettext_lazy("Was entschieden werden muss"),
    needs=("evaluation",),
    is_compact=True,
    starts_page=False,
)
def decisions(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation:
        return Made(context={"evaluation": None})
    limits = limits_of(content)
    headings = [
        Heading(_("Nötige Entscheidungen"), "decisions"),
        Heading(_("Nicht im Plan, und warum"), "whys"),
    ]
    waiting = [decision(each, limits) for each in standing.decisions(evaluation)]
    context = {
        "evaluation": evaluation,
        # What waits for a decision is the purpose of the report; only its words are shortened.
        "decisions": excerpt(waiting, len(waiting)),
        "urgent": excerpt(
            [reasoned(each, limits) for each in standing.urgent(evaluation)], limits.rows
        ),
    }
    return Made(headings, context)


def decision(report: Content, limits: Limits) -> Content:
    return {
        **report,
        "who": report["decision_by"] or _("offen, wer entscheidet"),
        "what": limits.cut(report["decision_needed"]),
    }


def reasoned(report: Content, limits: Limits) -> Content:
    """With somebody's own words; with the bare facts only where there are none."""
    quoted = [each for each in report["reasons"] if each["is_quoted"]]
    why = " ".join(each["text"] for each in quoted or report["reasons"])
    return {**report, "why": limits.cut(why)}
