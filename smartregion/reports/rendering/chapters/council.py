"""Two pages for the county assembly: how it stands, what changed, what has to be decided."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.brevity import Limits, excerpt, limits_of
from smartregion.reports.rendering.chapters.cycle.changes import said_changes
from smartregion.reports.rendering.chapters.cycle.decisions import decision, reasoned
from smartregion.reports.rendering.chapters.cycle.summary import tiles
from smartregion.reports.rendering.chapters.registry import Content, Made, chapter
from smartregion.reports.rendering.evaluation import sentences, standing

# Of the milestones to come a few are enough.
AHEAD = 5


@chapter(
    "council",
    gettext_lazy("Blatt für den Kreistag"),
    needs=("evaluation",),
    is_numbered=False,
    has_opening=False,
    is_compact=True,
)
def council(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation or not evaluation["reports"]:
        return Made(context={"evaluation": evaluation})
    limits = limits_of(content)
    waiting = [decision(each, limits) for each in standing.decisions(evaluation)]
    urgent = [reasoned(each, limits) for each in standing.urgent(evaluation)]
    context = {
        "evaluation": evaluation,
        "lead": sentences.lead(evaluation),
        "tiles": tiles(evaluation),
        "lights": standing.lights_now_and_before(evaluation),
        "base": standing.base_of(evaluation),
        "parts": excerpt(_parts(evaluation), limits.rows),
        "decisions": excerpt(waiting, limits.rows),
        "urgent": excerpt(urgent, limits.rows),
        "on_plan": _on_plan(evaluation, limits),
        "changes": said_changes(evaluation, limits),
        "money": list(sentences.about_money(evaluation)),
        **_milestones(evaluation, limits),
        "missing": sentences.listed(standing.missing(evaluation), limits),
        "corrections": excerpt(evaluation["corrections"], limits.details),
    }
    return Made(context=context)


def _parts(evaluation: Content) -> list[Content]:
    """The rows of the table: all measures, then each field of action."""
    whole = {**evaluation["standing"]["whole"], "label": _("Alle Maßnahmen")}
    return [whole, *evaluation["standing"]["fields"]]


def _on_plan(evaluation: Content, limits: Limits) -> str:
    """By number; where there are many of them their count is said at the top."""
    numbers = [
        each["number"]
        for each in evaluation["reports"]
        if (each["light"] or {}).get("value") == standing.GOOD
    ]
    return ", ".join(numbers) if len(numbers) <= limits.listed else ""


def _milestones(evaluation: Content, limits: Limits) -> Content:
    found = evaluation["milestones"]
    return {
        "overdue": excerpt(found["overdue"], limits.details),
        "ahead": found["next"][: min(AHEAD, limits.details)],
    }
