"""Milestones reached, missed, and the next ones."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.brevity import excerpt, limits_of
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter


@chapter(
    "cycle_milestones",
    gettext_lazy("Meilensteine"),
    needs=("evaluation",),
    is_compact=True,
    starts_page=False,
)
def milestones(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation or not evaluation["standing"]["whole"]["milestones"]["total"]:
        return Made(context={"evaluation": evaluation})
    limits = limits_of(content)
    found = evaluation["milestones"]
    headings = [
        Heading(_("Überfällig oder verschoben"), "late"),
        Heading(_("Erreicht"), "reached"),
        Heading(_("In den nächsten zwölf Monaten"), "next"),
    ]
    late = _late(found)
    context = {
        "evaluation": evaluation,
        "counts": evaluation["standing"]["whole"]["milestones"],
        "late": excerpt(late, limits.rows),
        **{name: excerpt(found[name], limits.details) for name in ("reached", "next", "given_up")},
    }
    return Made(headings, context)


def _late(found: Content) -> list[Content]:
    """Each once, also when it is overdue and postponed at the same time; overdue ones first."""
    overdue = [{**each, "is_overdue": True} for each in found["overdue"]]
    postponed = [each for each in found["postponed"] if each not in found["overdue"]]
    return [*overdue, *postponed]
