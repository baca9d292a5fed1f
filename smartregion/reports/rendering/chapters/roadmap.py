"""Chapter "Umsetzungsfahrplan": the time schedule and what comes next."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import roadmap as plan
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter


@chapter("roadmap", gettext_lazy("Umsetzungsfahrplan"), needs=("measures", "timeline"))
def roadmap(content: Content) -> Made:
    if not content["measures"]:
        return Made()
    headings = [
        Heading(_("Zeitplan der Maßnahmen"), "plan"),
        Heading(_("Meilensteine der nächsten zwölf Monate"), "next"),
    ]
    late = plan.late_milestones(content)
    if late:
        headings.append(Heading(_("Überfällige Meilensteine"), "late"))
    context = {
        "figures": plan.figures(content),
        "base": plan.base(content),
        "next": plan.next_milestones(content),
        "late": late,
    }
    return Made(headings, context)
