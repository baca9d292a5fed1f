"""The summary: two pages for those who read no more than that."""

from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import facts, figures, strategy
from smartregion.reports.rendering.chapters.registry import Content, Made, chapter

# With so many rows its tables stay on two pages; the chapters tell the rest.
MOST_FIELDS, MOST_FINDINGS, MOST_PROJECTS, MOST_MISSING = 12, 4, 14, 6


@chapter(
    "summary",
    gettext_lazy("Kurzfassung"),
    needs=("reading", "measures", "surveys", "forums"),
    is_numbered=False,
)
def summary(content: Content) -> Made:
    projects, fields = facts.key_projects(content), strategy.at_a_glance(content)
    missing = content["cycle"]["missing"] if content["cycle"] else []
    return Made(
        context={
            "tiles": facts.tiles(content),
            "fields": fields[:MOST_FIELDS],
            "more_fields": len(fields[MOST_FIELDS:]),
            "findings": facts.findings(content)[:MOST_FINDINGS],
            "lights": figures.all_lights(content),
            "missing": missing[:MOST_MISSING],
            "more_missing": len(missing[MOST_MISSING:]),
            "key_projects": projects[:MOST_PROJECTS],
            "more_projects": len(projects[MOST_PROJECTS:]),
        }
    )
