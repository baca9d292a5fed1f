"""The starting position: figures, what exists, how mature the municipalities are, what was found."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import parts, situation
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter

TITLE = gettext_lazy("Ausgangslage")


@chapter(
    "situation",
    TITLE,
    needs=("reading", "structure", "projects", "frameworks", "maturity", "findings"),
)
def starting_position(content: Content) -> Made:
    headings = [
        Heading(_("Der Landkreis in Zahlen"), "structure"),
        Heading(_("Was es schon gibt"), "projects"),
        Heading(_("Woran die Strategie anknüpft"), "frameworks"),
        Heading(_("Wie weit die Gemeinden sind"), "maturity"),
        Heading(_("Stärken, Schwächen, Chancen, Risiken"), "findings"),
    ]
    maturity = content.get("maturity")
    return Made(
        headings,
        {
            "openings": parts.opening_named(content, str(TITLE)),
            "sources": situation.structure_sources(content),
            "gaps": situation.structure_gaps(content),
            "square": situation.county_square(content),
            "frameworks": situation.frameworks_in_force(content),
            "expired": situation.frameworks_expired(content),
            "radar": situation.maturity_radar(content),
            "by_zone": situation.maturity_by_zone(content),
            "maturity_base": situation.maturity_base(content) if maturity else [],
        },
    )
