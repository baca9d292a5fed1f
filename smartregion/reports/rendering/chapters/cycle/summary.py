"""The cycle on one page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.numbers import number
from smartregion.reports.rendering.brevity import limits_of
from smartregion.reports.rendering.chapters.registry import Content, Made, chapter
from smartregion.reports.rendering.evaluation import sentences, standing
from smartregion.reports.rendering.facts import Tile


@chapter(
    "cycle_summary",
    gettext_lazy("Kurzfassung"),
    needs=("evaluation",),
    is_compact=True,
    is_numbered=False,
)
def summary(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation or not evaluation["reports"]:
        return Made(context={"evaluation": evaluation})
    return Made(
        context={
            "evaluation": evaluation,
            "lead": sentences.lead(evaluation),
            "tiles": tiles(evaluation),
            # Its numbers stand where the fields of action are told about.
            "lights": standing.lights(evaluation),
            "base": standing.base_of(evaluation),
            "findings": sentences.findings(evaluation),
            "decisions": len(evaluation["decisions"]),
            "missing": sentences.listed(standing.missing(evaluation), limits_of(content)),
        }
    )


def tiles(evaluation: Content) -> list[Tile]:
    """The numbers that people look for first."""
    figures = evaluation["standing"]
    milestones, attained = figures["whole"]["milestones"], figures["whole"]["attained"]
    reached = _("%(done)s von %(total)s")
    found = [
        Tile(number(standing.in_plan(evaluation)), _("Maßnahmen im Plan")),
        Tile(number(figures["missing"]), _("nicht gemeldet")),
        Tile(number(len(evaluation["decisions"])), _("Entscheidungen nötig")),
        Tile(reached % milestones, _("Meilensteinen erreicht")),
        Tile(number(len(evaluation["milestones"]["overdue"])), _("Meilensteine überfällig")),
    ]
    if attained and attained["with_target"]:
        share = {"done": attained["reached"], "total": attained["with_target"]}
        found.append(Tile(reached % share, _("Zielwerten erreicht")))
    return found
